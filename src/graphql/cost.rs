//! Refuses documents that are too large or too deep, before anything else looks at them.
//!
//! The library's own limits walk every spread of every fragment, so a document of a kilobyte whose fragments spread
//! each other twice keeps it busy for hours before the limit is applied. Here each fragment is measured once, so the
//! guard takes time linear in the document. It runs in `prepare_request`, the only hook before those walks, and
//! therefore holds for every way in.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextPrepareRequest};
use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};
use async_graphql::{Request, ServerError, ServerResult, Value as ConstValue};
use async_graphql_value::Value;

/// Fields that one operation may ask for, fragments written out.
const MOST_FIELDS: u64 = 5_000;

/// Levels of fields that one operation may nest.
pub const DEEPEST: usize = 20;

/// Levels of braces and spreads that are followed at all, so that the walk itself cannot run out of stack.
const MOST_LEVELS: u32 = 200;

/// Levels of lists and objects that one argument may nest. Filters become conditions of that depth.
const DEEPEST_VALUE: usize = 30;

/// The guard, as an extension of the schema.
pub struct CostGuard;

impl ExtensionFactory for CostGuard {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait::async_trait]
impl Extension for CostGuard {
    async fn prepare_request(
        &self,
        ctx: &ExtensionContext<'_>,
        request: Request,
        next: NextPrepareRequest<'_>,
    ) -> ServerResult<Request> {
        let mut request = next.run(ctx, request).await?;
        // What cannot be parsed is refused by the parser, with a better message.
        if let Ok(document) = request.parsed_query() {
            check(document).map_err(refused)?;
            let variables = request.variables.values();
            shallow(variables.map(|value| depth_of_constant(value, DEEPEST_VALUE))).map_err(refused)?;
        }
        Ok(request)
    }
}

fn refused(why: String) -> ServerError {
    let mut error = ServerError::new(why, None);
    error.extensions.get_or_insert_default().set("code", "TOO_COMPLEX");
    error
}

/// Says what is wrong with the size of a document, if anything is.
fn check(document: &ExecutableDocument) -> Result<(), String> {
    for (_, operation) in document.operations.iter() {
        let defaults =
            operation.node.variable_definitions.iter().filter_map(|variable| variable.node.default_value.as_ref());
        shallow(defaults.map(|value| depth_of_constant(&value.node, DEEPEST_VALUE)))?;
        let mut walk = Walk { document, fragments: HashMap::new() };
        let cost = walk.selection(&operation.node.selection_set.node, 0)?;
        if cost.fields > MOST_FIELDS {
            return Err(format!("the query asks for {} fields; at most {MOST_FIELDS} are answered", cost.fields));
        }
        if cost.depth > DEEPEST {
            return Err(format!("the query is {} levels deep; at most {DEEPEST} are answered", cost.depth));
        }
    }
    Ok(())
}

/// Says so when a value is nested too deep.
fn shallow(depths: impl IntoIterator<Item = usize>) -> Result<(), String> {
    if depths.into_iter().all(|depth| depth <= DEEPEST_VALUE) {
        return Ok(());
    }
    Err(format!("an argument is nested deeper than {DEEPEST_VALUE} levels"))
}

/// How many lists and objects are nested in a value; not followed beyond one more than `most`.
fn depth_of(value: &Value, most: usize) -> usize {
    match value {
        Value::List(items) => nested(items, most, depth_of),
        Value::Object(fields) => nested(fields.values(), most, depth_of),
        _ => 0,
    }
}

/// As [`depth_of`], of a value without variables.
fn depth_of_constant(value: &ConstValue, most: usize) -> usize {
    match value {
        ConstValue::List(items) => nested(items, most, depth_of_constant),
        ConstValue::Object(fields) => nested(fields.values(), most, depth_of_constant),
        _ => 0,
    }
}

fn nested<'a, V: 'a>(
    inner: impl IntoIterator<Item = &'a V>,
    most: usize,
    depth: impl Fn(&'a V, usize) -> usize,
) -> usize {
    let Some(rest) = most.checked_sub(1) else { return 1 };
    1 + inner.into_iter().map(|value| depth(value, rest)).max().unwrap_or(0)
}

/// How many fields a selection comes to, and how deep they lie.
#[derive(Clone, Copy, Default)]
struct Cost {
    fields: u64,
    depth: usize,
}

struct Walk<'a> {
    document: &'a ExecutableDocument,
    /// What each fragment comes to; `None` while it is being measured.
    fragments: HashMap<&'a str, Option<Cost>>,
}

impl<'a> Walk<'a> {
    fn selection(&mut self, set: &'a SelectionSet, level: u32) -> Result<Cost, String> {
        if level > MOST_LEVELS {
            return Err(format!("the query is nested deeper than {MOST_LEVELS} levels"));
        }
        let mut total = Cost::default();
        for item in &set.items {
            let cost = match &item.node {
                Selection::Field(field) => {
                    shallow(field.node.arguments.iter().map(|(_, value)| depth_of(&value.node, DEEPEST_VALUE)))?;
                    let inner = self.selection(&field.node.selection_set.node, level + 1)?;
                    Cost { fields: inner.fields.saturating_add(1), depth: inner.depth + 1 }
                }
                Selection::InlineFragment(inline) => self.selection(&inline.node.selection_set.node, level + 1)?,
                Selection::FragmentSpread(spread) => self.fragment(&spread.node.fragment_name.node, level + 1)?,
            };
            // A spread without fields costs one all the same: it had to be looked at.
            total.fields = total.fields.saturating_add(cost.fields.max(1));
            total.depth = total.depth.max(cost.depth);
        }
        Ok(total)
    }

    fn fragment(&mut self, name: &'a str, level: u32) -> Result<Cost, String> {
        match self.fragments.get(name) {
            Some(Some(known)) => return Ok(*known),
            Some(None) => return Err(format!("the fragment `{name}` contains itself")),
            None => {}
        }
        // Fragments that are not there are the validator's to report.
        let Some(fragment) = self.document.fragments.get(name) else { return Ok(Cost::default()) };
        self.fragments.insert(name, None);
        let cost = self.selection(&fragment.node.selection_set.node, level)?;
        self.fragments.insert(name, Some(cost));
        Ok(cost)
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    fn refusal(query: &str) -> Option<String> {
        check(&parse_query(query).unwrap()).err()
    }

    /// Fragments of which each spreads the next one twice.
    fn bomb(levels: u32) -> String {
        let fragments =
            (0..levels).map(|level| format!("fragment F{level} on Query {{ ...F{} ...F{} }} ", level + 1, level + 1));
        format!("{{ ...F0 }} {} fragment F{levels} on Query {{ a }}", fragments.collect::<String>())
    }

    #[test]
    fn an_ordinary_query_passes() {
        assert_eq!(refusal("{ a { b ...C ... { d } } } fragment C on X { c }"), None);
    }

    #[test]
    fn fragments_that_double_at_every_level_are_measured_once_each_and_refused() {
        assert!(refusal(&bomb(60)).unwrap().contains("at most 5000"));
    }

    #[test]
    fn nesting_is_counted_through_fragments() {
        let deep =
            |levels: usize| format!("{{ ...F }} fragment F on Query {}{}", "{ a ".repeat(levels), " }".repeat(levels));
        assert_eq!(refusal(&deep(20)), None);
        assert!(refusal(&deep(21)).unwrap().contains("at most 20"));
    }

    #[test]
    fn a_fragment_that_contains_itself_is_refused() {
        assert!(
            refusal("{ ...A } fragment A on Q { ...B } fragment B on Q { ...A }").unwrap().contains("contains itself")
        );
    }

    #[test]
    fn values_are_followed_just_deep_enough_to_refuse_them() {
        let value = |levels: usize| (0..levels).fold(ConstValue::Null, |inner, _| ConstValue::List(vec![inner]));
        assert_eq!(depth_of_constant(&value(DEEPEST_VALUE), DEEPEST_VALUE), DEEPEST_VALUE);
        assert!(shallow([depth_of_constant(&value(DEEPEST_VALUE), DEEPEST_VALUE)]).is_ok());
        assert_eq!(depth_of_constant(&value(500), DEEPEST_VALUE), DEEPEST_VALUE + 1);
        assert!(shallow([depth_of_constant(&value(500), DEEPEST_VALUE)]).is_err());
    }
}
