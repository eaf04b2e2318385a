//! The platform: the truth about orders, and the messages it sends about them.

use shared::id::{LineId, OrderId, ProductId, RefundId, ShopperId};
use shared::ledger::RedemptionRef;
use shared::order::{OrderEvent, OrderLine, Refund, RefundLine, Snapshot, Status};
use shared::{Amount, Time};

/// An order as the platform knows it.
pub(crate) struct PlatformOrder {
    pub(crate) id: OrderId,
    pub(crate) shopper: ShopperId,
    pub(crate) status: Status,
    pub(crate) updated_at: Time,
    pub(crate) paid_at: Time,
    pub(crate) lines: Vec<OrderLine>,
    pub(crate) refunds: Vec<Refund>,
    pub(crate) code: Option<RedemptionRef>,
    /// Every snapshot it ever sent.
    pub(crate) said: Vec<Snapshot>,
}

pub(crate) fn amount(minor: u64) -> Amount {
    Amount::new(minor).unwrap()
}

impl PlatformOrder {
    pub(crate) fn placed(
        rng: &mut fastrand::Rng,
        number: usize,
        shopper: ShopperId,
        now: Time,
        code: Option<RedemptionRef>,
    ) -> Self {
        let lines = (0..rng.usize(1..4))
            .map(|line| draw_line(rng, line))
            .collect();
        let id = format!("order-{number}").parse().unwrap();
        let (status, refunds) = (Status::Placed, Vec::new());
        Self {
            id,
            shopper,
            status,
            updated_at: now,
            paid_at: now,
            lines,
            refunds,
            code,
            said: Vec::new(),
        }
    }

    pub(crate) fn total(&self) -> Amount {
        self.lines.iter().map(|line| line.paid).sum()
    }

    /// Something happens to the order. A platform's clock is coarse: two changes may share a time.
    pub(crate) fn change(&mut self, rng: &mut fastrand::Rng, now: Time) {
        if rng.u8(..3) > 0 {
            self.updated_at = now.max(self.updated_at.plus_ms(1));
        }
        match (self.status, rng.u8(..8)) {
            (Status::Placed, 0) => self.status = Status::Cancelled,
            (Status::Placed, _) => (self.status, self.paid_at) = (Status::Paid, now),
            (Status::PartlyPaid, _) => self.status = Status::Paid,
            (Status::Paid, 3) => self.status = Status::PartlyPaid,
            (Status::Paid, 0) => self.status = Status::Cancelled,
            (Status::Paid, 1) => self.status = Status::Refunded,
            (Status::Paid, 2) => self.refund_amount(rng),
            (Status::Paid, 4) => self.remove_some(rng),
            (Status::Paid, 5) => self.lines.push(draw_line(rng, self.lines.len())),
            (Status::Paid, _) => self.refund_line(rng),
            (Status::Cancelled | Status::Refunded | Status::Voided, _) => {
                self.status = Status::Paid
            }
        }
    }

    /// What the platform says of the order now; sometimes only the refunds.
    pub(crate) fn message(&mut self, rng: &mut fastrand::Rng) -> OrderEvent {
        let only_refunds = !self.refunds.is_empty() && rng.u8(..4) == 0;
        let nameless = self.status == Status::Placed && rng.u8(..4) == 0;
        let snapshot = Snapshot {
            updated_at: self.updated_at,
            status: self.status,
            at: self.paid_at,
            shopper: (!nameless).then(|| self.shopper.clone()),
            currency: "USD".parse().unwrap(),
            test: false,
            lines: self.lines.clone(),
            shipping: Amount::ZERO,
            total: self.total(),
            redemptions: self.code.into_iter().collect(),
        };
        let snapshot = (!only_refunds).then_some(snapshot);
        self.said.extend(snapshot.clone());
        OrderEvent {
            order: self.id.clone(),
            snapshot,
            refunds: self.refunds.clone(),
        }
    }

    /// An edit removes some of a line.
    fn remove_some(&mut self, rng: &mut fastrand::Rng) {
        let index = rng.usize(..self.lines.len());
        let line = &mut self.lines[index];
        line.removed = rng.u64(line.removed..=line.quantity);
    }

    fn refund_line(&mut self, rng: &mut fastrand::Rng) {
        let line = &self.lines[rng.usize(..self.lines.len())];
        let quantity = rng.u64(1..=line.quantity);
        let named = (rng.u8(..3) == 0).then(|| amount(rng.u64(0..=line.paid.get())));
        let line = RefundLine {
            id: line.id.clone(),
            quantity,
            amount: named,
        };
        let id = self.next_refund();
        self.refunds.push(Refund {
            id,
            lines: vec![line],
            amount: None,
        });
    }

    fn refund_amount(&mut self, rng: &mut fastrand::Rng) {
        let some = amount(rng.u64(1..=self.total().get().max(1)));
        let id = self.next_refund();
        self.refunds.push(Refund {
            id,
            lines: Vec::new(),
            amount: Some(some),
        });
    }

    fn next_refund(&self) -> RefundId {
        format!("{}-refund-{}", self.id, self.refunds.len())
            .parse()
            .unwrap()
    }
}

fn draw_line(rng: &mut fastrand::Rng, line: usize) -> OrderLine {
    let quantity = rng.u64(1..4);
    let value = quantity * rng.u64(0..4000);
    // Sometimes points pay for all of it.
    let off = if rng.u8(..8) == 0 {
        100
    } else {
        rng.u64(0..20)
    };
    let paid = value - value * off / 100;
    let gift_card = rng.u8(..8) == 0;
    let product: ProductId = if rng.bool() { "88" } else { "91" }.parse().unwrap();
    let id: LineId = format!("line-{line}").parse().unwrap();
    OrderLine {
        id,
        product: Some(product),
        sku: None,
        collections: Vec::new(),
        quantity,
        removed: 0,
        paid: amount(paid),
        basis: if gift_card {
            Amount::ZERO
        } else {
            amount(paid - paid / 10)
        },
        value: amount(value),
        gift_card,
    }
}
