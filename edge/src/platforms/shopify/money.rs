//! Amounts in the shop's own currency: what the shopper was shown is not what the shop counts in.

use shared::{Amount, Currency};

use crate::platforms::body::{Fields, Place};
use crate::platforms::decimal::Signed;

/// The amount `name`, not below 0: `Some(None)` where absent, `None` where faulty.
pub(super) fn amount(
    fields: &Fields<'_, '_>,
    name: &str,
    currency: Currency,
) -> Option<Option<Amount>> {
    let place = place(fields, name, currency)?;
    place.map_or(Some(None), |place| place.amount(currency).map(Some))
}

/// The amount `name`, which must be there and not below 0.
pub(super) fn required(fields: &Fields<'_, '_>, name: &str, currency: Currency) -> Option<Amount> {
    amount(fields, name, currency)?.or_else(|| fields.missing(name))
}

/// The amount `name` of any sign.
pub(super) fn signed(
    fields: &Fields<'_, '_>,
    name: &str,
    currency: Currency,
) -> Option<Option<Signed>> {
    let place = place(fields, name, currency)?;
    place.map_or(Some(None), |place| place.signed(currency).map(Some))
}

/// Where the amount stands: `shop_money` of its set, or the plain field, which is in the shop's
/// currency.
fn place<'a, 'f>(
    fields: &Fields<'a, 'f>,
    name: &str,
    currency: Currency,
) -> Option<Option<Place<'a, 'f>>> {
    let set = fields.maybe(&format!("{name}_set"), Place::fields)?;
    let money = match set {
        Some(set) => set.maybe("shop_money", Place::fields)?,
        None => None,
    };
    let Some(money) = money else {
        return Some(fields.optional(name));
    };
    let is_in_it = |place: &Place<'_, '_>| match place.text()? {
        code if code == currency.as_str() => Some(()),
        _ => place.expected(&format!("the order's currency, {currency}")),
    };
    money.maybe("currency_code", is_in_it)?;
    money.required("amount").map(Some)
}
