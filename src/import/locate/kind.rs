//! What sort of thing a cell holds, at a glance: enough to tell headers from values.

use crate::import::read::Cell;

/// The sorts that matter for finding tables. They say nothing of what a value means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CellKind {
    /// Words.
    Text,
    /// A number, an amount, a percentage.
    Number,
    /// A year, a quarter or a month of one: a value, or the header of a column.
    Period,
    /// A date or a time.
    Date,
    /// A sign that there is no value: a dash, `n/a`.
    Filler,
}

impl CellKind {
    /// The sort of a cell.
    pub(super) fn of(cell: &Cell) -> Self {
        match cell {
            Cell::Text(text) => of_text(text.trim()),
            Cell::Number { value, .. } if (1900.0..=2100.0).contains(value) && value.fract() == 0.0 => Self::Period,
            Cell::Number { .. } => Self::Number,
            Cell::Date(_) => Self::Date,
            Cell::Bool(_) | Cell::Error(_) | Cell::Uncomputed => Self::Filler,
        }
    }

    /// Whether it is a value by its form.
    pub(super) fn is_value(self) -> bool {
        matches!(self, Self::Number | Self::Period | Self::Date)
    }
}

/// Letters that stand in numbers: currencies, exponents, thousands.
const NUMBER_LETTERS: &[&str] = &["", "e", "eur", "k", "gbp", "usd", "mln", "m", "pp"];
/// Words that mean that there is no value.
const FILLERS: &[&str] =
    &["na", "nvt", "nb", "nil", "none", "null", "nan", "geen", "onbekend", "x", "nnb", "tbc", "tbd"];
/// Beginnings of month names in the languages of registers.
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "maa", "mrt", "mär", "apr", "may", "mei", "mai", "jun", "jul", "aug", "sep", "oct", "okt",
    "nov", "dec", "dez",
];

/// Letters of parts of a year, in several languages: quarter, kwartaal, trimestre, month, week, semester.
const TERMS: &[&str] =
    &["q", "k", "t", "m", "w", "s", "h", "kw", "wk", "week", "qtr", "trim", "kwartaal", "quartal", "quarter"];

fn of_text(text: &str) -> CellKind {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 {
        return if is_filler(text) { CellKind::Filler } else { CellKind::Text };
    }
    // Whatever is long is prose, whatever it mentions.
    if text.len() > 30 {
        return CellKind::Text;
    }
    let letters: String = text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    if is_period(text, &letters) {
        return CellKind::Period;
    }
    if is_group(text) || is_unit(text) {
        return CellKind::Text;
    }
    if is_date(text, &letters, digits) {
        return CellKind::Date;
    }
    // A number begins with its sign, its currency or a digit; `B2` and `nr. 3` are words.
    let starts = text.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c: char| c.is_ascii_digit());
    let currency = ["eur", "gbp", "usd"].iter().any(|code| text.to_ascii_lowercase().starts_with(code));
    let plain =
        text.chars().all(|c| c.is_alphanumeric() || ".,-+%€$£'() <>=≤≥~±/:*¹²³".contains(c) || c.is_whitespace());
    let is_number = plain && (starts || currency) && NUMBER_LETTERS.contains(&letters.as_str());
    if is_number { CellKind::Number } else { CellKind::Text }
}

/// `$1,000`, `x 1.000`: what amounts are counted in.
fn is_unit(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let marked = text.starts_with(['$', '€', '£', 'x']);
    marked && digits.len() > 3 && digits.starts_with('1') && digits[1..].bytes().all(|digit| digit == b'0')
}

fn is_filler(text: &str) -> bool {
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    letters.is_empty() && !text.contains(['%', '€', '$', '£', '°']) || FILLERS.contains(&letters.as_str())
}

/// `2016`, `2013-14`, `2012/2013`; `2016 Q2`, `2017M04`, `Mar-15`.
fn is_period(text: &str, letters: &str) -> bool {
    let year = |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    let text = without_mark(text);
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let years = parts.iter().filter(|part| year(part)).count();
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).count();
    let months = MONTHS.iter().any(|month| letters.starts_with(month)) && letters.chars().count() <= 9 && words == 1;
    match parts.as_slice() {
        [only] if months => {
            (year(only) || only.len() == 2) && !text.starts_with(|c: char| c.is_ascii_digit()) || year(only)
        }
        [_] => letters.is_empty() && years == 1 && text.len() < 7,
        [_, second] if letters.is_empty() => {
            let parted = text.contains(['-', '/', '\u{2013}']);
            parted && (years == 2 || year(parts[0]) && second.len() == 2 && text.len() == 7)
        }
        [first, second] => years == 1 && first.len() + second.len() <= 6 && TERMS.contains(&letters),
        _ => false,
    }
}

/// Whether a text names a year, or a month beside a number: `12 t/m 16 mei`, `voorjaar 2016`.
pub(super) fn names_time(text: &str) -> bool {
    let digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let is_word = |letter: char| !letter.is_alphanumeric();
    let year = |word: &str| {
        word.len() == 4
            && (word.starts_with("19") || word.starts_with("20"))
            && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let month = |word: &str| {
        word.len() > 2 && word.len() < 10 && MONTHS.iter().any(|month| word.to_lowercase().starts_with(month))
    };
    digit && text.split(is_word).any(|word| year(word) || month(word))
}

/// A year without the mark of its footnote: `20161)`, `2016*`.
fn without_mark(text: &str) -> &str {
    let bare = text.trim_end_matches('*');
    let mark = bare.strip_suffix(')').filter(|year| !year.contains('(') && year.len() == 5);
    mark.and_then(|year| year.get(..4)).unwrap_or(bare)
}

/// `18-34`, `65+`: a span of small numbers names a group, it is no amount.
fn is_group(text: &str) -> bool {
    let number = |part: &str| part.parse::<u16>().ok().filter(|_| part.len() <= 3);
    let span =
        |(from, to): (&str, &str)| number(from.trim()).zip(number(to.trim())).is_some_and(|(from, to)| from < to);
    text.split_once(['-', '\u{2013}']).is_some_and(span)
        || text.strip_suffix('+').is_some_and(|from| number(from).is_some())
}

/// `12-5-16`, `01/04/2011`, `2016-05-12 10:00`, `12 mei 2016`, `14-Jan`.
fn is_date(text: &str, letters: &str, digits: usize) -> bool {
    if !letters.is_empty() {
        let month = MONTHS.iter().any(|month| letters.starts_with(month));
        return month && digits <= 8 && letters.chars().count() <= 9 && text.starts_with(|c: char| c.is_ascii_digit());
    }
    let part = |part: &str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let day = text.split([' ', 'T']).next().unwrap_or(text);
    ['-', '/', '.'].iter().any(|mark| {
        let parts: Vec<&str> = day.split(*mark).collect();
        parts.len() == 3 && parts.iter().all(|text| part(text)) && digits >= 4
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_sorted_by_their_form() {
        for (kind, texts) in [
            (
                CellKind::Number,
                &["12", "1.250,50", "€ 1.250,-", "-2,610.12", "£584", "15%", "(1.234)", "<=5", "12.0", "EUR 5"][..],
            ),
            (
                CellKind::Period,
                &[
                    "2016",
                    "2013-14",
                    "2012/2013",
                    "2017M04",
                    "Q2 2016",
                    "2016-T1",
                    "Mar-15",
                    "jan 2016",
                    "20161)",
                    "2016*",
                ],
            ),
            (CellKind::Date, &["12-5-16", "01/04/2011", "12 mei 2016", "14-Jan", "2016-05-12 10:00", "7  8 Feb"]),
            (CellKind::Filler, &["-", "n/a", "n.v.t.", "..", "NIL", "?"]),
            (
                CellKind::Text,
                &[
                    "Missie",
                    "HM2016-01",
                    "Deelnemer 1",
                    "B2",
                    "038-4084646 x",
                    "3D-printen",
                    "Apr-16 cases",
                    "18-34",
                    "65+",
                    "%",
                    "$1,000",
                ],
            ),
        ] {
            for text in texts {
                assert_eq!(CellKind::of(&Cell::Text((*text).into())), kind, "{text}");
            }
        }
    }
}
