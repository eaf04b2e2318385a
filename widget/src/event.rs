//! Events: what the page is told, as bubbling and composed DOM events on the element.

use shared::id::RewardId;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

use crate::node::object;
use crate::store::Store;

/// What the page is told.
pub(crate) enum Event<'a> {
    /// An element shows real data for the first time.
    Ready { signed_in: bool },
    /// A redemption was granted; the detail is the service's own answer.
    Redeemed(&'a JsValue),
    /// The rules said no.
    Declined {
        reward: &'a RewardId,
        decline: &'a str,
    },
    /// A review was sent; the detail has the service's own answer.
    Reviewed {
        product: &'a str,
        review: &'a JsValue,
    },
    /// The panel has opened.
    Opened,
    /// The panel has closed.
    Closed,
    /// Something else went wrong.
    Error { reason: &'a str },
}

impl Event<'_> {
    fn name(&self) -> &'static str {
        match self {
            Self::Ready { .. } => "accolade:ready",
            Self::Redeemed(_) => "accolade:redeemed",
            Self::Declined { .. } => "accolade:declined",
            Self::Reviewed { .. } => "accolade:reviewed",
            Self::Opened => "accolade:opened",
            Self::Closed => "accolade:closed",
            Self::Error { .. } => "accolade:error",
        }
    }

    fn detail(&self) -> JsValue {
        match self {
            Self::Ready { signed_in } => object(&[("signedIn", JsValue::from_bool(*signed_in))]),
            Self::Redeemed(redemption) => object(&[("redemption", (*redemption).clone())]),
            Self::Declined { reward, decline } => object(&[
                ("reward", JsValue::from_str(reward.as_str())),
                ("decline", JsValue::from_str(decline)),
            ]),
            Self::Reviewed { product, review } => object(&[
                ("product", JsValue::from_str(product)),
                ("review", (*review).clone()),
            ]),
            Self::Opened | Self::Closed => JsValue::NULL,
            Self::Error { reason } => object(&[("reason", JsValue::from_str(reason))]),
        }
    }
}

/// Tells the page, from the element where it happened, else from the first there is.
pub(crate) fn tell(store: &Store, host: Option<&HtmlElement>, event: Event<'_>) {
    let first = || {
        store
            .watchers()
            .into_iter()
            .next()
            .map(|watcher| watcher.host)
    };
    let Some(host) = host.cloned().or_else(first) else {
        return;
    };
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&event.detail());
    if let Ok(event) = CustomEvent::new_with_event_init_dict(event.name(), &init) {
        // What the page's listeners make of it is their own affair.
        let _ = host.dispatch_event(&event);
    }
}
