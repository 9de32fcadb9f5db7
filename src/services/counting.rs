//! What counts: the rules by which missions, participations and deals are counted, as pieces of queries.
//!
//! Invariant: every count of the register, of a mission, a performance or a statistic, takes its conditions from here.
//! Knows nothing of who asks or of what is done with the counts.

use chrono::{Datelike, NaiveDate};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Func, SimpleExpr};

use crate::entities::{mission, outcome, participation};
use crate::values::{Code, Direction, MissionStatus, OutcomeKind, ParticipantKind, ParticipationStatus};

/// The statuses of participations that count.
pub(super) const COUNTED_STATUSES: [ParticipationStatus; 4] = [
    ParticipationStatus::Registered,
    ParticipationStatus::Confirmed,
    ParticipationStatus::Attended,
    ParticipationStatus::Unknown,
];

/// The capacities in which somebody goes along without being a participant of the policy.
const NO_PARTICIPANTS: [ParticipantKind; 3] =
    [ParticipantKind::Official, ParticipantKind::Support, ParticipantKind::Press];

/// Which missions a target is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Those that go out, and those of which the register does not say.
    Outbound,
    /// Those that come in.
    Inbound,
}

impl Side {
    /// The side that a target means: out, unless it says otherwise.
    pub fn meant_by(direction: Option<Direction>) -> Self {
        match direction {
            Some(Direction::Inbound) => Self::Inbound,
            Some(Direction::Outbound | Direction::Unknown) | None => Self::Outbound,
        }
    }

    /// Whether a mission of this direction is among them.
    pub fn holds(self, direction: Direction) -> bool {
        self == Self::meant_by(Some(direction))
    }
}

/// Missions that took place: REALISED ones, and those of unknown status that lie in the past.
///
/// A mission without any date is not known to lie in the past.
pub fn took_place(today: NaiveDate) -> SimpleExpr {
    let day = |column: mission::Column| Expr::col((mission::Entity, column));
    let last_day = Func::coalesce([day(mission::Column::EndDate), day(mission::Column::StartDate)]);
    let past_year = mission::Column::Year.lt(today.year());
    let past = Expr::expr(last_day.clone()).lt(today).or(Expr::expr(last_day).is_null().and(past_year));
    mission::Column::Status.eq(MissionStatus::Realised).or(mission::Column::Status.eq(MissionStatus::Unknown).and(past))
}

/// Participations that count.
pub fn counted_participation() -> SimpleExpr {
    participation::Column::Status.is_in(COUNTED_STATUSES)
}

/// Outcomes that are deals.
pub fn deal() -> SimpleExpr {
    outcome::Column::Kind.eq(OutcomeKind::Deal)
}

/// Distinct people plus participations without a named person, in whatever capacity.
pub fn people() -> SimpleExpr {
    Expr::cust("COUNT(DISTINCT participation.person_id) + COUNT(*) - COUNT(participation.person_id)")
}

/// As [`people`], with officials, support and press left out.
pub fn policy_participants() -> SimpleExpr {
    let left_out = NO_PARTICIPANTS.map(|kind| format!("'{}'", kind.code())).join(", ");
    let counted = format!("CASE WHEN participation.kind NOT IN ({left_out}) THEN");
    Expr::cust(format!(
        "COUNT(DISTINCT {counted} participation.person_id END) + COUNT({counted} 1 END) \
         - COUNT({counted} participation.person_id END)"
    ))
}

/// Distinct organisations that took part.
pub fn organisations() -> SimpleExpr {
    Expr::cust("COUNT(DISTINCT participation.organisation_id)")
}

/// The worth of outcomes in euros, in cents, exactly.
pub fn euro_cents() -> SimpleExpr {
    Expr::cust("CAST(COALESCE(SUM(CASE WHEN outcome.currency = 'EUR' THEN outcome.value_cents END), 0) AS BIGINT)")
}
