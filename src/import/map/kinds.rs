//! What sorts of record the rows of a table hold, by the fields that they give.

use crate::import::field::Field;
use crate::import::vocabulary::Topic;
use crate::values::RecordKind;

/// The sorts of record, in the order of the fields.
pub(super) fn of(topic: &Topic, columns: &[Field], around: impl Iterator<Item = Field>) -> Vec<RecordKind> {
    let above: Vec<Field> = around.collect();
    let mut kinds: Vec<RecordKind> = Vec::new();
    let whole = |field: &&Field| !is_reference(**field, topic);
    for kind in columns.iter().chain(&above).filter(whole).map(|field| field.record_kind()) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let somebody = kinds.contains(&RecordKind::Organisation) || kinds.contains(&RecordKind::Person);
    let mission = columns.iter().chain(&above).any(|field| field.record_kind() == RecordKind::Mission);
    if topic.name == PARTICIPANTS && somebody && mission && !kinds.contains(&RecordKind::Participation) {
        kinds.push(RecordKind::Participation);
    }
    kinds
}

/// The topic whose rows say who took part.
const PARTICIPANTS: &str = "participants";

/// Whether a field names a record of another table rather than describing one.
fn is_reference(field: Field, topic: &Topic) -> bool {
    let leads = topic.weight(field).is_some_and(|weight| weight >= 1.0);
    !leads && matches!(field, Field::MissionCode | Field::PerformanceCode | Field::PerformanceYear)
}
