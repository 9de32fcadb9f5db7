//! Access tokens: keys with a role for programs and people.
//!
//! Invariant: the secret is shown once, when it is made; the register keeps only its SHA-256, which is enough for 32
//! random bytes.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DbErr, EntityTrait, IntoActiveModel, QueryOrder};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::audit::{self, Event};
use super::fingerprint::hexadecimal;
use super::{Caller, Database};
use crate::clock;
use crate::entities::access_token;
use crate::values::Role;

/// The secret of a token. It can be printed, on purpose only: it has no `Debug`.
pub struct Secret(String);

impl fmt::Display for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Secret {
    /// 32 random bytes, with a prefix by which leaked tokens can be found.
    fn random() -> Self {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).expect("the operating system has random bytes");
        Self(format!("mrt_{}", URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// What the register keeps of it.
    fn hash(&self) -> String {
        hexadecimal(&Sha256::digest(self.0.as_bytes()))
    }
}

/// Why a token is not made or taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A token must say what it is for.
    #[error("a token needs a name that tells what it is for")]
    NoName,
    /// There is no such token.
    #[error("there is no token `{0}`; `missieregister token list` shows them all")]
    Unknown(Uuid),
}

/// Makes a token. The secret cannot be had again.
pub async fn create(
    database: &Database,
    caller: &Caller,
    role: Role,
    name: &str,
) -> Result<Result<Secret, Refused>, DbErr> {
    if name.trim().is_empty() {
        return Ok(Err(Refused::NoName));
    }
    let secret = Secret::random();
    let row = access_token::ActiveModel {
        id: Set(clock::new_id()),
        name: Set(name.trim().to_owned()),
        role: Set(role),
        hash: Set(secret.hash()),
        created_at: Set(clock::now()),
        ..Default::default()
    };
    let transaction = database.write(caller).await?;
    let stored = row.insert(&transaction).await?;
    audit::append(&transaction, caller, Event::done("token.create").to("token", stored.id)).await?;
    transaction.commit().await?;
    Ok(Ok(secret))
}

/// All tokens, oldest first, also those taken back.
pub async fn list(database: &Database, caller: &Caller) -> Result<Vec<access_token::Model>, DbErr> {
    access_token::Entity::find().order_by_asc(access_token::Column::Id).all(database.reader(caller)).await
}

/// Takes a token back. Doing so again changes nothing.
pub async fn revoke(database: &Database, caller: &Caller, id: Uuid) -> Result<Result<(), Refused>, DbErr> {
    let transaction = database.write(caller).await?;
    let Some(stored) = access_token::Entity::find_by_id(id).one(&transaction).await? else {
        return Ok(Err(Refused::Unknown(id)));
    };
    if stored.revoked_at.is_none() {
        let mut row = stored.into_active_model();
        row.revoked_at = Set(Some(clock::now()));
        row.update(&transaction).await?;
        audit::append(&transaction, caller, Event::done("token.revoke").to("token", id)).await?;
        transaction.commit().await?;
    }
    Ok(Ok(()))
}
