//! The document as a whole.

use serde_json::Value;

use super::names::{Names, unique};
use super::value::{clock_span, word};
use super::{campaigns, earn, expiry, label, rewards, tiers};
use crate::document::{self, Fault, Node};
use crate::id::{CampaignId, RewardId, RuleId};
use crate::limits::LABEL_LENGTH_MAX;
use crate::program::{Clawback, Program};
use crate::time::{Span, Zone};

/// Where editors look for the schema of a document; it says nothing about the program.
pub(in crate::program) const SCHEMA: &str = "$schema";
/// The most characters of that.
pub(in crate::program) const SCHEMA_LENGTH_MAX: usize = 2048;

/// How long a hold lives where the document does not say, in minutes.
pub(in crate::program) const HOLD_MINUTES: u32 = 15;
/// How long a presented hold lives where the document does not say, in minutes.
pub(in crate::program) const PRESENTED_MINUTES: u32 = 60;

pub(in crate::program) const FIELDS: &[&str] = &[
    "name",
    "currency",
    "timezone",
    "points_name",
    "earn",
    "campaigns",
    "tiers",
    "rewards",
    "expiry",
    "hold",
    "presented",
    "clawback",
    SCHEMA,
];

pub(in crate::program) const CLAWBACKS: &[(&str, Clawback)] = &[
    ("deficit", Clawback::Deficit),
    ("within_balance", Clawback::WithinBalance),
];

impl Program {
    /// A program from its JSON document, or every fault of it: parsed whole or refused whole.
    ///
    /// Unknown fields are faults, and so are references to rules and tiers that are not there.
    pub fn parse(document: &Value) -> Result<Self, Vec<Fault>> {
        let names = Names::of(document);
        document::read(document, |node| program(node, &names))
    }
}

fn program(node: &Node<'_, '_>, names: &Names) -> Option<Program> {
    let fields = node.fields_only(FIELDS)?;
    let schema = fields.maybe(SCHEMA, |node| node.text(SCHEMA_LENGTH_MAX));
    let name = fields
        .required("name")
        .and_then(|node| node.text(LABEL_LENGTH_MAX).map(str::to_owned));
    let currency = fields.required("currency").and_then(|node| node.parsed());
    let zone = fields.or("timezone", Zone::utc(), Node::parsed);
    let points_name = fields.maybe("points_name", label::forms);
    let earn = fields.or("earn", Vec::new(), |node| {
        unique::<RuleId, _>(node, |item| earn::rule(item, names))
    });
    let campaigns = fields.or("campaigns", Vec::new(), |node| {
        unique::<CampaignId, _>(node, |item| campaigns::campaign(item, names))
    });
    let tiers = fields.maybe("tiers", tiers::tiers);
    let rewards = fields.or("rewards", Vec::new(), |node| {
        unique::<RewardId, _>(node, |item| rewards::reward(item, names))
    });
    let expiry = fields.maybe("expiry", expiry::expiry);
    let hold = fields.or("hold", Span::of_minutes(HOLD_MINUTES), clock_span);
    let presented = fields.or("presented", Span::of_minutes(PRESENTED_MINUTES), clock_span);
    let clawback = fields.or("clawback", Clawback::Deficit, |node| word(node, CLAWBACKS));
    schema?;
    Some(Program {
        name: name?,
        currency: currency?,
        zone: zone?,
        points_name: points_name?,
        earn: earn?,
        campaigns: campaigns?,
        tiers: tiers?,
        rewards: rewards?,
        expiry: expiry?,
        hold: hold?,
        presented: presented?,
        clawback: clawback?,
    })
}
