//! Undoing in any order: it never fails, and what stays is what was said to stay.

use std::collections::HashSet;

use missieregister::entities::import_change;
use missieregister::import::importer::{KeptBecause, Undone};
use missieregister::services::tables::Table;
use missieregister::services::{Caller, export};
use missieregister::values::RecordKind;
use sea_orm::EntityTrait;
use uuid::Uuid;

use super::book::{Book, Cell, Row, Sheet};
use super::chance::Chance;
use super::desk::{Desk, desks, drawn};
use super::layout::Layout;

impl Desk {
    /// The keys of the records that are in the register.
    async fn there(&self) -> HashSet<Uuid> {
        let register = export::json(self.register.database.reader(&Caller::operator())).await.unwrap();
        let roots = Table::ALL.iter().filter(|table| table.is_root());
        let rows = roots.flat_map(|table| register[table.name()].as_array().unwrap());
        rows.map(|row| row["id"].as_str().unwrap().parse().unwrap()).collect()
    }

    /// The keys of the records that an undoing left as they are.
    async fn kept(&self, undone: &Undone) -> HashSet<Uuid> {
        let mut kept = HashSet::new();
        for one in &undone.kept {
            let reader = self.register.database.reader(&Caller::operator());
            let change = import_change::Entity::find_by_id(one.change).one(reader).await.unwrap().unwrap();
            kept.extend(change.record_id);
        }
        kept
    }
}

#[tokio::test]
async fn imports_can_be_undone_in_any_order_and_what_stays_was_listed() {
    for seed in 0..6 {
        for desk in desks().await {
            let mut chance = Chance::new(seed);
            let mut imports = Vec::new();
            for number in 0..4 {
                let layout = chance.pick(&[Layout::Flat, Layout::Codes, Layout::Merged]);
                // Worlds of one seed in other hands: the later files change what the earlier ones said.
                let book = drawn(seed * 3 + chance.below(2) as u64, layout, true);
                imports.push(desk.import(&format!("{number}.xlsx"), &book.xlsx()).await.0);
            }
            chance.shuffle(&mut imports);
            let mut kept = HashSet::new();
            for id in imports {
                kept.extend(desk.kept(&desk.undo(id).await).await);
            }
            let unlisted = desk.there().await.difference(&kept).count();
            assert_eq!(unlisted, 0, "seed {seed}");
        }
    }
}

/// A mission with a theme.
fn mission(title: &str, theme: &str, answers: &str) -> Row {
    vec![
        ("Missiecode", Cell::text("HM2016-01")),
        ("Titel missie", Cell::text(title)),
        ("Jaar missie", Cell::Number(2016.0)),
        ("Status missie", Cell::text("gerealiseerd")),
        ("Thema's", Cell::text(theme)),
        ("Tegenbezoek van", Cell::text(answers)),
    ]
}

#[tokio::test]
async fn a_record_whose_earlier_state_refers_to_what_is_gone_is_kept_and_the_rest_is_undone() {
    for desk in desks().await {
        let file = |rows: Vec<Row>| Book(vec![Sheet::new("Missies", rows)]).xlsx();
        let (first, _) = desk.import("een.xlsx", &file(vec![mission("Missie een", "Energie", "")])).await;
        let mut other = mission("Missie twee", "Health", "");
        other[0].1 = Cell::text("HM2016-02");
        let (second, _) = desk.import("twee.xlsx", &file(vec![mission("Missie een", "Water", ""), other])).await;

        let undone = desk.undo(first).await;
        let reasons = |undone: &Undone| undone.kept.iter().map(|kept| (kept.kind, kept.reason)).collect::<Vec<_>>();
        assert_eq!(reasons(&undone), [(RecordKind::Mission, KeptBecause::Edited)], "its theme goes: no mission has it");

        let undone = desk.undo(second).await;
        assert_eq!(
            reasons(&undone),
            [(RecordKind::Mission, KeptBecause::Overtaken), (RecordKind::Theme, KeptBecause::Referenced)]
        );
        assert_eq!(undone.reversed, 2, "the other mission and its theme");
        let facts = desk.facts().await;
        assert_eq!((facts["mission"].len(), facts["theme"].len()), (1, 1));
        assert!(facts["mission_theme"][0].contains("Water"), "{facts:?}");
    }
}
