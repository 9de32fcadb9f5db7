//! `missieregister query`: asks the register what a file asks, with the rights of ADMIN.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, bail};
use async_graphql::{Request, Variables};
use clap::Args;
use serde_json::{Map, Value};

use super::print;
use crate::config::Config;
use crate::graphql;
use crate::import::workers::Workers;
use crate::services::Caller;

/// Ask the register by GraphQL.
#[derive(Args, Debug)]
pub struct QueryArgs {
    /// A file with a GraphQL query or mutation
    file: PathBuf,
    /// Its variables, as a JSON object
    #[arg(long, value_name = "JSON", value_parser = object, default_value = "{}")]
    variables: Value,
}

fn object(text: &str) -> Result<Value, String> {
    let object: Map<String, Value> =
        serde_json::from_str(text).map_err(|fault| format!("expected a JSON object: {fault}"))?;
    Ok(Value::Object(object))
}

/// Runs the command. The response is printed also where it has errors.
pub async fn run(arguments: QueryArgs, config: &Config) -> anyhow::Result<()> {
    let file = &arguments.file;
    let query = fs::read_to_string(file).with_context(|| format!("`{}` cannot be read", file.display()))?;
    let request = Request::new(query).variables(Variables::from_json(arguments.variables));
    let database = config.database().await?;
    let schema = graphql::schema(database.clone(), config.vocabulary()?, Workers::of_this_program()?);
    let response = schema.execute(graphql::prepare(request, Caller::operator(), &database)).await;
    print(&serde_json::to_string_pretty(&response)?)?;
    if response.is_err() {
        bail!("the response has errors");
    }
    Ok(())
}
