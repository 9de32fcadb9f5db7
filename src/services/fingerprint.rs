//! The fingerprint of a register: the same before an import and after its undoing.
//!
//! It is over the register's own tables, without versions and times; imports, the audit trail and the outbox go on.

use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, DbErr};
use sha2::{Digest, Sha256};

use super::tables::Table;

/// Bytes in hexadecimal.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |text, byte| text + &format!("{byte:02x}"))
}

/// Computes it.
pub async fn fingerprint(db: &impl ConnectionTrait) -> Result<String, DbErr> {
    let mut hash = Sha256::new();
    for table in Table::ALL {
        let mut lines = Vec::new();
        for mut row in table.load(db, Condition::all()).await? {
            row.values.retain(|column, _| !matches!(*column, "version" | "created_at" | "updated_at"));
            lines.push(row.to_json().to_string());
        }
        lines.sort_unstable();
        hash.update(table.name());
        for line in lines {
            hash.update(line);
        }
    }
    Ok(hexadecimal(&hash.finalize()))
}
