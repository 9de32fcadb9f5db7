//! What a column says of all its cells: the answer that it asks for, in what its amounts are, how it writes dates.
//!
//! Pure. A header such as `Aangemeld (ja/nee)` asks a question, `Kosten (x € 1.000)` multiplies, `Week` counts; and where
//! one cell of a column can only be read with the month first, the others are read so too.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::import::field::{Field, Shape};
use crate::import::locate::Table;
use crate::import::map::MappedTable;
use crate::import::read::{Cell, Sheet};
use crate::import::vocabulary::Vocabulary;
use crate::values::{DateContext, DateOrder, DateUnit, fold};

/// What is known of all cells of a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hints {
    /// How it writes day and month.
    pub order: DateOrder,
    /// What its bare numbers count.
    pub unit: Option<DateUnit>,
    /// The code that yes answers.
    pub asked: Option<String>,
    /// By what its amounts are multiplied.
    pub factor: Option<Decimal>,
    /// The currency of its amounts.
    pub currency: Option<String>,
}

/// Cells of a column that are looked at for the order of day and month.
const LOOKED_AT: usize = 500;

/// The hints of the columns of a table, by field.
pub fn of_table(sheet: &Sheet, mapped: &MappedTable, vocabulary: &Vocabulary) -> HashMap<Field, Hints> {
    let table = &mapped.table;
    let above = table.context.iter().find_map(|context| vocabulary.amounts.factor_of(&context.value));
    let columns = mapped.columns.iter().filter_map(|column| Some((column, column.field?)));
    let hints = columns.map(|(column, field)| {
        let hints = Hints::of_header(&column.header, field, vocabulary);
        let hints = match field.shape() {
            Shape::Date => Hints { order: order(sheet, table, column.column), ..hints },
            Shape::Amount => Hints { factor: hints.factor.or(above), ..hints },
            _ => hints,
        };
        (field, hints)
    });
    hints.collect()
}

impl Hints {
    /// What a header says of the cells below it.
    pub fn of_header(header: &str, field: Field, vocabulary: &Vocabulary) -> Self {
        let folded = fold(header);
        match field.shape() {
            Shape::Date => {
                let unit = folded.split(' ').find_map(|word| vocabulary.dates.unit(word));
                Self { unit, ..Self::default() }
            }
            Shape::Amount => Self {
                factor: vocabulary.amounts.factor_of(header),
                currency: vocabulary.amounts.currency_of(header),
                ..Self::default()
            },
            Shape::Word if vocabulary.words.answers(field) => {
                Self { asked: asked(&folded, field, vocabulary), ..Self::default() }
            }
            _ => Self::default(),
        }
    }

    /// What helps to read the dates of the column.
    pub(super) fn dates(&self, around: &DateContext) -> DateContext {
        DateContext { order: self.order, unit: self.unit, ..*around }
    }
}

/// The one code that a header names: `Afgemeld?`. One that names two asks nothing.
fn asked(folded: &str, field: Field, vocabulary: &Vocabulary) -> Option<String> {
    let list = vocabulary.words.of(field)?;
    if let Some(code) = list.code(folded) {
        return Some(code.to_owned());
    }
    let mut codes = folded.split(' ').filter_map(|word| list.code(word));
    let first = codes.next()?;
    codes.all(|other| other == first).then(|| first.to_owned())
}

/// The order of day and month: the month comes first where some date cannot be read otherwise, and none the other way.
fn order(sheet: &Sheet, table: &Table, column: crate::import::cell::Column) -> DateOrder {
    let (mut day_first, mut month_first) = (0_usize, 0_usize);
    for row in table.body.iter().take(LOOKED_AT).filter_map(|row| sheet.row(*row)) {
        let Some(Cell::Text(text)) = row.cell(column) else { continue };
        match numbers(text) {
            Some((first, second)) if first > 12 && second <= 12 => day_first += 1,
            Some((first, second)) if first <= 12 && second > 12 && second <= 31 => month_first += 1,
            _ => {}
        }
    }
    if month_first > day_first { DateOrder::MonthFirst } else { DateOrder::DayFirst }
}

/// The two numbers with which a date in digits begins.
fn numbers(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.trim().split(['-', '/', '.']);
    let mut next = || parts.next()?.trim().parse::<u32>().ok().filter(|number| *number > 0 && *number < 100);
    Some((next()?, next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_says_what_its_cells_mean() {
        let vocabulary = Vocabulary::built_in();
        let hints = |header, field| Hints::of_header(header, field, &vocabulary);
        let asked = |header| hints(header, Field::ParticipationStatus).asked;
        assert_eq!(asked("Afgemeld (ja/nee)").as_deref(), Some("CANCELLED"));
        assert_eq!(asked("Aangemeld?").as_deref(), Some("REGISTERED"));
        assert_eq!(asked("Aangemeld/afgemeld"), None);
        assert_eq!(hints("Week", Field::MissionPeriod).unit, Some(DateUnit::Week));
        for header in ["Bedrag (x € 1.000)", "Kosten in duizenden euro's", "Budget k€", "Cost (€'000)", "Betrag in T€"]
        {
            assert_eq!(hints(header, Field::CostAmount).factor, Some(Decimal::from(1000)), "{header}");
        }
        assert_eq!(hints("Bijdrage (USD)", Field::ParticipationFee).currency.as_deref(), Some("USD"));
        assert_eq!(hints("Bijdrage (€)", Field::ParticipationFee).factor, None);
    }
}
