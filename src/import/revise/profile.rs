//! What somebody says of the columns of a saved mapping, held against that mapping.
//!
//! Pure.

use super::map::no_field;
use super::{Fault, path, without_faults};
use crate::import::field::Field;
use crate::import::profile::Mapping;
use crate::values::fold;

const COLUMNS: &str = "columns";

/// The mapping with columns that hold something else, known by their headers; or all that is wrong with them.
pub(in crate::import) fn edit(mapping: &Mapping, columns: &[(String, Option<String>)]) -> Result<Mapping, Vec<Fault>> {
    let mut edited = mapping.clone();
    let mut faults = Vec::new();
    for (index, (header, name)) in columns.iter().enumerate() {
        let field = match name.as_deref().map(|name| Field::from_name(name).ok_or(name)) {
            None => None,
            Some(Ok(field)) => Some(field),
            Some(Err(name)) => {
                faults.push(no_field(path(COLUMNS, index, "field"), name));
                continue;
            }
        };
        if !put(&mut edited, header, field) {
            faults.push(no_header(index, header, mapping));
        }
    }
    for table in &edited.tables {
        let fields: Vec<Field> = table.columns.iter().filter_map(|column| column.field).collect();
        let again = fields.iter().enumerate().find(|(index, field)| fields[..*index].contains(field));
        faults.extend(again.map(|(_, field)| twice(*field)));
    }
    without_faults(edited, faults)
}

/// Gives the columns of a header a field; says whether there are any.
fn put(mapping: &mut Mapping, header: &str, field: Option<Field>) -> bool {
    let mut found = false;
    for table in &mut mapping.tables {
        // Of columns with the same header only the first can have a field that is given by header.
        if let Some(column) = table.columns.iter_mut().find(|column| fold(&column.header) == fold(header)) {
            column.field = field;
            found = true;
        }
    }
    found
}

fn no_header(index: usize, header: &str, mapping: &Mapping) -> Fault {
    let headers = mapping.tables.iter().flat_map(|table| &table.columns).map(|column| column.header.as_str());
    let headers = headers.collect::<Vec<_>>().join("`, `");
    Fault::new(
        "NO_SUCH_COLUMN",
        path(COLUMNS, index, "header"),
        format!("De kolomindeling heeft geen kolom `{header}`; zij heeft `{headers}`."),
        format!("The saved mapping has no column `{header}`; it has `{headers}`."),
    )
}

fn twice(field: Field) -> Fault {
    Fault::new(
        "FIELD_TWICE",
        vec![COLUMNS.to_owned()],
        format!("{field} zou in twee kolommen van een tabel staan; een veld komt uit een kolom."),
        format!("{field} would stand in two columns of a table; a field comes from one column."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::profile::{SavedColumn, SavedTable};

    #[test]
    fn columns_are_edited_by_their_headers_and_all_faults_are_told() {
        let column = |header: &str, field| SavedColumn { header: header.to_owned(), field };
        let columns = vec![column("Naam", Some(Field::MissionTitle)), column("Land", None)];
        let mapping =
            Mapping { tables: vec![SavedTable { columns, ignored: false, placed: None }], ..Mapping::default() };
        let say = |header: &str, field: Option<&str>| (header.to_owned(), field.map(str::to_owned));
        let edited = edit(&mapping, &[say("LAND", Some("mission.country")), say("naam", None)]).unwrap();
        let fields: Vec<Option<Field>> = edited.tables[0].columns.iter().map(|column| column.field).collect();
        assert_eq!(fields, [None, Some(Field::MissionCountry)]);
        let wrong = [say("Datum", None), say("Land", Some("land")), say("Land", Some("mission.title"))];
        let codes: Vec<&str> = edit(&mapping, &wrong).unwrap_err().iter().map(|fault| fault.code).collect();
        assert_eq!(codes, ["NO_SUCH_COLUMN", "NO_SUCH_FIELD", "FIELD_TWICE"]);
    }
}
