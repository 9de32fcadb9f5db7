//! What was edited by hand, and the imports before and after it.

use serde_json::{Value, json};

use super::desk::{Desk, text};
use crate::support::registers;

const REGISTER: &str = "\
Missiecode;Naam missie;Land;Startdatum;Einddatum;Thema;Bedrijf;Voornaam;Achternaam;E-mail
HM2016-01;Handelsmissie Turkije;Turkije;14-03-2016;18-03-2016;Energie;Salland Lenzen BV;Test;Persoon;test@salland.example
HM2016-02;Handelsmissie China;China;17-10-2016;21-10-2016;Energie;Salland Lenzen BV;Proef;Mens;proef@salland.example
";

impl Desk {
    /// Imports a file whole, and returns the id of the import.
    async fn import(&self, file: &str) -> String {
        let stage = "mutation($file: Upload!) { stageImport(input: { file: $file }) { import { id planHash } } }";
        let staged = self.web.upload(stage, json!({ "file": null }), ("missies.csv", file.as_bytes())).await;
        let import = &staged["stageImport"]["import"];
        let apply = "mutation($id: ID!, $hash: String!) { applyImport(input: { importId: $id, planHash: $hash }) {
            userErrors { message } import { id } } }";
        let variables = json!({ "id": import["id"], "hash": import["planHash"] });
        let applied = self.web.ask(apply, variables).await;
        assert_eq!(applied["applyImport"]["userErrors"], json!([]), "{file}");
        text(&import["id"])
    }

    async fn only(&self, list: &str) -> String {
        let found = self.web.ask(&format!("{{ {list} {{ nodes {{ id }} }} }}"), json!({})).await;
        text(&found[list]["nodes"][0]["id"])
    }

    async fn counts(&self) -> Value {
        let query = "{ missions { totalCount } organisations { totalCount } people { totalCount } themes { name } }";
        self.web.ask(query, json!({})).await
    }
}

#[tokio::test]
async fn what_was_renamed_by_hand_is_found_by_the_next_import() {
    for register in registers().await {
        let desk = Desk::over(&register.database);
        desk.import(REGISTER).await;
        let before = desk.counts().await;
        let organisation = desk.only("organisations").await;
        let input = json!({ "id": organisation, "name": "Weids Glaswerk", "aliases": [] });
        assert_eq!(desk.write("update", "Organisation", &input, "").await["userErrors"], json!([]));
        let theme = desk.web.ask("{ themes { id } }", json!({})).await["themes"][0]["id"].take();
        let input = json!({ "id": theme, "name": "Klimaat" });
        assert_eq!(desk.write("update", "Theme", &input, "").await["userErrors"], json!([]));

        desk.import(&REGISTER.replace("Handelsmissie China", "Handelsmissie China en Japan")).await;
        let mut wanted = before;
        wanted["themes"][0]["name"] = json!("Klimaat");
        assert_eq!(desk.counts().await, wanted, "nothing was made twice");
        let shown = desk.read("Organisation", &organisation, "name aliases").await;
        assert_eq!((&shown["name"], &shown["aliases"]), (&json!("Weids Glaswerk"), &json!(["Salland Lenzen BV"])));
    }
}

#[tokio::test]
async fn undoing_an_import_keeps_what_was_edited_since_and_does_without_what_was_deleted() {
    for register in registers().await {
        let desk = Desk::over(&register.database);
        let import = desk.import(REGISTER).await;
        let missions = desk.web.ask("{ missions(orderBy: [{ field: CODE }]) { nodes { id } } }", json!({})).await;
        let [turkey, china] = [0, 1].map(|at| text(&missions["missions"]["nodes"][at]["id"]));
        let edited = desk.write("update", "Mission", &json!({ "id": turkey, "notes": "nagekeken" }), "").await;
        assert_eq!(edited["userErrors"], json!([]));
        let gone = desk.delete("Mission", json!({ "id": china, "cascade": true })).await;
        assert_eq!(gone["userErrors"], json!([]));

        let undo = "mutation($id: ID!) { undoImport(input: { importId: $id }) { userErrors { code } kept { label } } }";
        let undone = desk.web.ask(undo, json!({ "id": import })).await["undoImport"].take();
        assert_eq!(undone["userErrors"], json!([]));
        let kept = undone["kept"].to_string();
        assert!(kept.contains("Handelsmissie Turkije") && !kept.contains("China"), "{kept}");
        assert_eq!(desk.counts().await["missions"]["totalCount"], 1);
    }
}
