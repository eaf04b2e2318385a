//! Quoting: what the page's cart would earn and take, asked when it has been still for a moment.

use std::rc::Rc;

use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::api::{Call, Heard};
use crate::node::{Node, object};
use crate::outbox::wait_ms;
use crate::read;
use crate::session::Session;
use crate::state::Quoting;
use crate::store::Store;
use crate::timer::{pause, sleep};

/// How long a cart must be still before it is asked about.
const STILL_MS: u32 = 250;

/// A cart as the page gave it, as JSON text: a value of its own that the page can't change.
pub(crate) struct CartText(String);

impl Store {
    /// Takes the page's cart; nothing where the page has none.
    pub(crate) fn set_cart(&self, cart: &JsValue) {
        let usable = cart.is_object() && !Node::new(cart.clone()).list("lines").is_empty();
        let text = if usable { JSON::stringify(cart).ok().and_then(|text| text.as_string()) } else { None };
        if self.cart().borrow().as_ref().map(|cart| &cart.0) == text.as_ref() {
            return;
        }
        *self.cart().borrow_mut() = text.map(CartText);
        self.quote_soon();
    }

    /// The cart, with the program's currency where the page named none.
    pub(crate) fn cart_value(&self) -> Option<JsValue> {
        let value = JSON::parse(&self.cart().borrow().as_ref()?.0).ok()?;
        if Node::new(value.clone()).text("currency").is_none() {
            let currency = self.state().currency()?;
            let name = JsValue::from_str("currency");
            Reflect::set(&Object::from(value.clone()), &name, &JsValue::from_str(currency.as_str())).ok()?;
        }
        Some(value)
    }

    /// Asks for a quote once the cart has been still; a newer question replaces an older one.
    pub(crate) fn quote_soon(&self) {
        let number = self.next_quote();
        if self.cart().borrow().is_none() {
            if self.state().quoting != Quoting::NoCart {
                self.change(|state| state.quoting = Quoting::NoCart);
            }
            return;
        }
        let last = self.state().quoting.quote().cloned();
        self.change(|state| state.quoting = Quoting::Asking { last });
        let store = self.clone();
        spawn_local(async move {
            sleep(STILL_MS).await;
            let mut attempt = 0;
            while store.is_newest_quote(number) {
                let Some(quoting) = store.ask_quote().await else { return };
                if !store.is_newest_quote(number) {
                    return;
                }
                let again = quoting == Quoting::Unreachable;
                store.change(|state| state.quoting = quoting);
                if !again {
                    return;
                }
                attempt += 1;
                pause(wait_ms(attempt, None)).await;
            }
        });
    }

    // Nothing while it is not known who asks, or in which currency: news of either asks again.
    async fn ask_quote(&self) -> Option<Quoting> {
        let signed_out = match self.state().session {
            Session::Loading => return None,
            Session::SignedOut => true,
            Session::Ready(_) | Session::Offline { .. } | Session::Failed => false,
        };
        let body = object(&[("cart", self.cart_value()?)]);
        let body = JSON::stringify(&body).ok()?.as_string()?;
        let call = Call { method: "POST", path: "/quotes", body: Some(&body), key: None };
        let answer = if signed_out {
            self.api().as_anyone(call).await.ok()
        } else {
            match self.api().as_shopper(call).await {
                Ok(Heard::Answer(answer)) => Some(answer),
                Ok(Heard::Nobody) => self.api().as_anyone(call).await.ok(),
                Err(_) => None,
            }
        };
        let Some(answer) = answer.filter(|answer| !answer.is_passing()) else {
            return Some(Quoting::Unreachable);
        };
        let quote = read::quote(&answer.body).filter(|_| answer.is_ok());
        Some(quote.map_or(Quoting::Unusable, |quote| Quoting::Quoted(Rc::new(quote))))
    }
}
