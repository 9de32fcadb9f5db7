//! Officials: what can be asked of them.

use super::query::Attribute;
use crate::entities::official::Column;

/// As the register writes it.
pub fn display_name() -> Attribute {
    Attribute::folded(Column::DisplayName, Column::DisplayKey)
}

/// The office without the name.
pub fn office() -> Attribute {
    Attribute::of(Column::Office)
}

/// When the record was made.
pub fn created_at() -> Attribute {
    Attribute::of(Column::CreatedAt)
}

/// When the record last changed.
pub fn updated_at() -> Attribute {
    Attribute::of(Column::UpdatedAt)
}
