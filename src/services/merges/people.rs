//! People of two organisations that became one: who of them are clearly the same.
//!
//! The rule is that of imports within one organisation, and no laxer: the same e-mail address and names that go together,
//! or such names where no two addresses say otherwise. Who may be two people on either side stays apart.

use sea_orm::{DatabaseTransaction, DbErr};
use uuid::Uuid;

use super::image::{Image, live};
use super::join::Pair;
use crate::services::records::load_by;
use crate::services::tables::{Row, Table};
use crate::values::{NameFit, PersonName, RecordKind, fold};

/// The pairs of people to be merged, once their organisations are one.
pub(super) async fn same(db: &DatabaseTransaction, pair: Pair, merge: Uuid) -> Result<Vec<Pair>, DbErr> {
    let all = load_by(db, Table::Person, "organisation_id", [pair.kept]).await?;
    let merge = live(db).await?.into_iter().find(|live| live.id == merge);
    let came = merge.map(|merge| Image::read(&merge.image)).transpose()?;
    let came: Vec<Uuid> = came.iter().flat_map(|image| &image.touched).map(|touched| touched.id).collect();
    let (came, there): (Vec<Row>, Vec<Row>) = all.into_iter().partition(|row| came.contains(&row.id));
    Ok(pairs(&there, &came))
}

/// Who of those that came is who of those that were there: the only one on either side.
fn pairs(there: &[Row], came: &[Row]) -> Vec<Pair> {
    let only = |among: &[Row], person: &Row| {
        let mut same = among.iter().filter(|other| are_same(person, other)).map(|other| other.id);
        same.next().filter(|_| same.next().is_none())
    };
    let pair = |gone: &Row| {
        let kept = only(there, gone)?;
        let back = only(came, there.iter().find(|row| row.id == kept)?)?;
        (back == gone.id).then_some(Pair { kind: RecordKind::Person, kept, gone: gone.id })
    };
    came.iter().filter_map(pair).collect()
}

fn are_same(one: &Row, other: &Row) -> bool {
    let (mine, theirs) = (name(one), name(other));
    let spelt_alike = fold(&mine.display()) == fold(&theirs.display()) && !mine.is_empty();
    let names = spelt_alike || matches!(mine.fit(&theirs), NameFit::Same | NameFit::Fits);
    let emails = [one.text("email"), other.text("email")];
    names && (emails.contains(&"") || emails[0] == emails[1])
}

/// The name of a person.
pub(super) fn name(row: &Row) -> PersonName {
    let filled = |column| Some(row.text(column).to_owned()).filter(|text| !text.is_empty());
    PersonName {
        given_name: filled("given_name"),
        initials: filled("initials"),
        surname_prefix: filled("surname_prefix"),
        family_name: filled("family_name"),
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::Value;

    use super::*;

    fn person(id: u128, given: &str, family: &str, email: &str) -> Row {
        let values = [("given_name", given), ("family_name", family), ("email", email)];
        let values = values.into_iter().map(|(column, text)| (column, Value::from(text.to_owned()))).collect();
        Row { table: Table::Person, id: Uuid::from_u128(id), values }
    }

    fn found(there: &[Row], came: &[Row]) -> Vec<(u128, u128)> {
        pairs(there, came).into_iter().map(|pair| (pair.kept.as_u128(), pair.gone.as_u128())).collect()
    }

    #[test]
    fn people_of_one_name_are_the_same_unless_their_addresses_say_otherwise() {
        let there = [person(1, "Test", "Persoon", ""), person(2, "Proef", "Mens", "proef@een.example")];
        let came =
            [person(3, "Test", "Persoon", "test@twee.example"), person(4, "Proef", "Mens", "proef@twee.example")];
        assert_eq!(found(&there, &came), [(1, 3)]);
    }

    #[test]
    fn who_may_be_two_people_stays_apart() {
        let there = [person(1, "Test", "Persoon", "a@een.example"), person(2, "Test", "Persoon", "b@een.example")];
        assert_eq!(found(&there, &[person(3, "Test", "Persoon", "")]), []);
        assert_eq!(found(&[person(3, "Test", "Persoon", "")], &there), []);
        assert_eq!(found(&there, &[person(3, "Test", "Persoon", "b@een.example")]), [(2, 3)]);
    }
}
