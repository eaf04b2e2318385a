//! Orders, whichever of their topics they come from: placed, paid, cancelled, edited.

use shared::limits::REFUNDS_MAX;
use shared::order::{OrderEvent, Snapshot, Status};
use shared::{Amount, Currency};

use super::line::{self, OrderTerms};
use super::{money, refund};
use crate::platforms::body::{Fields, Place};
use crate::platforms::{OrderHeard, codes};

/// The attribute that a shop may put a code into where it makes no discount code of it.
const CODE_ATTRIBUTE: &str = "accolade_code";

/// What an order's body says.
pub(super) fn read(fields: &Fields<'_, '_>) -> Option<OrderHeard> {
    let id = fields.required("id").and_then(|place| place.id());
    let currency = fields
        .required("currency")
        .and_then(|place| place.parsed::<Currency>());
    let currency = currency?;
    let snapshot = read_snapshot(fields, currency);
    let refunds = fields.or("refunds", Vec::new(), |place| {
        place.all(REFUNDS_MAX, |place| {
            refund::read(&place.fields()?, Some(currency))
        })
    });
    Some(OrderHeard {
        event: OrderEvent {
            order: id?,
            snapshot: Some(snapshot?),
            refunds: refunds?,
        },
        codes: codes_of(fields),
    })
}

fn read_snapshot(fields: &Fields<'_, '_>, currency: Currency) -> Option<Snapshot> {
    let updated_at = fields.required("updated_at").and_then(|place| place.time());
    let at = match fields.optional("processed_at") {
        Some(place) => place.time(),
        None => fields.required("created_at").and_then(|place| place.time()),
    };
    let status = read_status(fields);
    let shopper = fields.maybe("customer", |place| {
        place.fields()?.maybe("id", Place::id_or_none)
    });
    let test = fields.or("test", false, Place::boolean);
    let shipping = money::amount(fields, "total_shipping_price", currency);
    let total = money::required(fields, "total_price", currency);
    let taxes_included = fields.or("taxes_included", false, Place::boolean);
    let terms = OrderTerms {
        currency,
        taxes_included: taxes_included?,
        is_ours: ours_of(fields),
    };
    let lines = fields
        .required("line_items")
        .and_then(|place| line::all(&place, &terms));
    Some(Snapshot {
        updated_at: updated_at?,
        status: status?,
        at: at?,
        shopper: shopper?.flatten().flatten(),
        currency,
        test: test?,
        lines: lines?,
        shipping: shipping?.unwrap_or(Amount::ZERO),
        total: total?,
        redemptions: Vec::new(),
    })
}

fn read_status(fields: &Fields<'_, '_>) -> Option<Status> {
    let paid = fields.maybe("financial_status", Place::text)?;
    let is_cancelled = fields.optional("cancelled_at").is_some();
    Some(match paid.as_deref() {
        _ if is_cancelled => Status::Cancelled,
        Some("voided") => Status::Voided,
        Some("paid" | "partially_refunded") => Status::Paid,
        Some("refunded") => Status::Refunded,
        Some("partially_paid") => Status::PartlyPaid,
        // Pending, authorized, expired: not paid yet, or never.
        _ => Status::Placed,
    })
}

/// Which of the order's discounts are of a code of ours, by their place.
fn ours_of(fields: &Fields<'_, '_>) -> Vec<bool> {
    let is_ours = |application: &Fields<'_, '_>| {
        names_of(application)
            .iter()
            .any(|text| codes::has_shape(text))
    };
    fields
        .objects("discount_applications")
        .iter()
        .map(is_ours)
        .collect()
}

fn names_of(application: &Fields<'_, '_>) -> Vec<String> {
    let names = ["code", "title"].map(|key| application.text_at(&[key]));
    names.into_iter().flatten().collect()
}

/// Every text of the order that may be a code of ours. Whatever stands there is a shopper's or
/// somebody else's to write, so nothing in these places is a fault.
fn codes_of(fields: &Fields<'_, '_>) -> Vec<String> {
    let discounts = fields.objects("discount_codes");
    let applications = fields.objects("discount_applications");
    let attributes = ["note_attributes", "attributes"].map(|key| fields.objects(key));
    let in_attribute = |attribute: &Fields<'_, '_>| {
        let name = attribute
            .text_at(&["name"])
            .or_else(|| attribute.text_at(&["key"]))?;
        attribute
            .text_at(&["value"])
            .filter(|_| name == CODE_ATTRIBUTE)
    };
    let texts = discounts
        .iter()
        .chain(&applications)
        .flat_map(names_of)
        .chain(attributes.iter().flatten().filter_map(in_attribute));
    codes::of_shape(texts)
}
