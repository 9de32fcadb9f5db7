//! The sheets of money: costs and contributions of missions, decisions, and budget amendments.

use super::missions::{named, organisation, word};
use super::performances::joined;
use super::register::{Register, of};
use super::sheet::{Cell, Sheet};
use crate::entities::{amendment_line, budget_amendment};

/// The sheets of money.
pub(super) fn sheets(register: &Register) -> Vec<Sheet> {
    vec![costs(register), contributions(register), decisions(register), amendments(register)]
}

fn costs(register: &Register) -> Sheet {
    let headers = &["Missiecode", "Titel missie", "Jaar missie", "Omschrijving kosten", "Kostenbedrag", "Stadium"];
    let rows = register.missions.iter().flat_map(|mission| {
        of(&register.costs, mission.id).iter().map(|row| {
            let more = [Cell::Text(row.description.clone()), Cell::amount(row.cents, &row.currency), word(row.stage)];
            named(mission).into_iter().chain(more).collect()
        })
    });
    Sheet { name: "Kosten", headers, rows: rows.collect() }
}

fn contributions(register: &Register) -> Sheet {
    let headers =
        &["Missiecode", "Titel missie", "Jaar missie", "Betaler", "Soort betaler", "Bijdragebedrag", "Stadium"];
    let rows = register.missions.iter().flat_map(|mission| {
        of(&register.contributions, mission.id).iter().map(|row| {
            let written = row.payer_text.clone().map(Cell::Text);
            let more = [
                written.unwrap_or_else(|| organisation(register, row.payer_id)),
                word(row.payer_kind),
                Cell::amount(row.cents, &row.currency),
                word(row.stage),
            ];
            named(mission).into_iter().chain(more).collect()
        })
    });
    Sheet { name: "Bijdragen", headers, rows: rows.collect() }
}

fn decisions(register: &Register) -> Sheet {
    let headers = &["Kenmerk", "Onderwerp besluit", "Datum besluit", "Vindplaats"];
    let rows = register.decisions.iter().map(|row| {
        vec![
            Cell::Text(row.reference.clone()),
            Cell::text((!row.title.is_empty()).then(|| row.title.clone())),
            row.decided_on.map_or(Cell::Empty, Cell::Date),
            Cell::text(row.url.clone()),
        ]
    });
    Sheet { name: "Besluiten", headers, rows: rows.collect() }
}

/// One row a line; rows with the same description are one amendment.
fn amendments(register: &Register) -> Sheet {
    let headers = &[
        "Omschrijving wijziging",
        "Status wijziging",
        "Bevoegd orgaan",
        "Grondslag",
        "Besluit wijziging",
        "Reserve",
        "Prestatie",
        "Boekjaar",
        "Bedrag",
    ];
    let rows = register.amendments.iter().flat_map(|amendment| {
        let lines = of(&register.lines, amendment.id).iter();
        lines.map(|line| line_cells(register, amendment, line))
    });
    Sheet { name: "Begrotingswijzigingen", headers, rows: rows.collect() }
}

fn line_cells(register: &Register, amendment: &budget_amendment::Model, line: &amendment_line::Model) -> Vec<Cell> {
    let basis = of(&register.basis, amendment.id).iter();
    let basis: Vec<&str> = basis.filter_map(|basis| register.reference(Some(basis.decision_id))).collect();
    let reserve = line.reserve_id.and_then(|id| register.reserves.get(&id)).map(|reserve| reserve.name.clone());
    vec![
        Cell::Text(amendment.description.clone()),
        word(amendment.status),
        amendment.authority.map_or(Cell::Empty, word),
        joined(&basis, ", "),
        Cell::text(register.reference(amendment.decision_id)),
        Cell::text(line.reserve_text.clone().or(reserve)),
        Cell::text(register.performance(line.performance_id).map(|performance| performance.code.clone())),
        Cell::Number(line.fiscal_year.into()),
        Cell::Euros(line.cents),
    ]
}
