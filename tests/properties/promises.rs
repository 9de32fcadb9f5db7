//! What an invented province promised: performances with their pages, and money that moves to them.

use super::chance::Chance;

#[derive(Clone, Debug)]
pub(super) struct Performance {
    pub(super) code: &'static str,
    pub(super) year: i32,
    pub(super) title: &'static str,
    pub(super) holder: &'static str,
    pub(super) role: &'static str,
    pub(super) term: &'static str,
    pub(super) reserve: &'static str,
    pub(super) related: &'static str,
    /// Number, text, indicator, value, unit, direction.
    pub(super) actions: Vec<[&'static str; 6]>,
    /// Document, edition, subject, text.
    pub(super) notes: Vec<[&'static str; 4]>,
    /// Document, indicator, count, unit.
    pub(super) reported: Vec<[&'static str; 4]>,
}

/// Money that moves from a reserve to a performance.
#[derive(Clone, Debug)]
pub(super) struct Amendment {
    pub(super) text: String,
    pub(super) status: &'static str,
    pub(super) authority: &'static str,
    pub(super) basis: &'static str,
    pub(super) reserve: &'static str,
    pub(super) performance: usize,
    pub(super) year: i32,
    pub(super) euros: i32,
}

/// The pages of one or two years, and amendments.
pub(super) fn promises(chance: &mut Chance) -> (Vec<Performance>, Vec<Amendment>) {
    let years = [2016, 2017].into_iter().take(1 + chance.below(2));
    let performances: Vec<Performance> = years.map(|year| performance(year, chance)).collect();
    let amendments = (0..chance.below(3)).map(|number| Amendment {
        text: format!("Voorstel {number}"),
        status: chance.pick(&["voorgesteld", "vastgesteld"]),
        authority: chance.pick(&["PS", "GS", ""]),
        basis: chance.pick(&["PS/2016/871", "PS/2016/871, PS/2015/687", ""]),
        reserve: chance.pick(&["Uitvoering Kwaliteit", "Natuurnetwerk / Kwaliteit"]),
        performance: chance.below(performances.len()),
        year: chance.within(2016..2019),
        euros: chance.within(1..500) * 1000,
    });
    let amendments = amendments.collect();
    (performances, amendments)
}

fn performance(year: i32, chance: &mut Chance) -> Performance {
    let target = ["1", "Wij organiseren drie missies", "missies", "3", "missies", "uitgaand"];
    let more = ["1", "Wij organiseren drie missies", "deelnemers", "minimaal 30", "ondernemers", ""];
    let bare = ["2", "Wij ontvangen delegaties", "", "", "", ""];
    Performance {
        code: "5.4.2",
        year,
        title: chance.pick(&["Bevorderen van export", "Internationaliseren"]),
        holder: chance.pick(&["Marijke Voorbeeld, gedeputeerde", "J. Bedacht"]),
        role: chance.pick(&["Wij vervullen de rol van faciliteerder.", "Dit is onze reguliere taak.", ""]),
        term: chance.pick(&["Structureel.", "t/m 2019", ""]),
        reserve: chance.pick(&["Uitvoering Kwaliteit", ""]),
        related: chance.pick(&["ja", "nee", ""]),
        actions: [target, more, bare][..=chance.below(3)].to_vec(),
        notes: [
            ["jaarverslag", "", "inhoud", "Er waren vier missies."],
            ["monitor", "I", "financiën", "Geen afwijking."],
        ][..chance.below(3)]
            .to_vec(),
        reported: [
            ["jaarverslag", "missies", "vier", "missies"],
            ["", "deelnemers", "meer dan 50", "vertegenwoordigers"],
        ][..chance.below(3)]
            .to_vec(),
    }
}
