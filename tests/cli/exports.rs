//! The whole register as a file, in each of its forms.

use missieregister::services::Caller;
use std::fs;

use missieregister::entities::audit_event;
use sea_orm::EntityTrait;

use crate::examples::committed;
use crate::office::office;

#[tokio::test]
async fn the_register_is_written_as_a_workbook_or_as_a_folder_of_texts_and_the_trail_tells_of_it() {
    let office = office().await;
    office.import(&committed());
    assert_eq!(office.done(&["export", "--format", "xlsx", "--out", "folder/register.xlsx"]), "folder/register.xlsx\n");
    assert!(fs::read(office.folder().join("folder/register.xlsx")).unwrap().starts_with(b"PK"));

    let written = office.done(&["export", "--format", "csv", "--out", "texts"]);
    assert!(written.lines().count() > 3, "{written}");
    for file in written.lines() {
        let text = fs::read_to_string(office.folder().join(file)).unwrap();
        assert!(text.lines().count() > 1 && text.contains(';'), "{file}: {text}");
    }

    let trail = audit_event::Entity::find().all(office.register.database.reader(&Caller::operator())).await.unwrap();
    assert_eq!(trail.iter().filter(|event| event.action == "register.export").count(), 2);
}
