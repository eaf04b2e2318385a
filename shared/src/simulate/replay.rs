//! Replaying: each shopper's orders through an account of their own.

use std::collections::BTreeMap;

use super::OrderRow;
use super::calendar::{Calendar, HistoryTooLong};
use super::fold::Fold;
use super::redeeming::{Redeeming, Redemption, redeem_best};
use super::report::Report;
use crate::id::{ActionId, OrderId, RewardId, ShopperId};
use crate::ledger::{Account, Head, RedemptionNumber, SealedEntry, Turn};
use crate::money::Amount;
use crate::order::{EarnTarget, TargetLine};
use crate::program::Program;
use crate::time::Time;

/// The version that a simulated program has.
const VERSION: u32 = 1;

/// A simulation under way. An account is there from its first order to its last; what is kept of
/// it then is its sums by month.
#[derive(Debug)]
pub struct Simulation<'a> {
    program: &'a Program,
    /// The orders still to come, the next one last.
    orders: Vec<OrderRow>,
    replayed: usize,
    /// How many orders of each shopper are still to come.
    to_come: BTreeMap<ShopperId, usize>,
    accounts: BTreeMap<ShopperId, Replayed>,
    /// What is left of limited rewards.
    stock: BTreeMap<RewardId, u32>,
    shoppers: u64,
    redeem: Redeeming,
    seed: u64,
    from: Time,
    until: Time,
    fold: Fold<'a>,
}

/// A shopper's account under way, and how many of their orders it has.
#[derive(Debug, Default)]
struct Replayed {
    account: Account,
    orders: u32,
}

impl<'a> Simulation<'a> {
    /// A simulation of a history in any order. It ends with the last order.
    pub fn new(
        program: &'a Program,
        mut orders: Vec<OrderRow>,
        redeem: Redeeming,
        seed: u64,
    ) -> Result<Self, HistoryTooLong> {
        let times = orders.iter().map(|order| order.at);
        let (from, until) = (times.clone().min(), times.max());
        let (from, until) = (from.unwrap_or(Time::MIN), until.unwrap_or(Time::MIN));
        let limited = program.rewards.iter();
        let limited = limited.filter_map(|reward| Some((reward.id.clone(), reward.stock?)));
        let stock: BTreeMap<RewardId, u32> = limited.collect();
        // Stable, so that orders of one instant stay in the order they were told. Who comes first
        // takes what is limited; where nothing is, shoppers are independent, and one after the
        // other leaves only one account at a time.
        if stock.is_empty() {
            orders.sort_by(|one, other| (&one.shopper, one.at).cmp(&(&other.shopper, other.at)));
        } else {
            orders.sort_by_key(|order| order.at);
        }
        orders.reverse();
        let mut to_come = BTreeMap::new();
        for order in &orders {
            *to_come.entry(order.shopper.clone()).or_default() += 1;
        }
        let calendar = Calendar::of(from, until, &program.zone)?;
        Ok(Self {
            program,
            orders,
            replayed: 0,
            to_come,
            accounts: BTreeMap::new(),
            stock,
            shoppers: 0,
            redeem,
            seed,
            from,
            until,
            fold: Fold::new(program, calendar),
        })
    }

    /// Replays one more order, and answers how many are replayed by now; `None` at the end.
    pub fn step(&mut self) -> Option<usize> {
        let row = self.orders.pop()?;
        let known = self.accounts.remove(&row.shopper);
        if known.is_none() {
            self.shoppers += 1;
            self.fold.add_shopper(row.at);
        }
        let mut replayed = known.unwrap_or_default();
        let entries = self.order(&mut replayed.account, &row, replayed.orders);
        self.add(&entries);
        replayed.orders += 1;
        self.keep(row.shopper, replayed);
        self.replayed += 1;
        Some(self.replayed)
    }

    /// What it came to.
    pub fn finish(self) -> Report {
        let span = (self.from, self.until);
        Report::of(&self.fold, self.shoppers, span, (self.redeem, self.seed))
    }

    /// Keeps an account for its next order; after its last, what falls due by the end is all that
    /// still comes.
    fn keep(&mut self, shopper: ShopperId, mut replayed: Replayed) {
        let to_come = self.to_come.entry(shopper.clone()).or_default();
        *to_come = to_come.saturating_sub(1);
        if *to_come > 0 {
            // What is closed is not asked for again: a long history must not slow a turn.
            replayed.account.forget_closed();
            self.accounts.insert(shopper, replayed);
            return;
        }
        let end = Turn::begin(&mut replayed.account, self.program, VERSION, self.until);
        let entries = end.finish();
        self.add(&entries);
    }

    fn order(&mut self, account: &mut Account, row: &OrderRow, number: u32) -> Vec<SealedEntry> {
        let program = self.program;
        let mut turn = Turn::begin(account, program, VERSION, row.at);
        if let Some(signup) = first_order(number) {
            turn.join(&signup);
        }
        let mut discount = None;
        if let Some(order) = order_id(number) {
            if self.redeem.draws(self.seed, &row.shopper, number.into()) {
                let redemption = Redemption {
                    number: RedemptionNumber(number),
                    order: &order,
                };
                discount = redeem_best(&mut turn, program, row, redemption, &mut self.stock);
            }
            let paid = row.amount.less(discount.unwrap_or(Amount::ZERO));
            turn.apply_order(&target(row, order, paid), program);
        }
        let month = self.fold.month(row.at);
        month.orders += 1;
        month.revenue += i128::from(row.amount.get());
        if let Some(discount) = discount {
            month.redemptions += 1;
            month.discounts += i128::from(discount.get());
        }
        turn.finish()
    }

    fn add(&mut self, entries: &[SealedEntry]) {
        for sealed in entries {
            self.fold.add(&sealed.entry);
        }
    }
}

/// What a shopper's first order does besides: they join.
fn first_order(number: u32) -> Option<ActionId> {
    if number == 0 {
        "signup".parse().ok()
    } else {
        None
    }
}

/// A name for a shopper's order of this number.
fn order_id(number: u32) -> Option<OrderId> {
    number.to_string().parse().ok()
}

/// What an order should have earned: one line, less what points paid for.
fn target(row: &OrderRow, order: OrderId, paid: Amount) -> EarnTarget {
    let line = "1".parse().ok().map(|id| TargetLine {
        id,
        product: row.product.clone(),
        sku: None,
        collections: Vec::new(),
        gift_card: false,
        paid,
        basis: paid,
        kept: paid,
    });
    EarnTarget {
        order,
        revision: 1,
        shopper: row.shopper.clone(),
        program: VERSION,
        paid_at: row.at,
        baseline: Head::default(),
        lines: line.into_iter().collect(),
    }
}
