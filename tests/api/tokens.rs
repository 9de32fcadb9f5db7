//! Tokens are made, listed and taken back at the command line; the register keeps no secret.

use missieregister::entities::{access_token, audit_event};
use missieregister::services::Caller;
use sea_orm::EntityTrait;
use sha2::{Digest, Sha256};

use crate::support::program::run;
use crate::support::{Register, registers};

async fn stored(register: &Register) -> Vec<access_token::Model> {
    access_token::Entity::find().all(register.database.reader(&Caller::operator())).await.unwrap()
}

#[tokio::test]
async fn a_token_is_printed_alone_and_only_its_hash_is_kept() {
    for register in registers().await {
        let made = run(&register.url, &["token", "create", "--role", "editor", "--name", "Front end"]);
        assert_eq!((made.status, made.err.as_str()), (0, ""));
        let secret = made.out.strip_suffix('\n').unwrap();
        assert!(secret.starts_with("mrt_") && secret.len() == 47 && !secret.contains('\n'), "{secret}");

        let tokens = stored(&register).await;
        let hash: String = Sha256::digest(secret).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(tokens[0].hash, hash);
        let list = run(&register.url, &["token", "list"]).out;
        assert!(list.contains("Front end") && list.contains("EDITOR") && list.contains("ACTIVE"), "{list}");
        assert!(!list.contains(secret) && !list.contains(&hash), "{list}");
    }
}

#[tokio::test]
async fn a_token_that_is_taken_back_is_listed_as_such_and_both_deeds_are_on_the_trail() {
    for register in registers().await {
        run(&register.url, &["token", "create", "--role", "VIEWER", "--name", "Dashboard"]);
        let id = stored(&register).await[0].id.to_string();
        for _ in 0..2 {
            assert_eq!(run(&register.url, &["token", "revoke", &id]).status, 0);
        }
        assert!(run(&register.url, &["token", "list"]).out.contains("REVOKED"));

        let trail = audit_event::Entity::find().all(register.database.reader(&Caller::operator())).await.unwrap();
        let deeds: Vec<_> = trail.iter().map(|event| (event.actor.as_str(), event.action.as_str())).collect();
        assert_eq!(deeds, [("operator", "token.create"), ("operator", "token.revoke")]);
        assert!(trail.iter().all(|event| event.object_id.is_some_and(|object| object.to_string() == id)));
    }
}

#[tokio::test]
async fn what_cannot_be_done_with_tokens_is_refused_with_reasons() {
    for register in registers().await {
        let unknown = run(&register.url, &["token", "revoke", "0192a7c0-0000-7000-8000-000000000000"]);
        assert_eq!(unknown.status, 1);
        assert!(unknown.err.contains("there is no token"), "{}", unknown.err);
        assert_eq!(run(&register.url, &["token", "create", "--role", "ADMIN", "--name", " "]).status, 1);
        let role = run(&register.url, &["token", "create", "--role", "boss", "--name", "x"]);
        assert_eq!(role.status, 2);
        assert!(role.err.contains("PUBLIC, VIEWER, EDITOR or ADMIN"), "{}", role.err);
        assert_eq!(stored(&register).await, []);
    }
}
