//! Replaying: each shopper's orders through an account of their own.

use super::OrderRow;
use super::calendar::{Calendar, HistoryTooLong};
use super::fold::Fold;
use super::redeeming::{Redeeming, redeem_best};
use super::report::Report;
use crate::id::{ActionId, OrderId};
use crate::ledger::{Account, Head, RedemptionNumber, SealedEntry, Turn};
use crate::money::Amount;
use crate::order::{EarnTarget, TargetLine};
use crate::program::Program;
use crate::time::Time;

/// The version that a simulated program has.
const VERSION: u32 = 1;

/// A simulation under way. Shoppers are independent, so only one account is there at a time; what
/// is kept of the others is their sums by month.
#[derive(Debug)]
pub struct Simulation<'a> {
    program: &'a Program,
    /// The orders by shopper and time.
    orders: Vec<OrderRow>,
    next: usize,
    shoppers: u64,
    redeem: Redeeming,
    seed: u64,
    from: Time,
    until: Time,
    fold: Fold<'a>,
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
        // Stable, so that orders of one instant stay in the order they were told.
        orders.sort_by(|one, other| (&one.shopper, one.at).cmp(&(&other.shopper, other.at)));
        let calendar = Calendar::of(from, until, &program.zone)?;
        Ok(Self {
            program,
            orders,
            next: 0,
            shoppers: 0,
            redeem,
            seed,
            from,
            until,
            fold: Fold::new(program, calendar),
        })
    }

    /// Replays one more shopper, and answers how many orders are replayed by now; `None` at the
    /// end.
    pub fn step(&mut self) -> Option<usize> {
        let orders = std::mem::take(&mut self.orders);
        let first = orders.get(self.next);
        let count = first.map_or(0, |first| {
            orders[self.next..]
                .iter()
                .take_while(|order| order.shopper == first.shopper)
                .count()
        });
        self.replay(&orders[self.next..self.next + count]);
        self.orders = orders;
        self.next += count;
        (count > 0).then_some(self.next)
    }

    /// What it came to.
    pub fn finish(self) -> Report {
        let span = (self.from, self.until);
        Report::of(&self.fold, self.shoppers, span, (self.redeem, self.seed))
    }

    fn replay(&mut self, orders: &[OrderRow]) {
        let Some(first) = orders.first() else { return };
        self.shoppers += 1;
        self.fold.add_shopper(first.at);
        let mut account = Account::default();
        for (number, row) in (0..).zip(orders) {
            let entries = self.order(&mut account, row, number);
            self.add(&entries);
            // What is closed is not asked for again: a long history must not slow a turn.
            account.forget_closed();
        }
        let end = Turn::begin(&mut account, self.program, VERSION, self.until);
        self.add(&end.finish());
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
                let redemption = RedemptionNumber(number);
                discount = redeem_best(&mut turn, program, row, &order, redemption);
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
