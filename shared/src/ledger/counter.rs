//! Counters: how often something happened on a day, which caps and limits are asked against.

use serde::{Deserialize, Serialize};

use super::account::Account;
use crate::id::{OrderId, ProductId, RewardId, RuleId, TierId};
use crate::program::{Cap, Per};
use crate::time::{Day, Zone};

/// What is counted. As text it is a word and ids, with a space between any two: no id has one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Counter {
    /// Redemptions of a reward.
    Reward(RewardId),
    /// Times a rule gave points.
    Rule(RuleId),
    /// Times a rule gave points for one product.
    Product(RuleId, ProductId),
    /// Times a rule gave points for one order.
    Order(RuleId, OrderId),
    /// Whether a rule's surprise for the order of a number was given.
    Nth(RuleId, u64),
    /// Times a tier's gift came.
    Gift(TierId),
}

impl std::fmt::Display for Counter {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Reward(reward) => write!(out, "reward {reward}"),
            Self::Rule(rule) => write!(out, "rule {rule}"),
            Self::Product(rule, product) => write!(out, "product {rule} {product}"),
            Self::Order(rule, order) => write!(out, "order {rule} {order}"),
            Self::Nth(rule, ordinal) => write!(out, "nth {rule} {ordinal}"),
            Self::Gift(tier) => write!(out, "gift {tier}"),
        }
    }
}

/// A text that is no counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACounter;

impl std::fmt::Display for NotACounter {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a counter is a word and the ids of what it counts")
    }
}

impl std::error::Error for NotACounter {}

impl std::str::FromStr for Counter {
    type Err = NotACounter;

    fn from_str(text: &str) -> Result<Self, NotACounter> {
        let parts: Vec<&str> = text.split(' ').collect();
        Ok(match parts.as_slice() {
            ["reward", reward] => Self::Reward(id(reward)?),
            ["rule", rule] => Self::Rule(id(rule)?),
            ["product", rule, product] => Self::Product(id(rule)?, id(product)?),
            ["order", rule, order] => Self::Order(id(rule)?, id(order)?),
            ["nth", rule, ordinal] => Self::Nth(id(rule)?, id(ordinal)?),
            ["gift", tier] => Self::Gift(id(tier)?),
            _ => return Err(NotACounter),
        })
    }
}

fn id<T: std::str::FromStr>(text: &str) -> Result<T, NotACounter> {
    text.parse().map_err(|_| NotACounter)
}

impl TryFrom<String> for Counter {
    type Error = NotACounter;

    fn try_from(text: String) -> Result<Self, NotACounter> {
        text.parse()
    }
}

impl From<Counter> for String {
    fn from(counter: Counter) -> Self {
        counter.to_string()
    }
}

impl Account {
    /// How often it was counted in the calendar period around a day. Products and orders have no
    /// period: a counter of their own counts for ever.
    pub(super) fn times(&self, counter: &Counter, per: Per, day: Day) -> u32 {
        let (first, last) = period(per, day);
        let times = self
            .counts
            .range((counter.clone(), first)..=(counter.clone(), last));
        times.fold(0, |sum, (_, times)| sum.saturating_add(*times))
    }

    /// How often a cap still lets it happen around a day.
    pub(super) fn left(&self, counter: &Counter, cap: Cap, day: Day) -> u32 {
        cap.times.saturating_sub(self.times(counter, cap.per, day))
    }

    /// Whether a tier's gift came within the qualifying period around a day.
    pub(super) fn had_gift(
        &self,
        tier: &TierId,
        window: &crate::program::TierWindow,
        day: Day,
        zone: &Zone,
    ) -> bool {
        use crate::program::TierWindow;
        let counter = Counter::Gift(tier.clone());
        match window {
            TierWindow::Lifetime => self.times(&counter, Per::Lifetime, day) > 0,
            TierWindow::CalendarYear => self.times(&counter, Per::Year, day) > 0,
            TierWindow::Rolling(span) => {
                let all = (counter.clone(), Day::FIRST)..=(counter, Day::LAST);
                let start = day.start(zone);
                let mut days = self.counts.range(all).map(|((_, day), _)| *day);
                days.any(|given| given.end_of_window(span, zone) > start)
            }
        }
    }
}

/// The first and the last day of the calendar period around a day.
fn period(per: Per, day: Day) -> (Day, Day) {
    match per {
        Per::Day => (day, day),
        Per::Week => (day.monday(), day.monday().plus_days(6)),
        Per::Month => (day.first_of_month(), day.last_of_month()),
        Per::Year => (
            Day::first_of_year(day.year()),
            Day::last_of_year(day.year()),
        ),
        Per::Lifetime | Per::Product | Per::Order => (Day::FIRST, Day::LAST),
    }
}
