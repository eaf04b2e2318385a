//! WooCommerce: which of its bodies this is. The topic's header is not signed, so it is not asked.

mod order;

use shared::document::Fault;

use super::body::{self, Fields, Place};
use super::{Heard, Why};

/// How long a shopper is new. Later tellings are changes, and signing up is for new shoppers.
const NEW_DAYS: i64 = 1;

/// What a body says, or everything that is wrong with it.
pub(super) fn hear(body: &[u8]) -> Result<Heard, Vec<Fault>> {
    if is_ping(body) {
        return Ok(Heard::Ping);
    }
    body::read(body, read)
}

/// Whether it is the form that is sent when a webhook is made, the only body that is no JSON.
fn is_ping(body: &[u8]) -> bool {
    body.strip_prefix(b"webhook_id=")
        .is_some_and(|id| (1..=20).contains(&id.len()) && id.iter().all(u8::is_ascii_digit))
}

fn read(body: &Place<'_, '_>) -> Option<Heard> {
    let fields = body.fields()?;
    let has = |key| fields.has(key);
    // Subscriptions look like orders; each of their payments comes as an order of its own.
    let is_order = has("line_items") && has("status") && !has("billing_period");
    let is_person = has("email") && has("role") && !has("line_items");
    if is_order {
        order::read(&fields)
    } else if is_person {
        person(&fields)
    } else {
        Some(Heard::Nothing {
            why: Why::OtherTopic,
        })
    }
}

/// A shopper's own body. It looks the same whether they are new or changed, save for its times.
fn person(fields: &Fields<'_, '_>) -> Option<Heard> {
    let shopper = fields.required("id").and_then(|place| place.id());
    let created = fields.maybe("date_created_gmt", Place::time_in_utc);
    let modified = fields.maybe("date_modified_gmt", Place::time_in_utc);
    let is_known = match (created?, modified?) {
        (Some(created), Some(modified)) => modified > created.plus_days(NEW_DAYS),
        _ => false,
    };
    Some(if is_known {
        Heard::Nothing {
            why: Why::KnownShopper,
        }
    } else {
        Heard::Signup(shopper?)
    })
}
