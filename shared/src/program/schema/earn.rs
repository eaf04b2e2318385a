//! The shapes of ways to earn.

use serde_json::{Value, json};

use super::super::read::earn::{FILTER_FIELDS, ONS, On};
use super::shape::{self, about, amount, list, object, points, reference, whole};
use crate::id::SKU_LENGTH_MAX;
use crate::limits::{CAP_TIMES_MAX, PROGRAM_LIST_MAX, RULE_POINTS_MAX, STREAK_DAYS_MAX};

/// A rule: one shape for each thing it may be on.
pub(super) fn rule() -> Value {
    let kinds = ONS.words.iter().map(|(word, on)| {
        let fields = ONS.common.iter().chain((ONS.own)(*on));
        let fields: Vec<&str> = fields.copied().collect();
        let (description, required) = described(*on);
        let required: Vec<&str> = ["id", "on"].iter().chain(required).copied().collect();
        let shape = |name: &str| match name {
            "on" => Some(json!({"description": "What earns.", "const": word})),
            _ => field(name, *on),
        };
        let mut kind = object(description, &fields, &required, shape);
        kind["title"] = json!(format!("on {word}"));
        kind
    });
    json!({"description": "A way to earn points.", "oneOf": kinds.collect::<Vec<_>>()})
}

/// What a rule of each kind is, and which of its own fields it needs.
const fn described(on: On) -> (&'static str, &'static [&'static str]) {
    match on {
        On::Order => ("A paid order earns.", &["points", "per"]),
        On::NthOrder => (
            "Every n-th paid order earns, as a surprise.",
            &["n", "points"],
        ),
        On::Signup => ("Joining earns.", &["points"]),
        On::Birthday => ("A birthday earns.", &["points"]),
        On::Anniversary => ("The day of joining earns, each year.", &["points"]),
        On::Review => ("A review earns, whatever its rating.", &["points"]),
        On::Action => (
            "Something that the shop reports earns.",
            &["action", "points"],
        ),
        On::VisitStreak => ("Visits on consecutive days earn.", &["days", "points"]),
        On::Referral => ("A friend's first order earns.", &["referrer", "referred"]),
    }
}

fn field(name: &str, on: On) -> Option<Value> {
    let side = || whole(0, RULE_POINTS_MAX);
    Some(match name {
        "points" if on == On::Order => about(
            "Points for each whole `per` of the lines it covers.",
            points(),
        ),
        "points" => about("What it gives.", points()),
        "per" => about(
            "Minor units per step: 100 is one dollar or euro.",
            amount(1),
        ),
        "only" => about(
            "The lines it covers; all where it is left out.",
            some_lines(),
        ),
        "except" => about("Lines it leaves out.", reference("line_filter")),
        "min_subtotal" => about(
            "The least subtotal of an order that earns, in minor units.",
            amount(0),
        ),
        "n" => about(
            "Which order: 5 is the fifth, the tenth and so on.",
            whole(1, CAP_TIMES_MAX.into()),
        ),
        "action" => about("What was done, as the shop reports it.", reference("id")),
        "days" => about("How many days in a row.", whole(1, STREAK_DAYS_MAX.into())),
        "referrer" => about("What it gives to who referred.", side()),
        "referred" => about("What it gives to the friend.", side()),
        "cap" => shape::cap("How often it earns.", on.pers()),
        "pending" => about(
            "How long the points are pending, such as until goods can't be sent back.",
            reference("duration"),
        ),
        _ => return shape::common(name),
    })
}

/// A choice of lines.
pub(super) fn line_filter() -> Value {
    let plain = format!("[\\s\\S]{{1,{SKU_LENGTH_MAX}}}");
    let global = format!("gid://shopify/[^/]*/[^/]{{1,{SKU_LENGTH_MAX}}}");
    let sku = || {
        json!({"anyOf": [
            {"type": "string", "pattern": format!("^(?:{global}|{plain})$")},
            {"type": "integer", "minimum": 0, "maximum": u64::MAX},
        ]})
    };
    let about_it = "A line is in it when its product, its SKU or one of its collections is.";
    object(about_it, FILTER_FIELDS, &[], |name| {
        Some(match name {
            "products" => about("Products, by their ids.", shape::ids()),
            "collections" => about("Collections of products, by their ids.", shape::ids()),
            "skus" => about("Stock keeping units.", list(sku(), PROGRAM_LIST_MAX)),
            _ => return None,
        })
    })
}

/// A choice of lines that names something.
fn some_lines() -> Value {
    let named = FILTER_FIELDS
        .iter()
        .map(|field| json!({"properties": {*field: {"minItems": 1}}, "required": [field]}));
    json!({"allOf": [reference("line_filter"), {"anyOf": named.collect::<Vec<_>>()}]})
}
