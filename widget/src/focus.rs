//! Focus: where the keyboard goes when what it was on is gone.

use std::rc::Rc;

use shared::id::RewardId;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::account::Account;

/// Where focus goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// The open panel beside a reward.
    Panel,
    /// The newest voucher.
    Voucher,
    /// The button of a reward.
    Offer(RewardId),
    /// The button of a gift.
    Gift,
    /// An entry of the history, by its place.
    Entry(usize),
    /// The element as a whole.
    Stage,
}

/// Moves the focus, where its target is there.
pub(crate) fn move_to(stage: &Element, target: &Target, account: Option<&Rc<Account>>) {
    let find = |selector: &str| stage.query_selector(selector).ok().flatten();
    let node = match target {
        Target::Panel => find("[data-focus=panel]"),
        Target::Voucher => find("[data-focus=voucher]"),
        Target::Offer(reward) => {
            let offers = account
                .map(|account| account.offers.as_slice())
                .unwrap_or_default();
            let place = offers
                .iter()
                .position(|offer| offer.id == *reward)
                .unwrap_or(0)
                + 1;
            let row = [".offer:nth-child(", &place.to_string(), ") .button"].concat();
            find(&row).or_else(|| find(".chooser .button"))
        }
        Target::Gift => find("[data-act=ask-gift]"),
        Target::Entry(place) => {
            find(&[".entry:nth-child(", &(place + 1).to_string(), ")"].concat())
        }
        Target::Stage => None,
    };
    let node = node
        .or_else(|| find("dialog[open] [role=tabpanel]"))
        .or_else(|| find("[data-focus=face]"))
        .and_then(|node| node.dyn_into::<HtmlElement>().ok());
    if let Some(node) = node {
        let _ = node.focus();
    }
}
