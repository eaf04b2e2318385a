//! Quoting: what the page's cart would earn and take, asked when it has been still for a moment.

use std::rc::Rc;

use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::api::{Call, Caller, Heard};
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
        let text = if usable {
            JSON::stringify(cart).ok().and_then(|text| text.as_string())
        } else {
            None
        };
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
            Reflect::set(
                &Object::from(value.clone()),
                &name,
                &JsValue::from_str(currency.as_str()),
            )
            .ok()?;
        }
        Some(value)
    }

    /// Asks for a quote once the cart has been still; a newer question replaces an older one.
    pub(crate) fn quote_soon(&self) {
        let number = self.next_quote();
        if self.cart().borrow().is_none() {
            if !matches!(self.state().quoting, Quoting::NoCart) {
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
                let Some(quoting) = store.ask_quote().await else {
                    return;
                };
                if !store.is_newest_quote(number) {
                    return;
                }
                let again = matches!(quoting, Quoting::Unreachable);
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
        let caller = match self.state().session {
            Session::Loading => return None,
            Session::SignedOut => Caller::Anyone,
            Session::Ready(_) | Session::Offline { .. } | Session::Failed => Caller::Shopper,
        };
        let body = object(&[("cart", self.cart_value()?)]);
        let body = JSON::stringify(&body).ok()?.as_string()?;
        let answer = match self.api().ask(Call::post("/quotes", &body, caller)).await {
            Heard::Answer(answer) if !answer.is_passing() => answer,
            // The account's answer will say so too, and then the cart is asked about again.
            Heard::Nobody => {
                self.refresh_if_old(0);
                return None;
            }
            _ => return Some(Quoting::Unreachable),
        };
        let quote = read::quote(&answer.body).filter(|_| answer.is_ok());
        Some(quote.map_or(Quoting::Unusable, |quote| Quoting::Quoted(Rc::new(quote))))
    }
}
