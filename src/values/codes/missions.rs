//! Closed lists of missions: journeys, participants, outcomes and money.

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
}
