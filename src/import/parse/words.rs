//! Words of closed lists: what `gerealiseerd` or `no show` means in its column.
//!
//! Invariant: a word means something in its own field only, and a word of two codes of one field is refused when the
//! list is read. Words are folded once, then; a look-up folds the cell and compares.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

use crate::import::field::{Field, Shape};
use crate::values::{
    AmendmentStatus, Authority, Code, Direction, Indicator, InternationalisationForm, MissionKind, MissionStatus,
    MoneyStage, NoteSubject, OrganisationKind, OutcomeKind, ParticipantKind, ParticipationStatus, PayerKind,
    ProvinceRole, ReportingDocument, SignalColour, Term, WordListFault, fold, parse_word_list,
};

/// The lists of all fields.
#[derive(Clone, Debug, Default)]
pub struct Words {
    lists: HashMap<Field, WordList>,
    phrases: HashSet<Field>,
    yes_no: WordList,
    /// Of fields whose columns may ask a question: what no means to each answer.
    opposites: HashMap<Field, BTreeMap<String, String>>,
}

/// The words of one field.
#[derive(Clone, Debug, Default)]
pub struct WordList {
    codes: HashMap<String, String>,
    /// The first word of each code, as written: what is accepted, in brief.
    accepted: Vec<String>,
}

/// The part of `words.toml` that is about closed lists.
#[derive(Deserialize)]
struct File {
    yes_no: BTreeMap<String, Vec<String>>,
    phrases: Phrases,
    opposites: BTreeMap<String, BTreeMap<String, String>>,
    field: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

#[derive(Deserialize)]
struct Phrases {
    fields: Vec<String>,
}

impl Words {
    /// Reads the tables `yes_no`, `phrases` and `field` of `words.toml`.
    pub fn from_toml(text: &str) -> Result<Self, WordListFault> {
        let file: File = parse_word_list(text)?;
        let field = |name: &str| {
            let message = || format!("`{name}` is no field that the importer knows");
            Field::from_name(name).ok_or_else(|| WordListFault { line: None, message: message() })
        };
        let mut words = Self { yes_no: WordList::of(&file.yes_no)?, ..Self::default() };
        for (name, codes) in &file.field {
            let field = field(name)?;
            if let Some(code) = codes.keys().find(|code| !is_code(field, code)) {
                return Err(WordListFault { line: None, message: format!("`{code}` is no code of {field}") });
            }
            words.lists.insert(field, WordList::of(codes)?);
        }
        for (name, opposites) in file.opposites {
            words.opposites.insert(field(&name)?, opposites);
        }
        words.phrases = file.phrases.fields.iter().map(|name| field(name)).collect::<Result<_, _>>()?;
        Ok(words)
    }

    /// The list of a field; `None` where it has none.
    pub fn of(&self, field: Field) -> Option<&WordList> {
        self.lists.get(&field)
    }

    /// Yes or no.
    pub fn yes_or_no(&self, text: &str) -> Option<bool> {
        self.yes_no.code(text).map(|code| code == "YES")
    }

    /// Whether yes and no say something in a column of this field.
    pub fn answers(&self, field: Field) -> bool {
        field.shape() == Shape::YesNo || self.opposites.contains_key(&field)
    }

    /// What no means in a column that asks for a code: who did not attend stayed away.
    pub fn opposite(&self, field: Field, asked: &str) -> Option<&str> {
        self.opposites.get(&field)?.get(asked).map(String::as_str)
    }

    /// The code of the one word that a phrase of this field holds, where its words may stand in phrases.
    pub fn in_phrase(&self, field: Field, phrase: &str) -> Option<&str> {
        if self.phrases.contains(&field) { self.of(field)?.within(phrase) } else { None }
    }
}

impl WordList {
    fn of(codes: &BTreeMap<String, Vec<String>>) -> Result<Self, WordListFault> {
        let mut list = Self::default();
        for (code, words) in codes {
            list.accepted.extend(words.first().cloned());
            for word in words {
                let other = list.codes.insert(key(word), code.clone()).filter(|other| other != code);
                if let Some(other) = other {
                    let message = format!("`{word}` means both {other} and {code}");
                    return Err(WordListFault { line: None, message });
                }
            }
        }
        for code in codes.keys() {
            list.codes.entry(key(code)).or_insert_with(|| code.clone());
        }
        Ok(list)
    }

    /// The code of a word, whatever its case and accents. The codes themselves are words too.
    pub fn code(&self, text: &str) -> Option<&str> {
        self.codes.get(&key(text)).map(String::as_str)
    }

    /// The code of the word that a text begins with, and the rest of the text: `afgemeld wegens ziekte`. A rest that has
    /// another word of the list, or denies, leaves open what is meant.
    pub fn starts<'t>(&self, text: &'t str) -> Option<(&str, &'t str)> {
        if let Some(code) = self.code(text) {
            return Some((code, ""));
        }
        let gaps = text.char_indices().filter(|(_, letter)| !letter.is_alphanumeric()).map(|(gap, _)| gap);
        let begun = gaps.filter_map(|gap| Some((self.code(&text[..gap])?, &text[gap..]))).next_back();
        begun.filter(|(code, rest)| {
            let folded = fold(rest);
            let mut words = folded.split(' ');
            !folded.is_empty()
                && !words.clone().any(denies)
                && words.all(|word| self.codes.get(word).is_none_or(|other| other == code))
        })
    }

    /// The code of the only word that a phrase holds. A phrase that denies, or holds words of two codes, has none.
    fn within(&self, phrase: &str) -> Option<&str> {
        let folded = fold(phrase);
        let words: Vec<&str> = folded.split(' ').collect();
        if words.iter().any(|word| denies(word)) {
            return None;
        }
        let runs =
            (0..words.len()).flat_map(|first| (first + 1..=words.len().min(first + 4)).map(move |end| (first, end)));
        let mut found = runs.filter_map(|(first, end)| self.codes.get(&words[first..end].join(" ")));
        let code = found.next()?;
        found.all(|other| other == code).then_some(code)
    }

    /// The first word of each code.
    pub fn accepted(&self) -> String {
        self.accepted.join(", ")
    }

    /// The word that a misspelt one resembles most, where one does.
    pub fn nearest(&self, text: &str) -> Option<&str> {
        let folded = fold(text);
        let scored = self.codes.keys().map(|word| (strsim::jaro_winkler(word, &folded), word));
        let best = scored.max_by(|(left, word), (right, other)| left.total_cmp(right).then(other.cmp(word)));
        best.filter(|(score, _)| *score > 0.85).map(|(_, word)| word.as_str())
    }
}

/// Whether a field has a code.
fn is_code(field: Field, code: &str) -> bool {
    match field {
        Field::MissionKind => MissionKind::from_code(code).is_some(),
        Field::MissionDirection | Field::TargetDirection => Direction::from_code(code).is_some(),
        Field::MissionStatus => MissionStatus::from_code(code).is_some(),
        Field::MissionForms => InternationalisationForm::from_code(code).is_some(),
        Field::OrganisationKind => OrganisationKind::from_code(code).is_some(),
        Field::ParticipationKind => ParticipantKind::from_code(code).is_some(),
        Field::ParticipationStatus => ParticipationStatus::from_code(code).is_some(),
        Field::OutcomeKind => OutcomeKind::from_code(code).is_some(),
        Field::CostStage | Field::ContributionStage => MoneyStage::from_code(code).is_some(),
        Field::ContributionPayerKind => PayerKind::from_code(code).is_some(),
        Field::PerformanceRole => ProvinceRole::from_code(code).is_some(),
        Field::PerformanceTerm => Term::from_code(code).is_some(),
        Field::TargetIndicator | Field::ReportedIndicator => Indicator::from_code(code).is_some(),
        Field::NoteDocument => ReportingDocument::from_code(code).is_some(),
        Field::NoteSubject => NoteSubject::from_code(code).is_some(),
        Field::SignalColour => SignalColour::from_code(code).is_some(),
        Field::AmendmentStatus => AmendmentStatus::from_code(code).is_some(),
        Field::AmendmentAuthority => Authority::from_code(code).is_some(),
        _ => false,
    }
}

/// Whether a word turns what stands beside it round.
fn denies(word: &str) -> bool {
    ["niet", "geen", "not", "no", "kein", "keine", "nicht", "maar", "but", "aber", "toch"].contains(&word)
}

/// Folded, but marks such as `√` as they are.
fn key(word: &str) -> String {
    let folded = fold(word);
    if folded.is_empty() { word.trim().to_owned() } else { folded }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words::from_toml(include_str!("../../../imports/vocabulary/words.toml")).unwrap()
    }

    #[test]
    fn words_have_their_meaning_in_their_own_column() {
        let words = words();
        for (field, text, code) in [
            (Field::MissionStatus, "Gerealiseerd", "REALISED"),
            (Field::MissionStatus, "geannuleerd", "CANCELLED"),
            (Field::MissionDirection, "uitgaand", "OUTBOUND"),
            (Field::MissionDirection, "Inkomend", "INBOUND"),
            (Field::OrganisationKind, "MKB", "SME"),
            (Field::OrganisationKind, "Onderwijs", "EDUCATION"),
            (Field::ParticipationStatus, "no-show", "NO_SHOW"),
            (Field::ParticipationStatus, "No Show", "NO_SHOW"),
            (Field::ParticipationStatus, "NO_SHOW", "NO_SHOW"),
            (Field::ParticipationStatus, "attended", "ATTENDED"),
            (Field::TargetIndicator, "handelsmissies", "MISSIONS"),
            (Field::NoteDocument, "Jaarverslag", "ANNUAL_REPORT"),
            (Field::SignalColour, "G", "GREEN"),
            (Field::AmendmentAuthority, "PS", "PS"),
        ] {
            assert_eq!(words.of(field).unwrap().code(text), Some(code), "{field}: {text}");
        }
        assert_eq!(words.of(Field::ParticipationStatus).unwrap().code("misschien?"), None);
    }

    #[test]
    fn phrases_tell_their_word_where_they_may() {
        let words = words();
        for (field, text, code) in [
            (Field::PerformanceRole, "Wij vervullen de rol van faciliteerder.", Some("FACILITATOR")),
            (Field::PerformanceRole, "Dit is onze reguliere taak.", Some("REGULAR_TASK")),
            (Field::PerformanceTerm, "Structureel.", Some("STRUCTURAL")),
            (Field::NoteDocument, "Monitor Overijssel 2016-II", Some("MONITOR")),
            (Field::TargetIndicator, "uitgaande handelsmissies", Some("MISSIONS")),
            (Field::TargetIndicator, "missies en ondernemers", None),
            (Field::ParticipationStatus, "heeft niet deelgenomen", None),
        ] {
            assert_eq!(words.in_phrase(field, text), code, "{text}");
        }
    }

    #[test]
    fn a_code_that_its_field_does_not_have_is_refused() {
        let text =
            "[yes_no]\n[opposites]\n[phrases]\nfields = []\n[field.\"mission.status\"]\nPERHAPS = [\"misschien\"]\n";
        assert!(Words::from_toml(text).unwrap_err().message.contains("`PERHAPS` is no code of mission.status"));
    }

    #[test]
    fn a_misspelt_word_is_suggested() {
        let words = words();
        let list = words.of(Field::ParticipationStatus).unwrap();
        assert_eq!(list.nearest("deelgenmen"), Some("deelgenomen"));
        assert_eq!(list.nearest("zie mail"), None);
        assert!(list.accepted().contains("aangemeld"));
    }

    #[test]
    fn a_word_of_two_codes_is_refused() {
        let text = "[yes_no]\nYES = [\"x\"]\nNO = [\"X\"]\n[opposites]\n[phrases]\nfields = []\n[field]\n";
        assert!(Words::from_toml(text).unwrap_err().message.contains("means both"));
    }
}
