//! Of a performance: its actions and targets, notes, colours and investment proposals.

use async_graphql::{Context, Object};
use uuid::Uuid;

use super::decision::Decision;
use super::error::Result;
use super::loaders::loaders;
use super::scalar::Decimal;
use crate::entities::{action, investment_proposal, progress_note, signal, target};
use crate::services::performances;
use crate::values::{Comparator, Direction, Indicator, NoteSubject, ReportingDocument, SignalColour};

/// An action, as stored.
pub struct Action(action::Model);

/// Something that a performance sets out to do.
#[Object]
impl Action {
    /// Its number on the page.
    async fn ordinal(&self) -> i32 {
        self.0.ordinal
    }

    /// As the page words it.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// What it promises in numbers, in order.
    async fn targets(&self, ctx: &Context<'_>) -> Result<Vec<Target>> {
        let rows = loaders(ctx).children(&performances::targets(), self.0.performance_id).await?;
        Ok(rows.into_iter().filter(|row| row.action_ordinal == self.0.ordinal).map(Target).collect())
    }
}

/// A target, as stored.
pub struct Target(target::Model);

/// A number that an action promises.
#[Object]
impl Target {
    /// What is counted.
    async fn indicator(&self) -> Indicator {
        self.0.indicator
    }

    /// Which missions count; outgoing ones where it is null.
    async fn direction(&self) -> Option<Direction> {
        self.0.direction
    }

    /// How exactly the number is meant.
    async fn comparator(&self) -> Comparator {
        self.0.comparator
    }

    /// The number.
    async fn value(&self) -> Decimal {
        self.0.value.into()
    }

    /// The unit as the page words it: `ondernemers`.
    async fn unit_text(&self) -> Option<&str> {
        self.0.unit_text.as_deref()
    }
}

/// A note, as stored.
pub struct ProgressNote(progress_note::Model);

/// What a report says of the progress of a performance.
#[Object]
impl ProgressNote {
    /// The report.
    async fn document(&self) -> ReportingDocument {
        self.0.document
    }

    /// Which one of the year, where there are several.
    async fn edition(&self) -> Option<&str> {
        self.0.edition.as_deref()
    }

    /// What it is about.
    async fn subject(&self) -> NoteSubject {
        self.0.subject
    }

    /// As the report words it.
    async fn text(&self) -> &str {
        &self.0.text
    }
}

/// A colour, as stored.
pub struct Signal(signal::Model);

/// A colour that a report gives.
#[Object]
impl Signal {
    /// The report.
    async fn document(&self) -> ReportingDocument {
        self.0.document
    }

    /// Which one of the year, where there are several.
    async fn edition(&self) -> Option<&str> {
        self.0.edition.as_deref()
    }

    /// What it is about: content, money, time, quality.
    async fn dimension(&self) -> &str {
        &self.0.dimension
    }

    /// The colour.
    async fn colour(&self) -> SignalColour {
        self.0.colour
    }

    /// Why.
    async fn explanation(&self) -> Option<&str> {
        self.0.explanation.as_deref()
    }
}

/// An investment proposal, as stored.
pub struct InvestmentProposal(investment_proposal::Model);

/// A proposal to invest, by which a performance got its budget.
#[Object]
impl InvestmentProposal {
    /// As the page words it.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// The decision that settled it.
    async fn decision(&self, ctx: &Context<'_>) -> Result<Option<Decision>> {
        loaders(ctx).find(self.0.decision_id).await
    }
}

/// The actions of a performance, in order.
pub async fn actions_of(ctx: &Context<'_>, performance: Uuid) -> Result<Vec<Action>> {
    let rows = loaders(ctx).children(&performances::actions(), performance).await?;
    Ok(rows.into_iter().map(Action).collect())
}

/// The notes of a performance, in order; of one report, where one is named.
pub async fn notes_of(
    ctx: &Context<'_>,
    performance: Uuid,
    document: Option<ReportingDocument>,
) -> Result<Vec<ProgressNote>> {
    let rows = loaders(ctx).children(&performances::notes(), performance).await?;
    let wanted = |row: &progress_note::Model| document.is_none_or(|document| row.document == document);
    Ok(rows.into_iter().filter(wanted).map(ProgressNote).collect())
}

/// The colours of a performance, in order.
pub async fn signals_of(ctx: &Context<'_>, performance: Uuid) -> Result<Vec<Signal>> {
    let rows = loaders(ctx).children(&performances::signals(), performance).await?;
    Ok(rows.into_iter().map(Signal).collect())
}

/// The investment proposals of a performance, in order.
pub async fn proposals_of(ctx: &Context<'_>, performance: Uuid) -> Result<Vec<InvestmentProposal>> {
    let rows = loaders(ctx).children(&performances::proposals(), performance).await?;
    Ok(rows.into_iter().map(InvestmentProposal).collect())
}
