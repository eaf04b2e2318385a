//! Refunds, told alone or inside their order: which lines went back, or else how much money.

use shared::limits::{QUANTITY_MAX, REFUND_LINES_MAX};
use shared::order::{Refund, RefundLine};
use shared::{Amount, Currency};

use super::money;
use crate::platforms::body::{Fields, Place};
use crate::platforms::decimal::Signed;

/// Reads a refund.
///
/// Where it names lines, they say what went back: the money moved may be less (a fee is kept) or
/// more (kindness), and neither changes what was bought. Only where it names none does the money
/// count.
pub(super) fn read(fields: &Fields<'_, '_>, currency: Option<Currency>) -> Option<Refund> {
    let id = fields.required("id").and_then(|place| place.id());
    let lines = fields.or("refund_line_items", Vec::new(), |place| {
        place.all(REFUND_LINES_MAX, |place| read_line(place, currency))
    })?;
    let amount = if lines.is_empty() {
        Some(money_of(fields, currency)?)
    } else {
        None
    };
    Some(Refund {
        id: id?,
        lines,
        amount,
    })
}

/// The shop's currency, which a refund told alone names only beside its amounts.
pub(super) fn currency_of(fields: &Fields<'_, '_>) -> Option<Currency> {
    const LISTS: [(&str, &str); 3] = [
        ("refund_line_items", "subtotal_set"),
        ("order_adjustments", "amount_set"),
        ("refund_shipping_lines", "subtotal_amount_set"),
    ];
    let of_set = |fields: &Fields<'_, '_>, set: &str| {
        fields
            .text_at(&[set, "shop_money", "currency_code"])?
            .parse()
            .ok()
    };
    let of_list = |(list, set)| {
        fields
            .objects(list)
            .iter()
            .find_map(|item| of_set(item, set))
    };
    let of_transactions = || {
        let transactions = fields.objects("transactions");
        transactions
            .iter()
            .find_map(|item| item.text_at(&["currency"])?.parse().ok())
    };
    of_set(fields, "total_duties_set")
        .or_else(|| LISTS.into_iter().find_map(of_list))
        .or_else(of_transactions)
}

fn read_line(place: &Place<'_, '_>, currency: Option<Currency>) -> Option<RefundLine> {
    let fields = place.fields()?;
    let id = fields.required("line_item_id").and_then(|place| place.id());
    let most = QUANTITY_MAX.unsigned_abs();
    let quantity = fields.or("quantity", 0, |place| place.integer(most))?;
    let amount = match currency {
        // Without a quantity, the money says which part of the line went back.
        Some(currency) if quantity == 0 => money::amount(&fields, "subtotal", currency)?,
        _ => None,
    };
    Some(RefundLine {
        id: id?,
        quantity,
        amount,
    })
}

/// How much of the goods' money went back by a refund without lines.
fn money_of(fields: &Fields<'_, '_>, currency: Option<Currency>) -> Option<Amount> {
    let Some(currency) = currency else {
        return fields.missing("total_duties_set");
    };
    let adjustments = Adjustments::read(fields, currency);
    let shipping_lines = fields.or("refund_shipping_lines", Vec::new(), |place| {
        place.all(REFUND_LINES_MAX, |place| shipping_line(place, currency))
    });
    let moved = fields.or("transactions", Some(Amount::ZERO), |place| {
        let parts = place.all(REFUND_LINES_MAX, |place| transaction(place, currency))?;
        // One part in another currency, and the sum is none of the shop's money.
        Some(parts.into_iter().sum())
    });
    let adjustments = adjustments?;
    // Older versions tell shipping as an adjustment, newer ones as a line; never more than once.
    let shipping = adjustments.shipping.max(shipping_lines?.into_iter().sum());
    Some(match moved? {
        Some(moved) => moved.less(shipping),
        None => adjustments.goods(),
    })
}

/// What a transaction gave back: 0 where it did not, `Some(None)` where it is in a currency that
/// the shopper was shown.
fn transaction(place: &Place<'_, '_>, currency: Currency) -> Option<Option<Amount>> {
    let fields = place.fields()?;
    let is = |key, text: &str| fields.text_at(&[key]).is_some_and(|found| found == text);
    if !is("kind", "refund") || !is("status", "success") {
        return Some(Some(Amount::ZERO));
    }
    match fields.text_at(&["currency"]) {
        Some(other) if other != currency.as_str() => Some(None),
        _ => money::required(&fields, "amount", currency).map(Some),
    }
}

fn shipping_line(place: &Place<'_, '_>, currency: Currency) -> Option<Amount> {
    let fields = place.fields()?;
    let subtotal = money::amount(&fields, "subtotal_amount", currency);
    let tax = money::amount(&fields, "tax_amount", currency);
    Some(subtotal?.unwrap_or_default().plus(tax?.unwrap_or_default()))
}

/// What Shopify wrote down beside the lines of a refund.
struct Adjustments {
    /// Shipping given back.
    shipping: Amount,
    /// Given back beyond what the lines came to: such an adjustment is below zero.
    beyond: Amount,
    /// Kept of what the lines came to.
    kept: Amount,
}

impl Adjustments {
    fn read(fields: &Fields<'_, '_>, currency: Currency) -> Option<Self> {
        let part = |place: &Place<'_, '_>| {
            let fields = place.fields()?;
            let is_shipping = fields.text_at(&["kind"]).as_deref() == Some("shipping_refund");
            let amount = money::signed(&fields, "amount", currency);
            let tax = money::signed(&fields, "tax_amount", currency);
            Some((is_shipping, [amount?, tax?]))
        };
        let parts = fields.or("order_adjustments", Vec::new(), |place| {
            place.all(REFUND_LINES_MAX, part)
        })?;
        let sum = |fits: &dyn Fn(bool, Signed) -> bool| -> Amount {
            let amounts = parts.iter().flat_map(|(is_shipping, amounts)| {
                let amounts = amounts.iter().flatten();
                amounts.filter(|amount| fits(*is_shipping, **amount))
            });
            amounts.map(|amount| amount.size).sum()
        };
        Some(Self {
            shipping: sum(&|is_shipping, _| is_shipping),
            beyond: sum(&|is_shipping, amount| !is_shipping && amount.negative),
            kept: sum(&|is_shipping, amount| !is_shipping && !amount.negative),
        })
    }

    /// What went back for goods in the shop's own currency.
    fn goods(&self) -> Amount {
        self.beyond.less(self.kept)
    }
}
