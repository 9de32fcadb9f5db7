//! What callers can write of performances, with everything that lives and dies with them.

use super::decision::Decision;
use super::edit::{IdOf, entries, writes};
use super::mission_mutation::ReportedCountInput;
use super::official::Official;
use super::performance::Performance;
use super::reserve::Reserve;
use super::scalar::Decimal;
use crate::services::edits::performance::{
    ActionEdit, NoteEdit, PerformanceEdit, ProposalEdit, SignalEdit, TargetEdit,
};
use crate::values::{
    Comparator, Direction, Indicator, NoteSubject, ProvinceRole, ReportingDocument, SignalColour, Term,
};

entries! {
    /// Something that a performance sets out to do.
    ActionInput as ActionEdit {
        /// Its number on the page; the one after the action before it when absent.
        ordinal: Option<i32>,
        /// As the page words it.
        text: String,
        /// What it promises in numbers, in order.
        targets: Option<Vec<TargetInput>>,
    }

    /// A number that an action promises.
    TargetInput as TargetEdit {
        /// What is counted.
        indicator: Indicator,
        /// Which missions count; outgoing ones when absent.
        direction: Option<Direction>,
        /// How exactly the number is meant; EQUAL when absent.
        comparator: Option<Comparator>,
        /// The number, with at most four decimals.
        value: Decimal,
        /// The unit as the page words it: `ondernemers`.
        unit_text: Option<String>,
    }

    /// A proposal to invest.
    InvestmentProposalInput as ProposalEdit {
        /// As the page words it.
        text: String,
        /// The decision that settled it.
        decision_id: Option<IdOf<Decision>>,
    }

    /// What a report says of the progress of a performance.
    ProgressNoteInput as NoteEdit {
        /// The report.
        document: ReportingDocument,
        /// Which one of the year, where there are several.
        edition: Option<String>,
        /// What it is about; CONTENT when absent.
        subject: Option<NoteSubject>,
        /// As the report words it.
        text: String,
    }

    /// A colour that a report gives.
    SignalInput as SignalEdit {
        /// The report.
        document: ReportingDocument,
        /// Which one of the year, where there are several.
        edition: Option<String>,
        /// What it is about: content, money, time, quality.
        dimension: String,
        /// The colour.
        colour: SignalColour,
        /// Why.
        explanation: Option<String>,
    }
}

writes! {
    Performance, "a performance", PerformanceEdit, PerformanceMutation, performance,
    create create_performance(CreatePerformanceInput) -> CreatePerformancePayload;
    update update_performance(UpdatePerformanceInput) -> UpdatePerformancePayload;
    delete delete_performance(DeletePerformanceInput) -> DeletePerformancePayload;
    needs {
        /// As in `5.4.2`; in one year of one performance only.
        code: String,
        /// The budget year.
        year: i32,
        /// Its title in that year.
        title: String,
    }
    may {
        /// What the province wants with it.
        summary: String,
        /// The background that its page gives.
        context: String,
        /// What it sets out to do, in order.
        actions: Vec<ActionInput>,
        /// Who answers for it, in order.
        portfolio_holder_ids: Vec<IdOf<Official>>,
        /// The role that the province takes.
        role: ProvinceRole,
        /// The role as the page words it.
        role_text: String,
        /// How long it runs.
        term: Term,
        /// The term as the page words it.
        term_text: String,
        /// The reserve that it draws on.
        reserve_id: IdOf<Reserve>,
        /// The reserve's name as the page prints it.
        reserve_text: String,
        /// `Relatie met reserve?`: yes, no or not said.
        reserve_related: bool,
        /// The proposals by which it got its budget, in order.
        investment_proposals: Vec<InvestmentProposalInput>,
        /// What reports stated of it, in order.
        reported_counts: Vec<ReportedCountInput>,
        /// What reports say of its progress, in order.
        progress_notes: Vec<ProgressNoteInput>,
        /// The colours that reports gave it, in order.
        signals: Vec<SignalInput>,
    }
}
