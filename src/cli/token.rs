//! `missieregister token create | list | revoke`: keys for programs and people.

use clap::{Args, Subcommand};
use uuid::Uuid;

use super::print;
use crate::config::Config;
use crate::entities::access_token;
use crate::services::{Caller, tokens};
use crate::values::{Code, Role};

/// Make, list and take back access tokens.
#[derive(Args, Debug)]
pub struct TokenArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Make a token and print its secret, once and alone; only a hash of it is kept
    Create {
        /// PUBLIC, VIEWER, EDITOR or ADMIN, in any case
        #[arg(long, value_parser = role)]
        role: Role,
        /// What it is for
        #[arg(long)]
        name: String,
    },
    /// List all tokens, without their secrets
    List,
    /// Take a token back
    Revoke {
        /// Its id, as `token list` prints it
        id: Uuid,
    },
}

fn role(text: &str) -> Result<Role, &'static str> {
    Role::from_code(text).ok_or("expected PUBLIC, VIEWER, EDITOR or ADMIN")
}

/// Runs the command.
pub async fn run(arguments: TokenArgs, config: &Config) -> anyhow::Result<()> {
    let database = config.database().await?;
    let operator = Caller::operator();
    match arguments.action {
        Action::Create { role, name } => {
            let secret = tokens::create(&database, &operator, role, &name).await??;
            print(&secret.to_string())
        }
        Action::List => print(&table(&tokens::list(&database, &Caller::operator()).await?)),
        Action::Revoke { id } => {
            tokens::revoke(&database, &operator, id).await??;
            print(&format!("Token {id} no longer works."))
        }
    }
}

/// One line a token. The name comes last, for it may be of any length.
fn table(tokens: &[access_token::Model]) -> String {
    let lines = tokens.iter().map(|token| {
        let made = token.created_at.format("%Y-%m-%d %H:%M");
        let state = if token.revoked_at.is_some() { "REVOKED" } else { "ACTIVE" };
        format!("{}  {:<6}  {made}  {state:<7}  {}\n", token.id, token.role.code(), token.name)
    });
    format!("{:<36}  {:<6}  {:<16}  {:<7}  NAME\n", "ID", "ROLE", "CREATED (UTC)", "STATE") + &lines.collect::<String>()
}
