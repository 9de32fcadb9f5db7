//! Issues: what the importer could not read, doubts or inferred, each at its cell.
//!
//! Invariant: an issue is data, and its sentence is made from its parts alone ([`message`]), so that a stored issue can
//! be told in any language. `expected` therefore holds examples, accepted words or what was made of the cell, and no prose.

mod code;

use serde::{Deserialize, Serialize};

pub use self::code::IssueCode;
use super::cell::CellRef;
use super::field::Field;
use crate::values::{Language, Severity};

/// One finding. With severity `ERROR` it keeps its row out of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// What is the matter.
    pub code: IssueCode,
    /// Where; a finding about the whole file has no cell.
    pub at: Option<CellRef>,
    /// What the cell said; never the value of a blocked column.
    pub value: Option<String>,
    /// What the column promises.
    pub field: Option<Field>,
    /// What would have been readable, or what was made of it.
    pub expected: Option<String>,
    /// What it may have meant.
    pub suggestion: Option<String>,
}

impl Issue {
    /// A finding of which no more is known yet than what is the matter.
    pub const fn new(code: IssueCode) -> Self {
        Self { code, at: None, value: None, field: None, expected: None, suggestion: None }
    }

    /// Says where.
    #[must_use]
    pub fn at(self, at: &CellRef) -> Self {
        Self { at: Some(at.clone()), ..self }
    }

    /// Says what the cell said.
    #[must_use]
    pub fn value(self, value: impl Into<String>) -> Self {
        Self { value: Some(value.into()), ..self }
    }

    /// Says what the column promises.
    #[must_use]
    pub fn field(self, field: Field) -> Self {
        Self { field: Some(field), ..self }
    }

    /// Says what would have been readable, or what was made of it.
    #[must_use]
    pub fn expected(self, expected: impl Into<String>) -> Self {
        Self { expected: Some(expected.into()), ..self }
    }

    /// Says what it may have meant.
    #[must_use]
    pub fn suggestion(self, suggestion: Option<String>) -> Self {
        Self { suggestion, ..self }
    }

    /// How bad it is.
    pub const fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// The finding as a sentence.
    pub fn message(&self, language: Language) -> String {
        let field = self.field.map(Field::name);
        let (value, expected) = (self.value.as_deref(), self.expected.as_deref());
        message(self.code, Parts { value, expected, field, suggestion: self.suggestion.as_deref() }, language)
    }
}

/// What the sentence of an issue is made from, beside its code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts<'a> {
    /// What the cell said.
    pub value: Option<&'a str>,
    /// What would have been readable, or what was made of it.
    pub expected: Option<&'a str>,
    /// The name of the field.
    pub field: Option<&'a str>,
    /// What the cell may have meant.
    pub suggestion: Option<&'a str>,
}

/// The sentence of an issue, in Dutch, or in English for any other language.
pub fn message(code: IssueCode, parts: Parts<'_>, language: Language) -> String {
    let template = match language {
        Language::Nl => code.templates().0,
        Language::En | Language::De => code.templates().1,
    };
    fill(template, parts)
}

/// Fills `{value}`, `{expected}`, `{field}` and `{suggestion}`. A part in square brackets goes when what it names is not known.
fn fill(template: &str, parts: Parts<'_>) -> String {
    let mut sentence = String::with_capacity(template.len() + 40);
    for (index, piece) in template.split(['[', ']']).enumerate() {
        let optional = index % 2 == 1;
        let known = [
            ("{value}", parts.value),
            ("{expected}", parts.expected),
            ("{field}", parts.field),
            ("{suggestion}", parts.suggestion),
        ];
        if optional && known.iter().any(|(name, text)| piece.contains(name) && text.is_none()) {
            continue;
        }
        push_filled(&mut sentence, piece, &known);
    }
    sentence
}

/// Appends a piece of a template. Filled in one pass, so that braces in a cell's text stay text.
fn push_filled(sentence: &mut String, piece: &str, known: &[(&str, Option<&str>)]) {
    let mut rest = piece;
    while let Some(open) = rest.find('{') {
        sentence.push_str(&rest[..open]);
        rest = &rest[open..];
        let Some((name, text)) = known.iter().find(|(name, _)| rest.starts_with(name)) else { break };
        sentence.push_str(text.unwrap_or("…"));
        rest = &rest[name.len()..];
    }
    sentence.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_issue_is_told_in_the_language_of_its_reader() {
        let parts = Parts { value: Some("zie mail"), expected: Some("deelgenomen, afgemeld"), ..Parts::default() };
        for (language, sentence) in [
            (Language::Nl, "`zie mail` is hier geen bekend woord; verwacht een van: deelgenomen, afgemeld"),
            (Language::En, "`zie mail` is no known word here; expected one of: deelgenomen, afgemeld"),
            (Language::De, "`zie mail` is no known word here; expected one of: deelgenomen, afgemeld"),
        ] {
            assert_eq!(message(IssueCode::UnknownWord, parts, language), sentence);
        }
    }

    #[test]
    fn what_is_not_known_leaves_no_gap_in_the_sentence() {
        let bare = Issue::new(IssueCode::UnreadableDate).value("overleg {value} [2]");
        assert_eq!(bare.message(Language::Nl), "`overleg {value} [2]` is geen datum");
        let near = Issue::new(IssueCode::UnknownCountry).value("Duistland").suggestion(Some("Duitsland".to_owned()));
        assert_eq!(near.message(Language::Nl), "`Duistland` is geen bekend land; bedoelt u `Duitsland`?");
        let missing = Issue::new(IssueCode::MissingRequired).field(Field::MissionTitle);
        assert_eq!(missing.message(Language::En), "something required is missing here (mission.title)");
    }

    #[test]
    fn every_code_reads_back_from_its_name_and_has_whole_sentences() {
        for code in IssueCode::ALL {
            assert_eq!(IssueCode::from_name(code.name()), Some(*code));
            assert_eq!(serde_json::to_value(code).unwrap(), code.name());
            for template in [code.templates().0, code.templates().1] {
                assert_eq!(template.matches('[').count(), template.matches(']').count(), "{template}");
                assert_eq!(fill(template, Parts::default()).find(['[', ']', '{', '}']), None, "{template}");
            }
        }
        assert_eq!(IssueCode::from_name("NONSENSE"), None);
    }
}
