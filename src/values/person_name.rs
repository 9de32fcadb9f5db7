//! Names of people, taken apart the Dutch way: given name, initials, surname prefix, family name.

use serde::{Deserialize, Serialize};

use super::{NameWords, fold};

/// A name in its parts. What was not written is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PersonName {
    /// First name: `Jan Peter`.
    pub given_name: Option<String>,
    /// As in `J.P.`.
    pub initials: Option<String>,
    /// As in `van der`, in lower case.
    pub surname_prefix: Option<String>,
    /// Without the prefix: `Berg`.
    pub family_name: Option<String>,
}

/// How well two names go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameFit {
    /// The same family name and the same given name or initials.
    Same,
    /// The same family name, and initials that fit the other's given name or initials.
    Fits,
    /// The same family name, and on one side no more than that.
    Unclear,
    /// Two names.
    Different,
}

impl PersonName {
    /// Takes a whole name apart: `dhr. ing. J.P. vd Berg MSc`, `Berg, J. van der`, `Li Wei van Dijk`.
    pub fn parse(text: &str, words: &NameWords) -> Self {
        let mut parts = text.split(',').map(|part| plain_words(part, words)).filter(|part| !part.is_empty());
        let Some(first) = parts.next() else { return Self::default() };
        let rest: Vec<&str> = parts.flatten().collect();
        match (rest.is_empty(), turned(&first, words)) {
            (false, _) => Self::inverted(&first, &rest, words),
            (true, Some(end)) => Self::inverted(&first[..end], &first[end..], words),
            (true, None) => Self::in_order(&first, words),
        }
    }

    /// Takes a family name with its prefix apart: `de Vries`, `Riele, te`, `d'Ancona`.
    pub fn parse_family(text: &str, words: &NameWords) -> Self {
        let (family, behind) = text.split_once(',').unwrap_or((text, ""));
        let family: Vec<&str> = plain_words(family, words);
        let behind: Vec<&str> = plain_words(behind, words);
        let mut name = Self::family_of(&family, words);
        if !behind.is_empty() && behind.iter().all(|word| words.is_prefix(word)) {
            name.surname_prefix = prefix(&behind);
        } else if !behind.is_empty() {
            name.family_name = filled([family.join(" "), behind.join(" ")].join(", "));
        }
        name
    }

    /// Reads a column of given names, which may hold initials: `Jan Peter`, `J.P.`, `J.P. (Jan)`.
    pub fn parse_given(text: &str, words: &NameWords) -> Self {
        let (before, bracketed) = text.split_once('(').unwrap_or((text, ""));
        let mut name = Self::default();
        name.add_given(&plain_words(before, words));
        if let Some(called) = filled(bracketed.trim().trim_end_matches(')')) {
            name.given_name = Some(called);
        }
        name
    }

    /// Reads a column of surname prefixes.
    pub fn parse_prefix(text: &str) -> Self {
        Self { surname_prefix: prefix(&text.split_whitespace().collect::<Vec<_>>()), ..Self::default() }
    }

    /// Reads a column of initials.
    pub fn parse_initials(text: &str) -> Self {
        let letters = text.split_whitespace().collect::<String>();
        let bare = letters.chars().all(char::is_alphabetic) && letters == letters.to_uppercase();
        Self { initials: filled(if bare { dotted(&letters) } else { letters }), ..Self::default() }
    }

    /// Fills what this name lacks from another column's part of it.
    #[must_use]
    pub fn joined_with(self, other: Self) -> Self {
        Self {
            given_name: self.given_name.or(other.given_name),
            initials: self.initials.or(other.initials),
            surname_prefix: self.surname_prefix.or(other.surname_prefix),
            family_name: self.family_name.or(other.family_name),
        }
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The name as one says it: `J.P. van der Berg`, `Jan Jansen`.
    pub fn display(&self) -> String {
        let first = self.given_name.as_deref().or(self.initials.as_deref());
        let mut text = first.unwrap_or_default().to_owned();
        for part in [&self.surname_prefix, &self.family_name].into_iter().flatten() {
            if !text.is_empty() && !text.ends_with(['\'', '’']) {
                text.push(' ');
            }
            text.push_str(part);
        }
        text
    }

    /// What names are matched on and ordered by: the folded family name, without its prefix.
    pub fn family_key(&self) -> String {
        fold(self.family_name.as_deref().unwrap_or_default())
    }

    /// How well this name goes together with another. Prefixes are left out: they come in too many spellings.
    pub fn fit(&self, other: &Self) -> NameFit {
        let (family, theirs) = (self.family_key(), other.family_key());
        if family != theirs || family.is_empty() {
            return NameFit::Different;
        }
        let given = |name: &Self| fold(name.given_name.as_deref().unwrap_or_default());
        let (mine, yours) = (given(self), given(other));
        if !mine.is_empty() && !yours.is_empty() {
            return if mine == yours { NameFit::Same } else { NameFit::Different };
        }
        let (mine, yours) = (self.initial_letters(), other.initial_letters());
        match (mine.is_empty(), yours.is_empty()) {
            (false, false) if mine == yours && self.given_name.is_none() && other.given_name.is_none() => NameFit::Same,
            (false, false) if mine.starts_with(&yours) || yours.starts_with(&mine) => NameFit::Fits,
            (false, false) => NameFit::Different,
            _ => NameFit::Unclear,
        }
    }

    /// First letters, of the initials or else of the given names.
    fn initial_letters(&self) -> String {
        match (&self.initials, &self.given_name) {
            (Some(initials), _) => fold(initials).split(' ').collect(),
            (None, Some(given)) => fold(given).split(' ').filter_map(|word| word.chars().next()).collect(),
            (None, None) => String::new(),
        }
    }

    /// Given names, prefix, family name.
    fn in_order(words: &[&str], known: &NameWords) -> Self {
        let family = family_start(words, known);
        let mut name = Self::family_of(&words[family..], known);
        name.add_given(&words[..family]);
        name
    }

    /// Family name first, then the rest: `Berg, van der, J.`, `Berg, J. van der`, `van der Berg, Jan`.
    fn inverted(family: &[&str], rest: &[&str], known: &NameWords) -> Self {
        let mut name = Self::family_of(family, known);
        let (prefixes, given): (Vec<&str>, Vec<&str>) =
            rest.iter().partition(|word| known.is_prefix(word) && !is_initials(word));
        name.surname_prefix = prefix(&prefixes).or(name.surname_prefix);
        name.add_given(&given);
        name
    }

    /// A family name with its prefix before it, glued to it, or behind it.
    fn family_of(words: &[&str], known: &NameWords) -> Self {
        let before = words.iter().take_while(|word| known.is_prefix(word)).count().min(words.len().saturating_sub(1));
        let behind = words.iter().rev().take_while(|word| known.is_prefix(word)).count();
        let behind = if before == 0 { behind.min(words.len().saturating_sub(1)) } else { 0 };
        let (mut prefixes, mut family) = (words[..before].to_vec(), words[before..words.len() - behind].to_vec());
        prefixes.extend(&words[words.len() - behind..]);
        if let Some((glued, bare)) = family.first().and_then(|first| unglued(first, known)) {
            prefixes.push(glued);
            family[0] = bare;
        }
        Self { surname_prefix: prefix(&prefixes), family_name: filled(family.join(" ")), ..Self::default() }
    }

    /// Adds given names, or initials where that is what they are. `J.P. (Jan)` has both.
    fn add_given(&mut self, words: &[&str]) {
        let (initials, names): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| is_initials(word));
        let called = |name: &&str| name.trim_matches(|mark| "()\"“”".contains(mark)).to_owned();
        self.given_name = filled(names.iter().map(called).collect::<Vec<_>>().join(" "));
        // `Jan P. Jansen` has a second initial, which belongs to the given name and says nothing alone.
        if words.first().is_some_and(|first| is_initials(first)) {
            self.initials = filled(initials.iter().map(|word| dotted(word)).collect::<String>());
        }
    }
}

/// The words of a name, without titles.
fn plain_words<'a>(text: &'a str, known: &NameWords) -> Vec<&'a str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_title = |index: usize| {
        known.is_title(words[index])
            || (fold(words[index]) == "de" && words.get(index + 1).is_some_and(|next| fold(next) == "heer"))
    };
    (0..words.len()).filter(|index| !is_title(*index)).map(|index| words[index]).collect()
}

/// Where the family name ends that stands first without a comma: before initials that nothing but a prefix follows
/// (`Jansen J.P.`, `Berg J. van der`), or behind capitals that the rest does not have (`JANSEN Jan`).
fn turned(words: &[&str], known: &NameWords) -> Option<usize> {
    let dotted = |word: &str| word.ends_with('.') && is_initials(word);
    let initials = (1..words.len()).find(|index| dotted(words[*index]));
    let behind = |index: &usize| words[index + 1..].iter().all(|word| known.is_prefix(word));
    if let Some(index) = initials.filter(|index| behind(index) && !is_initials(words[0])) {
        return Some(index);
    }
    let shouts =
        |word: &&&str| word.chars().count() > 3 && word.chars().all(|letter| letter.is_uppercase() || letter == '-');
    let capitals = words.iter().take_while(shouts).count();
    let rest = &words[capitals..];
    let calm = rest.iter().all(|word| word.chars().any(char::is_lowercase)) && !rest.is_empty();
    (capitals > 0 && calm && !rest.iter().any(|word| known.is_prefix(word))).then_some(capitals)
}

/// Where the family name begins: at its prefix, at a double name that goes on (`Jansen-de Vries`), else at the last word.
fn family_start(words: &[&str], known: &NameWords) -> usize {
    let last = words.len().saturating_sub(1);
    let goes_on = |word: &str| word.rsplit_once('-').is_some_and(|(_, end)| end.is_empty() || known.is_prefix(end));
    let begins = |index: &usize| {
        let word = words[*index];
        let prefix = known.is_prefix(word) && !is_given_looking(word, *index);
        (*index < last && (prefix || goes_on(word))) || unglued(word, known).is_some()
    };
    let start = (0..words.len()).find(begins).unwrap_or(last);
    if words.get(start) == Some(&"-") { start.saturating_sub(1) } else { start }
}

/// A first word such as `Van` or `De` before others may be a prefix; initials such as `D.` are not.
fn is_given_looking(word: &str, index: usize) -> bool {
    index == 0 && word.len() == 2 && word.ends_with('.')
}

/// Parts `d'Ancona` and `'t-Hooft` from their prefix.
fn unglued<'a>(word: &'a str, known: &NameWords) -> Option<(&'a str, &'a str)> {
    let mark = word.find(['\'', '’']).filter(|mark| *mark > 0)?;
    let end = mark + word[mark..].chars().next().map_or(1, char::len_utf8);
    let (glued, bare) = word.split_at(end);
    (known.is_prefix(glued) && bare.chars().next().is_some_and(char::is_alphabetic)).then_some((glued, bare))
}

/// Whether a word is initials: `J.`, `J.P.`, `JP`, `Th.`, `A.-M.`.
fn is_initials(word: &str) -> bool {
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    let only = word.chars().all(|letter| letter.is_alphabetic() || letter == '.' || letter == '-');
    only && capitals > 0 && ((word.ends_with('.') && letters <= 2 * capitals) || (letters == capitals && letters <= 3))
}

/// Initials with a dot behind each.
fn dotted(word: &str) -> String {
    if word.contains('.') { word.to_owned() } else { word.chars().flat_map(|letter| [letter, '.']).collect() }
}

/// A prefix in lower case.
fn prefix(words: &[&str]) -> Option<String> {
    filled(words.join(" ").to_lowercase().replace('’', "'"))
}

fn filled(text: impl Into<String>) -> Option<String> {
    let text = text.into();
    if text.trim().is_empty() { None } else { Some(text.trim().to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> NameWords {
        NameWords::from_toml(include_str!("../../imports/vocabulary/names.toml")).unwrap()
    }

    fn parts(name: &PersonName) -> [&str; 4] {
        [&name.given_name, &name.initials, &name.surname_prefix, &name.family_name]
            .map(|part| part.as_deref().unwrap_or_default())
    }

    #[test]
    fn whole_names_come_apart() {
        let words = words();
        for (text, expected) in [
            ("Jan van der Berg", ["Jan", "", "van der", "Berg"]),
            ("Berg, J. van der", ["", "J.", "van der", "Berg"]),
            ("Berg, van der, J.", ["", "J.", "van der", "Berg"]),
            ("van der Berg, Jan", ["Jan", "", "van der", "Berg"]),
            ("Jansen, Jan", ["Jan", "", "", "Jansen"]),
            ("v.d. Berg", ["", "", "v.d.", "Berg"]),
            ("dhr. ing. J.P. vd Berg MSc", ["", "J.P.", "vd", "Berg"]),
            ("de heer J. Jansen", ["", "J.", "", "Jansen"]),
            ("Mw. A. Jansen-de Vries", ["", "A.", "", "Jansen-de Vries"]),
            ("Esmée von Bönninghausen", ["Esmée", "", "von", "Bönninghausen"]),
            ("Fatima in 't Veld", ["Fatima", "", "in 't", "Veld"]),
            ("Fatima in ’t Veld", ["Fatima", "", "in 't", "Veld"]),
            ("Theo d'Ancona", ["Theo", "", "d'", "Ancona"]),
            ("Li Wei van Dijk", ["Li Wei", "", "van", "Dijk"]),
            ("Li Wei Ekkelkamp", ["Li Wei", "", "", "Ekkelkamp"]),
            ("Anne-Fleur op de Weegh", ["Anne-Fleur", "", "op de", "Weegh"]),
            ("Karin te Riele", ["Karin", "", "te", "Riele"]),
            ("Zoë Haverkamp-Smit", ["Zoë", "", "", "Haverkamp-Smit"]),
            ("JP Balkenende", ["", "J.P.", "", "Balkenende"]),
            ("Jan Van Dijk", ["Jan", "", "van", "Dijk"]),
            ("Jansen", ["", "", "", "Jansen"]),
            ("Jansen J.P.", ["", "J.P.", "", "Jansen"]),
            ("Linden, S. van der", ["", "S.", "van der", "Linden"]),
            ("Dikken, L.", ["", "L.", "", "Dikken"]),
            ("Berg J. van der", ["", "J.", "van der", "Berg"]),
            ("van den Berg P.", ["", "P.", "van den", "Berg"]),
            ("JANSEN Jan", ["Jan", "", "", "JANSEN"]),
            ("Jan JANSEN", ["Jan", "", "", "JANSEN"]),
            ("prof.dr.ir. J. de Wit", ["", "J.", "de", "Wit"]),
            ("J.P. (Jan) Jansen", ["Jan", "J.P.", "", "Jansen"]),
            ("Dr.-Ing. Klaus Müller", ["Klaus", "", "", "Müller"]),
            ("Drs. Th. ten Cate", ["", "Th.", "ten", "Cate"]),
            ("", ["", "", "", ""]),
        ] {
            assert_eq!(parts(&PersonName::parse(text, &words)), expected, "{text}");
        }
    }

    #[test]
    fn columns_of_parts_hold_more_than_they_promise() {
        let words = words();
        for (text, prefix, family) in [
            ("de Vries", "de", "Vries"),
            ("Riele, te", "te", "Riele"),
            ("Ancona, d'", "d'", "Ancona"),
            ("Veld, in 't", "in 't", "Veld"),
            ("d'Ancona", "d'", "Ancona"),
            ("von Bönninghausen", "von", "Bönninghausen"),
            ("Meulen van der", "van der", "Meulen"),
            ("Haverkamp-Smit", "", "Haverkamp-Smit"),
            ("Jansen-de Vries", "", "Jansen-de Vries"),
            ("Te", "", "Te"),
        ] {
            assert_eq!(parts(&PersonName::parse_family(text, &words)), ["", "", prefix, family], "{text}");
        }
        for (text, given, initials) in [
            ("J.P.", "", "J.P."),
            ("Jan Peter", "Jan Peter", ""),
            ("J.P. (Jan)", "Jan", "J.P."),
            ("Jan", "Jan", ""),
            ("Bo", "Bo", ""),
        ] {
            assert_eq!(parts(&PersonName::parse_given(text, &words)), [given, initials, "", ""], "{text}");
        }
        assert_eq!(PersonName::parse_initials("jp").initials.as_deref(), Some("jp"));
        assert_eq!(PersonName::parse_initials("J P").initials.as_deref(), Some("J.P."));
        assert_eq!(PersonName::parse_prefix(" Van  der ").surname_prefix.as_deref(), Some("van der"));
    }

    #[test]
    fn names_fit_when_nothing_in_them_contradicts() {
        let words = words();
        for (left, right, fit) in [
            ("Jan Jansen", "Jansen, Jan", NameFit::Same),
            ("J. van der Berg", "J. v.d. Berg", NameFit::Same),
            ("Jan van der Berg", "J. vd Berg", NameFit::Fits),
            ("Jan van der Berg", "J.P. van den Berg", NameFit::Fits),
            ("Öztürk", "Mehmet Ozturk", NameFit::Unclear),
            ("Jan Jansen", "Piet Jansen", NameFit::Different),
            ("J. Jansen", "P. Jansen", NameFit::Different),
            ("Jan Jansen", "Jan Smit", NameFit::Different),
            ("", "", NameFit::Different),
        ] {
            let (left_name, right_name) = (PersonName::parse(left, &words), PersonName::parse(right, &words));
            assert_eq!(left_name.fit(&right_name), fit, "{left} and {right}");
            assert_eq!(right_name.fit(&left_name), fit, "{right} and {left}");
        }
    }

    #[test]
    fn a_name_is_shown_as_one_says_it() {
        let words = words();
        for (text, shown) in [("Berg, J. van der", "J. van der Berg"), ("Theo d'Ancona", "Theo d'Ancona"), ("", "")] {
            assert_eq!(PersonName::parse(text, &words).display(), shown);
        }
    }
}
