//! Candidates for missions, organisations, people and performances: what the register has under the same marks.

use sea_orm::sea_query::{Condition, Expr, ExprTrait, Func};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use super::{Matcher, Stored};
use crate::import::field::Field;
use crate::import::parse::gather::Marks;
use crate::import::parse::identity::{
    MissionIdentity, NameKey, OrganisationIdentity, PerformanceIdentity, PersonIdentity,
};
use crate::import::parse::rows::Rows;
use crate::import::parse::value::FieldValue;
use crate::services::records::load_by;
use crate::services::tables::{Row, Table};
use crate::values::{PersonName, fold};

impl Matcher<'_> {
    pub(super) async fn performances(&mut self, db: &impl ConnectionTrait, rows: &Rows) -> Result<(), DbErr> {
        let incoming = self.marked(|marks| match marks {
            Marks::Performance(identity) => Some(identity),
            _ => None,
        });
        let codes = written(rows, &[Field::PerformanceCode]);
        let rows = load_by(db, Table::Performance, "code", codes).await?;
        let stored: Vec<_> = rows.iter().map(|row| stored(row, row.text("code"), performance)).collect();
        self.decide(incoming, &stored);
        Ok(())
    }

    pub(super) async fn missions(&mut self, db: &impl ConnectionTrait, rows: &Rows) -> Result<(), DbErr> {
        let mut incoming = self.marked(|marks| match marks {
            Marks::Mission(identity) => Some(identity),
            _ => None,
        });
        for (_, identity) in &mut incoming {
            identity.code = identity.code.take().filter(|code| !super::super::parse::gather::is_bare(code));
        }
        let codes = written(rows, &[Field::MissionCode, Field::MissionCounterVisitOf]);
        let codes: Vec<String> = codes.iter().map(|code| code.to_uppercase()).collect();
        let titles: Vec<String> = incoming.iter().filter_map(|(_, identity)| identity.title.clone()).collect();
        let mut found = load_by(db, Table::Mission, "title_key", titles).await?;
        for codes in codes.chunks(10_000) {
            let code = Expr::expr(Func::upper(Expr::col("code"))).is_in(codes.iter().cloned());
            found.extend(Table::Mission.load(db, Condition::all().add(code)).await?);
        }
        found.sort_by_key(|row| row.id);
        found.dedup_by_key(|row| row.id);
        let stored: Vec<_> = found.iter().map(|row| stored(row, row.text("title"), mission)).collect();
        self.decide(incoming, &stored);
        Ok(())
    }

    pub(super) async fn organisations(&mut self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        let incoming = self.marked(|marks| match marks {
            Marks::Organisation(identity) => Some(identity),
            _ => None,
        });
        let names = || incoming.iter().flat_map(|(_, known)| std::iter::once(&known.match_key).chain(&known.aliases));
        let names: Vec<String> = names().cloned().collect();
        let numbers: Vec<String> = incoming.iter().filter_map(|(_, known)| known.kvk_number.clone()).collect();
        let aliases = load_by(db, Table::OrganisationAlias, "match_key", names.clone()).await?;
        let known = aliases.iter().filter_map(|alias| alias.reference("organisation_id"));
        let mut found = load_by(db, Table::Organisation, "id", known.collect::<Vec<_>>()).await?;
        found.extend(load_by(db, Table::Organisation, "match_key", names).await?);
        found.extend(load_by(db, Table::Organisation, "kvk_number", numbers).await?);
        found.sort_by_key(|row| row.id);
        found.dedup_by_key(|row| row.id);
        let stored: Vec<_> = found
            .iter()
            .map(|row| {
                let of_row = aliases.iter().filter(|alias| alias.reference("organisation_id") == Some(row.id));
                let aliases = of_row.map(|alias| alias.text("match_key").to_owned()).collect();
                stored(row, row.text("name"), |row| OrganisationIdentity { aliases, ..organisation(row) })
            })
            .collect();
        self.decide(incoming, &stored);
        Ok(())
    }

    /// People are looked for within the organisations that were found.
    pub(super) async fn people(&mut self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        let mut incoming = self.marked(|marks| match marks {
            Marks::Person(identity) => Some(identity),
            _ => None,
        });
        for (_, identity) in &mut incoming {
            let organisation = identity.scope.parse::<usize>().ok();
            let found = organisation.map(|cluster| self.found[cluster].map(|id| id.to_string()));
            // Nobody is stored under an organisation that is new.
            identity.scope = found.map_or_else(String::new, |found| found.unwrap_or_else(|| "new".to_owned()));
        }
        let organisations = self.found.iter().flatten().copied().collect::<Vec<Uuid>>();
        let mut found = load_by(db, Table::Person, "organisation_id", organisations).await?;
        if incoming.iter().any(|(_, identity)| identity.scope.is_empty()) {
            let without = Condition::all().add(Expr::col("organisation_id").is_null());
            found.extend(Table::Person.load(db, without).await?);
        }
        let stored: Vec<_> = found.iter().map(|row| stored(row, &name(row).display(), person)).collect();
        self.decide(incoming, &stored);
        Ok(())
    }
}

fn stored<I>(row: &Row, label: &str, identity: impl FnOnce(&Row) -> I) -> Stored<I> {
    Stored { id: row.id, label: label.to_owned(), identity: identity(row) }
}

fn performance(row: &Row) -> PerformanceIdentity {
    PerformanceIdentity { code: fold(row.text("code")), year: row.number("year") }
}

fn mission(row: &Row) -> MissionIdentity {
    MissionIdentity {
        code: filled(row, "code").map(|code| fold(&code)),
        title: filled(row, "title_key"),
        year: row.number("year"),
    }
}

fn organisation(row: &Row) -> OrganisationIdentity {
    OrganisationIdentity {
        kvk_number: filled(row, "kvk_number"),
        match_key: row.text("match_key").to_owned(),
        municipality: filled(row, "municipality_key"),
        aliases: Vec::new(),
    }
}

fn person(row: &Row) -> PersonIdentity {
    let scope = row.reference("organisation_id").map(|id| id.to_string()).unwrap_or_default();
    PersonIdentity { scope, email: filled(row, "email"), name: NameKey::from(&name(row)) }
}

/// The name of a stored person.
pub(super) fn name(row: &Row) -> PersonName {
    PersonName {
        given_name: filled(row, "given_name"),
        initials: filled(row, "initials"),
        surname_prefix: filled(row, "surname_prefix"),
        family_name: filled(row, "family_name"),
    }
}

fn filled(row: &Row, column: &str) -> Option<String> {
    Some(row.text(column).to_owned()).filter(|text| !text.is_empty())
}

/// The texts of some fields, as written, each once.
fn written(rows: &Rows, fields: &[Field]) -> Vec<String> {
    let found = rows.drafts.iter().flat_map(|draft| fields.iter().filter_map(|field| draft.fields.get(field)));
    let mut texts: Vec<String> = found
        .filter_map(|found| match &found.value {
            FieldValue::Text(text) => Some(text.clone()),
            _ => None,
        })
        .collect();
    texts.sort_unstable();
    texts.dedup();
    texts
}
