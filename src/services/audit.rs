//! The audit trail: who did what, to what, with what result, by which way, when. Only ever added to.
//!
//! Invariant: an event holds keys and fixed words, never the content of a record, so that it need not be scrubbed.

use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait};
use uuid::Uuid;

use super::Caller;
use crate::clock;
use crate::entities::audit_event;

/// Something that was done or refused.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    action: &'a str,
    object: Option<(&'a str, Uuid)>,
    result: &'static str,
}

impl<'a> Event<'a> {
    /// An action that succeeded, such as `token.create`.
    pub const fn done(action: &'a str) -> Self {
        Self { action, object: None, result: "done" }
    }

    /// Names the sort and the key of what it was done to.
    #[must_use]
    pub const fn to(mut self, kind: &'a str, id: Uuid) -> Self {
        self.object = Some((kind, id));
        self
    }
}

/// Adds an event, in the transaction of what it tells of.
pub async fn append(db: &impl ConnectionTrait, caller: &Caller, event: Event<'_>) -> Result<(), DbErr> {
    let row = audit_event::ActiveModel {
        id: Set(clock::new_id()),
        at: Set(clock::now()),
        actor: Set(caller.name.clone()),
        action: Set(event.action.to_owned()),
        object_kind: Set(event.object.map(|(kind, _)| kind.to_owned())),
        object_id: Set(event.object.map(|(_, id)| id)),
        result: Set(event.result.to_owned()),
        origin: Set(caller.origin.name().to_owned()),
    };
    audit_event::Entity::insert(row).exec_without_returning(db).await.map(drop)
}
