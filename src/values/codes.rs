//! Closed lists of the domain: each is one enum, with one spelling everywhere.
//!
//! The name of a variant in upper case is how the database, JSON and GraphQL write it; the doc comments are the
//! descriptions that API callers read. A new variant also needs a migration that widens the column's check.

use async_graphql::Enum;
use sea_orm::{ActiveEnum, DeriveActiveEnum, EnumIter, Iterable};
use serde::{Deserialize, Serialize};

/// A closed list whose members are written in upper case.
pub trait Code: ActiveEnum<Value = String> + Iterable + Copy + PartialEq + 'static {
    /// As stored and shown: `NO_SHOW`.
    fn code(self) -> String {
        self.to_value()
    }

    /// Reads [`Code::code`] back, in any case.
    fn from_code(text: &str) -> Option<Self> {
        let wanted = text.trim().to_uppercase();
        Self::iter().find(|member| member.code() == wanted)
    }
}

macro_rules! codes {
    ($($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident,)+ })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[derive(EnumIter, DeriveActiveEnum, Enum, Serialize, Deserialize)]
        #[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
        #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
        pub enum $name {
            $($(#[$vmeta])* $variant,)+
        }

        impl Code for $name {}
    )+};
}

codes! {
    /// Whether a mission goes out to the world or comes in to the province.
    pub enum Direction {
        /// From the province to elsewhere (uitgaand).
        Outbound,
        /// From elsewhere to the province (inkomend).
        Inbound,
        /// The register does not say.
        Unknown,
    }

    /// What sort of journey a mission was.
    pub enum MissionKind {
        /// A trade mission (handelsmissie).
        TradeMission,
        /// A joint visit to a fair (beursbezoek).
        FairVisit,
        /// A journey of entrepreneurs (ondernemersreis).
        BusinessTrip,
        /// A working visit (werkbezoek).
        WorkingVisit,
        /// None of these.
        Other,
        /// The register does not say.
        Unknown,
    }

    /// Where a mission stands.
    pub enum MissionStatus {
        /// Thought of, not yet certain.
        Planned,
        /// Certain to go.
        Confirmed,
        /// It took place.
        Realised,
        /// It did not take place.
        Cancelled,
        /// The register does not say.
        Unknown,
    }

    /// The four forms of internationalisation that the policy distinguishes.
    pub enum InternationalisationForm {
        /// International trade: import and export.
        Trade,
        /// International cooperation and exchange of knowledge.
        Cooperation,
        /// International investment and outsourcing (inside out).
        Investment,
        /// Acquisition of foreign companies (outside in).
        Acquisition,
    }

    /// What sort of organisation took part.
    pub enum OrganisationKind {
        /// A small or medium-sized enterprise (MKB).
        Sme,
        /// A large company (grootbedrijf).
        LargeCompany,
        /// A school, college or university.
        Education,
        /// A research institute.
        KnowledgeInstitute,
        /// An authority.
        Government,
        /// A trade association, chamber or development agency.
        Intermediary,
        /// None of these.
        Other,
        /// The register does not say.
        Unknown,
    }

    /// How far somebody's participation came.
    pub enum ParticipationStatus {
        /// Signed up.
        Registered,
        /// Signed up and accepted.
        Confirmed,
        /// On the waiting list.
        Waitlisted,
        /// Refused by the organiser.
        Declined,
        /// Withdrawn by the participant.
        Cancelled,
        /// Took part.
        Attended,
        /// Signed up and stayed away.
        NoShow,
        /// The register does not say.
        Unknown,
    }

    /// In what capacity someone went: entrepreneurs and schools count as participants of the policy, officials, support and press do not.
    pub enum ParticipantKind {
        /// For a company.
        Business,
        /// For a school or university.
        Education,
        /// As an elected or appointed official.
        Official,
        /// To support the delegation.
        Support,
        /// To report on it.
        Press,
        /// None of these.
        Other,
        /// The register does not say.
        Unknown,
    }

    /// Whether an amount was planned or spent.
    pub enum MoneyStage {
        /// Planned (begroot).
        Budgeted,
        /// Spent (gerealiseerd).
        Realised,
        /// The register does not say.
        Unknown,
    }

    /// Who paid a part of a mission.
    pub enum PayerKind {
        /// The province.
        Province,
        /// Those who went.
        Participants,
        /// A subsidy from elsewhere.
        Subsidy,
        /// A partner organisation.
        Partner,
        /// None of these.
        Other,
        /// The register does not say.
        Unknown,
    }

    /// What came of a mission.
    pub enum OutcomeKind {
        /// A sale or contract.
        Deal,
        /// A contact worth following up.
        Lead,
        /// An agreement to work together.
        Agreement,
        /// An investment.
        Investment,
        /// A visit in return.
        CounterVisit,
        /// Attention in the press.
        Publicity,
        /// Something learned.
        Knowledge,
        /// None of these.
        Other,
    }

    /// How much of a legacy date was really written down: `12 mei 2016`, `week 20`, `mei 2016`, `Q2 2016`, `voorjaar 2016`, `2016`.
    pub enum DatePrecision {
        /// A day, or a range of days.
        Day,
        /// A week by its ISO 8601 number.
        Week,
        /// A month.
        Month,
        /// A quarter.
        Quarter,
        /// A season of three months.
        Season,
        /// A year.
        Year,
    }

    /// The reports in which a province accounts for itself.
    pub enum ReportingDocument {
        /// The long-term frame (perspectiefnota).
        PerspectiveNote,
        /// The budget (begroting).
        Budget,
        /// The report during the year (monitor).
        Monitor,
        /// The report after the year (jaarverslag).
        AnnualReport,
        /// Another document.
        Other,
    }

    /// Who decides in a province.
    pub enum Authority {
        /// The executive (Gedeputeerde Staten).
        Gs,
        /// The council (Provinciale Staten).
        Ps,
    }

    /// What is counted.
    pub enum Indicator {
        /// Missions.
        Missions,
        /// Distinct people, plus participations without a named person.
        People,
        /// Distinct organisations.
        Organisations,
        /// Participations: one per person, organisation and mission.
        Participations,
        /// Deals that came of missions.
        Deals,
        /// The worth of those deals, in euros.
        DealValue,
    }

    /// How exactly a number was stated.
    pub enum Comparator {
        /// This number.
        Equal,
        /// This number or more (minimaal).
        AtLeast,
        /// More than this number (meer dan).
        MoreThan,
        /// About this number (circa).
        About,
        /// This number or fewer (maximaal).
        AtMost,
    }

    /// The role that a province takes in a performance.
    pub enum ProvinceRole {
        /// It makes things possible for others (faciliteerder).
        Facilitator,
        /// It starts things (initiatiefnemer).
        Initiator,
        /// It directs others (regisseur).
        Director,
        /// It works with others (partner).
        Partner,
        /// It pays (financier).
        Financier,
        /// It does its regular task (reguliere taak).
        RegularTask,
        /// None of these.
        Other,
        /// The page does not say.
        Unknown,
    }

    /// How long a performance runs.
    pub enum Term {
        /// Without an end (structureel).
        Structural,
        /// For a time (incidenteel, tijdelijk).
        Temporary,
        /// The page does not say.
        Unknown,
    }

    /// Where a budget amendment stands.
    pub enum AmendmentStatus {
        /// Put forward.
        Proposed,
        /// Decided.
        Adopted,
        /// Turned down.
        Rejected,
    }

    /// The colours that a monitor gives.
    pub enum SignalColour {
        /// On course.
        Green,
        /// At risk.
        Orange,
        /// Off course.
        Red,
    }

    /// What a note on progress is about.
    pub enum NoteSubject {
        /// What was done.
        Content,
        /// What it cost.
        Finance,
    }

    /// Where an import stands.
    pub enum ImportState {
        /// Uploaded, not yet read.
        Queued,
        /// Being read.
        Reading,
        /// Read and planned; nothing is written yet.
        Analysed,
        /// Being written.
        Applying,
        /// Written.
        Applied,
        /// Written and taken back.
        Undone,
        /// Thrown away before it was applied.
        Discarded,
        /// Stopped while it was being read or written.
        Cancelled,
        /// It could not be read or written; its issues say why.
        Failed,
    }

    /// The format of an uploaded file, decided by its content.
    pub enum ImportFormat {
        /// Excel workbook.
        Xlsx,
        /// Excel workbook with macros; they are not run.
        Xlsm,
        /// Excel binary workbook.
        Xlsb,
        /// Excel workbook of 1997 to 2003.
        Xls,
        /// OpenDocument spreadsheet.
        Ods,
        /// Text with separators.
        Csv,
    }

    /// How bad an issue of an import is.
    pub enum Severity {
        /// Something written in the cell would be lost, so its row is not imported.
        Error,
        /// The cell says nothing, or was kept as written although it is not what the column promises.
        Warning,
        /// Something was inferred.
        Notice,
    }

    /// What an import does to a record.
    pub enum ChangeOperation {
        /// The record is new.
        Create,
        /// The record changes.
        Update,
        /// The record is in the register already, with the same values.
        Unchanged,
        /// The row is left out.
        Skip,
        /// Was in the earlier version of this file and is not in this one; listed, never deleted by an import.
        Missing,
    }

    /// What applying does with rows that have errors.
    pub enum ApplyMode {
        /// Refuse the whole import when one row has an error.
        AllOrNothing,
        /// Leave the rows with errors out, and list them.
        ValidRows,
    }

    /// The sorts of record of the register.
    pub enum RecordKind {
        /// A mission, with its destinations, themes and leaders.
        Mission,
        /// Somebody's part in a mission.
        Participation,
        /// An organisation.
        Organisation,
        /// A participant.
        Person,
        /// What came of a mission.
        Outcome,
        /// What a mission cost.
        Cost,
        /// What somebody paid of a mission.
        Contribution,
        /// A person or office in an official role.
        Official,
        /// A theme of missions.
        Theme,
        /// A performance in one budget year, with its actions, targets and notes.
        Performance,
        /// A decision of the states or the executive.
        Decision,
        /// A reserve.
        Reserve,
        /// A budget amendment, with its lines.
        BudgetAmendment,
    }

    /// What statistics of missions can be grouped by.
    pub enum MissionDimension {
        /// The year of the mission.
        Year,
        /// A country that it went to; a mission counts for each of its countries.
        Country,
        /// A theme that it had; a mission counts for each of its themes.
        Theme,
        /// Out or in.
        Direction,
        /// What sort of journey it was.
        Kind,
        /// Where it stands.
        Status,
    }

    /// The languages in which the register speaks.
    pub enum Language {
        /// Dutch.
        Nl,
        /// English.
        En,
        /// German.
        De,
    }

    /// What a caller may see and do.
    pub enum Role {
        /// Anybody: what is public.
        Public,
        /// Everything but personal data and secrets.
        Viewer,
        /// Personal data, imports and edits.
        Editor,
        /// Tokens, profiles, audit and erasure.
        Admin,
    }
}
