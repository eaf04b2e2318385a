//! The program: a shop's rules as one document, parsed whole or refused whole.

mod earn_rule;
mod expiry;
mod label;
mod read;
mod reward;
mod schema;
mod tiers;

pub use earn_rule::{Campaign, Cap, EarnRule, LineFilter, OrderRule, Per, RuleOn};
pub use expiry::{Clawback, Expiry, ExpiryFrom};
pub use label::{Forms, Label};
pub use reward::{Combines, Limit, Reward, RewardKind};
pub use tiers::{Downgrade, DowngradeStep, Level, TierBy, TierWindow, Tiers};

use crate::id::{RewardId, Segment, TierId};
use crate::money::Currency;
use crate::time::{Span, Time, Zone};

/// A shop's rules. Its document is one JSON object; see the module [`crate::document`] for how
/// faults are told.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// What the shop calls its programme.
    pub name: String,
    /// The currency of every amount in the program; fixed after the shop's first entry.
    pub currency: Currency,
    /// Where calendar days, months and years are counted.
    pub zone: Zone,
    /// What the shop calls its points, by language and plural form.
    pub points_name: Option<Forms>,
    /// The ways to earn points.
    pub earn: Vec<EarnRule>,
    /// Times at which rules give more.
    pub campaigns: Vec<Campaign>,
    /// The tiers, where the program has any.
    pub tiers: Option<Tiers>,
    /// What points buy.
    pub rewards: Vec<Reward>,
    /// When available points expire; never, where absent.
    pub expiry: Option<Expiry>,
    /// How long a hold lives until it is presented.
    pub hold: Span,
    /// How long a presented hold lives.
    pub presented: Span,
    /// What happens to a clawback that the balance can't cover.
    pub clawback: Clawback,
}

impl Program {
    /// The reward of an id.
    pub fn reward(&self, id: &RewardId) -> Option<&Reward> {
        self.rewards.iter().find(|reward| reward.id == *id)
    }

    /// Whether any order rule looks at the collections a product is in.
    pub fn uses_collections(&self) -> bool {
        let filtered = |rule: &EarnRule| match &rule.on {
            RuleOn::Order(order) => {
                !order
                    .only
                    .as_ref()
                    .is_none_or(|filter| filter.collections.is_empty())
                    || !order
                        .except
                        .as_ref()
                        .is_none_or(|filter| filter.collections.is_empty())
            }
            _ => false,
        };
        self.earn.iter().any(filtered)
    }
}

/// When and for whom a rule, campaign or reward is there. Empty lists mean everyone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audience {
    /// The first instant.
    pub from: Option<Time>,
    /// The first instant at which it is no longer.
    pub until: Option<Time>,
    /// The tiers it is for.
    pub tiers: Vec<TierId>,
    /// The segments it is for.
    pub segments: Vec<Segment>,
}

impl Audience {
    /// Whether it is there at an instant: `from <= at < until`.
    pub fn is_open(&self, at: Time) -> bool {
        self.from.is_none_or(|from| from <= at) && self.until.is_none_or(|until| at < until)
    }

    /// Whether it is for a shopper of this tier.
    pub fn has_tier(&self, tier: Option<&TierId>) -> bool {
        self.tiers.is_empty() || tier.is_some_and(|tier| self.tiers.contains(tier))
    }

    /// Whether it is for a shopper in these segments.
    pub fn has_segment(&self, segments: &[Segment]) -> bool {
        self.segments.is_empty()
            || self
                .segments
                .iter()
                .any(|segment| segments.contains(segment))
    }
}
