//! Lines of an order: what was paid for each, and the part of it that earns.

use shared::limits::{CART_LINES_MAX, QUANTITY_MAX};
use shared::order::OrderLine;
use shared::{Amount, Currency};

use super::money;
use crate::platforms::body::{Fields, Place};

/// The most parts one line's discounts or taxes have.
const PARTS_MAX: usize = CART_LINES_MAX;

/// What every line of an order is read with.
pub(super) struct OrderTerms {
    /// The shop's currency.
    pub(super) currency: Currency,
    /// Whether prices have the tax inside.
    pub(super) taxes_included: bool,
    /// Which of the order's discounts are of a code of ours, by their place.
    pub(super) is_ours: Vec<bool>,
}

/// The lines of an order.
pub(super) fn all(place: &Place<'_, '_>, terms: &OrderTerms) -> Option<Vec<OrderLine>> {
    place.all(CART_LINES_MAX, |line| read(line, terms))
}

fn read(place: &Place<'_, '_>, terms: &OrderTerms) -> Option<OrderLine> {
    let fields = place.fields()?;
    let id = fields.required("id").and_then(|place| place.id());
    let product = fields.maybe("product_id", Place::id_or_none);
    // What is no stock keeping unit matches no rule, and is no reason to refuse an order.
    let sku = fields.optional("sku").and_then(|place| place.as_text());
    let most = QUANTITY_MAX.unsigned_abs();
    let quantity = fields
        .required("quantity")
        .and_then(|place| place.integer(most));
    let current = fields.maybe("current_quantity", |place| place.integer(most));
    let price = money::required(&fields, "price", terms.currency);
    let off = Allocated::read(&fields, terms);
    let tax = tax_of(&fields, terms);
    let gift_card = fields.or("gift_card", false, Place::boolean);
    let (quantity, off, gift_card) = (quantity?, off?, gift_card?);
    let gross = price?.times(quantity);
    let paid = gross.less(off.all);
    Some(OrderLine {
        id: id?,
        product: product?.flatten(),
        sku: sku.and_then(|text| text.parse().ok()),
        collections: Vec::new(),
        quantity,
        removed: quantity.saturating_sub(current?.unwrap_or(quantity)),
        paid,
        basis: if gift_card {
            Amount::ZERO
        } else {
            paid.less(tax?)
        },
        value: gross.less(off.of_others),
        gift_card,
    })
}

/// What discounts take off a line. Its allocations hold its share of whole-order discounts already.
struct Allocated {
    all: Amount,
    of_others: Amount,
}

impl Allocated {
    fn read(line: &Fields<'_, '_>, terms: &OrderTerms) -> Option<Self> {
        let part = |place: &Place<'_, '_>| {
            let fields = place.fields()?;
            let amount = money::required(&fields, "amount", terms.currency)?;
            let most = u64::try_from(PARTS_MAX).ok()?;
            let index = fields.maybe("discount_application_index", |place| place.integer(most))?;
            let index = index.and_then(|index| usize::try_from(index).ok());
            let is_ours = index.and_then(|index| terms.is_ours.get(index));
            Some((amount, is_ours.copied().unwrap_or(false)))
        };
        let parts = line.or("discount_allocations", Vec::new(), |place| {
            place.all(PARTS_MAX, part)
        })?;
        let others = parts.iter().filter(|(_, is_ours)| !is_ours);
        Some(Self {
            all: parts.iter().map(|(amount, _)| *amount).sum(),
            of_others: others.map(|(amount, _)| *amount).sum(),
        })
    }
}

/// The tax inside what was paid for a line.
fn tax_of(line: &Fields<'_, '_>, terms: &OrderTerms) -> Option<Amount> {
    if !terms.taxes_included {
        return Some(Amount::ZERO);
    }
    let part = |place: &Place<'_, '_>| money::required(&place.fields()?, "price", terms.currency);
    let parts = line.or("tax_lines", Vec::new(), |place| place.all(PARTS_MAX, part))?;
    Some(parts.into_iter().sum())
}
