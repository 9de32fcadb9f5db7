//! Officials as registers name them: an office, a name, or both.

use serde::{Deserialize, Serialize};

use super::{NameWords, fold};

/// A person or office in an official role: `gedeputeerde Van Hijum`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OfficialName {
    /// As written, tidied of stray blanks.
    pub display_name: String,
    /// The name without the office.
    pub name: Option<String>,
    /// The office without the name.
    pub office: Option<String>,
}

impl OfficialName {
    /// Takes one official apart: an office before the name (`gedeputeerde Van Hijum`), behind it
    /// (`Eddy van Hijum, gedeputeerde`, `E. van Hijum (gedeputeerde)`), alone, or not at all.
    pub fn parse(text: &str, words: &NameWords) -> Self {
        let display_name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (name, office) = match behind(&display_name).filter(|(_, office)| words.is_office(office)) {
            Some((name, office)) => (name.to_owned(), office.to_owned()),
            None => before(&display_name, words),
        };
        let filled = |text: String| if text.is_empty() { None } else { Some(text) };
        Self { name: filled(name), office: filled(office), display_name }
    }

    /// Reads a cell of officials, parted by commas, semicolons, slashes, line breaks or `en`.
    pub fn parse_all(text: &str, words: &NameWords) -> Vec<Self> {
        let mut cells: Vec<String> = Vec::new();
        for piece in text
            .split([';', '/', '\n', ',', '&'])
            .flat_map(|piece| piece.split(" en "))
            .flat_map(|piece| piece.split(" and "))
        {
            let piece = piece.trim();
            match cells.last_mut().filter(|_| words.is_office(piece)) {
                Some(last) if !piece.is_empty() => *last = format!("{last}, {piece}"),
                _ if piece.is_empty() => {}
                _ => cells.push(piece.to_owned()),
            }
        }
        cells.iter().map(|cell| Self::parse(cell, words)).collect()
    }

    /// What imports match on.
    pub fn key(&self) -> String {
        fold(&self.display_name)
    }
}

/// Parts a name from what stands behind it after a comma or in brackets.
fn behind(text: &str) -> Option<(&str, &str)> {
    let (name, office) = text.split_once(',').or_else(|| text.strip_suffix(')')?.split_once('('))?;
    Some((name.trim(), office.trim()))
}

/// Parts the longest office off the start.
fn before(text: &str, words: &NameWords) -> (String, String) {
    let gaps = text.char_indices().rev().filter(|(_, letter)| letter.is_whitespace()).map(|(gap, _)| gap);
    let end = std::iter::once(text.len()).chain(gaps).find(|end| words.is_office(&text[..*end])).unwrap_or(0);
    (text[end..].trim().to_owned(), text[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> NameWords {
        NameWords::from_toml(include_str!("../../imports/vocabulary/names.toml")).unwrap()
    }

    #[test]
    fn offices_and_names_are_told_apart() {
        for (text, name, office) in [
            ("gedeputeerde Van Hijum", "Van Hijum", "gedeputeerde"),
            ("Eddy van Hijum", "Eddy van Hijum", ""),
            ("Eddy van Hijum, gedeputeerde", "Eddy van Hijum", "gedeputeerde"),
            ("E. van Hijum (gedeputeerde)", "E. van Hijum", "gedeputeerde"),
            ("Commissaris van de Koning  Ank Bijleveld", "Ank Bijleveld", "Commissaris van de Koning"),
            ("CdK", "", "CdK"),
        ] {
            let official = OfficialName::parse(text, &words());
            assert_eq!(official.name.as_deref().unwrap_or_default(), name, "{text}");
            assert_eq!(official.office.as_deref().unwrap_or_default(), office, "{text}");
        }
    }

    #[test]
    fn several_officials_in_a_cell_are_several() {
        for (text, names) in [
            ("gedeputeerde Van Hijum", vec!["gedeputeerde Van Hijum"]),
            ("CdK Bijleveld en gedeputeerde Van Hijum", vec!["CdK Bijleveld", "gedeputeerde Van Hijum"]),
            ("Eddy van Hijum, gedeputeerde; J. Jansen", vec!["Eddy van Hijum, gedeputeerde", "J. Jansen"]),
            ("Eddy van Hijum, Bert Boerman", vec!["Eddy van Hijum", "Bert Boerman"]),
        ] {
            let officials = OfficialName::parse_all(text, &words());
            let shown: Vec<&str> = officials.iter().map(|official| official.display_name.as_str()).collect();
            assert_eq!(shown, names);
        }
    }
}
