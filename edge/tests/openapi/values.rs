//! The values that go over the wire.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An opaque id: 1 to 128 visible ASCII characters.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
pub(crate) struct Id(
    #[schemars(length(min = 1, max = 128), regex(pattern = "^[!-~]+$"))] pub(crate) String,
);

/// A number of points, or minor units of a currency.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
pub(crate) struct Whole(#[schemars(range(max = 9_007_199_254_740_991_u64))] pub(crate) u64);

/// A change of points.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
pub(crate) struct Change(
    #[schemars(range(min = -9_007_199_254_740_991_i64, max = 9_007_199_254_740_991_i64))]
    pub(crate) i64,
);

/// A currency of ISO 4217.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
pub(crate) struct Currency(#[schemars(regex(pattern = "^[A-Z]{3}$"))] pub(crate) String);

/// An instant of RFC 3339.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
pub(crate) struct Time(#[schemars(extend("format" = "date-time"))] pub(crate) String);

/// A duration of ISO 8601.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
pub(crate) struct Span(#[schemars(regex(pattern = "^P"))] pub(crate) String);

/// Texts by language.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
pub(crate) struct Label(pub(crate) BTreeMap<String, String>);

/// Money: minor units of a currency.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Money {
    pub(crate) amount: Whole,
    pub(crate) currency: Currency,
}

/// A cart. Only the currency and each line's price and quantity are required.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
pub(crate) struct Cart {
    pub(crate) currency: Currency,
    #[schemars(length(max = 500))]
    pub(crate) lines: Vec<Line>,
    pub(crate) shipping: Option<Whole>,
    pub(crate) discount: Option<Whole>,
}

/// A line of a cart: `price` is per unit, `tax` and `discount` are per line.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
pub(crate) struct Line {
    pub(crate) id: Option<Id>,
    pub(crate) product: Option<Id>,
    pub(crate) sku: Option<String>,
    pub(crate) collections: Option<Vec<Id>>,
    pub(crate) price: Whole,
    pub(crate) tax: Option<Whole>,
    #[schemars(range(min = 1, max = 1_000_000))]
    pub(crate) quantity: u64,
    pub(crate) discount: Option<Whole>,
    pub(crate) gift_card: Option<bool>,
}

/// A problem of RFC 9457. The last part of its type is its name.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Problem {
    pub(crate) r#type: String,
    pub(crate) title: String,
    pub(crate) status: u16,
    pub(crate) detail: String,
    #[serde(default)]
    pub(crate) errors: Vec<ProblemError>,
}

/// A fault of a document and its place in it.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProblemError {
    pub(crate) pointer: String,
    pub(crate) detail: String,
}
