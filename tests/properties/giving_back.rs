//! What is exported as a workbook says all that the register knows.

use std::sync::Arc;

use missieregister::services::tables::Table;
use missieregister::services::{Caller, export};
use missieregister::values::ChangeOperation;

use super::desk::{Desk, desks, doings, drawn};
use super::facts::differences;
use super::layout::Layout;
use crate::support::sqlite;

impl Desk {
    async fn exported(&self) -> Arc<[u8]> {
        let sheets = export::sheets(self.register.database.reader(&Caller::operator())).await.unwrap();
        export::workbook(&sheets).unwrap().into()
    }

    /// How many records the register has.
    async fn records(&self) -> usize {
        let facts = self.facts().await;
        Table::ALL.iter().filter(|table| table.is_root()).map(|table| facts[table.name()].len()).sum()
    }
}

#[tokio::test]
async fn an_exported_register_imports_as_unchanged_to_the_last_record_and_makes_the_same_register_elsewhere() {
    for (layout, seed) in Layout::ALL.into_iter().flat_map(|layout| (0..3).map(move |seed| (layout, seed))) {
        for desk in desks().await {
            desk.import("first.xlsx", &drawn(seed, layout, true).xlsx()).await;
            desk.import("second.xlsx", &drawn(seed + 50, Layout::Codes, true).xlsx()).await;
            let workbook = desk.exported().await;
            let plan = desk.preview("export.xlsx", &workbook).await;
            assert_eq!(plan.errors(), 0, "{layout:?} {seed}: {:#?}", plan.issues);
            assert_eq!(doings(&plan), Vec::<String>::new(), "{layout:?} {seed}");
            assert_eq!(plan.outline.reviews, [], "{layout:?} {seed}");
            let unchanged = plan.records.iter().filter(|record| record.operation == ChangeOperation::Unchanged).count();
            assert_eq!(unchanged, desk.records().await, "{layout:?} {seed}");
            let other = Desk::new(sqlite().await);
            other.import("export.xlsx", &workbook).await;
            let lost = differences(&desk.facts().await, &other.facts().await);
            assert_eq!(lost, Vec::<String>::new(), "{layout:?} {seed}");
        }
    }
}
