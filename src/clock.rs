//! The only place that asks what time it is, and the only maker of ids (which carry a time, or a name).

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// Now, in UTC, to the microsecond: finer than that PostgreSQL does not keep.
#[expect(clippy::disallowed_methods, reason = "this is the one place")]
pub fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}

/// Today, in UTC: good enough to tell missions of the past from those to come.
pub fn today() -> NaiveDate {
    now().date_naive()
}

/// A fresh key. Keys made later sort later.
#[expect(clippy::disallowed_methods, reason = "this is the one place")]
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// The key of a name: the same for the same name, and no key of any record.
pub fn id_of(name: &str) -> Uuid {
    let hash: [u8; 32] = Sha256::digest(name).into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    Builder::from_custom_bytes(bytes).into_uuid()
}
