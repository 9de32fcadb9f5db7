//! Full-text search, on both engines.

use missieregister::entities::theme;
use missieregister::services::search::{Hit, Question};
use missieregister::services::{Caller, Origin};
use missieregister::values::{Direction, MissionStatus, OutcomeKind, RecordKind, Role};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

use crate::draft::{Draft, about, edit, place};
use crate::support::{Register, registers};

fn caller(role: Role) -> Caller {
    Caller { name: "test".to_owned(), role, origin: Origin::Graphql }
}

async fn found(register: &Register, role: Role, text: &str) -> Vec<String> {
    let question = Question::new(&caller(role), text);
    let hits = question.hits(register.database.reader(&Caller::operator()), None, 10).await.unwrap();
    assert_eq!(
        question.count(register.database.reader(&Caller::operator())).await.unwrap(),
        i64::try_from(hits.len()).unwrap()
    );
    hits.into_iter().map(|hit| hit.title).collect()
}

/// A mission to Turkey about a theme, and an organisation with somebody and a deal.
async fn small_register(register: &Register) -> Uuid {
    let mut draft = Draft::default();
    let theme = draft.theme("Énergie");
    let realised = (Direction::Outbound, MissionStatus::Realised, Some("2016-03-01"));
    let mission = draft
        .mission(("Handelsmissie Türkiye", None), realised, |_| vec![place(1, "Ankara", "TR", None), about(1, theme)]);
    let organisation = draft.organisation("Ankara Handels B.V.");
    draft.person("Zoë", "Öztürk", Some(organisation));
    draft.outcome((mission, Some(organisation)), (OutcomeKind::Deal, "Twee vloeistofscheiders"), None);
    draft.write(register).await.unwrap();
    theme
}

#[tokio::test]
async fn words_are_found_by_their_beginnings_whatever_their_accents_and_case() {
    for register in registers().await {
        small_register(&register).await;
        for text in ["turkiye", "TÜRK handels", "handelsmissie energie", "ankara HANDELSMISSIE"] {
            assert_eq!(found(&register, Role::Viewer, text).await, ["Handelsmissie Türkiye"], "{text}");
        }
        for text in ["missie", "turkiye gezondheid", "", " - ", "%", "_"] {
            assert_eq!(found(&register, Role::Viewer, text).await, Vec::<String>::new(), "{text}");
        }
        assert_eq!(found(&register, Role::Viewer, "vloei").await, ["Twee vloeistofscheiders"]);
    }
}

#[tokio::test]
async fn titles_come_before_other_words_and_pages_join_without_a_gap() {
    for register in registers().await {
        small_register(&register).await;
        let all = found(&register, Role::Viewer, "ankara").await;
        assert_eq!(all, ["Ankara Handels B.V.", "Twee vloeistofscheiders", "Handelsmissie Türkiye"]);
        let question = Question::new(&caller(Role::Viewer), "ankara");
        let mut pages: Vec<Hit> = Vec::new();
        while pages.len() < all.len() {
            let after = pages.last().map(|hit| hit.place);
            let page = question.hits(register.database.reader(&Caller::operator()), after, 1).await.unwrap();
            assert_eq!(page.len(), 1);
            pages.extend(page);
        }
        assert_eq!(pages.into_iter().map(|hit| hit.title).collect::<Vec<_>>(), all);
    }
}

#[tokio::test]
async fn people_are_found_by_those_alone_who_may_see_them() {
    for register in registers().await {
        small_register(&register).await;
        for role in [Role::Public, Role::Viewer] {
            assert_eq!(found(&register, role, "ozturk").await, Vec::<String>::new(), "{role:?}");
        }
        for role in [Role::Editor, Role::Admin] {
            assert_eq!(found(&register, role, "ozturk").await, ["Zoë Öztürk"], "{role:?}");
        }
    }
}

#[tokio::test]
async fn a_record_is_found_by_its_new_words_when_something_that_it_names_changes() {
    for register in registers().await {
        let theme = small_register(&register).await;
        let renamed = theme::ActiveModel { name: Set("Waterstof".to_owned()), ..Default::default() };
        edit(&register, RecordKind::Theme, theme, &renamed).await;
        assert_eq!(found(&register, Role::Viewer, "waterstof").await, ["Handelsmissie Türkiye"]);
        assert_eq!(found(&register, Role::Viewer, "energie").await, Vec::<String>::new());
    }
}
