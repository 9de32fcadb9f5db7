//! Closed lists of performances: what is promised, reported and decided.

codes! {
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
}
