//! The sources that elements are drawn with, at the edge and in the page: only where both were made
//! from the same may the page take over what the edge drew.

use crate::checkout::Checkout;
use crate::failure::Outcome;
use crate::stamp::Inputs;

/// What decides how an element is drawn.
const SOURCES: [&str; 3] = ["Cargo.lock", "shared/src", "widget/src"];
/// How many hex digits tell sources apart.
const DIGITS: usize = 16;

/// The hash of those sources.
pub(super) fn hash(checkout: &Checkout) -> Outcome<String> {
    let mut inputs = Inputs::default();
    for source in SOURCES {
        inputs = inputs.tree(checkout.root(), source)?;
    }
    let mut hash = inputs.hex();
    hash.truncate(DIGITS);
    Ok(hash)
}
