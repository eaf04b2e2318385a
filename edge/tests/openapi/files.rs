//! Reviews that a shop brings along, and those that it takes with it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::reviews::{Stars, State};
use crate::values::{Id, Time};

/// What became of a file.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Imported {
    format: String,
    rows: u64,
    imported: u64,
    /// They were there already.
    unchanged: u64,
    /// They were there, and got photos that they lacked.
    completed: u64,
    bad_rows: u64,
    /// The first of them.
    #[schemars(length(max = 100))]
    bad: Vec<BadRow>,
    /// No https address, not on the shop's hosts, or too many.
    photos_left_out: u64,
    /// The first hosts that the shop does not allow photos from.
    #[schemars(length(max = 20))]
    photo_hosts_left_out: Vec<HostLeftOut>,
}

/// A host, and how many photos on it were left out.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HostLeftOut {
    host: String,
    photos: u64,
}

/// A row that was left out.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BadRow {
    line: u64,
    column: Option<String>,
    reason: String,
    detail: String,
}

/// A page of an export; the next one is in the `Link` header.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Exported {
    reviews: Vec<ExportedReview>,
}

/// A review with what it is known by; a file of CSV has the same.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
pub(crate) struct ExportedReview {
    key: Id,
    product: Option<Id>,
    rating: Stars,
    title: Option<String>,
    body: Option<String>,
    author: Option<String>,
    at: Time,
    state: State,
    app: Option<String>,
}
