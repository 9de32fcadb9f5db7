//! Names of organisations, taken apart into words that can be compared.
//!
//! Pure. Legal forms and words that say nothing are gone, abbreviations and translations have become the word that stands
//! for them, and what stands in brackets, behind `voorheen` or in an address is known apart.

use crate::import::vocabulary::{OrganisationWords, WordSense, words_of};

/// A word of a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Folded; the word that stands for it where there is one.
    pub text: String,
    /// Folded, as it was written.
    pub written: String,
    /// What it says.
    pub sense: WordSense,
    /// Whether it was written with a dot behind it.
    pub dotted: bool,
    /// How much it weighs, from 0 to 1.
    pub weight: f64,
    /// Whether it is a word of more than one name, so that it is no typing mistake.
    pub is_real: bool,
}

/// One name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Name {
    /// Its words, in order.
    pub words: Vec<Word>,
    /// Its words without blanks between them.
    pub squeezed: String,
    /// The first letters of its words, with and without those that say nothing.
    pub initials: Vec<String>,
    /// Which of the organisations that many registers name it is.
    pub known: Option<usize>,
    /// Whether it was its name, or is one in trade only.
    pub is_other: bool,
}

/// The names that a text gives an organisation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// The first is what it is called; the others it was, or is called in trade.
    pub names: Vec<Name>,
    /// Places that stand beside the name.
    pub places: Vec<String>,
}

/// Fewer letters than that are no name of their own.
const SHORTEST: usize = 3;

impl Names {
    /// Takes a text apart.
    pub fn parse(text: &str, words: &OrganisationWords) -> Self {
        let (outside, bracketed) = brackets(text);
        let mut found = Self::default();
        let mut texts = vec![Vec::new()];
        for (index, piece) in outside.split([',', ';', '|']).enumerate() {
            let raw = words_of(piece);
            if index > 0 && (is_address(&raw, words) || found.is_place(&raw, words)) {
                continue;
            }
            let last = texts.len() - 1;
            texts[last].extend(raw);
            split_names(&mut texts, words);
        }
        for piece in bracketed {
            found.bracket(words_of(piece), &mut texts, words);
        }
        let names =
            texts.into_iter().enumerate().map(|(place, raw)| Name { is_other: place > 0, ..Name::of(raw, words) });
        found.names = names.filter(|name| !name.words.is_empty()).collect();
        found
    }

    /// Keeps a piece as a place if it is one.
    fn is_place(&mut self, raw: &[(String, bool)], words: &OrganisationWords) -> bool {
        let phrase = text_of(raw);
        let Some(place) = words.meaning(&phrase).filter(|word| words.sense_of(word) == Some(WordSense::Place)) else {
            return false;
        };
        self.places.push(place.to_owned());
        true
    }

    /// What stands in brackets: a place, a word that tells organisations apart, or another name.
    fn bracket(&mut self, raw: Vec<(String, bool)>, texts: &mut Vec<Vec<(String, bool)>>, words: &OrganisationWords) {
        let phrase = text_of(&raw);
        if self.is_place(&raw, words) || words.is_legal(&phrase, true, true) {
            return;
        }
        let first = raw.first().map(|(word, _)| word.as_str()).unwrap_or_default();
        if words.is_other_name(first) || words.is_other_name(&phrase) {
            texts.push(raw);
            let last = texts.len() - 1;
            let mut tail = vec![texts.remove(last)];
            split_names(&mut tail, words);
            texts.extend(tail.into_iter().filter(|raw| !raw.is_empty()));
        } else if words.meaning(&phrase).is_some() || phrase.len() < SHORTEST && !is_acronym(&phrase) {
            texts[0].extend(raw);
        } else {
            texts.push(raw);
        }
    }
}

/// Letters alone can be a short name: `(UT)`.
fn is_acronym(phrase: &str) -> bool {
    phrase.len() >= 2 && phrase.bytes().all(|letter| letter.is_ascii_alphabetic())
}

fn text_of(raw: &[(String, bool)]) -> String {
    raw.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" ")
}

/// What stands outside brackets, and what inside.
fn brackets(text: &str) -> (String, Vec<&str>) {
    let (mut outside, mut inside, mut rest) = (String::new(), Vec::new(), text);
    while let Some(open) = rest.find('(') {
        let Some(length) = rest[open..].find(')') else { break };
        outside.push_str(&rest[..open]);
        outside.push(' ');
        inside.push(&rest[open + 1..open + length]);
        rest = &rest[open + length + 1..];
    }
    outside.push_str(rest);
    (outside, inside)
}

/// Whether a piece is of an address: a postcode, or a street and its number.
fn is_address(raw: &[(String, bool)], words: &OrganisationWords) -> bool {
    let is_number = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
    let is_postcode = raw.first().is_some_and(|(word, _)| {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        (4..=5).contains(&digits) && (word.len() == digits || word.len() == digits + 2)
    });
    let has_street = raw.iter().any(|(word, _)| words.is_street(word));
    raw.iter().any(|(word, _)| is_number(word)) && (has_street || is_postcode)
}

/// Parts the last text at the words behind which another name stands, and cuts off what the organisation belongs to.
fn split_names(texts: &mut Vec<Vec<(String, bool)>>, words: &OrganisationWords) {
    let Some(raw) = texts.pop() else { return };
    let mut current = Vec::new();
    let mut at = 0;
    while at < raw.len() {
        let runs = (1..=words.longest().min(raw.len() - at)).rev();
        let marks = |phrase: &str| words.is_other_name(phrase) || words.is_belonging(phrase);
        let mark = runs.map(|length| (length, text_of(&raw[at..at + length]))).find(|(_, phrase)| marks(phrase));
        match mark {
            // What a name begins with parts nothing from it.
            Some((length, phrase)) if words.is_other_name(&phrase) => {
                texts.push(std::mem::take(&mut current));
                at += length;
            }
            Some(_) if !current.is_empty() => break,
            _ => {
                current.push(raw[at].clone());
                at += 1;
            }
        }
    }
    texts.push(current);
    texts.retain(|raw| !raw.is_empty());
    if texts.is_empty() {
        texts.push(Vec::new());
    }
}

impl Name {
    /// Words as written → words that can be compared.
    fn of(raw: Vec<(String, bool)>, vocabulary: &OrganisationWords) -> Self {
        let bare = without_legal_forms(raw, vocabulary);
        let all: String = bare.iter().filter_map(|(word, _)| word.chars().next()).collect();
        let mut words = meanings(&bare, vocabulary);
        let telling = words.iter().filter(|word| !vocabulary.is_filler(&word.text)).count();
        if telling > 0 {
            words.retain(|word| !vocabulary.is_filler(&word.text));
        }
        let squeezed = words.iter().flat_map(|word| word.written.split(' ')).collect();
        let telling: String = bare
            .iter()
            .filter(|(word, _)| !vocabulary.is_filler(word))
            .filter_map(|(word, _)| word.chars().next())
            .collect();
        let mut initials = vec![telling, all];
        initials.dedup();
        initials.retain(|letters| letters.len() >= 2);
        Self { words, squeezed, initials, known: None, is_other: false }
    }

    /// Its words as one text.
    pub fn text(&self) -> String {
        self.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// Takes legal forms away, at both ends and in between; a name is never left empty.
fn without_legal_forms(mut raw: Vec<(String, bool)>, words: &OrganisationWords) -> Vec<(String, bool)> {
    let longest = words.longest();
    loop {
        let most = longest.min(raw.len().saturating_sub(1));
        let at_end = (1..=most).rev().find(|length| words.is_legal(&text_of(&raw[raw.len() - length..]), false, true));
        if let Some(length) = at_end {
            raw.truncate(raw.len() - length);
            continue;
        }
        let at_start = (1..=most).rev().find(|length| words.is_legal(&text_of(&raw[..*length]), true, false));
        let Some(length) = at_start else { break };
        raw.drain(..length);
    }
    let inside: Vec<bool> = raw.iter().map(|(word, _)| words.is_legal(word, false, false)).collect();
    if inside.iter().any(|legal| !legal) {
        let mut inside = inside.into_iter();
        raw.retain(|_| !inside.next().unwrap_or_default());
    }
    raw
}

/// The longest known phrases become the words that stand for them.
fn meanings(raw: &[(String, bool)], vocabulary: &OrganisationWords) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    while at < raw.len() {
        let runs = (1..=vocabulary.longest().min(raw.len() - at)).rev();
        let known = runs.map(|length| (length, text_of(&raw[at..at + length])));
        let known = known.filter_map(|(length, phrase)| Some((length, vocabulary.meaning(&phrase)?.to_owned())));
        let (length, text) = known.into_iter().next().unwrap_or_else(|| {
            let written = &raw[at].0;
            (1, vocabulary.meant(written).unwrap_or_else(|| written.clone()))
        });
        let sense = sense(&text, vocabulary);
        let (dotted, written) = (raw[at + length - 1].1, text_of(&raw[at..at + length]));
        words.push(Word { text, written, sense, dotted, weight: weight(sense), is_real: sense != WordSense::Own });
        at += length;
    }
    words
}

fn sense(text: &str, words: &OrganisationWords) -> WordSense {
    if let Some(sense) = words.sense_of(text) {
        return sense;
    }
    if text.bytes().all(|letter| letter.is_ascii_digit()) {
        return WordSense::Number;
    }
    // `agrotechniek`: two words that many names have are one that many could have.
    let common = |part: &str| {
        let part = words.meaning(part).and_then(|word| words.sense_of(word));
        matches!(part, Some(WordSense::Common))
    };
    let parts = text.char_indices().skip(3).map(|(at, _)| text.split_at(at));
    let mut parts = parts.filter(|(first, second)| {
        second.len() >= 3 && (common(first) || common(first.trim_end_matches('s'))) && common(second)
    });
    if parts.next().is_some() { WordSense::Common } else { WordSense::Own }
}

/// How much a word weighs by what it says.
pub(super) const fn weight(sense: WordSense) -> f64 {
    match sense {
        WordSense::Own => 1.0,
        WordSense::FamilyName => 0.85,
        WordSense::Number => 0.7,
        WordSense::Place => 0.5,
        WordSense::Apart { .. } => 0.35,
        WordSense::Common => 0.3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::vocabulary::Vocabulary;

    fn names(text: &str) -> (Vec<String>, Vec<String>) {
        let names = Names::parse(text, &Vocabulary::built_in().organisations);
        (names.names.iter().map(Name::text).collect(), names.places)
    }

    #[test]
    fn a_name_is_what_is_left_without_legal_forms_addresses_and_words_that_say_nothing() {
        for (text, name) in [
            ("Bouman Industries B.V.", "bouman industrie"),
            ("N.V. Kroezinga's Machinefabr.", "kroezinga machinefabriek"),
            ("KROEZINGA MACHINEFABRIEK B.V., Industrieweg 12, 7550 AA HENGELO", "kroezinga machinefabriek"),
            ("Gebr. van der Kolk v.o.f.", "gebroeders kolk"),
            ("Stichting De Brug", "brug"),
            ("Obshchestvo s ogranichennoy otvetstvennostyu Vostok", "vostok"),
            ("Limited Liability Company Vostok", "vostok"),
            ("De Het B.V.", "de het"),
            ("Stichting", "stichting"),
            ("Kolk Solar, onderdeel van Vechtgroep", "kolk solar"),
        ] {
            assert_eq!(names(text).0.first().map(String::as_str), Some(name), "{text}");
        }
    }

    #[test]
    fn trade_names_former_names_and_places_are_known_apart() {
        assert_eq!(names("Kolk Solar h.o.d.n. Zonnig Salland").0, ["kolk solar", "zonnig salland"]);
        assert_eq!(names("Kolk Solar (voorheen Kroezinga Metaal B.V.)").0, ["kolk solar", "kroezinga metaal"]);
        assert_eq!(names("Kroezinga (Zwolle)"), (vec!["kroezinga".to_owned()], vec!["zwolle".to_owned()]));
        assert_eq!(names("Kroezinga, Zwolle").1, ["zwolle"]);
        assert_eq!(names("Kroezinga (Holding)").0, ["kroezinga holding"]);
        assert_eq!(names("Hogeschool Vechtdal (HVD)").0, ["hogeschool vechtdal", "hvd"]);
    }
}
