//! What the members of closed lists are called, in Dutch, English and German.
//!
//! The Dutch words are words that the importer reads, so what is exported can be imported.

use crate::values::{
    AmendmentStatus, Authority, Direction, Indicator, Language, MissionKind, MissionStatus, MoneyStage, NoteSubject,
    OrganisationKind, OutcomeKind, ParticipantKind, ParticipationStatus, PayerKind, ReportingDocument, SignalColour,
};

/// A closed list whose members have names in the words of people.
pub trait Worded {
    /// What it is called.
    fn word(self, language: Language) -> &'static str;
}

macro_rules! words {
    ($($list:ident { $($member:ident $dutch:literal $english:literal $german:literal,)+ })+) => {$(
        impl Worded for $list {
            fn word(self, language: Language) -> &'static str {
                let (dutch, english, german) = match self { $(Self::$member => ($dutch, $english, $german),)+ };
                match language {
                    Language::Nl => dutch,
                    Language::En => english,
                    Language::De => german,
                }
            }
        }
    )+};
}

words! {
    Direction {
        Outbound "uitgaand" "outgoing" "ausgehend",
        Inbound "inkomend" "incoming" "eingehend",
        Unknown "onbekend" "unknown" "unbekannt",
    }
    MissionKind {
        TradeMission "handelsmissie" "trade mission" "Handelsmission",
        FairVisit "beursbezoek" "fair visit" "Messebesuch",
        BusinessTrip "ondernemersreis" "business trip" "Unternehmerreise",
        WorkingVisit "werkbezoek" "working visit" "Arbeitsbesuch",
        Other "overig" "other" "Sonstiges",
        Unknown "onbekend" "unknown" "unbekannt",
    }
    MissionStatus {
        Planned "gepland" "planned" "geplant",
        Confirmed "bevestigd" "confirmed" "bestätigt",
        Realised "gerealiseerd" "realised" "durchgeführt",
        Cancelled "geannuleerd" "cancelled" "abgesagt",
        Unknown "onbekend" "unknown" "unbekannt",
    }
    OrganisationKind {
        Sme "mkb" "SME" "KMU",
        LargeCompany "grootbedrijf" "large company" "Großunternehmen",
        Education "onderwijs" "education" "Bildung",
        KnowledgeInstitute "kennisinstelling" "knowledge institute" "Forschungseinrichtung",
        Government "overheid" "government" "Behörde",
        Intermediary "intermediair" "intermediary" "Verband",
        Other "overig" "other" "Sonstiges",
        Unknown "onbekend" "unknown" "unbekannt",
    }
    ParticipationStatus {
        Registered "aangemeld" "registered" "angemeldet",
        Confirmed "bevestigd" "confirmed" "bestätigt",
        Waitlisted "wachtlijst" "waiting list" "Warteliste",
        Declined "afgewezen" "declined" "abgelehnt",
        Cancelled "afgemeld" "cancelled" "abgemeldet",
        Attended "deelgenomen" "attended" "teilgenommen",
        NoShow "no-show" "no-show" "nicht erschienen",
        Unknown "onbekend" "unknown" "unbekannt",
    }
    ParticipantKind {
        Business "bedrijf" "business" "Unternehmen",
        Education "onderwijs" "education" "Bildung",
        Official "bestuurder" "official" "amtlich",
        Support "begeleider" "support" "Begleitung",
        Press "pers" "press" "Presse",
        Other "overig" "other" "Sonstiges",
        Unknown "onbekend" "unknown" "unbekannt",
    }
    MoneyStage {
        Budgeted "begroot" "budgeted" "geplant",
        Realised "gerealiseerd" "realised" "tatsächlich",
        Unknown "onbekend" "unknown" "unbekannt",
    }
    PayerKind {
        Province "provincie" "province" "Provinz",
        Participants "deelnemers" "participants" "Teilnehmer",
        Subsidy "subsidie" "subsidy" "Zuschuss",
        Partner "partner" "partner" "Partner",
        Other "overig" "other" "Sonstiges",
        Unknown "onbekend" "unknown" "unbekannt",
    }
    OutcomeKind {
        Deal "deal" "deal" "Auftrag",
        Lead "contact" "lead" "Kontakt",
        Agreement "overeenkomst" "agreement" "Vereinbarung",
        Investment "investering" "investment" "Investition",
        CounterVisit "tegenbezoek" "visit in return" "Gegenbesuch",
        Publicity "publiciteit" "publicity" "Öffentlichkeit",
        Knowledge "kennis" "knowledge" "Wissen",
        Other "overig" "other" "Sonstiges",
    }
    Indicator {
        Missions "missies" "missions" "Missionen",
        People "deelnemers" "participants" "Teilnehmer",
        Organisations "organisaties" "organisations" "Unternehmen",
        Participations "deelnames" "participations" "Teilnahmen",
        Deals "deals" "deals" "Aufträge",
        DealValue "waarde van deals" "value of deals" "Wert der Aufträge",
    }
    ReportingDocument {
        PerspectiveNote "perspectiefnota" "perspective note" "Perspektivnote",
        Budget "begroting" "budget" "Haushalt",
        Monitor "monitor" "monitor" "Monitor",
        AnnualReport "jaarverslag" "annual report" "Jahresbericht",
        Other "overig" "other" "Sonstiges",
    }
    NoteSubject {
        Content "inhoud" "content" "Inhalt",
        Finance "financiën" "finance" "Finanzen",
    }
    SignalColour {
        Green "groen" "green" "grün",
        Orange "oranje" "orange" "orange",
        Red "rood" "red" "rot",
    }
    AmendmentStatus {
        Proposed "voorgesteld" "proposed" "vorgeschlagen",
        Adopted "vastgesteld" "adopted" "beschlossen",
        Rejected "verworpen" "rejected" "abgelehnt",
    }
    Authority {
        Gs "Gedeputeerde Staten" "the Executive" "die Exekutive",
        Ps "Provinciale Staten" "the States" "die Staaten",
    }
}
