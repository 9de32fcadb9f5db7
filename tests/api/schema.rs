//! The schema as clients see it: it is the committed one, it is described throughout, and it keeps the contract.

use std::collections::BTreeMap;
use std::{env, fs};

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    FieldDefinition, InputValueDefinition, ServiceDocument, TypeDefinition, TypeKind, TypeSystemDefinition,
};
use async_graphql::{Positioned, Request};
use missieregister::graphql;
use missieregister::import::vocabulary::Vocabulary;
use missieregister::services::Caller;
use serde_json::Value;

use crate::support::sqlite;
use crate::workers::workers;

#[test]
fn the_committed_schema_is_the_served_schema() {
    let served = graphql::sdl();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema.graphql");
    if env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(path, &served).unwrap();
    }
    let committed = fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == served,
        "schema.graphql is stale: run `UPDATE_SCHEMA=1 cargo test --test api the_committed_schema` and review the diff"
    );
}

const INTROSPECTION: &str = "{ __schema { types { name description
    fields(includeDeprecated: true) { name description args { name description } }
    inputFields { name description } enumValues(includeDeprecated: true) { name description } } } }";

#[tokio::test]
async fn everything_in_the_schema_has_a_description() {
    let register = sqlite().await;
    let schema = graphql::schema(register.database.clone(), Vocabulary::built_in(), workers());
    let request = graphql::prepare(Request::new(INTROSPECTION), Caller::operator(), &register.database);
    let response = serde_json::to_value(schema.execute(request).await).unwrap();
    let types = response["data"]["__schema"]["types"].as_array().unwrap();
    let mut bare = Vec::new();
    for kind in types.iter().filter(|kind| !kind["name"].as_str().unwrap().starts_with("__")) {
        describe("", kind, &mut bare);
    }
    assert!(types.len() > 50, "the schema was read");
    assert!(bare.is_empty(), "without a description: {bare:#?}");
}

/// What playgrounds and code generators ask, types of types and all.
#[tokio::test]
async fn a_whole_introspection_passes_the_limits() {
    let of_types = (0..9).fold("kind name".to_owned(), |inner, _| format!("kind name ofType {{ {inner} }}"));
    let input = format!("name description type {{ {of_types} }} defaultValue isDeprecated deprecationReason");
    let query = format!(
        "{{ __schema {{ description queryType {{ name }} mutationType {{ name }} subscriptionType {{ name }}
            directives {{ name description isRepeatable locations args {{ {input} }} }}
            types {{ kind name description specifiedByURL isOneOf inputFields(includeDeprecated: true) {{ {input} }}
                fields(includeDeprecated: true) {{ name description args {{ {input} }} type {{ {of_types} }} isDeprecated }}
                interfaces {{ {of_types} }} possibleTypes {{ {of_types} }}
                enumValues(includeDeprecated: true) {{ name description isDeprecated deprecationReason }} }} }} }}"
    );
    let register = sqlite().await;
    let schema = graphql::schema(register.database.clone(), Vocabulary::built_in(), workers());
    let response = schema.execute(graphql::prepare(Request::new(query), Caller::operator(), &register.database)).await;
    assert!(response.errors.is_empty(), "{:?}", response.errors);
}

/// Collects what lacks a description, from a type inwards.
fn describe(within: &str, item: &Value, bare: &mut Vec<String>) {
    let name = format!("{within}.{}", item["name"].as_str().unwrap());
    // The roots only group their fields, and the library says nothing of the specification's own `ID`.
    let grouping = ["Query", "Mutation", "Subscription", "ID"].contains(&name.trim_start_matches('.'));
    if item["description"].as_str().is_none_or(|text| text.trim().is_empty()) && !grouping {
        bare.push(name.clone());
    }
    for inner in ["fields", "args", "inputFields", "enumValues"] {
        item[inner].as_array().into_iter().flatten().for_each(|item| describe(&name, item, bare));
    }
}

/// Every name of a schema with its type: `Mission.participations(first:)` → `Int`.
fn names(schema: &str) -> BTreeMap<String, String> {
    let document: ServiceDocument = parse_schema(schema).unwrap();
    let types = document.definitions.into_iter().filter_map(|definition| match definition {
        TypeSystemDefinition::Type(definition) => Some(definition.node),
        _ => None,
    });
    types.flat_map(names_of_type).collect()
}

fn names_of_type(definition: TypeDefinition) -> Vec<(String, String)> {
    let name = definition.name.node.to_string();
    let inner: Vec<_> = match definition.kind {
        TypeKind::Object(object) => object.fields.into_iter().flat_map(|field| names_of_field(&name, field)).collect(),
        TypeKind::Interface(object) => {
            object.fields.into_iter().flat_map(|field| names_of_field(&name, field)).collect()
        }
        TypeKind::InputObject(input) => {
            input.fields.into_iter().map(|field| input_name(&format!("{name}."), field)).collect()
        }
        TypeKind::Enum(members) => {
            let member = |value: String| (format!("{name}.{value}"), "a member".to_owned());
            members.values.into_iter().map(|value| member(value.node.value.node.to_string())).collect()
        }
        TypeKind::Scalar | TypeKind::Union(_) => Vec::new(),
    };
    std::iter::once((name, "a type".to_owned())).chain(inner).collect()
}

fn names_of_field(owner: &str, field: Positioned<FieldDefinition>) -> Vec<(String, String)> {
    let name = format!("{owner}.{}", field.node.name.node);
    let arguments = field.node.arguments.into_iter().map(|argument| input_name(&format!("{name}("), argument));
    std::iter::once((name.clone(), field.node.ty.node.to_string())).chain(arguments).collect()
}

fn input_name(owner: &str, input: Positioned<InputValueDefinition>) -> (String, String) {
    let default = input.node.default_value.map(|value| format!(" = {}", value.node)).unwrap_or_default();
    (format!("{owner}{}", input.node.name.node), format!("{}{default}", input.node.ty.node))
}

/// What later versions add: following the register as it changes.
const LATER: [&str; 2] = ["Subscription.registerChanges", "RegisterChange"];

#[test]
fn the_schema_holds_all_of_the_contract() {
    let promised = names(include_str!("contract.graphql"));
    let served = names(&graphql::sdl());
    assert!(promised.len() > 500, "the contract was read");
    let broken: Vec<_> = promised
        .iter()
        .filter(|(name, _)| !LATER.iter().any(|later| name.starts_with(later)))
        .filter(|(name, kind)| served.get(*name) != Some(kind))
        .map(|(name, kind)| format!("{name}: promised {kind}, served {:?}", served.get(name)))
        .collect();
    assert!(broken.is_empty(), "{broken:#?}");
}
