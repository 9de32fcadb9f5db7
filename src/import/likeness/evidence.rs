//! Why two records may be the same, and why not, in the words of an officer.

use serde::{Deserialize, Serialize};

use crate::values::Language;

macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident $nl:literal $en:literal,)+) => {
        /// A sort of reason.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
        pub enum Reason {
            $($(#[$doc])* $variant,)+
        }

        impl Reason {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            const fn templates(self) -> (&'static str, &'static str) {
                match self { $(Self::$variant => ($nl, $en),)+ }
            }
        }
    };
}

reasons! {
    /// One number of the Chamber of Commerce.
    SameKvkNumber "hetzelfde KvK-nummer" "the same KvK number",
    /// One VAT number.
    SameVatNumber "hetzelfde btw-nummer" "the same VAT number",
    /// All marks are the same.
    SameMarks "dezelfde kenmerken" "the same marks",
    /// One name, whatever the legal form.
    SameName "dezelfde naam" "the same name",
    /// The names have the same words.
    SameWords "dezelfde woorden in de naam" "the same words in the name",
    /// The names share words.
    SimilarName "een naam die erop lijkt" "a similar name",
    /// A typing mistake would explain the difference.
    Mistyped "het verschil kan een tikfout zijn" "the difference may be a typing mistake",
    /// A word is short for another.
    Abbreviated "een woord is een afkorting" "a word is an abbreviation",
    /// One name is the initials of the other.
    Acronym "de ene naam bestaat uit de beginletters van de andere" "one name is the initials of the other",
    /// A former name or a trade name.
    OtherName "een vroegere naam of handelsnaam" "a former name or a trade name",
    /// One municipality.
    SamePlace "dezelfde vestigingsplaats" "the same municipality",
    /// Two municipalities.
    OtherPlace "een andere vestigingsplaats" "another municipality",
    /// One host of e-mail or site.
    SameHost "hetzelfde e-mail- of webdomein" "the same e-mail or web domain",
    /// Two hosts.
    OtherHost "een ander e-mail- of webdomein" "another e-mail or web domain",
    /// Two sorts of legal form.
    OtherLegalForm "een andere rechtsvorm" "another legal form",
    /// A word that tells organisations apart, in one name only.
    OnlyOneHas "alleen de ene naam heeft `{}`" "only one name has `{}`",
    /// Words that exclude each other.
    Excluding "de namen verschillen in `{}`" "the names differ in `{}`",
    /// Real words that differ by a letter.
    Neighbours "een letter verschil tussen twee bestaande namen" "one letter's difference between two real names",
    /// Another record of the file fits as well.
    ClaimedTwice "past ook bij andere gegevens in het bestand" "fits other records of the file too",
    /// One code.
    SameCode "dezelfde code" "the same code",
    /// Two codes.
    OtherCode "een andere code" "another code",
    /// One title.
    SameTitle "dezelfde titel" "the same title",
    /// A title that resembles the other.
    SimilarTitle "een titel die erop lijkt" "a similar title",
    /// Two titles.
    OtherTitle "een andere titel" "another title",
    /// One year.
    SameYear "hetzelfde jaar" "the same year",
    /// Two years.
    OtherYear "een ander jaar" "another year",
    /// One side names no year.
    YearUnknown "een van beide noemt geen jaar" "one of them names no year",
    /// The same dates.
    SameDates "dezelfde datum" "the same date",
    /// Other dates.
    OtherDates "een andere datum" "another date",
    /// The same country.
    SameCountry "hetzelfde land" "the same country",
    /// Another country.
    OtherCountry "een ander land" "another country",
    /// One e-mail address.
    SameEmail "hetzelfde e-mailadres" "the same e-mail address",
    /// Two e-mail addresses.
    OtherEmail "een ander e-mailadres" "another e-mail address",
    /// Two names of people.
    OtherPersonName "een andere naam" "another name",
    /// One family name, and no more to go by.
    SameFamilyName "dezelfde achternaam" "the same family name",
    /// A record of the same file, which the register does not have.
    OfThisFile "staat in dit bestand" "is in this file",
}

/// A reason, with the word that it is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    /// Which reason.
    pub reason: Reason,
    /// The word, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub word: Option<String>,
}

impl From<Reason> for Evidence {
    fn from(reason: Reason) -> Self {
        Self { reason, word: None }
    }
}

impl Evidence {
    /// A reason that is about a word.
    pub fn about(reason: Reason, word: impl Into<String>) -> Self {
        Self { reason, word: Some(word.into()) }
    }

    /// As a person is told: in Dutch, or in English in any other language.
    pub fn message(&self, language: Language) -> String {
        let (nl, en) = self.reason.templates();
        let template = if language == Language::Nl { nl } else { en };
        template.replace("{}", self.word.as_deref().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_names_its_word_in_either_language() {
        let evidence = Evidence::about(Reason::OnlyOneHas, "holding");
        assert_eq!(evidence.message(Language::Nl), "alleen de ene naam heeft `holding`");
        assert_eq!(evidence.message(Language::En), "only one name has `holding`");
    }

    #[test]
    fn every_reason_is_said_in_two_languages() {
        for reason in Reason::ALL {
            let (nl, en) = reason.templates();
            assert!(!nl.is_empty() && nl != en && nl.contains("{}") == en.contains("{}"), "{reason:?}");
        }
    }
}
