//! Shoppers: new ones, and those who ask to be forgotten or what is kept of them.

use shared::id::{OrderId, ShopperId};

use crate::platforms::body::{Fields, Place};
use crate::platforms::{Heard, Why};

/// The most orders of one shopper that a body names.
const ORDERS_MAX: usize = 100_000;
/// How long a shopper is new. Later tellings are changes, and signing up is for new shoppers.
const NEW_DAYS: i64 = 1;

/// A shopper's own body. It looks the same whether they are new or changed, save for its times.
pub(super) fn customer(fields: &Fields<'_, '_>) -> Option<Heard> {
    let shopper = fields.required("id").and_then(|place| place.id());
    let created = fields.maybe("created_at", Place::time);
    let updated = fields.maybe("updated_at", Place::time);
    let is_known = match (created?, updated?) {
        (Some(created), Some(updated)) => updated > created.plus_days(NEW_DAYS),
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

/// A shopper to be erased.
pub(super) fn redact(fields: &Fields<'_, '_>) -> Option<Heard> {
    let shopper = shopper_of(fields);
    let orders = orders_of(fields, "orders_to_redact");
    Some(Heard::Redact {
        shopper: shopper?,
        orders: orders?,
    })
}

/// A shopper who asks what is kept of them.
pub(super) fn data_request(fields: &Fields<'_, '_>) -> Option<Heard> {
    let shopper = shopper_of(fields);
    let orders = orders_of(fields, "orders_requested");
    let request = fields.maybe("data_request", |place| {
        place.fields()?.maybe("id", Place::id::<OrderId>)
    });
    Some(Heard::DataRequest {
        shopper: shopper?,
        orders: orders?,
        request: request?.flatten().map(String::from),
    })
}

fn shopper_of(fields: &Fields<'_, '_>) -> Option<ShopperId> {
    let customer = fields.required("customer")?.fields()?;
    customer.required("id")?.id()
}

fn orders_of(fields: &Fields<'_, '_>, key: &str) -> Option<Vec<OrderId>> {
    fields.or(key, Vec::new(), |place| place.all(ORDERS_MAX, Place::id))
}
