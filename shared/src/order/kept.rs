//! What is kept of an order's lines after its refunds.

use std::collections::BTreeMap;

use super::{OrderLine, Refund};
use crate::id::RefundId;
use crate::money::Amount;

/// What is kept of `measure` of each line: its earning basis, say, or its value.
///
/// A refund of lines lowers a line by the amount it names, in the proportion of the measure to what
/// was paid, or by the quantity's share of it, rounded down. A refund that names an amount and no
/// lines lowers every line by amount / total. Lines removed by an edit count as given back. Never
/// below 0.
pub(super) fn kept_of(
    measure: impl Fn(&OrderLine) -> Amount,
    lines: &[OrderLine],
    refunds: &BTreeMap<RefundId, Refund>,
    total: Amount,
) -> Vec<Amount> {
    let without_lines: Amount = refunds
        .values()
        .filter(|refund| refund.lines.is_empty())
        .filter_map(|refund| refund.amount)
        .sum();
    let kept = |line: &OrderLine| {
        let whole = measure(line);
        whole
            .less(given_back(whole, line, refunds))
            .less(whole.share_floor(without_lines.get(), total.get()))
    };
    lines.iter().map(kept).collect()
}

/// How much of `whole`, a measure of the line, the refunds that name the line give back.
fn given_back(whole: Amount, line: &OrderLine, refunds: &BTreeMap<RefundId, Refund>) -> Amount {
    let named = refunds
        .values()
        .flat_map(|refund| &refund.lines)
        .filter(|named| named.id == line.id);
    let (mut quantity, mut amount) = (0_u64, Amount::ZERO);
    for named in named {
        // Nothing was paid for a line that a redemption took off whole: only its quantity says what
        // came back.
        match named.amount.filter(|_| !line.paid.is_zero()) {
            Some(named) => amount = amount.plus(named),
            None => quantity = quantity.saturating_add(named.quantity),
        }
    }
    let by_quantity = whole.share_floor(quantity.max(line.removed), line.quantity);
    by_quantity.plus(whole.share_floor(amount.get(), line.paid.get()))
}
