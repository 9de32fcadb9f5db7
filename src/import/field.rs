//! What a column can hold: every field that the importer knows, with the sort of record it is of and the shape of its values.
//!
//! Header words for each stand in `imports/vocabulary/headers.toml`, under the names given here.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::values::RecordKind;

/// The shape of a field's values: which parser reads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Free text.
    Text,
    /// A sentence in which a word of a closed list may stand; the sentence is kept too.
    Phrase,
    /// A short code that has no meaning as a number: `HM2016-03`.
    Code,
    /// A date, a range or a vaguer span.
    Date,
    /// A year.
    Year,
    /// An amount of money.
    Amount,
    /// A number of things, possibly approximate.
    Count,
    /// A whole number that orders or counts exactly.
    Number,
    /// Yes or no.
    YesNo,
    /// One or more countries, or places that imply them.
    Countries,
    /// Themes, one or more in a cell.
    Themes,
    /// A person's whole name.
    PersonName,
    /// Names of officials, one or more in a cell.
    Officials,
    /// The name of an organisation.
    OrganisationName,
    /// A KvK number.
    KvkNumber,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A word of a closed list; the vocabulary lists the words.
    Word,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident $name:literal $kind:ident $shape:ident,)+) => {
        /// A field that a column can be mapped to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Field {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)+
        }

        impl Field {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// As the vocabulary, the interface and messages write it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The sort of record that it belongs to.
            pub const fn record_kind(self) -> RecordKind {
                match self { $(Self::$variant => RecordKind::$kind,)+ }
            }

            /// The shape of its values.
            pub const fn shape(self) -> Shape {
                match self { $(Self::$variant => Shape::$shape,)+ }
            }
        }
    };
}

fields! {
    /// The register's own code of a mission.
    MissionCode "mission.code" Mission Code,
    /// Its title.
    MissionTitle "mission.title" Mission Text,
    /// What sort of journey.
    MissionKind "mission.kind" Mission Word,
    /// Out or in.
    MissionDirection "mission.direction" Mission Word,
    /// Where it stands.
    MissionStatus "mission.status" Mission Word,
    /// Forms of internationalisation.
    MissionForms "mission.forms" Mission Word,
    /// The fair or event.
    MissionEvent "mission.event" Mission Text,
    /// First day.
    MissionStartDate "mission.startDate" Mission Date,
    /// Last day.
    MissionEndDate "mission.endDate" Mission Date,
    /// Both in one: `12 t/m 16 mei 2016`.
    MissionPeriod "mission.period" Mission Date,
    /// Its year, where that has a column.
    MissionYear "mission.year" Mission Year,
    /// Country or countries.
    MissionCountry "mission.country" Mission Countries,
    /// Region within the country.
    MissionRegion "mission.region" Mission Text,
    /// Town.
    MissionCity "mission.city" Mission Text,
    /// Themes.
    MissionThemes "mission.themes" Mission Themes,
    /// Who led it.
    MissionLeader "mission.leader" Mission Officials,
    /// Who organised it.
    MissionOrganiser "mission.organiser" Mission Text,
    /// Code or title of the mission that it answers.
    MissionCounterVisitOf "mission.counterVisitOf" Mission Text,
    /// Code of the performance that it counts for.
    MissionPerformance "mission.performance" Mission Code,
    /// What a report says of its participants: `meer dan 50`.
    MissionReportedParticipants "mission.reportedParticipants" Mission Count,
    /// Remarks.
    MissionNotes "mission.notes" Mission Text,

    /// The organisation's name.
    OrganisationName "organisation.name" Organisation OrganisationName,
    /// Its KvK number.
    OrganisationKvkNumber "organisation.kvkNumber" Organisation KvkNumber,
    /// Its VAT number.
    OrganisationVatNumber "organisation.vatNumber" Organisation Code,
    /// What sort it is.
    OrganisationKind "organisation.kind" Organisation Word,
    /// Where it sits.
    OrganisationMunicipality "organisation.municipality" Organisation Text,
    /// In which country.
    OrganisationCountry "organisation.country" Organisation Countries,
    /// Its trade.
    OrganisationSector "organisation.sector" Organisation Text,
    /// Its site.
    OrganisationWebsite "organisation.website" Organisation Text,

    /// A whole name in one cell.
    PersonName "person.name" Person PersonName,
    /// First name.
    PersonGivenName "person.givenName" Person Text,
    /// Initials.
    PersonInitials "person.initials" Person Text,
    /// Surname prefix.
    PersonSurnamePrefix "person.surnamePrefix" Person Text,
    /// Family name, possibly with its prefix.
    PersonFamilyName "person.familyName" Person Text,
    /// E-mail address.
    PersonEmail "person.email" Person Email,
    /// Telephone number.
    PersonPhone "person.phone" Person Phone,

    /// Job title.
    ParticipationRole "participation.role" Participation Text,
    /// In what capacity.
    ParticipationKind "participation.kind" Participation Word,
    /// How far it came; also yes and no in a column such as `Aanwezig`.
    ParticipationStatus "participation.status" Participation Word,
    /// Fee.
    ParticipationFee "participation.fee" Participation Amount,
    /// Remarks.
    ParticipationNotes "participation.notes" Participation Text,

    /// What sort of result.
    OutcomeKind "outcome.kind" Outcome Word,
    /// The result.
    OutcomeDescription "outcome.description" Outcome Text,
    /// When.
    OutcomeDate "outcome.date" Outcome Date,
    /// What it is worth.
    OutcomeValue "outcome.value" Outcome Amount,
    /// Confirmed or expected.
    OutcomeConfirmed "outcome.confirmed" Outcome YesNo,

    /// What was paid for.
    CostDescription "cost.description" Cost Text,
    /// How much.
    CostAmount "cost.amount" Cost Amount,
    /// Budgeted or realised.
    CostStage "cost.stage" Cost Word,

    /// Who paid.
    ContributionPayer "contribution.payer" Contribution Text,
    /// What sort of payer.
    ContributionPayerKind "contribution.payerKind" Contribution Word,
    /// How much.
    ContributionAmount "contribution.amount" Contribution Amount,
    /// Budgeted or realised.
    ContributionStage "contribution.stage" Contribution Word,

    /// Code of a performance.
    PerformanceCode "performance.code" Performance Code,
    /// Its budget year.
    PerformanceYear "performance.year" Performance Year,
    /// Its title.
    PerformanceTitle "performance.title" Performance Text,
    /// What the province wants with it.
    PerformanceSummary "performance.summary" Performance Text,
    /// Background.
    PerformanceContext "performance.context" Performance Text,
    /// Role of the province.
    PerformanceRole "performance.role" Performance Phrase,
    /// How long it runs.
    PerformanceTerm "performance.term" Performance Phrase,
    /// Portfolio holders.
    PerformancePortfolioHolder "performance.portfolioHolder" Performance Officials,
    /// Reserve that it draws on.
    PerformanceReserve "performance.reserve" Performance Text,
    /// Whether it relates to that reserve.
    PerformanceReserveRelated "performance.reserveRelated" Performance YesNo,
    /// Investment proposal.
    PerformanceInvestmentProposal "performance.investmentProposal" Performance Text,
    /// The decision that settled the investment proposal.
    PerformanceInvestmentDecision "performance.investmentDecision" Performance Text,

    /// Number of an action.
    ActionOrdinal "action.ordinal" Performance Number,
    /// An action.
    ActionText "action.text" Performance Text,
    /// What a target counts.
    TargetIndicator "target.indicator" Performance Word,
    /// Its number, with a comparator where there is one.
    TargetValue "target.value" Performance Count,
    /// Its unit as worded.
    TargetUnit "target.unit" Performance Text,
    /// Which missions count for it.
    TargetDirection "target.direction" Performance Word,

    /// What a reported count counts.
    ReportedIndicator "reported.indicator" Performance Word,
    /// The number in the report's words.
    ReportedCount "reported.count" Performance Count,
    /// Its unit as worded.
    ReportedUnit "reported.unit" Performance Text,

    /// The report that a note or colour stands in.
    NoteDocument "note.document" Performance Word,
    /// Which edition of it.
    NoteEdition "note.edition" Performance Text,
    /// Content or finance.
    NoteSubject "note.subject" Performance Word,
    /// The note.
    NoteText "note.text" Performance Text,
    /// What a colour is about.
    SignalDimension "signal.dimension" Performance Text,
    /// The colour.
    SignalColour "signal.colour" Performance Word,
    /// Why.
    SignalExplanation "signal.explanation" Performance Text,

    /// Reference of a decision.
    DecisionReference "decision.reference" Decision Code,
    /// What was decided.
    DecisionTitle "decision.title" Decision Text,
    /// When.
    DecisionDate "decision.decidedOn" Decision Date,
    /// Where it can be read.
    DecisionUrl "decision.url" Decision Text,

    /// What a budget amendment does.
    AmendmentDescription "amendment.description" BudgetAmendment Text,
    /// Where it stands.
    AmendmentStatus "amendment.status" BudgetAmendment Word,
    /// Who decides.
    AmendmentAuthority "amendment.authority" BudgetAmendment Word,
    /// Decisions that it rests on.
    AmendmentBasis "amendment.basis" BudgetAmendment Text,
    /// The decision on it.
    AmendmentDecision "amendment.decision" BudgetAmendment Code,
    /// The reserve of a line.
    LineReserve "line.reserve" BudgetAmendment Text,
    /// The performance of a line.
    LinePerformance "line.performance" BudgetAmendment Code,
    /// The budget year of a line.
    LineFiscalYear "line.fiscalYear" BudgetAmendment Year,
    /// The amount of a line: positive adds, negative withdraws.
    LineAmount "line.amount" BudgetAmendment Amount,
}

impl Field {
    /// The field of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.name() == name)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}
