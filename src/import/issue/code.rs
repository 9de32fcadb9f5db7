//! The sorts of finding: name, severity, and sentence in Dutch and in English.
//!
//! The first group are errors, then warnings, then notices; severities follow one rule: what would be lost is an error,
//! what says nothing or was kept as written is a warning, what was inferred is a notice.

use serde::{Deserialize, Serialize};

use crate::values::Severity;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident $name:literal $severity:ident $nl:literal $en:literal,)+) => {
        /// The sorts of finding. The name is stable: programs rely on it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum IssueCode {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)+
        }

        impl IssueCode {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// As stored, and as programs read it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// How bad it is.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }

            /// Its sentence in Dutch and in English.
            pub(super) const fn templates(self) -> (&'static str, &'static str) {
                match self { $(Self::$variant => ($nl, $en),)+ }
            }
        }
    };
}

impl IssueCode {
    /// The code of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

codes! {
    // What is written in a cell and cannot be read.
    /// A date that is none.
    UnreadableDate "UNREADABLE_DATE" Error
        "`{value}` is geen datum[; verwacht iets als {expected}]"
        "`{value}` is no date[; expected something like {expected}]",
    /// A day that the calendar does not have.
    ImpossibleDate "IMPOSSIBLE_DATE" Error
        "`{value}` bestaat niet op de kalender[; verwacht iets als {expected}]"
        "`{value}` is not on the calendar[; expected something like {expected}]",
    /// A period that ends before it starts, in one cell or in two.
    DatesReversed "DATES_REVERSED" Error
        "de einddatum ligt voor de begindatum: `{value}`[; verwacht {expected}]"
        "the end lies before the start: `{value}`[; expected {expected}]",
    /// A date without a year where nothing around it names one.
    DateWithoutYear "DATE_WITHOUT_YEAR" Error
        "`{value}` heeft geen jaar, en titel en tabblad noemen er ook geen; vul het jaar aan"
        "`{value}` has no year, and neither title nor sheet names one; add the year",
    /// A year that is none.
    UnreadableYear "UNREADABLE_YEAR" Error
        "`{value}` is geen jaar[; verwacht iets als {expected}]"
        "`{value}` is no year[; expected something like {expected}]",
    /// An amount that is none.
    UnreadableAmount "UNREADABLE_AMOUNT" Error
        "`{value}` is geen bedrag[; verwacht iets als {expected}]"
        "`{value}` is no amount[; expected something like {expected}]",
    /// An amount finer than cents.
    TooManyDecimals "TOO_MANY_DECIMALS" Error
        "`{value}` heeft meer dan twee decimalen; een bedrag wordt niet stilzwijgend afgerond"
        "`{value}` has more than two decimals; amounts are not rounded in silence",
    /// A number of things that is none.
    UnreadableCount "UNREADABLE_COUNT" Error
        "`{value}` is geen aantal[; verwacht iets als {expected}]"
        "`{value}` is no count[; expected something like {expected}]",
    /// A whole number that is none.
    UnreadableNumber "UNREADABLE_NUMBER" Error
        "`{value}` is geen heel getal[; verwacht iets als {expected}]"
        "`{value}` is no whole number[; expected something like {expected}]",
    /// A KvK number that is none.
    UnreadableKvkNumber "UNREADABLE_KVK_NUMBER" Error
        "`{value}` is geen KvK-nummer[; verwacht {expected}]"
        "`{value}` is no KvK number[; expected {expected}]",
    /// A word that is not in the list of its column.
    UnknownWord "UNKNOWN_WORD" Error
        "`{value}` is hier geen bekend woord[; verwacht een van: {expected}][; bedoelt u `{suggestion}`?]"
        "`{value}` is no known word here[; expected one of: {expected}][; did you mean `{suggestion}`?]",
    /// A country that is none.
    UnknownCountry "UNKNOWN_COUNTRY" Error
        "`{value}` is geen bekend land[; verwacht iets als {expected}][; bedoelt u `{suggestion}`?]"
        "`{value}` is no known country[; expected something like {expected}][; did you mean `{suggestion}`?]",

    /// A cell that could not be read at all, at or after the one that is told.
    UnreadableCell "UNREADABLE_CELL" Error
        "een cel hierna kon niet worden gelezen, want er staat iets in dat geen werkblad schrijft; typ haar opnieuw over"
        "a cell after this one could not be read, for it holds what no spreadsheet writes; type it again",
    /// A cell with more text than a spreadsheet takes.
    TextTooLong "TEXT_TOO_LONG" Error
        "in deze cel staat meer tekst dan een werkblad aankan; ze is niet gelezen[: ten hoogste {expected} tekens]"
        "this cell holds more text than a spreadsheet takes and was not read[: at most {expected} characters]",
    /// A ditto in the first row, which has none above it.
    NothingToRepeat "NOTHING_TO_REPEAT" Error
        "`{value}` herhaalt de cel erboven, maar daar staat niets; vul de waarde in"
        "`{value}` repeats the cell above, which holds nothing; write the value",
    /// A cell that may name several people and does not come apart, or does not fit the names beside it.
    SeveralPeople "SEVERAL_PEOPLE" Error
        "`{value}` hoort bij meer dan een deelnemer en is niet eenduidig te splitsen; geef elke deelnemer een eigen rij, of scheid namen, functies en e-mailadressen met hetzelfde teken"
        "`{value}` is of more than one participant and cannot be split with certainty; give each a row, or part names, job titles and e-mail addresses by the same mark",

    // What a record or a file lacks or contradicts.
    /// A record lacks what makes it one.
    MissingRequired "MISSING_REQUIRED" Error
        "hier ontbreekt wat verplicht is[: {expected}][ ({field})]"
        "something required is missing here[: {expected}][ ({field})]",
    /// Two cells give one field two values.
    ConflictingValues "CONFLICTING_VALUES" Error
        "`{value}` spreekt een andere cel tegen[: daar staat {expected}][ ({field})]"
        "`{value}` contradicts another cell[, which says {expected}][ ({field})]",
    /// A mission that is named and not found, by code or by title.
    UnknownMission "UNKNOWN_MISSION" Error
        "de missie `{value}` staat niet in dit bestand en niet in het register"
        "the mission `{value}` is neither in this file nor in the register",
    /// A row of a participant or result that belongs to no mission.
    RowWithoutMission "ROW_WITHOUT_MISSION" Error
        "deze rij noemt geen missie, en titel en tabblad ook niet"
        "this row names no mission, and neither do title and sheet",
    /// A performance that is named and not found.
    UnknownPerformance "UNKNOWN_PERFORMANCE" Error
        "de prestatie `{value}` staat niet in dit bestand en niet in het register"
        "the performance `{value}` is neither in this file nor in the register",
    /// The lines of a budget amendment do not sum to zero.
    UnbalancedAmendment "UNBALANCED_AMENDMENT" Error
        "de regels van begrotingswijziging `{value}` tellen niet op tot nul[ maar tot {expected}]"
        "the lines of budget amendment `{value}` do not sum to zero[ but to {expected}]",
    /// A file that is no workbook, or a broken one.
    UnreadableFile "UNREADABLE_FILE" Error
        "het bestand kan niet worden gelezen[: {expected}]"
        "the file cannot be read[: {expected}]",
    /// A file without a table of missions or what belongs to them.
    NothingFound "NOTHING_FOUND" Error
        "in dit bestand is geen tabel gevonden die het register kent[; verwacht kolommen als {expected}]"
        "no table that the register knows was found in this file[; expected columns such as {expected}]",

    // What says nothing, or was kept although it is not what the column promises.
    /// The cell holds a spreadsheet error.
    SpreadsheetError "SPREADSHEET_ERROR" Warning
        "de cel bevat de fout `{value}`; er is niets overgenomen"
        "the cell holds the error `{value}`; nothing was taken from it",
    /// Cells beyond the last row or column that a spreadsheet has.
    CellsOutsideGrid "CELLS_OUTSIDE_GRID" Warning
        "{value} cellen liggen buiten het werkblad en zijn niet gelezen"
        "{value} cells lie beyond the sheet and were not read",
    /// The cell holds a formula whose result was never computed.
    FormulaWithoutValue "FORMULA_WITHOUT_VALUE" Warning
        "de formule heeft geen uitkomst; open het bestand in Excel, sla het op en bied het opnieuw aan"
        "the formula has no result; open the file in Excel, save it and upload it again",
    /// An e-mail address that is none.
    MalformedEmail "MALFORMED_EMAIL" Warning
        "`{value}` is geen e-mailadres; overgenomen zoals het er staat"
        "`{value}` is no e-mail address; kept as written",
    /// A KvK number that lost its leading zero.
    KvkNumberPadded "KVK_NUMBER_PADDED" Warning
        "`{value}` heeft zeven cijfers; de voorloopnul is aangevuld[: {expected}]"
        "`{value}` has seven digits; the leading zero was restored[: {expected}]",
    /// A date in a column of texts or numbers, where the spreadsheet may have made it from something else.
    DateInOtherColumn "DATE_IN_OTHER_COLUMN" Warning
        "de cel bevat een datum, wat in deze kolom niet past; overgenomen als `{value}`"
        "the cell holds a date, which does not fit this column; kept as `{value}`",
    /// A number with more digits than a spreadsheet keeps.
    DigitsLost "DIGITS_LOST" Warning
        "`{value}` heeft meer cijfers dan een rekenblad bewaart; de laatste kunnen verloren zijn"
        "`{value}` has more digits than a spreadsheet keeps; the last may be lost",
    /// A total that the file states differs from what was read.
    ControlTotalMismatch "CONTROL_TOTAL_MISMATCH" Warning
        "het bestand noemt als totaal {value}[, gelezen is {expected}]"
        "the file states a total of {value}[, {expected} was read]",
    /// One participant twice on one mission.
    DuplicateParticipation "DUPLICATE_PARTICIPATION" Warning
        "deze deelname staat er dubbel in[: zie ook {expected}]; eenmaal overgenomen"
        "this participation occurs twice[: see also {expected}]; taken once",

    // What was inferred, or left out with a reason.
    /// The year of a date was taken from around it.
    YearAssumed "YEAR_ASSUMED" Notice
        "`{value}` heeft geen jaar; aangevuld uit de omgeving[: {expected}]"
        "`{value}` has no year; taken from its surroundings[: {expected}]",
    /// A year of two digits was read as one of four.
    CenturyAssumed "CENTURY_ASSUMED" Notice
        "`{value}` heeft een jaar van twee cijfers[; gelezen als {expected}]"
        "`{value}` has a year of two digits[; read as {expected}]",
    /// A date was read with the month before the day.
    MonthBeforeDay "MONTH_BEFORE_DAY" Notice
        "`{value}` is gelezen met de maand voorop[: {expected}]"
        "`{value}` was read with the month first[: {expected}]",
    /// A bare number was read as the serial number of a date.
    DateFromSerial "DATE_FROM_SERIAL" Notice
        "`{value}` is gelezen als het volgnummer van een datum[: {expected}]"
        "`{value}` was read as the serial number of a date[: {expected}]",
    /// A comma before three digits was read as a mark between thousands.
    ThousandsAssumed "THOUSANDS_ASSUMED" Notice
        "de komma in `{value}` is gelezen als scheiding van duizendtallen[: {expected}]"
        "the comma in `{value}` was read as a mark between thousands[: {expected}]",
    /// A number that must begin with a zero had lost it.
    LeadingZeroRestored "LEADING_ZERO_RESTORED" Notice
        "`{value}` is als getal opgeslagen; de voorloopnul is aangevuld[: {expected}]"
        "`{value}` is stored as a number; its leading zero was restored[: {expected}]",
    /// A text was kept in the wrong letters or signs.
    TextRepaired "TEXT_REPAIRED" Notice
        "`{value}` is gelezen als `{expected}`"
        "`{value}` was read as `{expected}`",
    /// A word was found within a longer phrase.
    WordInPhrase "WORD_IN_PHRASE" Notice
        "`{value}` is gelezen als {expected}"
        "`{value}` was read as {expected}",
    /// The value was read, and the rest of the cell kept as a remark.
    RemarkKept "REMARK_KEPT" Notice
        "uit `{value}` is de toevoeging als opmerking bewaard[: {expected}]"
        "of `{value}` the addition was kept as a remark[: {expected}]",
    /// A place that belongs to no single country.
    PlaceWithoutCountry "PLACE_WITHOUT_COUNTRY" Notice
        "`{value}` hoort niet bij een land; overgenomen als bestemming zonder land"
        "`{value}` belongs to no single country; kept as a destination without one",
    /// A value was taken from a row above.
    FilledDown "FILLED_DOWN" Notice
        "de lege cel is aangevuld[ met `{value}`][ uit {expected}]"
        "the empty cell was filled[ with `{value}`][ from {expected}]",
    /// A cell named several people.
    PeopleSplit "PEOPLE_SPLIT" Notice
        "de cel noemt meer dan een deelnemer en is gesplitst[: {value}]"
        "the cell names more than one participant and was split[: {value}]",
    /// A value was taken from a title, a label or the name of the sheet.
    TakenFromContext "TAKEN_FROM_CONTEXT" Notice
        "`{value}` komt uit de omgeving van de tabel[: {expected}]"
        "`{value}` was taken from what stands around the table[: {expected}]",
    /// A theme that the register does not have yet.
    NewTheme "NEW_THEME" Notice
        "het thema `{value}` is nieuw en wordt aangemaakt"
        "the theme `{value}` is new and will be made",
    /// A performance that is named and that the register does not have yet.
    NewPerformance "NEW_PERFORMANCE" Notice
        "de prestatie `{value}` is nieuw en wordt aangemaakt; titel en streefwaarden volgen uit haar eigen bladzijde"
        "the performance `{value}` is new and will be made; title and targets come with its own page",
    /// A cell that somebody corrected for this import.
    Corrected "CORRECTED" Notice
        "deze cel is voor deze import verbeterd[: er stond `{value}`][, gelezen is `{expected}`]"
        "this cell was corrected for this import[: it said `{value}`][, read was `{expected}`]",
    /// A word that somebody explained in an earlier import.
    LearntWord "LEARNT_WORD" Notice
        "`{value}` is een onthouden woord[; gelezen als `{expected}`]"
        "`{value}` is a remembered word[; read as `{expected}`]",
    /// A file that is read with a saved mapping.
    ProfileUsed "PROFILE_USED" Notice
        "gelezen met de opgeslagen kolomindeling `{value}`"
        "read with the saved mapping `{value}`",
    /// A column that is never stored.
    BlockedColumn "BLOCKED_COLUMN" Notice
        "de kolom `{value}` wordt om privacy nooit overgenomen"
        "the column `{value}` is never stored, for privacy",
    /// A column that was taken for no field.
    UnmappedColumn "UNMAPPED_COLUMN" Notice
        "de kolom `{value}` is niet herkend en niet overgenomen[; leek op {expected}]"
        "the column `{value}` was not recognised and not taken[; it resembled {expected}]",
    /// A hidden sheet.
    HiddenSheetSkipped "HIDDEN_SHEET_SKIPPED" Notice
        "het verborgen tabblad `{value}` is overgeslagen"
        "the hidden sheet `{value}` was skipped",
    /// A table or sheet that holds nothing for the register.
    TableSkipped "TABLE_SKIPPED" Notice
        "`{value}` bevat niets voor het register en is overgeslagen"
        "`{value}` holds nothing for the register and was skipped",
}
