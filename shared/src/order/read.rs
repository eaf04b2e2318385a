//! Reading the orders that a shop reports itself, for any platform (`POST /orders`).

use std::collections::BTreeSet;

use serde_json::Value;

use super::{OrderEvent, OrderLine, Refund, RefundLine, Snapshot, Status};
use crate::cart::{Cart, amount};
use crate::document::{self, Fault, Fields, Node};
use crate::id::LineId;
use crate::limits::{QUANTITY_MAX, REFUND_LINES_MAX};
use crate::time::Time;

/// What a shop reports: the event, and the code the order carries, which only the edge can read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedOrder {
    /// The event; its snapshot names no redemptions yet.
    pub event: OrderEvent,
    /// The code as it was written.
    pub code: Option<String>,
}

/// The longest text in which a code is looked for.
const CODE_LENGTH_MAX: usize = 64;

impl ReportedOrder {
    /// A report from its JSON, `{event, order, refund?}`, or every fault of it.
    pub fn parse(document: &Value) -> Result<Self, Vec<Fault>> {
        document::read(document, Self::read)
    }

    fn read(node: &Node<'_, '_>) -> Option<Self> {
        let fields = node.fields()?;
        let refund = fields.maybe("refund", read_refund);
        let event = fields.required("event").and_then(|node| read_event(&node));
        let order = fields.required("order")?;
        let order_fields = order.fields()?;
        let id = order_fields.required("id").and_then(|node| node.id());
        let code = order_fields.maybe("code", |node| node.text(CODE_LENGTH_MAX).map(str::to_owned));
        let (event, refund) = (event?, refund?);
        let snapshot = match (event, &refund, order_fields.optional("lines")) {
            // A refund may come without the order's lines: it waits for its order.
            (Event::Refunded, Some(_), None) => None,
            _ => Some(read_snapshot(
                &order,
                &order_fields,
                event.status(refund.as_ref()),
            )?),
        };
        let event = OrderEvent {
            order: id?,
            snapshot,
            refunds: refund.into_iter().collect(),
        };
        Some(Self { event, code: code? })
    }
}

#[derive(Clone, Copy)]
enum Event {
    Placed,
    Paid,
    Cancelled,
    Refunded,
}

impl Event {
    /// An order with a refund of its own was paid; `refunded` without one means all of it.
    const fn status(self, refund: Option<&Refund>) -> Status {
        match (self, refund) {
            (Self::Placed, _) => Status::Placed,
            (Self::Paid, _) | (Self::Refunded, Some(_)) => Status::Paid,
            (Self::Cancelled, _) => Status::Cancelled,
            (Self::Refunded, None) => Status::Refunded,
        }
    }
}

fn read_event(node: &Node<'_, '_>) -> Option<Event> {
    match node.value().as_str() {
        Some("placed") => Some(Event::Placed),
        Some("paid") => Some(Event::Paid),
        Some("cancelled") => Some(Event::Cancelled),
        Some("refunded") => Some(Event::Refunded),
        _ => node.expected("placed, paid, cancelled or refunded"),
    }
}

fn read_snapshot(node: &Node<'_, '_>, fields: &Fields<'_, '_>, status: Status) -> Option<Snapshot> {
    let cart = Cart::read(node);
    let at = fields.required("at").and_then(|node| node.parsed::<Time>());
    let updated_at = fields.maybe("updated_at", Node::parsed::<Time>);
    let shopper = fields.maybe("shopper", Node::id);
    let test = fields.or("test", false, Node::boolean);
    let (cart, at) = (cart?, at?);
    let updated_at = updated_at?.unwrap_or(at);
    let lines = order_lines(&cart);
    if let Some(twice) = named_twice(&lines) {
        let node = fields.required("lines")?;
        return node.fault(format!("two lines have the id {twice}"));
    }
    Some(Snapshot {
        updated_at,
        status,
        at,
        shopper: shopper?,
        currency: cart.currency,
        test: test?,
        lines,
        shipping: cart.shipping,
        total: cart.total(),
        redemptions: Vec::new(),
    })
}

/// The first id that an earlier line has too: refunds could not say which they mean.
fn named_twice(lines: &[OrderLine]) -> Option<&LineId> {
    let mut seen = BTreeSet::new();
    lines
        .iter()
        .map(|line| &line.id)
        .find(|id| !seen.insert(*id))
}

/// The lines of an order from its cart; a line without an id is known by its place, `#0`.
fn order_lines(cart: &Cart) -> Vec<OrderLine> {
    let amounts = cart.nets().into_iter().zip(cart.bases());
    let line = |(index, (line, (paid, basis))): (usize, (&crate::cart::Line, _))| OrderLine {
        id: line.id.clone().unwrap_or_else(|| place(index)),
        product: line.product.clone(),
        sku: line.sku.clone(),
        collections: line.collections.clone(),
        quantity: line.quantity,
        removed: 0,
        paid,
        basis,
        value: line.net(),
        gift_card: line.gift_card,
    };
    cart.lines
        .iter()
        .zip(amounts)
        .enumerate()
        .map(line)
        .collect()
}

fn place(index: usize) -> LineId {
    // Unwrap safety: `#` and digits are visible ASCII.
    #[expect(clippy::unwrap_used, reason = "a number is an id")]
    format!("#{index}").parse().unwrap()
}

fn read_refund(node: &Node<'_, '_>) -> Option<Refund> {
    let fields = node.fields()?;
    let id = fields.required("id").and_then(|node| node.id());
    let lines = fields.or("lines", Vec::new(), |node| {
        node.all(REFUND_LINES_MAX, read_refund_line)
    });
    let amount = fields.maybe("amount", amount);
    let (lines, amount) = (lines?, amount?);
    if lines.is_empty() && amount.is_none() {
        return node.fault("a refund names lines, or an amount");
    }
    Some(Refund {
        id: id?,
        lines,
        amount,
    })
}

fn read_refund_line(node: &Node<'_, '_>) -> Option<RefundLine> {
    let fields = node.fields()?;
    let id = fields.required("id").and_then(|node| node.id());
    let quantity = fields
        .required("quantity")
        .and_then(|node| node.integer(0, QUANTITY_MAX));
    let amount = fields.maybe("amount", amount);
    Some(RefundLine {
        id: id?,
        quantity: quantity?.unsigned_abs(),
        amount: amount?,
    })
}
