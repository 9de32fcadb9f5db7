//! Importing again changes nothing; importing and undoing neither; the order of rows and files makes no difference.

use super::book::Book;
use super::chance::Chance;
use super::desk::{Desk, desks, doings, drawn, in_files};
use super::facts::differences;
use super::layout::Layout;
use crate::support::sqlite;

/// How many worlds each layout tells.
const WORLDS: u64 = 3;

fn draws() -> impl Iterator<Item = (Layout, u64)> {
    Layout::ALL.into_iter().flat_map(|layout| (0..WORLDS).map(move |seed| (layout, seed)))
}

#[tokio::test]
async fn a_generated_register_that_is_imported_twice_changes_nothing_the_second_time() {
    for (layout, seed) in draws() {
        let bytes = drawn(seed, layout, true).xlsx();
        for desk in desks().await {
            let (_, first) = desk.import("register.xlsx", &bytes).await;
            assert!(first.outline.summary.created > 3, "{layout:?} {seed}: {:?}", first.outline.summary);
            let before = desk.fingerprint().await;
            let (_, second) = desk.import("register.xlsx", &bytes).await;
            assert_eq!(doings(&second), Vec::<String>::new(), "{layout:?} {seed}");
            assert_eq!(desk.fingerprint().await, before, "{layout:?} {seed}");
        }
    }
}

#[tokio::test]
async fn importing_and_undoing_leaves_an_empty_and_a_filled_register_as_they_were() {
    for (layout, seed) in draws() {
        for desk in desks().await {
            for (number, layout) in [layout, Layout::Codes, Layout::Flat].into_iter().enumerate() {
                let bytes = drawn(seed + 100 * number as u64, layout, true).xlsx();
                let before = desk.fingerprint().await;
                let (id, _) = desk.import(&format!("register {number}.xlsx"), &bytes).await;
                assert_ne!(desk.fingerprint().await, before, "{layout:?} {seed}");
                let undone = desk.undo(id).await;
                assert_eq!(undone.kept, [], "{layout:?} {seed}");
                assert_eq!(desk.fingerprint().await, before, "{layout:?} {seed}");
                desk.import(&format!("register {number}.xlsx"), &bytes).await;
            }
        }
    }
}

#[tokio::test]
async fn any_order_of_rows_and_sheets_gives_the_same_register() {
    for (layout, seed) in draws().filter(|(layout, _)| layout.rows_stand_alone()) {
        let book = drawn(seed, layout, true);
        let desk = Desk::new(sqlite().await);
        desk.import("register.xlsx", &book.xlsx()).await;
        let expected = desk.facts().await;
        for turn in 0..2 {
            let shuffled = book.shuffled(&mut Chance::new(1000 + seed * 10 + turn));
            for other in desks().await {
                other.import("register.xlsx", &shuffled.xlsx()).await;
                assert_eq!(differences(&expected, &other.facts().await), Vec::<String>::new(), "{layout:?} {seed}");
            }
        }
    }
}

#[tokio::test]
async fn any_order_of_files_gives_the_same_register() {
    for (layout, seed) in draws().filter(|(layout, _)| *layout == Layout::Flat || *layout == Layout::SheetPerMission) {
        let mut files: Vec<_> = in_files(seed, layout).iter().map(Book::xlsx).collect();
        let mut expected = None;
        for turn in 0..3 {
            for desk in desks().await {
                for (number, file) in files.iter().enumerate() {
                    desk.import(&format!("register {number}.xlsx"), file).await;
                }
                let facts = desk.facts().await;
                let expected = expected.get_or_insert_with(|| facts.clone());
                assert_eq!(differences(expected, &facts), Vec::<String>::new(), "{layout:?} {seed}");
            }
            Chance::new(seed * 10 + turn).shuffle(&mut files);
        }
    }
}
