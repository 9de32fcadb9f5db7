//! Amounts, and the money of missions: what they cost, and who paid.

use async_graphql::{Context, ID, Object, SimpleObject};

use super::error::Result;
use super::global_id;
use super::loaders::{Noun, loaders};
use super::mission::Mission;
use super::organisation::Organisation;
use super::scalar::Decimal;
use super::source::{Source, sources_of};
use crate::entities::{contribution, cost};
use crate::values::{Money, MoneyStage, PayerKind};

/// An exact amount of money.
#[derive(SimpleObject)]
pub struct Amount {
    /// In the major unit: euros, not cents.
    value: Decimal,
    /// ISO 4217, such as `EUR`.
    currency: String,
}

impl Amount {
    /// So much of a currency.
    pub fn new(money: Money, currency: impl Into<String>) -> Self {
        Self { value: money.into(), currency: currency.into() }
    }
}

/// A cost, as stored.
pub struct Cost(cost::Model);

impl From<cost::Model> for Cost {
    fn from(row: cost::Model) -> Self {
        Self(row)
    }
}

impl Noun for Cost {
    type Entity = cost::Entity;
}

/// Something that a mission cost, or was to cost.
#[Object]
impl Cost {
    /// Names this cost in the whole register.
    pub async fn id(&self) -> ID {
        global_id::encode::<Self>(self.0.id)
    }

    /// The mission that it was for.
    async fn mission(&self, ctx: &Context<'_>) -> Result<Mission> {
        loaders(ctx).promised(self.0.mission_id).await
    }

    /// Planned or spent.
    async fn stage(&self) -> MoneyStage {
        self.0.stage
    }

    /// What it was for, as written.
    async fn description(&self) -> &str {
        &self.0.description
    }

    /// How much.
    async fn amount(&self) -> Amount {
        Amount::new(self.0.cents, &*self.0.currency)
    }

    /// Where this record came from: import, sheet and row.
    async fn sources(&self, ctx: &Context<'_>) -> Result<Vec<Source>> {
        sources_of(ctx, self.0.id).await
    }

    /// Counts up with each change; give it as `ifVersion` to refuse an update of something that changed meanwhile.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// A contribution, as stored.
pub struct Contribution(contribution::Model);

impl From<contribution::Model> for Contribution {
    fn from(row: contribution::Model) -> Self {
        Self(row)
    }
}

impl Noun for Contribution {
    type Entity = contribution::Entity;
}

/// Who paid how much of a mission.
#[Object]
impl Contribution {
    /// Names this contribution in the whole register.
    pub async fn id(&self) -> ID {
        global_id::encode::<Self>(self.0.id)
    }

    /// The mission that was paid for.
    async fn mission(&self, ctx: &Context<'_>) -> Result<Mission> {
        loaders(ctx).promised(self.0.mission_id).await
    }

    /// Planned or paid.
    async fn stage(&self) -> MoneyStage {
        self.0.stage
    }

    /// What sort of payer it was.
    async fn payer_kind(&self) -> PayerKind {
        self.0.payer_kind
    }

    /// The organisation that paid, where it is in the register.
    async fn payer(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        loaders(ctx).find(self.0.payer_id).await
    }

    /// The payer as written.
    async fn payer_text(&self) -> Option<&str> {
        self.0.payer_text.as_deref()
    }

    /// How much.
    async fn amount(&self) -> Amount {
        Amount::new(self.0.cents, &*self.0.currency)
    }

    /// Where this record came from: import, sheet and row.
    async fn sources(&self, ctx: &Context<'_>) -> Result<Vec<Source>> {
        sources_of(ctx, self.0.id).await
    }

    /// Counts up with each change; give it as `ifVersion` to refuse an update of something that changed meanwhile.
    async fn version(&self) -> i32 {
        self.0.version
    }
}
