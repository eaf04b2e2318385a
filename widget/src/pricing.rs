//! Pricing: what one product earns, asked once for each product and price, however often it shows.

use js_sys::{Array, JSON};
use shared::{Points, Time};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use crate::api::{Call, Caller, Heard};
use crate::node::object;
use crate::read;
use crate::session::Session;
use crate::store::Store;

/// How many questions are under way at once.
const WORKERS: u32 = 4;

/// A product at its price, as a page names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    product: Option<String>,
    sku: Option<String>,
    currency: Option<String>,
    price: u64,
    quantity: u64,
}

/// What is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Price {
    /// To be asked.
    Wanted,
    /// Asked.
    Asking,
    Earns {
        points: Points,
        /// When all of them would be there, where that is not at once.
        by: Option<Time>,
    },
    /// The service can't be reached, or can't use it.
    Unknown,
}

impl Line {
    /// The line that an element's attributes name; nothing where they name no price.
    pub(crate) fn of(host: &HtmlElement) -> Option<Self> {
        let whole = |name: &str| host.get_attribute(name)?.trim().parse::<u64>().ok();
        Some(Self {
            product: host.get_attribute("product"),
            sku: host.get_attribute("sku"),
            currency: host.get_attribute("currency"),
            price: whole("price")?,
            quantity: whole("quantity").unwrap_or(1),
        })
    }

    fn cart(&self, currency: &str) -> JsValue {
        let text = JsValue::from_str;
        let mut members = vec![
            ("price", JsValue::from_f64(self.price as f64)),
            ("quantity", JsValue::from_f64(self.quantity as f64)),
        ];
        for (name, value) in [("product", &self.product), ("sku", &self.sku)] {
            members.extend(value.as_deref().map(|value| (name, text(value))));
        }
        let currency = self.currency.as_deref().unwrap_or(currency);
        let lines = Array::of1(&object(&members)).into();
        let cart = object(&[("currency", text(currency)), ("lines", lines)]);
        object(&[("cart", cart)])
    }
}

impl Store {
    /// Asks what a line earns, unless that is known or being asked.
    pub(crate) fn want_price(&self, line: &Line) {
        let is_known = self.state().price(line).is_some();
        if !is_known {
            // Nobody is told: whoever wants it is about to be drawn.
            self.keep_price(line, Price::Wanted);
            self.price_soon();
        }
    }

    /// Asks again for what was not answered, and for all when somebody else asks or is a tier on.
    pub(crate) fn reprice(&self) {
        let asker = match &self.state().session {
            Session::Ready(account) => {
                let tier = account.tier.as_ref().map_or("", |tier| &tier.id);
                let program = account.program.to_string();
                [account.shopper.as_str(), " ", tier, " ", &program].concat()
            }
            _ => String::new(),
        };
        let is_same = *self.asker().borrow() == asker;
        *self.asker().borrow_mut() = asker;
        self.forget_prices(!is_same);
        self.price_soon();
    }

    /// Sends workers for what is wanted.
    pub(crate) fn price_soon(&self) {
        while self.workers().get() < WORKERS && self.has_work() {
            self.workers().set(self.workers().get() + 1);
            let store = self.clone();
            spawn_local(async move {
                while store.has_work() && store.price_next().await.is_some() {}
                store.workers().set(store.workers().get().saturating_sub(1));
            });
            // One that could not begin would be sent for ever.
            if self.workers().get() >= self.count_wanted() {
                break;
            }
        }
    }

    fn has_work(&self) -> bool {
        let is_clear = matches!(
            self.state().session,
            Session::Ready(_) | Session::SignedOut | Session::Failed
        );
        is_clear && self.state().currency().is_some() && self.count_wanted() > 0
    }

    fn count_wanted(&self) -> u32 {
        let state = self.state();
        let is_wanted = |(_, price): &&(Line, Price)| *price == Price::Wanted;
        u32::try_from(state.prices.iter().filter(is_wanted).count()).unwrap_or(u32::MAX)
    }

    async fn price_next(&self) -> Option<()> {
        let line = self.state().wanted_price()?;
        self.keep_price(&line, Price::Asking);
        let currency = String::from(self.state().currency()?);
        let body = JSON::stringify(&line.cart(&currency)).ok()?.as_string()?;
        let caller = match self.state().session {
            Session::Ready(_) => Caller::Shopper,
            _ => Caller::Anyone,
        };
        let turn = self.turn();
        let heard = self.api().ask(Call::post("/quotes", &body, caller)).await;
        if self.turn() != turn {
            // Somebody else asks by now.
            self.keep_price(&line, Price::Wanted);
            return Some(());
        }
        let quote = match heard {
            Heard::Answer(answer) if answer.is_ok() => read::quote(&answer.body),
            _ => None,
        };
        let price = quote.map_or(Price::Unknown, |quote| Price::Earns {
            points: quote.earns,
            by: quote.pending_until,
        });
        self.keep_price(&line, price);
        self.change(|_| {});
        Some(())
    }
}
