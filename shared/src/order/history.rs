//! History: the newest snapshot of an order, the union of its refunds, and what they come to.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::kept::kept_of;
use super::{
    EarnTarget, OrderEvent, OrderLine, RedemptionStage, RedemptionTarget, Refund, Snapshot, Status,
    TargetLine, Targets,
};
use crate::id::{OrderId, ProductId, RefundId, ShopperId};
use crate::ledger::{Head, RedemptionRef};
use crate::limits::{ORDER_AGE_DAYS_MAX, REFUNDS_MAX};
use crate::money::{Amount, Currency};
use crate::time::Time;

/// All that was heard of an order. Any number of the same messages, in any order, leave the same
/// history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderHistory {
    order: OrderId,
    revision: u64,
    first: Option<FirstHeard>,
    newest: Option<Snapshot>,
    baseline: Option<Baseline>,
    refunds: BTreeMap<RefundId, Refund>,
    shopper: Option<ShopperId>,
    redemptions: BTreeSet<RedemptionRef>,
    was_live: bool,
}

/// What was so when the order was first heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct FirstHeard {
    #[serde(flatten)]
    rules: Option<HeardUnder>,
    at: Time,
}

/// The oldest snapshot that was paid: its lines earn, later ones don't.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Baseline {
    paid_at: Time,
    snapshot: Snapshot,
}

/// What is so while an event is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hearing {
    /// The time.
    pub now: Time,
    /// The shop's rules; an order that is first heard without any never earns.
    pub rules: Option<HeardUnder>,
}

/// The rules of a shop, as far as an order has to know them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeardUnder {
    /// The program's version.
    pub program: u32,
    /// The program's currency.
    pub currency: Currency,
}

/// Why an order earns nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ignored {
    /// It is only a test.
    Test,
    /// Its payment was never taken.
    Voided,
    /// It was cancelled.
    Cancelled,
    /// Nobody we could name ordered.
    NoShopper,
    /// The shop had no program when the order was first heard.
    NoProgram,
    /// It is in another currency than the program.
    OtherCurrency,
    /// It was paid more than 90 days before it was first heard.
    TooOld,
}

impl Ignored {
    /// The name on the wire.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Voided => "voided",
            Self::Cancelled => "cancelled",
            Self::NoShopper => "no-shopper",
            Self::NoProgram => "no-program",
            Self::OtherCurrency => "other-currency",
            Self::TooOld => "too-old",
        }
    }
}

/// Where an order stands, all in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderState {
    /// Only refunds were heard; the order itself was not.
    Unheard,
    /// Placed, and not paid yet.
    Placed,
    /// Paid.
    Paid,
    /// It earns nothing.
    Ignored(Ignored),
}

impl OrderHistory {
    /// The history of an order of which nothing was heard.
    pub const fn new(order: OrderId) -> Self {
        Self {
            order,
            revision: 0,
            first: None,
            newest: None,
            baseline: None,
            refunds: BTreeMap::new(),
            shopper: None,
            redemptions: BTreeSet::new(),
            was_live: false,
        }
    }

    /// Hears an event. Where it says anything new, the revision rises; [`OrderHistory::targets`]
    /// are then to be told again.
    pub fn hear(&mut self, event: OrderEvent, hearing: Hearing) {
        let before = self.clone();
        if let Some(snapshot) = event.snapshot {
            self.hear_snapshot(snapshot, hearing);
        }
        for refund in event.refunds {
            self.hear_refund(refund);
        }
        self.was_live |= self.is_live();
        if *self != before {
            self.revision += 1;
        }
    }

    /// The order.
    pub const fn order(&self) -> &OrderId {
        &self.order
    }

    /// How many events said anything new.
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Who earns: the first shopper an event named.
    pub const fn shopper(&self) -> Option<&ShopperId> {
        self.shopper.as_ref()
    }

    /// The newest snapshot.
    pub const fn newest(&self) -> Option<&Snapshot> {
        self.newest.as_ref()
    }

    /// The refunds, by id.
    pub const fn refunds(&self) -> &BTreeMap<RefundId, Refund> {
        &self.refunds
    }

    /// The redemptions whose codes the order has ever carried.
    pub const fn redemptions(&self) -> &BTreeSet<RedemptionRef> {
        &self.redemptions
    }

    /// Where the order stands.
    pub fn state(&self) -> OrderState {
        let (Some(newest), Some(first)) = (&self.newest, &self.first) else {
            return OrderState::Unheard;
        };
        let status = self.status(newest);
        let ignored = match status {
            _ if newest.test => Some(Ignored::Test),
            Status::Voided => Some(Ignored::Voided),
            Status::Cancelled => Some(Ignored::Cancelled),
            _ if self.shopper.is_none() => Some(Ignored::NoShopper),
            _ => match first.rules {
                None => Some(Ignored::NoProgram),
                Some(rules) if newest.currency != rules.currency => Some(Ignored::OtherCurrency),
                Some(_) if self.is_too_old(newest, first) => Some(Ignored::TooOld),
                Some(_) => None,
            },
        };
        match ignored {
            Some(ignored) => OrderState::Ignored(ignored),
            None if status == Status::Placed => OrderState::Placed,
            None => OrderState::Paid,
        }
    }

    /// Whether a shopper bought a product with it: it was paid, by them, for real, and neither
    /// cancelled nor voided. What was sent back was bought all the same.
    pub fn bought(&self, shopper: &ShopperId, product: &ProductId) -> bool {
        let Some(newest) = &self.newest else {
            return false;
        };
        let is_paid = matches!(self.status(newest), Status::Paid | Status::Refunded);
        let mut products = newest.lines.iter().filter_map(|line| line.product.as_ref());
        self.shopper.as_ref() == Some(shopper)
            && is_paid
            && !newest.test
            && products.any(|known| known == product)
    }

    /// What the order should have led to, in absolute terms, at this revision.
    pub fn targets(&self) -> Targets {
        Targets {
            earn: self.earn_target(),
            redemptions: self.redemption_targets(),
        }
    }

    fn hear_snapshot(&mut self, snapshot: Snapshot, hearing: Hearing) {
        self.first.get_or_insert(FirstHeard {
            rules: hearing.rules,
            at: hearing.now,
        });
        if self.shopper.is_none() {
            self.shopper.clone_from(&snapshot.shopper);
        }
        self.redemptions
            .extend(snapshot.redemptions.iter().copied());
        let was_paid = matches!(snapshot.status, Status::Paid | Status::Refunded);
        let is_older = |baseline: &Baseline| is_newer(&baseline.snapshot, &snapshot);
        if was_paid && self.baseline.as_ref().is_none_or(is_older) {
            let paid_at = snapshot.at.min(hearing.now);
            self.baseline = Some(Baseline {
                paid_at,
                snapshot: snapshot.clone(),
            });
        }
        if self
            .newest
            .as_ref()
            .is_none_or(|newest| is_newer(&snapshot, newest))
        {
            self.newest = Some(snapshot);
        }
    }

    /// Keeps a refund; of two messages of one refund, the greater by content, so that order does
    /// not matter.
    fn hear_refund(&mut self, refund: Refund) {
        match self.refunds.get(&refund.id) {
            Some(known) if *known >= refund => {}
            None if self.refunds.len() >= REFUNDS_MAX => {}
            _ => {
                self.refunds.insert(refund.id.clone(), refund);
            }
        }
    }

    fn is_too_old(&self, newest: &Snapshot, first: &FirstHeard) -> bool {
        let paid_at = self
            .baseline
            .as_ref()
            .map_or(newest.at, |baseline| baseline.paid_at);
        paid_at.plus_days(ORDER_AGE_DAYS_MAX) < first.at
    }

    fn is_live(&self) -> bool {
        let newest = self.newest.as_ref();
        let paid = newest.is_some_and(|newest| self.status(newest) == Status::Paid);
        paid && self.state() == OrderState::Paid
    }

    /// Where the newest snapshot says the order stands. A part payment counts as paid where the
    /// order was paid before: an edit made it dearer, and the lines that were added earn nothing.
    const fn status(&self, newest: &Snapshot) -> Status {
        match newest.status {
            Status::PartlyPaid if self.baseline.is_some() => Status::Paid,
            Status::PartlyPaid => Status::Placed,
            status => status,
        }
    }

    /// What the order should have earned; nothing is told of an order that never earned anything.
    fn earn_target(&self) -> Option<EarnTarget> {
        if !self.was_live {
            return None;
        }
        let (shopper, first) = (self.shopper.as_ref()?, self.first.as_ref()?);
        let (newest, baseline) = (self.newest.as_ref()?, self.baseline.as_ref()?);
        let lines = &baseline.snapshot.lines;
        let kept = if self.is_live() {
            let lines = lines_now(lines, newest);
            kept_of(|line| line.basis, &lines, &self.refunds, newest.total)
        } else {
            vec![Amount::ZERO; lines.len()]
        };
        Some(EarnTarget {
            order: self.order.clone(),
            revision: self.revision,
            shopper: shopper.clone(),
            program: first.rules?.program,
            paid_at: baseline.paid_at,
            baseline: mark_of(lines),
            lines: lines
                .iter()
                .zip(kept)
                .map(|(line, kept)| target_line(line, kept))
                .collect(),
        })
    }

    fn redemption_targets(&self) -> Vec<RedemptionTarget> {
        let Some(stage) = self.redemption_stage() else {
            return Vec::new();
        };
        let target = |redemption: &RedemptionRef| RedemptionTarget {
            redemption: *redemption,
            order: self.order.clone(),
            revision: self.revision,
            stage: stage.clone(),
        };
        self.redemptions.iter().map(target).collect()
    }

    /// Tests, other currencies, old orders and orders of nobody carry real discounts, so their
    /// redemptions are captured like any other.
    fn redemption_stage(&self) -> Option<RedemptionStage> {
        let newest = self.newest.as_ref()?;
        Some(match self.status(newest) {
            Status::Placed | Status::PartlyPaid => RedemptionStage::Placed,
            Status::Cancelled | Status::Voided | Status::Refunded => RedemptionStage::Ended,
            Status::Paid => {
                let kept = kept_of(
                    |line| line.value,
                    &newest.lines,
                    &self.refunds,
                    newest.total,
                );
                let value: Amount = newest.lines.iter().map(|line| line.value).sum();
                let goods = newest.lines.iter().filter(|line| !line.gift_card);
                RedemptionStage::Paid {
                    value,
                    refunded: value.less(kept.into_iter().sum()),
                    subtotal: goods.map(|line| line.value).sum(),
                }
            }
        })
    }
}

/// Whether a snapshot counts over another: by the platform's time, then by status, then by content.
fn is_newer(snapshot: &Snapshot, than: &Snapshot) -> bool {
    let content = |snapshot: &Snapshot| {
        let lines = told(&snapshot.lines);
        serde_json::to_string(&Snapshot {
            lines,
            ..snapshot.clone()
        })
        .unwrap_or_default()
    };
    (snapshot.updated_at, snapshot.status)
        .cmp(&(than.updated_at, than.status))
        .then_with(|| content(snapshot).cmp(&content(than)))
        .is_gt()
}

/// The lines at first payment, with what the newest snapshot says was removed of them since.
fn lines_now(lines: &[OrderLine], newest: &Snapshot) -> Vec<OrderLine> {
    let now = |line: &OrderLine| {
        let removed = match newest.lines.iter().find(|newest| newest.id == line.id) {
            Some(newest) => newest.removed,
            None => line.quantity,
        };
        OrderLine {
            removed: removed.min(line.quantity),
            ..line.clone()
        }
    };
    lines.iter().map(now).collect()
}

/// A mark that two snapshots share when their lines are the same.
fn mark_of(lines: &[OrderLine]) -> Head {
    Head::default().after(&serde_json::to_string(&told(lines)).unwrap_or_default())
}

/// Lines as the platform told them: the collections are the shop's word, and may change between two
/// deliveries of one message.
fn told(lines: &[OrderLine]) -> Vec<OrderLine> {
    let told = |line: &OrderLine| OrderLine {
        collections: Vec::new(),
        ..line.clone()
    };
    lines.iter().map(told).collect()
}

fn target_line(line: &OrderLine, kept: Amount) -> TargetLine {
    TargetLine {
        id: line.id.clone(),
        product: line.product.clone(),
        sku: line.sku.clone(),
        collections: line.collections.clone(),
        gift_card: line.gift_card,
        paid: line.paid,
        basis: line.basis,
        kept,
    }
}
