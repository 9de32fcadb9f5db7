//! Names of organisations, with the legal form known apart.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::{WordListFault, fold, parse_word_list};

/// A name as written, its legal form, and the key that imports match on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OrganisationName {
    /// As written, tidied of stray blanks: `Bouman Industries B.V.`.
    pub text: String,
    /// In its usual spelling: `B.V.`.
    pub legal_form: Option<String>,
    /// Without legal form, accents, case and punctuation: `bouman industries`.
    pub match_key: String,
}

/// The legal forms and their spellings, folded.
#[derive(Clone, Debug, Default)]
pub struct LegalForms {
    usual: HashMap<String, String>,
    at_start: HashSet<String>,
    longest: usize,
}

/// `legal_forms.toml`.
#[derive(Deserialize)]
struct File {
    form: Vec<Form>,
}

#[derive(Deserialize)]
struct Form {
    name: String,
    spellings: Vec<String>,
    #[serde(default)]
    at_start: Vec<String>,
}

impl LegalForms {
    /// Reads `legal_forms.toml`: each form with its spellings at the end of a name and at its start.
    pub fn from_toml(text: &str) -> Result<Self, WordListFault> {
        let file: File = parse_word_list(text)?;
        let mut forms = Self::default();
        for form in file.form {
            forms.at_start.extend(form.at_start.iter().map(|spelling| fold(spelling)));
            for spelling in form.spellings.iter().chain(&form.at_start) {
                forms.usual.insert(fold(spelling), form.name.clone());
            }
        }
        forms.longest = forms.usual.keys().map(|spelling| spelling.split(' ').count()).max().unwrap_or(0);
        Ok(forms)
    }

    /// Parts the longest form off the end of a folded name, else off its start. A name is never left empty.
    fn part<'a>(&self, folded: &'a str) -> (&'a str, Option<&String>) {
        let gaps: Vec<usize> = folded.match_indices(' ').map(|(gap, _)| gap).collect();
        let nearest_end = gaps.iter().rev().take(self.longest).rev();
        for gap in nearest_end {
            if let Some(usual) = self.usual.get(&folded[gap + 1..]) {
                return (&folded[..*gap], Some(usual));
            }
        }
        for gap in gaps.iter().take(self.longest).rev() {
            if self.at_start.contains(&folded[..*gap]) {
                return (&folded[gap + 1..], self.usual.get(&folded[..*gap]));
            }
        }
        (folded, None)
    }
}

impl OrganisationName {
    /// Reads a name. One that is nothing but punctuation has an empty key, which matches nothing.
    pub fn parse(text: &str, forms: &LegalForms) -> Self {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let folded = fold(&text);
        let (bare, form) = forms.part(&folded);
        // `Coöperatie X U.A.` and `Stichting X B.V.` carry a word at both ends.
        let (key, other) = if form.is_some() { forms.part(bare) } else { (bare, None) };
        Self { match_key: key.to_owned(), legal_form: form.or(other).cloned(), text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_organisation_share_a_key() {
        let forms = LegalForms::from_toml(include_str!("../../imports/vocabulary/legal_forms.toml")).unwrap();
        for (text, key, form) in [
            ("Bouman Industries", "bouman industries", ""),
            ("Bouman  Industries B.V.", "bouman industries", "B.V."),
            ("BOUMAN INDUSTRIES BV", "bouman industries", "B.V."),
            ("Bouman Industries b.v. i.o.", "bouman industries", "B.V."),
            ("Stichting Saxion", "saxion", "Stichting"),
            ("V.O.F. De Twentse Bakker", "de twentse bakker", "V.O.F."),
            ("Firma Jansen & Zn.", "jansen zn", "V.O.F."),
            ("Kolk Solar VOF", "kolk solar", "V.O.F."),
            ("Müller GmbH & Co. KG", "muller", "GmbH & Co. KG"),
            ("Coöperatie Boer en Zorg U.A.", "boer en zorg", "Coöperatie"),
            ("Salland Optics Holding B.V.", "salland optics holding", "B.V."),
            ("Jansen Beheer B.V.", "jansen beheer", "B.V."),
            ("Stichting", "stichting", ""),
            ("B.V.", "b v", ""),
            ("KG Plastics", "kg plastics", ""),
            ("---", "", ""),
        ] {
            let name = OrganisationName::parse(text, &forms);
            assert_eq!(
                (name.match_key.as_str(), name.legal_form.as_deref().unwrap_or_default()),
                (key, form),
                "{text}"
            );
        }
    }
}
