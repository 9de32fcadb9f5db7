//! Why a file was not read, in one sentence for the officer who gave it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::values::Language;

/// A file that was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadFailure {
    /// Why.
    pub code: FailureCode,
    /// Of what it has too much.
    pub excess: Option<Excess>,
}

/// More than a limit allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excess {
    /// Of what.
    pub of: Measure,
    /// How much is read.
    pub most: u64,
    /// How much there is, where that is known: reading stops at the limit.
    pub found: Option<u64>,
}

/// What is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Measure {
    /// Sheets.
    Sheets,
    /// Used cells.
    Cells,
    /// Bytes of text in cells.
    Text,
    /// Merged regions.
    Merged,
    /// Parts of a zip.
    Parts,
    /// Bytes of a part, inflated.
    Part,
    /// Bytes of all parts, inflated.
    Inflated,
    /// How many times its size a part becomes.
    Ratio,
    /// Bytes of memory that reading takes.
    Memory,
    /// Seconds of a processor that reading takes.
    Processor,
    /// Seconds that reading takes.
    Clock,
    /// Bytes that reading yields.
    Output,
}

/// The reasons. The name in upper case is stable: programs rely on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FailureCode {
    /// Needs a password.
    PasswordProtected,
    /// A web page with the name of a workbook.
    WebPage,
    /// XML that is no workbook that is read here.
    Xml,
    /// A workbook of Excel 2003 as one file of XML.
    SpreadsheetMl,
    /// An OpenDocument spreadsheet as one file of XML.
    FlatOds,
    /// A spreadsheet of Apple's Numbers.
    Numbers,
    /// A workbook of Excel 2 to 4, or one of Excel 5 without its envelope.
    OldExcel,
    /// The file by which a spreadsheet program notes who has a workbook open.
    LockFile,
    /// Broken, or cut short.
    Damaged,
    /// Nothing in it.
    Empty,
    /// No spreadsheet: a picture, a document, a program.
    NoSpreadsheet,
    /// More than a limit allows.
    TooLarge,
}

impl ReadFailure {
    /// More than a limit allows.
    pub(crate) fn too_large(of: Measure, most: u64, found: Option<u64>) -> Self {
        Self { code: FailureCode::TooLarge, excess: Some(Excess { of, most, found }) }
    }

    /// The sentence for people.
    pub fn message(&self, language: Language) -> String {
        if let Some(excess) = self.excess {
            excess.message(language)
        } else {
            let (dutch, english) = self.code.sentences();
            if language == Language::Nl { dutch } else { english }.to_owned()
        }
    }
}

impl Excess {
    /// Which limit it is, and how much was found.
    fn message(self, language: Language) -> String {
        let dutch = language == Language::Nl;
        let amount = |number: u64| self.of.amount(number, language);
        let most = amount(self.most);
        if matches!(self.of, Measure::Memory | Measure::Processor | Measure::Clock) {
            return if dutch {
                format!("Het lezen van het bestand vroeg meer dan {most} en is gestopt; splits het in meer bestanden.")
            } else {
                format!("Reading the file took more than {most} and was stopped; split it into several files.")
            };
        }
        match (self.found, dutch) {
            (Some(found), true) => format!(
                "Het bestand is te groot: het heeft {}, en ten hoogste {most} kunnen worden gelezen. Splits het in meer \
                 bestanden.",
                amount(found)
            ),
            (Some(found), false) => format!(
                "The file is too large: it has {}, and at most {most} can be read. Split it into several files.",
                amount(found)
            ),
            (None, true) => format!(
                "Het bestand is te groot: het heeft meer dan de {most} die gelezen kunnen worden. Splits het in meer \
                 bestanden."
            ),
            (None, false) => {
                format!(
                    "The file is too large: it has more than the {most} that can be read. Split it into several files."
                )
            }
        }
    }
}

impl Measure {
    /// A number of them, for people.
    fn amount(self, number: u64, language: Language) -> String {
        let dutch = language == Language::Nl;
        let (unit, number) = match self {
            Self::Sheets => (if dutch { "tabbladen" } else { "sheets" }, number),
            Self::Cells => (if dutch { "gevulde cellen" } else { "used cells" }, number),
            Self::Text => (if dutch { "MB tekst" } else { "MB of text" }, number >> 20),
            Self::Merged => (if dutch { "samengevoegde gebieden" } else { "merged regions" }, number),
            Self::Parts => (if dutch { "onderdelen" } else { "parts" }, number),
            Self::Part => (if dutch { "MB per onderdeel" } else { "MB in one part" }, number >> 20),
            Self::Inflated => (if dutch { "MB uitgepakt" } else { "MB inflated" }, number >> 20),
            Self::Ratio => (if dutch { "maal de ingepakte grootte" } else { "times the packed size" }, number),
            Self::Memory => (if dutch { "MB geheugen" } else { "MB of memory" }, number >> 20),
            Self::Processor => (if dutch { "seconden rekentijd" } else { "seconds of a processor" }, number),
            Self::Clock => (if dutch { "seconden" } else { "seconds" }, number),
            Self::Output => (if dutch { "MB aan gegevens" } else { "MB of data" }, number >> 20),
        };
        format!("{} {unit}", grouped(number, if dutch { '.' } else { ',' }))
    }
}

/// A number with its thousands apart.
fn grouped(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

impl FailureCode {
    const fn sentences(self) -> (&'static str, &'static str) {
        match self {
            Self::PasswordProtected => (
                "Het bestand is met een wachtwoord beveiligd; sla het zonder wachtwoord op en probeer het opnieuw.",
                "The file is protected by a password; save it without one and try again.",
            ),
            Self::WebPage => (
                "Het bestand is een webpagina met de naam van een werkblad; open het in Excel en sla het op als .xlsx.",
                "The file is a web page named like a workbook; open it in Excel and save it as .xlsx.",
            ),
            Self::Xml => (
                "Het bestand is XML en geen werkboek; open het in Excel en sla het op als .xlsx.",
                "The file is XML and no workbook; open it in Excel and save it as .xlsx.",
            ),
            Self::SpreadsheetMl => (
                "Het bestand is een XML-werkblad van Excel 2003; open het in Excel en sla het op als .xlsx.",
                "The file is an XML spreadsheet of Excel 2003; open it in Excel and save it as .xlsx.",
            ),
            Self::FlatOds => (
                "Het bestand is een plat OpenDocument-werkblad (.fods); open het in LibreOffice en sla het op als .ods.",
                "The file is a flat OpenDocument spreadsheet (.fods); open it in LibreOffice and save it as .ods.",
            ),
            Self::Numbers => (
                "Het bestand is van Apple Numbers; exporteer het daar als Excel (.xlsx).",
                "The file is one of Apple Numbers; export it there as Excel (.xlsx).",
            ),
            Self::OldExcel => (
                "Het bestand is van een Excel van voor 1997 (versie 2 tot 5); open het en sla het op als .xlsx.",
                "The file is one of an Excel before 1997 (version 2 to 5); open it and save it as .xlsx.",
            ),
            Self::LockFile => (
                "Het bestand is niet het werkboek zelf, maar het merkteken dat iemand het open heeft (`~$…`); sluit het \
                 werkboek en kies het bestand zonder `~$`.",
                "The file is not the workbook itself but the mark that somebody has it open (`~$…`); close the workbook \
                 and choose the file without `~$`.",
            ),
            Self::Damaged => (
                "Het bestand is beschadigd of afgebroken; open het in Excel, laat het herstellen en sla het opnieuw op.",
                "The file is damaged or cut short; open it in Excel, let it repair the file and save it again.",
            ),
            Self::Empty => ("Het bestand is leeg.", "The file is empty."),
            Self::NoSpreadsheet => (
                "Het bestand is geen werkboek (xlsx, xlsm, xlsb, xls, ods) en geen tekst met scheidingstekens (csv).",
                "The file is neither a workbook (xlsx, xlsm, xlsb, xls, ods) nor text with separators (csv).",
            ),
            Self::TooLarge => ("Het bestand is te groot.", "The file is too large."),
        }
    }
}

impl From<FailureCode> for ReadFailure {
    fn from(code: FailureCode) -> Self {
        Self { code, excess: None }
    }
}

impl fmt::Display for ReadFailure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message(Language::En))
    }
}

impl std::error::Error for ReadFailure {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_is_told_with_its_limit_and_what_was_found() {
        let cells = ReadFailure::too_large(Measure::Cells, 2_500_000, None);
        assert_eq!(
            cells.message(Language::Nl),
            "Het bestand is te groot: het heeft meer dan de 2.500.000 gevulde cellen die gelezen kunnen worden. Splits het \
             in meer bestanden."
        );
        let parts = ReadFailure::too_large(Measure::Parts, 10_000, Some(12_345));
        assert_eq!(
            parts.message(Language::En),
            "The file is too large: it has 12,345 parts, and at most 10,000 parts can be read. Split it into several \
             files."
        );
        let memory = ReadFailure::too_large(Measure::Memory, 640 << 20, None);
        assert_eq!(
            memory.message(Language::Nl),
            "Het lezen van het bestand vroeg meer dan 640 MB geheugen en is gestopt; splits het in meer bestanden."
        );
    }
}
