//! Puts rows that were read for many owners together under the owner of each.
//!
//! Reading for many at once and dividing afterwards is what keeps the number of statements apart from the number of
//! records, at every depth.

use std::collections::HashMap;
use std::hash::Hash;

/// Rows under their key, in the order in which they came.
pub fn group_by<K: Eq + Hash, T>(rows: impl IntoIterator<Item = T>, key: impl Fn(&T) -> K) -> HashMap<K, Vec<T>> {
    let mut groups: HashMap<K, Vec<T>> = HashMap::new();
    for row in rows {
        groups.entry(key(&row)).or_default().push(row);
    }
    groups
}
