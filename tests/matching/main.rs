//! How well names of organisations are matched, measured on labelled names: the thresholds were chosen on one part of
//! them and are checked on the other. Run with `--nocapture` to see the figures.

#![expect(clippy::print_stdout, reason = "what was measured is told")]
#![expect(clippy::unwrap_used, reason = "a test that meets what it did not expect should stop there")]

use std::fmt;

use missieregister::import::likeness::{Corpus, Facts, Likeness, PROBABLE, Zone};
use missieregister::import::vocabulary::Vocabulary;
use missieregister::values::{OrganisationName, fold};

/// The parts of the labelled names.
const PARTS: [&str; 2] = ["choose", "check"];

/// A labelled row of one part.
fn rows<'a>(text: &'a str, part: &str) -> Vec<Vec<&'a str>> {
    let rows = text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>());
    rows.filter(|row| row[0] == part).collect()
}

fn facts(name: &str, municipality: &str, host: &str) -> Facts {
    let vocabulary = Vocabulary::built_in();
    let mut facts = Facts::new(name, Some(municipality), &vocabulary.organisations);
    if !host.is_empty() {
        facts.add_host(host, &vocabulary.organisations);
    }
    let form = OrganisationName::parse(name, &vocabulary.legal_forms).legal_form;
    facts.body = form.and_then(|form| vocabulary.organisations.body(&form));
    facts
}

/// Gives the words of names the weight that they have among all of these.
fn weigh(all: &mut [Facts]) {
    let mut corpus = Corpus::new(&Vocabulary::built_in().organisations);
    let mut names: Vec<String> = all.iter().flat_map(|facts| &facts.names).map(written).collect();
    names.sort_unstable();
    names.dedup();
    for name in &names {
        corpus.add(name);
    }
    all.iter_mut().flat_map(|facts| &mut facts.names).for_each(|name| corpus.weigh(name));
}

fn written(name: &missieregister::import::likeness::Name) -> String {
    name.words.iter().map(|word| word.written.as_str()).collect::<Vec<_>>().join(" ")
}

/// How many of what was said to be the same is, and how much of what is the same was said to be.
#[derive(Clone, Copy, Default)]
struct Score {
    right: usize,
    wrong: usize,
    all: usize,
}

impl Score {
    fn precision(self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    fn recall(self) -> f64 {
        share(self.right, self.all)
    }

    fn f1(self) -> f64 {
        share(2 * self.right, self.right + self.wrong + self.all)
    }
}

impl fmt::Display for Score {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "precision {:.4} recall {:.4} F1 {:.4}", self.precision(), self.recall(), self.f1())
    }
}

fn share(some: usize, all: usize) -> f64 {
    let number = |count| f64::from(u32::try_from(count).unwrap());
    if all == 0 { 1.0 } else { number(some) / number(all) }
}

/// What became of the names of a file against a register.
#[derive(Default)]
struct Linked {
    automatic: Score,
    recommended: Score,
    /// Names whose organisation was matched or stands among the candidates.
    seen: usize,
    doubtful: usize,
    names: usize,
    /// Automatic matches that are wrong, as `what the file says → what it was taken for`.
    mistaken: Vec<String>,
}

fn linked(part: &str) -> Linked {
    let rows = rows(include_str!("organisations.tsv"), part);
    let cell = |row: &Vec<&'static str>, place: usize| row.get(place).copied().unwrap_or_default();
    let mut facts: Vec<Facts> = rows.iter().map(|row| facts(row[3], cell(row, 4), cell(row, 5))).collect();
    weigh(&mut facts);
    let (register, file): (Vec<usize>, Vec<usize>) = (0..rows.len()).partition(|row| rows[*row][2] == "register");
    let mut linked = Linked { names: file.len(), ..Linked::default() };
    for name in file {
        let truth = register.iter().copied().find(|known| rows[*known][1] == rows[name][1]);
        let likenesses = register.iter().map(|known| (*known, facts[*known].compare(&facts[name])));
        let mut near: Vec<(usize, Likeness)> =
            likenesses.filter(|(_, likeness)| likeness.zone != Zone::Different).collect();
        near.sort_by(|(_, one), (_, other)| other.zone.cmp(&one.zone).then(other.score.total_cmp(&one.score)));
        linked.count(&near, truth, |known| format!("{} → {}", rows[name][3], rows[known][3]));
    }
    linked
}

impl Linked {
    fn count(&mut self, near: &[(usize, Likeness)], truth: Option<usize>, said: impl Fn(usize) -> String) {
        let all = usize::from(truth.is_some());
        let leads = |margin: f64| near.get(1).is_none_or(|second| near[0].1.score - second.1.score > margin);
        let clear = near.first().filter(|(_, best)| best.zone == Zone::Clear);
        let others_are_doubtful = near.get(1).is_none_or(|(_, second)| second.zone != Zone::Clear);
        let automatic = clear.filter(|_| others_are_doubtful || leads(0.0)).map(|(known, _)| *known);
        let probable = near.first().filter(|(_, best)| best.score >= PROBABLE && leads(0.02)).map(|(known, _)| *known);
        self.automatic.add(automatic, truth, all);
        self.recommended.add(automatic.or(probable), truth, all);
        self.seen += usize::from(match automatic {
            Some(known) => truth == Some(known),
            None => near.iter().any(|(known, _)| truth == Some(*known)),
        });
        self.doubtful += usize::from(automatic.is_none() && !near.is_empty());
        self.mistaken.extend(automatic.filter(|known| truth != Some(*known)).map(said));
    }

    fn recall(&self) -> f64 {
        share(self.seen, self.automatic.all)
    }
}

impl Score {
    fn add(&mut self, said: Option<usize>, truth: Option<usize>, all: usize) {
        self.all += all;
        match said {
            Some(_) if said == truth => self.right += 1,
            Some(_) => self.wrong += 1,
            None => {}
        }
    }
}

#[test]
fn automatic_matches_are_right_and_the_rest_is_asked() {
    for part in PARTS {
        let linked = linked(part);
        let matched = linked.automatic.right + linked.automatic.wrong;
        let zone = |count| 100.0 * share(count, linked.names);
        println!(
            "organisations, {part}: {} names; matched {:.1} %, asked {:.1} %, new {:.1} %",
            linked.names,
            zone(matched),
            zone(linked.doubtful),
            zone(linked.names - matched - linked.doubtful)
        );
        println!("  automatic: {}", linked.automatic);
        println!("  matched or asked: recall {:.4}", linked.recall());
        println!("  with the recommended decisions: {}", linked.recommended);
        assert!(linked.automatic.precision() >= 0.99, "{:#?}", linked.mistaken);
        assert!(linked.recall() >= 0.97, "{}", linked.recall());
        assert!(linked.recommended.f1() >= 0.95, "{}", linked.recommended);
        // Whatever the share: none of these may ever be taken for another.
        let told_apart = ["holding", "beheer", "vastgoed", "noord", "zuid", "oost", "west", "pensioenfonds"];
        let words = |name: &str| {
            fold(name).split(' ').filter(|word| told_apart.contains(word)).map(str::to_owned).collect::<Vec<_>>()
        };
        let look_alike = |said: &&String| said.split_once(" → ").is_some_and(|(one, other)| words(one) != words(other));
        assert_eq!(linked.mistaken.iter().filter(look_alike).collect::<Vec<_>>(), Vec::<&String>::new());
    }
}

/// Scores of pairs by this program, and by Jaro-Winkler on names without their legal forms.
fn pairs(text: &'static str, part: &str) -> Vec<(bool, Likeness, f64)> {
    let rows = rows(text, part);
    let mut all: Vec<Facts> = rows.iter().flat_map(|row| [facts(row[2], "", ""), facts(row[3], "", "")]).collect();
    weigh(&mut all);
    let key = |name: &str| OrganisationName::parse(name, &Vocabulary::built_in().legal_forms).match_key;
    let likeness = |(row, pair): (&Vec<&str>, &[Facts])| {
        (row[1] == "1", pair[0].compare(&pair[1]), strsim::jaro_winkler(&key(row[2]), &key(row[3])))
    };
    rows.iter().zip(all.chunks(2)).map(likeness).collect()
}

fn scored(pairs: &[(bool, Likeness, f64)], said: impl Fn(&Likeness, f64) -> bool) -> Score {
    let mut score = Score::default();
    for (same, likeness, winkler) in pairs {
        score.all += usize::from(*same);
        match (said(likeness, *winkler), same) {
            (true, true) => score.right += 1,
            (true, false) => score.wrong += 1,
            _ => {}
        }
    }
    score
}

#[test]
fn names_of_other_styles_are_matched_better_than_by_their_letters_alone() {
    let sets =
        [("applicants", include_str!("applicants_pairs.tsv")), ("companies", include_str!("companies_pairs.tsv"))];
    for (set, text) in sets {
        for part in PARTS {
            let pairs = pairs(text, part);
            let automatic = scored(&pairs, |likeness, _| likeness.zone == Zone::Clear);
            let recommended = scored(&pairs, |likeness, _| likeness.zone == Zone::Clear || likeness.score >= PROBABLE);
            let thresholds = (50..100).map(|percent| f64::from(percent) / 100.0);
            let winkler = thresholds.map(|least| scored(&pairs, |_, winkler| winkler >= least));
            let winkler = winkler.max_by(|one, other| one.f1().total_cmp(&other.f1())).unwrap();
            println!(
                "{set}, {part}: {} pairs\n  automatic: {automatic}\n  with the recommended decisions: {recommended}",
                pairs.len()
            );
            println!("  Jaro-Winkler at its best: {winkler}");
            assert!(automatic.precision() >= 0.99, "{set} {part}: {automatic}");
            assert!(recommended.f1() >= 0.88, "{set} {part}: {recommended}");
            assert!(recommended.f1() > winkler.f1() + 0.05, "{set} {part}: {recommended} against {winkler}");
        }
    }
}
