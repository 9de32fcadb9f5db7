//! The sheets of performances: what was promised, and what reports say of it.

use super::missions::word;
use super::register::{Register, of};
use super::sheet::{Cell, Sheet};
use crate::entities::{performance, target};
use crate::services::report::words::Words;
use crate::services::wording::Worded;
use crate::values::{Comparator, Language};

/// The sheets of performances.
pub(super) fn sheets(register: &Register) -> Vec<Sheet> {
    vec![performances(register), actions(register), notes(register), reported(register), signals(register)]
}

/// A sheet with some rows for each performance, each after what names it.
fn sheet(
    register: &Register,
    (name, headers): (&'static str, &'static [&'static str]),
    rows: impl Fn(&performance::Model) -> Vec<Vec<Cell>>,
) -> Sheet {
    let mut all = Vec::new();
    for performance in &register.performances {
        let named = [Cell::Text(performance.code.clone()), Cell::Number(performance.year.into())];
        all.extend(rows(performance).into_iter().map(|row| named.iter().cloned().chain(row).collect()));
    }
    Sheet { name, headers, rows: all }
}

fn performances(register: &Register) -> Sheet {
    let headers = &[
        "Prestatiecode",
        "Begrotingsjaar",
        "Titel prestatie",
        "Samenvatting",
        "Context",
        "Verantwoordelijk portefeuillehouder",
        "Rol provincie",
        "Looptijd prestatie",
        "Reserve prestatie",
        "Relatie met reserve",
        "Investeringsvoorstel",
        "Besluit investeringsvoorstel",
    ];
    sheet(register, ("Prestaties", headers), |row| vec![performance(register, row)])
}

fn performance(register: &Register, row: &performance::Model) -> Vec<Cell> {
    let holders = of(&register.holders, row.id).iter().filter_map(|holder| register.officials.get(&holder.official_id));
    let holders: Vec<&str> = holders.map(|official| official.display_name.as_str()).collect();
    let reserve = row.reserve_id.and_then(|id| register.reserves.get(&id)).map(|reserve| reserve.name.clone());
    let proposals = of(&register.proposals, row.id);
    let texts: Vec<&str> = proposals.iter().map(|proposal| proposal.text.as_str()).collect();
    let decisions: Vec<&str> =
        proposals.iter().filter_map(|proposal| register.reference(proposal.decision_id)).collect();
    vec![
        Cell::Text(row.title.clone()),
        Cell::text(row.summary.clone()),
        Cell::text(row.context.clone()),
        joined(&holders, ", "),
        Cell::text(row.role_text.clone()),
        Cell::text(row.term_text.clone()),
        Cell::text(row.reserve_text.clone().or(reserve)),
        Cell::yes_no(row.reserve_related),
        joined(&texts, "\n"),
        joined(&decisions, ", "),
    ]
}

/// Texts in one cell; nothing where there are none.
pub(super) fn joined(texts: &[&str], between: &str) -> Cell {
    Cell::text((!texts.is_empty()).then(|| texts.join(between)))
}

/// An action with two targets takes two rows.
fn actions(register: &Register) -> Sheet {
    let headers = &[
        "Prestatiecode",
        "Begrotingsjaar",
        "Actie nr.",
        "Actie",
        "Indicator",
        "Streefwaarde",
        "Eenheid",
        "Richting doel",
    ];
    sheet(register, ("Acties", headers), |row| {
        let mut rows = Vec::new();
        for action in of(&register.actions, row.id) {
            let named = [Cell::Number(action.ordinal.into()), Cell::Text(action.text.clone())];
            let targets = of(&register.targets, row.id).iter().filter(|it| it.action_ordinal == action.ordinal);
            let targets: Vec<_> = targets.map(target).collect();
            let targets = if targets.is_empty() { vec![[const { Cell::Empty }; 4]] } else { targets };
            rows.extend(targets.into_iter().map(|target| named.iter().cloned().chain(target).collect()));
        }
        rows
    })
}

fn target(row: &target::Model) -> [Cell; 4] {
    let number = Words(Language::Nl).decimal(row.value.to_decimal());
    let how = match row.comparator {
        Comparator::Equal => "",
        Comparator::AtLeast => "minimaal ",
        Comparator::MoreThan => "meer dan ",
        Comparator::About => "circa ",
        Comparator::AtMost => "maximaal ",
    };
    [
        word(row.indicator),
        Cell::Text(format!("{how}{number}")),
        Cell::text(row.unit_text.clone()),
        row.direction.map_or(Cell::Empty, word),
    ]
}

fn notes(register: &Register) -> Sheet {
    let headers = &["Prestatiecode", "Begrotingsjaar", "Document", "Editie", "Onderwerp", "Toelichting"];
    sheet(register, ("Voortgang", headers), |row| {
        let notes = of(&register.notes, row.id).iter();
        let cells = notes.map(|note| {
            vec![
                word(note.document),
                Cell::text(note.edition.clone()),
                word(note.subject),
                Cell::Text(note.text.clone()),
            ]
        });
        cells.collect()
    })
}

fn reported(register: &Register) -> Sheet {
    let headers = &["Prestatiecode", "Begrotingsjaar", "Document", "Indicator", "Gerapporteerd aantal", "Eenheid"];
    sheet(register, ("Gerapporteerd", headers), |row| {
        let reported = of(&register.reported, row.id).iter();
        let cells = reported.map(|count| {
            vec![
                Cell::text(count.document.map(|document| document.word(Language::Nl))),
                word(count.indicator),
                Cell::Text(count.text.clone()),
                Cell::text(count.unit_text.clone()),
            ]
        });
        cells.collect()
    })
}

fn signals(register: &Register) -> Sheet {
    let headers =
        &["Prestatiecode", "Begrotingsjaar", "Document", "Editie", "Kleurscore voor", "Kleur", "Toelichting kleur"];
    sheet(register, ("Kleuren", headers), |row| {
        let signals = of(&register.signals, row.id).iter();
        let cells = signals.map(|signal| {
            vec![
                word(signal.document),
                Cell::text(signal.edition.clone()),
                Cell::Text(signal.dimension.clone()),
                word(signal.colour),
                Cell::text(signal.explanation.clone()),
            ]
        });
        cells.collect()
    })
}
