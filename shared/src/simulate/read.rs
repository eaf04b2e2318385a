//! A simulation as a JSON document asks for it.

use serde_json::Value;

use super::{OrderRow, Redeeming};
use crate::cart::amount;
use crate::document::{self, Fault, Node};
use crate::points::Points;
use crate::program::Program;

/// What is to be simulated.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The draft; where there is none, the program that the shop has.
    pub program: Option<Program>,
    /// The history.
    pub orders: Vec<OrderRow>,
    /// How shoppers redeem.
    pub redeem: Redeeming,
    /// The seed of what is drawn.
    pub seed: u64,
}

/// A request from its document, or every fault of it and of the draft inside. It has at most
/// `orders_max` orders.
pub fn parse(document: &Value, orders_max: usize) -> Result<Request, Vec<Fault>> {
    document::read(document, |node| request(node, orders_max))
}

fn request(node: &Node<'_, '_>, orders_max: usize) -> Option<Request> {
    let fields = node.fields_only(&["program", "orders", "redeem", "seed"])?;
    let program = fields.maybe("program", |node| {
        let parsed = Program::parse(node.value());
        parsed.map_or_else(|faults| node.faults(faults), Some)
    });
    let orders = fields
        .required("orders")
        .and_then(|node| node.all(orders_max, order));
    let redeem = fields.or("redeem", Redeeming::AtOnce, redeeming);
    let seed = fields.or("seed", 0, |node| node.integer(0, Points::MAX.get() as i64));
    Some(Request {
        program: program?,
        orders: orders?,
        redeem: redeem?,
        seed: seed?.unsigned_abs(),
    })
}

fn order(node: &Node<'_, '_>) -> Option<OrderRow> {
    let fields = node.fields_only(&["at", "shopper", "amount", "product"])?;
    let at = fields.required("at").and_then(|node| node.parsed());
    let shopper = fields.required("shopper").and_then(|node| node.id());
    let amount = fields.required("amount").and_then(|node| amount(&node));
    let product = fields.maybe("product", Node::id);
    Some(OrderRow {
        at: at?,
        shopper: shopper?,
        amount: amount?,
        product: product?,
    })
}

fn redeeming(node: &Node<'_, '_>) -> Option<Redeeming> {
    match node.value().as_str() {
        Some("never") => Some(Redeeming::Never),
        Some("at_once") => Some(Redeeming::AtOnce),
        None if node.value().is_object() => {
            let rate = node.fields_only(&["rate"])?.required("rate")?;
            let percent = rate.integer(0, 100)?;
            u32::try_from(percent).ok().map(Redeeming::Rate)
        }
        _ => node.expected(r#""never", "at_once" or {"rate": a percentage}"#),
    }
}
