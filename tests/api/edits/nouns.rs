//! Every noun once: a full input, what it shows then, a change of one field, and what can be cleared.

use serde_json::{Value, json};

use super::desk::World;

/// A noun with an input of all its fields.
pub(super) struct Noun {
    pub(super) name: &'static str,
    /// All that can be said.
    pub(super) input: Value,
    /// What is read back, and what that is then.
    pub(super) shows: &'static str,
    pub(super) shown: Value,
    /// A change of one field, and what is read differently then.
    pub(super) change: Value,
    pub(super) changed: Value,
    /// Nulls for all that can be cleared, and what is read differently then.
    pub(super) clear: Value,
    pub(super) cleared: Value,
}

/// All nouns, those that the others refer to last.
pub(super) fn nouns(world: &World) -> Vec<Noun> {
    vec![
        mission(world),
        organisation(),
        person(world),
        participation(world),
        outcome(world),
        cost(world),
        contribution(world),
        performance(world),
        budget_amendment(world),
        official(),
        theme(),
        reserve(),
        decision(),
    ]
}

fn mission(world: &World) -> Noun {
    Noun {
        name: "Mission",
        input: json!({
            "title": "  Handelsmissie  China ", "code": "HM2016-04", "kind": "TRADE_MISSION", "direction": "OUTBOUND",
            "status": "REALISED", "forms": ["TRADE", "COOPERATION", "TRADE"], "event": "Canton Fair",
            "startDate": "2016-10-17", "endDate": "2016-10-21", "dateText": "17 t/m 21 oktober 2016",
            "destinations": [{ "text": "China (Liaoning)" }, { "country": "duitsland", "city": "Hannover", "startDate": "2016-10-20" },
                { "text": "Scandinavië" }],
            "themeIds": [world.theme], "leaders": [{ "officialId": world.official, "office": "gedeputeerde" }, { "personId": world.person }],
            "organiser": "Oost NV", "counterVisitOfId": world.other_mission, "performanceId": world.performance,
            "reportedCounts": [{ "indicator": "PEOPLE", "text": "meer dan 50", "document": "ANNUAL_REPORT" },
                { "indicator": "DEALS", "value": 3, "upper": 5, "comparator": "ABOUT" }],
            "notes": "eerste regel\r\ntweede regel" }),
        shows: "title code kind direction status forms event startDate endDate dateText datePrecision year organiser notes
            destinations { text country { code } region city startDate } themes { name }
            leaders { official { displayName } person { displayName } office } counterVisitOf { title } performance { code }
            reportedCounts { indicator comparator value upper text document }",
        shown: json!({
            "title": "Handelsmissie China", "code": "HM2016-04", "kind": "TRADE_MISSION", "direction": "OUTBOUND",
            "status": "REALISED", "forms": ["TRADE", "COOPERATION"], "event": "Canton Fair", "startDate": "2016-10-17",
            "endDate": "2016-10-21", "dateText": "17 t/m 21 oktober 2016", "datePrecision": "DAY", "year": 2016,
            "organiser": "Oost NV", "notes": "eerste regel\ntweede regel",
            "destinations": [
                { "text": "China (Liaoning)", "country": { "code": "CN" }, "region": "Liaoning", "city": null, "startDate": null },
                { "text": "Hannover, Duitsland", "country": { "code": "DE" }, "region": null, "city": "Hannover", "startDate": "2016-10-20" },
                { "text": "Scandinavië", "country": null, "region": null, "city": null, "startDate": null }],
            "themes": [{ "name": "HTSM" }],
            "leaders": [{ "official": { "displayName": "gedeputeerde Proef" }, "person": null, "office": "gedeputeerde" },
                { "official": null, "person": { "displayName": "Proef van Testen" }, "office": null }],
            "counterVisitOf": { "title": "Hannover Messe" }, "performance": { "code": "5.4.2" },
            "reportedCounts": [
                { "indicator": "PEOPLE", "comparator": "MORE_THAN", "value": 50, "upper": null, "text": "meer dan 50", "document": "ANNUAL_REPORT" },
                { "indicator": "DEALS", "comparator": "ABOUT", "value": 3, "upper": 5, "text": "3", "document": null }] }),
        change: json!({ "destinations": [{ "country": "CN" }] }),
        changed: json!({ "destinations": [
            { "text": "China", "country": { "code": "CN" }, "region": null, "city": null, "startDate": null }] }),
        clear: json!({ "code": null, "kind": null, "direction": null, "status": null, "forms": null, "event": null,
            "startDate": null, "endDate": null, "dateText": null, "destinations": null, "themeIds": [], "leaders": null,
            "organiser": "", "counterVisitOfId": null, "performanceId": null, "reportedCounts": null, "notes": null }),
        cleared: json!({ "code": null, "kind": "UNKNOWN", "direction": "UNKNOWN", "status": "UNKNOWN", "forms": [],
            "event": null, "startDate": null, "endDate": null, "dateText": null, "datePrecision": null, "year": null,
            "organiser": null, "notes": null, "destinations": [], "themes": [], "leaders": [], "counterVisitOf": null,
            "performance": null, "reportedCounts": [] }),
    }
}

fn organisation() -> Noun {
    Noun {
        name: "Organisation",
        input: json!({ "name": "Salland Optics B.V.", "aliases": ["Salland Optiek", "Salland Optiek"], "kvkNumber": "KvK: 08.12.34.56",
            "vatNumber": "NL001234567B01", "kind": "SME", "municipality": "Zwolle", "country": "NL", "sector": "Optiek",
            "website": "https://salland.example" }),
        shows: "name aliases legalForm kvkNumber vatNumber kind municipality country { code } sector website",
        shown: json!({ "name": "Salland Optics B.V.", "aliases": ["Salland Optiek"], "legalForm": "B.V.",
            "kvkNumber": "08123456", "vatNumber": "NL001234567B01", "kind": "SME", "municipality": "Zwolle",
            "country": { "code": "NL" }, "sector": "Optiek", "website": "https://salland.example" }),
        change: json!({ "name": "Salland Lenses" }),
        changed: json!({ "name": "Salland Lenses", "aliases": ["Salland Optics B.V.", "Salland Optiek"] }),
        clear: json!({ "aliases": null, "legalForm": null, "kvkNumber": null, "vatNumber": null, "kind": null,
            "municipality": null, "country": null, "sector": null, "website": null }),
        cleared: json!({ "aliases": [], "legalForm": null, "kvkNumber": null, "vatNumber": null, "kind": "UNKNOWN",
            "municipality": null, "country": null, "sector": null, "website": null }),
    }
}

fn person(world: &World) -> Noun {
    Noun {
        name: "Person",
        input: json!({ "givenName": "Mens", "initials": "MP", "familyName": "van der Proef", "email": "Mens@Proef.example",
            "phone": "038-0000000", "organisationId": world.organisation }),
        shows: "displayName givenName initials surnamePrefix familyName email phone organisation { name }",
        shown: json!({ "displayName": "Mens van der Proef", "givenName": "Mens", "initials": "M.P.",
            "surnamePrefix": "van der", "familyName": "Proef", "email": "mens@proef.example", "phone": "038-0000000",
            "organisation": { "name": "Bouman Industries" } }),
        change: json!({ "name": "A.B. de Test" }),
        changed: json!({ "displayName": "A.B. de Test", "givenName": null, "initials": "A.B.", "surnamePrefix": "de",
            "familyName": "Test" }),
        clear: json!({ "givenName": null, "initials": null, "surnamePrefix": null, "email": null, "phone": null,
            "organisationId": null }),
        cleared: json!({ "displayName": "Test", "initials": null, "surnamePrefix": null, "email": null, "phone": null,
            "organisation": null }),
    }
}

fn participation(world: &World) -> Noun {
    Noun {
        name: "Participation",
        input: json!({ "missionId": world.mission, "organisationId": world.organisation, "personId": world.person,
            "role": "directeur", "kind": "BUSINESS", "status": "ATTENDED", "fee": "1250.5", "notes": "vegetarisch" }),
        shows: "mission { title } organisation { name } person { familyName } role kind status fee feeCurrency notes",
        shown: json!({ "mission": { "title": "Handelsmissie Turkije" }, "organisation": { "name": "Bouman Industries" },
            "person": { "familyName": "Testen" }, "role": "directeur", "kind": "BUSINESS", "status": "ATTENDED",
            "fee": "1250.50", "feeCurrency": "EUR", "notes": "vegetarisch" }),
        change: json!({ "status": "NO_SHOW" }),
        changed: json!({ "status": "NO_SHOW" }),
        clear: json!({ "organisationId": null, "personId": null, "role": null, "kind": null, "status": null, "fee": null,
            "notes": null }),
        cleared: json!({ "organisation": null, "person": null, "role": null, "kind": "UNKNOWN", "status": "UNKNOWN",
            "fee": null, "feeCurrency": null, "notes": null }),
    }
}

fn outcome(world: &World) -> Noun {
    Noun {
        name: "Outcome",
        input: json!({ "missionId": world.mission, "description": "twee vloeistofscheiders", "organisationId": world.organisation,
            "kind": "DEAL", "date": "2016-11-09", "value": "40000", "currency": "usd", "confirmed": true }),
        shows: "mission { title } organisation { name } kind description date value currency confirmed",
        shown: json!({ "mission": { "title": "Handelsmissie Turkije" }, "organisation": { "name": "Bouman Industries" },
            "kind": "DEAL", "description": "twee vloeistofscheiders", "date": "2016-11-09", "value": "40000.00",
            "currency": "USD", "confirmed": true }),
        change: json!({ "value": "41000.00" }),
        changed: json!({ "value": "41000.00" }),
        clear: json!({ "organisationId": null, "kind": null, "date": null, "value": null, "confirmed": null }),
        cleared: json!({ "organisation": null, "kind": "OTHER", "date": null, "value": null, "currency": null,
            "confirmed": null }),
    }
}

fn cost(world: &World) -> Noun {
    Noun {
        name: "Cost",
        input: json!({ "missionId": world.mission, "description": "Zaalhuur", "amount": { "value": "1234.56" }, "stage": "BUDGETED" }),
        shows: "mission { title } stage description amount { value currency }",
        shown: json!({ "mission": { "title": "Handelsmissie Turkije" }, "stage": "BUDGETED", "description": "Zaalhuur",
            "amount": { "value": "1234.56", "currency": "EUR" } }),
        change: json!({ "amount": { "value": "-10", "currency": "TRY" } }),
        changed: json!({ "amount": { "value": "-10.00", "currency": "TRY" } }),
        clear: json!({ "stage": null }),
        cleared: json!({ "stage": "UNKNOWN" }),
    }
}

fn contribution(world: &World) -> Noun {
    Noun {
        name: "Contribution",
        input: json!({ "missionId": world.mission, "amount": { "value": "500", "currency": "EUR" }, "stage": "REALISED",
            "payerKind": "PARTNER", "payerId": world.organisation, "payerText": "Bouman" }),
        shows: "mission { title } stage payerKind payer { name } payerText amount { value }",
        shown: json!({ "mission": { "title": "Handelsmissie Turkije" }, "stage": "REALISED", "payerKind": "PARTNER",
            "payer": { "name": "Bouman Industries" }, "payerText": "Bouman", "amount": { "value": "500.00" } }),
        change: json!({ "missionId": world.other_mission }),
        changed: json!({ "mission": { "title": "Hannover Messe" } }),
        clear: json!({ "stage": null, "payerKind": null, "payerId": null, "payerText": null }),
        cleared: json!({ "stage": "UNKNOWN", "payerKind": "UNKNOWN", "payer": null, "payerText": null }),
    }
}

fn performance(world: &World) -> Noun {
    Noun {
        name: "Performance",
        input: json!({ "code": "5.4.2", "year": 2017, "title": "Bevorderen van export", "summary": "Meer export.",
            "context": "Achtergrond", "role": "FACILITATOR", "roleText": "Faciliteerder", "term": "TEMPORARY",
            "termText": "Tijdelijk", "reserveId": world.reserve, "reserveText": "Reserve", "reserveRelated": true,
            "actions": [{ "text": "Organiseren", "targets": [{ "indicator": "MISSIONS", "value": "3" },
                    { "indicator": "PEOPLE", "value": "30", "comparator": "AT_LEAST", "unitText": "ondernemers", "direction": "OUTBOUND" }] },
                { "ordinal": 4, "text": "Begeleiden" }, { "text": "Afronden" }],
            "portfolioHolderIds": [world.official], "investmentProposals": [{ "text": "KvO", "decisionId": world.decision }],
            "reportedCounts": [{ "indicator": "MISSIONS", "text": "vier" }],
            "progressNotes": [{ "document": "MONITOR", "edition": "I", "text": "Op koers." },
                { "document": "ANNUAL_REPORT", "subject": "FINANCE", "text": "Besteed." }],
            "signals": [{ "document": "MONITOR", "dimension": "geld", "colour": "ORANGE", "explanation": "later" }] }),
        shows: "code year title summary context role roleText term termText reserve { name } reserveText reserveRelated
            actions { ordinal text targets { indicator value comparator unitText direction } } portfolioHolders { displayName }
            investmentProposals { text decision { reference } } reportedCounts { value } progressNotes { document edition subject text }
            signals { document dimension colour explanation }",
        shown: json!({ "code": "5.4.2", "year": 2017, "title": "Bevorderen van export", "summary": "Meer export.",
            "context": "Achtergrond", "role": "FACILITATOR", "roleText": "Faciliteerder", "term": "TEMPORARY",
            "termText": "Tijdelijk", "reserve": { "name": "Uitvoering" }, "reserveText": "Reserve", "reserveRelated": true,
            "actions": [{ "ordinal": 1, "text": "Organiseren", "targets": [
                    { "indicator": "MISSIONS", "value": "3", "comparator": "EQUAL", "unitText": null, "direction": null },
                    { "indicator": "PEOPLE", "value": "30", "comparator": "AT_LEAST", "unitText": "ondernemers", "direction": "OUTBOUND" }] },
                { "ordinal": 4, "text": "Begeleiden", "targets": [] }, { "ordinal": 5, "text": "Afronden", "targets": [] }],
            "portfolioHolders": [{ "displayName": "gedeputeerde Proef" }],
            "investmentProposals": [{ "text": "KvO", "decision": { "reference": "PS/2016/871" } }],
            "reportedCounts": [{ "value": 4 }],
            "progressNotes": [{ "document": "MONITOR", "edition": "I", "subject": "CONTENT", "text": "Op koers." },
                { "document": "ANNUAL_REPORT", "edition": null, "subject": "FINANCE", "text": "Besteed." }],
            "signals": [{ "document": "MONITOR", "dimension": "geld", "colour": "ORANGE", "explanation": "later" }] }),
        change: json!({ "actions": [{ "ordinal": 4, "text": "Begeleiden", "targets": [{ "indicator": "DEALS", "value": "2.5" }] }] }),
        changed: json!({ "actions": [{ "ordinal": 4, "text": "Begeleiden", "targets": [
            { "indicator": "DEALS", "value": "2.5", "comparator": "EQUAL", "unitText": null, "direction": null }] }] }),
        clear: json!({ "summary": null, "context": null, "role": null, "roleText": null, "term": null, "termText": null,
            "reserveId": null, "reserveText": null, "reserveRelated": null, "actions": null, "portfolioHolderIds": null,
            "investmentProposals": null, "reportedCounts": null, "progressNotes": null, "signals": null }),
        cleared: json!({ "summary": null, "context": null, "role": "UNKNOWN", "roleText": null, "term": "UNKNOWN",
            "termText": null, "reserve": null, "reserveText": null, "reserveRelated": null, "actions": [],
            "portfolioHolders": [], "investmentProposals": [], "reportedCounts": [], "progressNotes": [], "signals": [] }),
    }
}

fn budget_amendment(world: &World) -> Noun {
    Noun {
        name: "BudgetAmendment",
        input: json!({ "description": "Export 2017", "status": "ADOPTED", "proposedInId": world.performance, "authority": "PS",
            "basisIds": [world.decision], "decisionId": world.decision, "lines": [
                { "reserveId": world.reserve, "reserveText": "Reserve", "fiscalYear": 2017, "amount": "-234000" },
                { "performanceId": world.performance, "fiscalYear": 2017, "amount": "234000.00" }] }),
        shows: "description status proposedIn { code } authority basis { reference } decision { reference }
            lines { reserve { name } reserveText performance { code } fiscalYear amount }",
        shown: json!({ "description": "Export 2017", "status": "ADOPTED", "proposedIn": { "code": "5.4.2" }, "authority": "PS",
            "basis": [{ "reference": "PS/2016/871" }], "decision": { "reference": "PS/2016/871" }, "lines": [
                { "reserve": { "name": "Uitvoering" }, "reserveText": "Reserve", "performance": null, "fiscalYear": 2017, "amount": "-234000.00" },
                { "reserve": null, "reserveText": null, "performance": { "code": "5.4.2" }, "fiscalYear": 2017, "amount": "234000.00" }] }),
        change: json!({ "lines": [
            { "performanceId": world.performance, "fiscalYear": 2018, "amount": "1" },
            { "performanceId": world.performance, "fiscalYear": 2017, "amount": "-1" }] }),
        changed: json!({ "lines": [
            { "reserve": null, "reserveText": null, "performance": { "code": "5.4.2" }, "fiscalYear": 2018, "amount": "1.00" },
            { "reserve": null, "reserveText": null, "performance": { "code": "5.4.2" }, "fiscalYear": 2017, "amount": "-1.00" }] }),
        clear: json!({ "status": null, "proposedInId": null, "authority": null, "basisIds": null, "decisionId": null, "lines": null }),
        cleared: json!({ "status": "PROPOSED", "proposedIn": null, "authority": null, "basis": [], "decision": null, "lines": [] }),
    }
}

fn official() -> Noun {
    Noun {
        name: "Official",
        input: json!({ "displayName": "Commissaris van de Koning Ank Test" }),
        shows: "displayName name office",
        shown: json!({ "displayName": "Commissaris van de Koning Ank Test", "name": "Ank Test", "office": "Commissaris van de Koning" }),
        change: json!({ "office": "cdK" }),
        changed: json!({ "office": "cdK" }),
        clear: json!({ "name": null, "office": null }),
        cleared: json!({ "name": null, "office": null }),
    }
}

fn theme() -> Noun {
    Noun {
        name: "Theme",
        input: json!({ "name": "Energie", "nameEn": "Energy", "nameDe": "Energie", "aliases": ["duurzame energie", "Energie"] }),
        shows: "name english: name(language: EN) aliases",
        shown: json!({ "name": "Energie", "english": "Energy", "aliases": ["duurzame energie"] }),
        change: json!({ "name": "Energie en Klimaat" }),
        changed: json!({ "name": "Energie en Klimaat", "aliases": ["duurzame energie", "Energie"] }),
        clear: json!({ "nameEn": null, "nameDe": null, "aliases": null }),
        cleared: json!({ "english": "Energie en Klimaat", "aliases": [] }),
    }
}

fn reserve() -> Noun {
    Noun {
        name: "Reserve",
        input: json!({ "name": "Algemene reserve", "aliases": ["AR"], "openingBalance": "1000000.00" }),
        shows: "name aliases openingBalance balance(fiscalYear: 2017)",
        shown: json!({ "name": "Algemene reserve", "aliases": ["AR"], "openingBalance": "1000000.00", "balance": "1000000.00" }),
        change: json!({ "aliases": [] }),
        changed: json!({ "aliases": [] }),
        clear: json!({ "openingBalance": null }),
        cleared: json!({ "openingBalance": null, "balance": null }),
    }
}

fn decision() -> Noun {
    Noun {
        name: "Decision",
        input: json!({ "reference": "PS/2017/12", "title": "Begroting", "decidedOn": "2016-11-09", "url": "https://besluiten.example/12" }),
        shows: "reference title decidedOn url",
        shown: json!({ "reference": "PS/2017/12", "title": "Begroting", "decidedOn": "2016-11-09", "url": "https://besluiten.example/12" }),
        change: json!({ "reference": "PS/2017/13" }),
        changed: json!({ "reference": "PS/2017/13" }),
        clear: json!({ "title": null, "decidedOn": null, "url": null }),
        cleared: json!({ "title": "", "decidedOn": null, "url": null }),
    }
}
