//! The fingerprint of a register: the same before an import and after its undoing.
//!
//! It is over the register's own tables, without versions and times; imports, the audit trail and the outbox go on.

use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, DbErr};
use sha2::{Digest, Sha256};

use super::tables::Table;

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
        lines.iter().for_each(|line| hash.update(line));
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
