//! The truth about an order: what all that its platform said comes to, worked out plainly.

use shared::Amount;
use shared::order::{OrderLine, Refund, Snapshot, Status};

use crate::platform::PlatformOrder;

/// What a platform's words come to, in whatever order they arrived.
pub(crate) struct Truth<'a> {
    pub(crate) newest: &'a Snapshot,
    pub(crate) first_paid: Option<&'a Snapshot>,
    refunds: &'a [Refund],
}

impl<'a> Truth<'a> {
    pub(crate) fn of(order: &'a PlatformOrder) -> Self {
        let newest = order.said.iter().max_by_key(|said| age(said));
        let paid = |said: &&Snapshot| matches!(said.status, Status::Paid | Status::Refunded);
        Self {
            newest: newest.expect("a platform says something of every order"),
            first_paid: order.said.iter().filter(paid).min_by_key(|said| age(said)),
            refunds: &order.refunds,
        }
    }

    /// A part payment is a payment where the order was paid before.
    pub(crate) fn is_paid(&self) -> bool {
        match self.newest.status {
            Status::Paid => true,
            Status::PartlyPaid => self.first_paid.is_some(),
            Status::Placed | Status::Cancelled | Status::Voided | Status::Refunded => false,
        }
    }

    /// The lines that earn: those of the first payment.
    pub(crate) fn earning_lines(&self) -> &'a [OrderLine] {
        self.first_paid.map_or(&[], |said| &said.lines)
    }

    /// What each of them keeps of its basis. A line that is no longer there counts as given back.
    pub(crate) fn basis_kept(&self) -> Vec<u64> {
        let kept = |line: &OrderLine| {
            let now = self.newest.lines.iter().find(|now| now.id == line.id);
            let removed = now.map_or(line.quantity, |now| now.removed);
            self.kept(line.basis, line, removed)
        };
        self.earning_lines().iter().map(kept).collect()
    }

    /// What is kept of what was paid for goods.
    pub(crate) fn subtotal_kept(&self) -> u64 {
        let lines = self.earning_lines().iter().zip(self.basis_kept());
        let goods = lines.filter(|(line, _)| !line.gift_card);
        goods
            .map(|(line, kept)| (line.paid.get() * kept).checked_div(line.basis.get()))
            .map(Option::unwrap_or_default)
            .sum()
    }

    /// What the lines are worth now before a redemption's discount, and what was given back of it.
    pub(crate) fn value_and_refunded(&self) -> (u64, u64) {
        let lines = &self.newest.lines;
        let value: u64 = lines.iter().map(|line| line.value.get()).sum();
        let kept = |line: &OrderLine| self.kept(line.value, line, line.removed);
        (value, value - lines.iter().map(kept).sum::<u64>())
    }

    /// What a line keeps of `measure`, refund by refund.
    fn kept(&self, measure: Amount, line: &OrderLine, removed: u64) -> u64 {
        let (whole, paid) = (measure.get(), line.paid.get());
        let (mut quantity, mut money) = (0, 0);
        for named in self.refunds.iter().flat_map(|refund| &refund.lines) {
            if named.id == line.id {
                match named.amount {
                    Some(amount) if paid > 0 => money += amount.get(),
                    _ => quantity += named.quantity,
                }
            }
        }
        let lump: u64 = self.refunds.iter().map(lump).sum();
        let total = self.newest.total.get();
        let by_quantity = whole * quantity.max(removed).min(line.quantity) / line.quantity;
        let by_money = (whole * money.min(paid)).checked_div(paid).unwrap_or(0);
        let by_lump = (whole * lump.min(total)).checked_div(total).unwrap_or(0);
        whole
            .saturating_sub(by_quantity)
            .saturating_sub(by_money)
            .saturating_sub(by_lump)
    }
}

/// What decides between two snapshots: the platform's time, then the later status, then the text.
pub(crate) fn age(said: &Snapshot) -> (shared::Time, Status, String) {
    let text = serde_json::to_string(said).unwrap();
    (said.updated_at, said.status, text)
}

fn lump(refund: &Refund) -> u64 {
    let amount = refund.amount.filter(|_| refund.lines.is_empty());
    amount.map_or(0, Amount::get)
}
