//! Records: one noun as people see it, with the rows that live and die with it.
//!
//! A mission is its own row and its destinations, themes, leaders and reported counts; a performance is its own row and
//! its actions, targets, notes and the rest. Plans, edits and undo all compare and change whole records, by the rules
//! of [`Record::changes_to`].

use std::collections::{BTreeMap, HashMap, HashSet};

use sea_orm::sea_query::{Condition, Expr, ExprTrait};
use sea_orm::{ConnectionTrait, DbErr, Value};
use uuid::Uuid;

use super::tables::{Row, Table, Values};
use crate::values::RecordKind;

/// How many keys one query may name: within the bind limits of both engines.
const KEYS_PER_QUERY: usize = 10_000;

/// A table whose rows are parts of a record.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// The table.
    pub table: Table,
    /// The column that refers to the record.
    pub owner: &'static str,
    /// The columns by which a part is the same part as before.
    pub key: &'static [&'static str],
}

/// The table of a record's own row.
pub const fn root_table(kind: RecordKind) -> Table {
    match kind {
        RecordKind::Mission => Table::Mission,
        RecordKind::Participation => Table::Participation,
        RecordKind::Organisation => Table::Organisation,
        RecordKind::Person => Table::Person,
        RecordKind::Outcome => Table::Outcome,
        RecordKind::Cost => Table::Cost,
        RecordKind::Contribution => Table::Contribution,
        RecordKind::Official => Table::Official,
        RecordKind::Theme => Table::Theme,
        RecordKind::Performance => Table::Performance,
        RecordKind::Decision => Table::Decision,
        RecordKind::Reserve => Table::Reserve,
        RecordKind::BudgetAmendment => Table::BudgetAmendment,
    }
}

/// The tables of a record's parts, in an order in which rows can be inserted.
pub const fn parts(kind: RecordKind) -> &'static [Part] {
    const fn part(table: Table, owner: &'static str, key: &'static [&'static str]) -> Part {
        Part { table, owner, key }
    }
    const MISSION: &[Part] = &[
        part(Table::Destination, "mission_id", &["ordinal"]),
        part(Table::MissionTheme, "mission_id", &["theme_id"]),
        part(Table::MissionLeader, "mission_id", &["ordinal"]),
        part(Table::ReportedCount, "mission_id", &["ordinal"]),
    ];
    const ORGANISATION: &[Part] = &[part(Table::OrganisationAlias, "organisation_id", &["name"])];
    const PERFORMANCE: &[Part] = &[
        part(Table::ReportedCount, "performance_id", &["ordinal"]),
        part(Table::PortfolioHolder, "performance_id", &["official_id"]),
        part(Table::Action, "performance_id", &["ordinal"]),
        part(Table::Target, "performance_id", &["action_ordinal", "ordinal"]),
        part(Table::ProgressNote, "performance_id", &["ordinal"]),
        part(Table::Signal, "performance_id", &["ordinal"]),
        part(Table::InvestmentProposal, "performance_id", &["ordinal"]),
    ];
    const AMENDMENT: &[Part] = &[
        part(Table::AmendmentBasis, "amendment_id", &["decision_id"]),
        part(Table::AmendmentLine, "amendment_id", &["ordinal"]),
    ];
    match kind {
        RecordKind::Mission => MISSION,
        RecordKind::Organisation => ORGANISATION,
        RecordKind::Performance => PERFORMANCE,
        RecordKind::BudgetAmendment => AMENDMENT,
        _ => &[],
    }
}

/// One noun, whole as stored or partial as asked for.
///
/// A partial record names only the columns and the part tables that it speaks of; the rest is left as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// What sort of record.
    pub kind: RecordKind,
    /// Its own row.
    pub root: Row,
    /// Its parts, by table. A table that is absent is not spoken of; one that is present and empty has no parts.
    pub parts: BTreeMap<Table, Vec<Row>>,
}

/// A change of one row.
#[derive(Clone, Debug, PartialEq)]
pub enum RowChange {
    /// A new row.
    Insert(Row),
    /// The columns of a row that get another value, as they become and as they were.
    Update {
        /// As they become.
        after: Row,
        /// As they were.
        before: Row,
    },
    /// A row that goes, whole, as it was.
    Delete(Row),
}

impl Record {
    /// A record of which only the root is spoken of.
    pub fn new(kind: RecordKind, root: Row) -> Self {
        debug_assert_eq!(root_table(kind), root.table);
        Self { kind, root, parts: BTreeMap::new() }
    }

    /// Its key.
    pub fn id(&self) -> Uuid {
        self.root.id
    }

    /// Sets the parts of a table, and their owner with them.
    #[must_use]
    pub fn with_parts(mut self, table: Table, rows: Vec<Row>) -> Self {
        let owner = parts(self.kind).iter().find(|part| part.table == table).map(|part| part.owner);
        let id = self.id();
        let owned = rows.into_iter().map(|mut row| {
            if let Some(owner) = owner {
                row.values.insert(owner, Value::from(id));
            }
            row
        });
        self.parts.insert(table, owned.collect());
        self
    }

    /// Reads whole records by key. Keys without a record are left out.
    pub async fn load(db: &impl ConnectionTrait, kind: RecordKind, ids: &[Uuid]) -> Result<Vec<Self>, DbErr> {
        let roots = load_by(db, root_table(kind), "id", ids).await?;
        let mut by_table = BTreeMap::new();
        for part in parts(kind) {
            let mut owned: HashMap<Uuid, Vec<Row>> = HashMap::new();
            for row in load_by(db, part.table, part.owner, ids).await? {
                owned.entry(row.reference(part.owner).unwrap_or_default()).or_default().push(row);
            }
            for rows in owned.values_mut() {
                rows.sort_by_key(ordinal);
            }
            by_table.insert(part.table, owned);
        }
        Ok(roots
            .into_iter()
            .map(|root| {
                let parts = by_table
                    .iter_mut()
                    .map(|(table, owned)| (*table, owned.remove(&root.id).unwrap_or_default()))
                    .collect();
                Self { kind, root, parts }
            })
            .collect())
    }

    /// The rows to insert for a record that is not there yet.
    pub fn creation(self) -> Vec<RowChange> {
        let mut rows = Vec::with_capacity(1 + self.parts.values().map(Vec::len).sum::<usize>());
        rows.push(RowChange::Insert(self.root));
        rows.extend(self.parts.into_values().flatten().map(RowChange::Insert));
        rows
    }

    /// The changes of rows that make this stored record say what `wanted` says. None when it says so already.
    pub fn changes_to(&self, wanted: &Self) -> Vec<RowChange> {
        let mut changes: Vec<RowChange> = update(&self.root, &wanted.root).into_iter().collect();
        for part in parts(self.kind) {
            let Some(wanted) = wanted.parts.get(&part.table) else { continue };
            let stored = self.parts.get(&part.table).map(Vec::as_slice).unwrap_or_default();
            changes.extend(part_changes(*part, stored, wanted));
        }
        changes
    }
}

/// Where a part stands among its like; parts without an order come as they are.
pub fn ordinal(row: &Row) -> i32 {
    match row.get("ordinal") {
        Some(Value::Int(Some(ordinal))) => *ordinal,
        _ => 0,
    }
}

/// Reads the rows of a table whose column has one of some values, as few statements as the engines allow.
pub async fn load_by<V: Into<Value> + Clone>(
    db: &impl ConnectionTrait,
    table: Table,
    column: &'static str,
    wanted: impl AsRef<[V]>,
) -> Result<Vec<Row>, DbErr> {
    let mut rows = Vec::new();
    for wanted in wanted.as_ref().chunks(KEYS_PER_QUERY) {
        let condition = Condition::all().add(Expr::col(column).is_in(wanted.iter().cloned()));
        rows.extend(table.load(db, condition).await?);
    }
    Ok(rows)
}

/// The update of the columns that differ, if any do.
fn update(stored: &Row, wanted: &Row) -> Option<RowChange> {
    let differing = wanted.values.iter().filter(|(column, value)| stored.get(column) != Some(value));
    let after: Values = differing.map(|(column, value)| (*column, value.clone())).collect();
    let before = after.keys().filter_map(|column| Some((*column, stored.get(column)?.clone()))).collect();
    let row = |values| Row { table: stored.table, id: stored.id, values };
    (!after.is_empty()).then(|| RowChange::Update { before: row(before), after: row(after) })
}

fn part_changes(part: Part, stored: &[Row], wanted: &[Row]) -> Vec<RowChange> {
    let key = |row: &Row| part.key.iter().map(|column| format!("{:?}", row.get(column))).collect::<Vec<_>>();
    let by_key: HashMap<_, _> = stored.iter().map(|row| (key(row), row)).collect();
    let kept: HashSet<_> = wanted.iter().map(key).collect();
    let gone = stored.iter().filter(|row| !kept.contains(&key(row))).cloned().map(RowChange::Delete);
    let rest = wanted.iter().filter_map(|row| match by_key.get(&key(row)) {
        Some(stored) => update(stored, row),
        None => Some(RowChange::Insert(row.clone())),
    });
    gone.chain(rest).collect()
}
