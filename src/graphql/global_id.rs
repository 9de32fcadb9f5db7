//! Global ids: one opaque text that names a record of any kind.
//!
//! Only this layer knows them; below it there are a kind and a UUID.

use async_graphql::ID;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use super::error::{Failure, Result};
use super::loaders::Noun;
use super::node::type_name;
use crate::values::RecordKind;

/// The id of a record of a type of the schema.
pub fn encode<N: Noun>(id: Uuid) -> ID {
    ID(URL_SAFE_NO_PAD.encode(format!("{}:{id}", N::type_name())))
}

/// The id of a record of a sort.
pub fn encode_kind(kind: RecordKind, id: Uuid) -> ID {
    ID(URL_SAFE_NO_PAD.encode(format!("{}:{id}", type_name(kind))))
}

/// The name of the type, and the key.
pub fn decode(id: &ID) -> Result<(String, Uuid)> {
    let read = || {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(id.as_str()).ok()?).ok()?;
        let (kind, key) = text.split_once(':')?;
        Some((kind.to_owned(), key.parse().ok()?))
    };
    read().ok_or_else(|| Failure::mistake("BAD_ID", "this is no id: expected one that the register returned"))
}

/// The key, of an id that must be of this type.
pub fn expect<N: Noun>(id: &ID) -> Result<Uuid> {
    let wanted = N::type_name();
    match decode(id)? {
        (kind, key) if kind == wanted => Ok(key),
        (kind, _) => Err(Failure::mistake("BAD_ID", format!("this is the id of a {kind}: expected one of a {wanted}"))),
    }
}
