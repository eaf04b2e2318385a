//! Friends: a link that a friend gave, kept by the loader, is claimed when the shopper is known.

use js_sys::JSON;
use shared::{Amount, Points};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::api::{Answer, Call, Caller, Heard};
use crate::node::{Node, object};
use crate::outbox::Drawer;
use crate::session::Session;
use crate::storage::Browser;
use crate::store::Store;
use crate::timer::page_clock;

/// How long a link is kept for a visitor who has not signed in yet.
const KEPT_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// What came of a friend's link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Claim {
    /// The first order brings the points.
    Granted {
        points: Points,
        min_subtotal: Option<Amount>,
    },
    /// It brings nothing, by its reason's name on the wire.
    Declined(String),
}

impl Store {
    /// Claims the link that the loader has kept, where there is one.
    pub(crate) fn claim_friend(&self) {
        let has_referrals = match &self.state().session {
            Session::Ready(account) => account.referral.is_some(),
            _ => false,
        };
        if !has_referrals {
            return;
        }
        let key = ["accolade friend ", self.shop().as_str()].concat();
        let Some(kept) = Browser::open().get(&key) else {
            return;
        };
        let Some(code) = code_of(&kept) else {
            Browser::open().remove(&key);
            return;
        };
        if self.claiming().replace(true) {
            return;
        }
        let store = self.clone();
        spawn_local(async move {
            let claim = store.ask_claim(&code).await;
            store.claiming().set(false);
            if claim.is_some() {
                Browser::open().remove(&key);
                store.change(|state| state.claim = claim);
            }
        });
    }

    // Nothing where the answer may be another one later.
    async fn ask_claim(&self, code: &str) -> Option<Claim> {
        let turn = self.turn();
        let body = object(&[("code", JsValue::from_str(code))]);
        let body = JSON::stringify(&body).ok()?.as_string()?;
        let call = Call::post("/referrals", &body, Caller::Shopper);
        match self.api().ask(call).await {
            Heard::Answer(answer) if self.turn() == turn && !answer.is_passing() => {
                Some(claim(&answer))
            }
            _ => None,
        }
    }
}

fn claim(answer: &Answer) -> Claim {
    match answer.body.points("points").filter(|_| answer.is_ok()) {
        Some(points) => Claim::Granted {
            points,
            min_subtotal: answer.body.amount("min_subtotal"),
        },
        None => Claim::Declined(answer.slug()),
    }
}

// The loader's own words: `{code, at}`.
fn code_of(kept: &str) -> Option<String> {
    let kept = JSON::parse(kept).map(Node::new).ok()?;
    let at = kept.signed("at")?;
    let is_fresh = page_clock().unix_ms() - at < KEPT_MS;
    kept.text("code").filter(|_| is_fresh)
}
