//! Ways to earn: rules, their caps, and campaigns that multiply them.

use serde::{Deserialize, Serialize};

use super::{Audience, Label};
use crate::cart::Line;
use crate::id::{ActionId, CampaignId, CollectionId, ProductId, RuleId, Sku};
use crate::money::Amount;
use crate::points::Points;
use crate::time::Span;

/// A way to earn points.
#[derive(Clone, Debug, PartialEq)]
pub struct EarnRule {
    /// Its name within the program.
    pub id: RuleId,
    /// What earns.
    pub on: RuleOn,
    /// How often it earns.
    pub cap: Option<Cap>,
    /// How long the points are pending.
    pub pending: Option<Span>,
    /// When and for whom it is there.
    pub audience: Audience,
    /// What shoppers read.
    pub label: Option<Label>,
}

/// What earns points, and how many.
#[derive(Clone, Debug, PartialEq)]
pub enum RuleOn {
    /// A paid order.
    Order(OrderRule),
    /// Every n-th paid order, as a surprise.
    NthOrder {
        /// Which: 5 is the fifth, the tenth and so on.
        n: u32,
        /// What it gives.
        points: Points,
    },
    /// Joining.
    Signup {
        /// What it gives.
        points: Points,
    },
    /// A birthday.
    Birthday {
        /// What it gives.
        points: Points,
    },
    /// The day of joining, each year.
    Anniversary {
        /// What it gives.
        points: Points,
    },
    /// A review. The rule has no access to the rating.
    Review {
        /// What it gives.
        points: Points,
    },
    /// Something that the shop reports.
    Action {
        /// What was done.
        action: ActionId,
        /// What it gives.
        points: Points,
    },
    /// Visits on consecutive days.
    VisitStreak {
        /// How many days in a row.
        days: u32,
        /// What they give.
        points: Points,
    },
    /// A friend's first order.
    Referral {
        /// What it gives to who referred.
        referrer: Points,
        /// What it gives to the friend.
        referred: Points,
        /// The least subtotal of that order.
        min_subtotal: Option<Amount>,
    },
}

/// What a paid order earns: `points` for each whole `per` minor units of the lines it covers.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderRule {
    /// Points per step.
    pub points: Points,
    /// Minor units per step, at least 1.
    pub per: Amount,
    /// The lines it covers; all where absent.
    pub only: Option<LineFilter>,
    /// Lines it leaves out.
    pub except: Option<LineFilter>,
    /// The least subtotal of an order that earns.
    pub min_subtotal: Option<Amount>,
}

impl OrderRule {
    /// Whether the rule covers a line. Gift cards are covered by none.
    pub fn covers(&self, line: &Line) -> bool {
        !line.gift_card
            && self.only.as_ref().is_none_or(|only| only.matches(line))
            && !self
                .except
                .as_ref()
                .is_some_and(|except| except.matches(line))
    }
}

impl RuleOn {
    /// The name in the document.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Order(_) => "order",
            Self::NthOrder { .. } => "nth_order",
            Self::Signup { .. } => "signup",
            Self::Birthday { .. } => "birthday",
            Self::Anniversary { .. } => "anniversary",
            Self::Review { .. } => "review",
            Self::Action { .. } => "action",
            Self::VisitStreak { .. } => "visit_streak",
            Self::Referral { .. } => "referral",
        }
    }
}

/// A choice of lines: a line is in it when its product, its SKU or one of its collections is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineFilter {
    /// Products.
    pub products: Vec<ProductId>,
    /// Collections.
    pub collections: Vec<CollectionId>,
    /// Stock keeping units.
    pub skus: Vec<Sku>,
}

impl LineFilter {
    fn matches(&self, line: &Line) -> bool {
        line.product
            .as_ref()
            .is_some_and(|product| self.products.contains(product))
            || line.sku.as_ref().is_some_and(|sku| self.skus.contains(sku))
            || line
                .collections
                .iter()
                .any(|collection| self.collections.contains(collection))
    }
}

/// How often something may happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cap {
    /// How many times, at least 1.
    pub times: u32,
    /// In what.
    pub per: Per,
}

/// What a cap counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// A calendar day.
    Day,
    /// A calendar week, from Monday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
    /// For ever.
    Lifetime,
    /// A product.
    Product,
    /// An order.
    Order,
}

/// A time at which rules give more.
#[derive(Clone, Debug, PartialEq)]
pub struct Campaign {
    /// Its name within the program.
    pub id: CampaignId,
    /// What it multiplies by, in basis points.
    pub multiplier: u32,
    /// The rules it multiplies; all order rules where empty.
    pub rules: Vec<RuleId>,
    /// The most points it adds to one order.
    pub max_points: Option<Points>,
    /// When and for whom it is there.
    pub audience: Audience,
    /// What shoppers read.
    pub label: Option<Label>,
}
