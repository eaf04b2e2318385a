//! The shapes of rewards.

use serde_json::{Value, json};

use super::super::read::rewards::{KINDS, Kind, PERS};
use super::shape::{self, about, amount, object, points, reference, whole, with_default};
use crate::limits::STOCK_MAX;

/// A reward: one shape for each kind.
pub(super) fn reward() -> Value {
    let kinds = KINDS.words.iter().map(|(word, kind)| {
        let fields = KINDS.common.iter().chain((KINDS.own)(*kind));
        let fields: Vec<&str> = fields.copied().collect();
        let (description, required) = described(*kind);
        let required: Vec<&str> = ["id", "kind", "points"]
            .iter()
            .chain(required)
            .copied()
            .collect();
        let shape = |name: &str| match name {
            "kind" => Some(json!({"description": "What it does.", "const": word})),
            _ => field(name, *kind),
        };
        let mut kind = object(description, &fields, &required, shape);
        kind["title"] = json!(word);
        kind
    });
    json!({"description": "What points buy.", "oneOf": kinds.collect::<Vec<_>>()})
}

/// What a reward of each kind does, and which of its own fields it needs.
const fn described(kind: Kind) -> (&'static str, &'static [&'static str]) {
    match kind {
        Kind::AmountOff => ("A fixed amount off.", &["amount"]),
        Kind::PercentOff => ("A share of the subtotal off, rounded down.", &["percent"]),
        Kind::FreeShipping => ("Shipping off.", &[]),
        Kind::FreeProduct => ("A product for nothing.", &["product"]),
        Kind::PointsOff => (
            "As many points as the shopper likes, in whole steps.",
            &["amount"],
        ),
    }
}

fn field(name: &str, kind: Kind) -> Option<Value> {
    let is_points_off = kind == Kind::PointsOff;
    let percent = || whole(1, 100);
    Some(match name {
        "points" if is_points_off => {
            about("The step: so many points are worth `amount`.", points())
        }
        "points" => about("Its price.", points()),
        "amount" if is_points_off => about("What a step is worth, in minor units.", amount(1)),
        "amount" => about("What it takes off, in minor units.", amount(1)),
        "percent" => about("The share of the subtotal.", percent()),
        "max_amount" => about("The most it takes off, in minor units.", amount(1)),
        "product" => about("The product, by its id.", reference("id")),
        "min_points" => about("The fewest points.", points()),
        "max_percent" => about(
            "The largest share of the subtotal that points pay for.",
            percent(),
        ),
        "min_subtotal" => about("The least subtotal of a cart, in minor units.", amount(0)),
        "per_shopper" => shape::cap("How often one shopper may have it.", PERS),
        "stock" => about("How many there are.", whole(0, STOCK_MAX.into())),
        "combines" => with_default(
            "Whether it goes with other discounts of a cart.",
            json!({"type": "boolean"}),
            json!(true),
        ),
        _ => return shape::common(name),
    })
}
