//! Visits: a shopper who comes back is counted once a day, where the program has a streak.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

use crate::api::{Call, Caller, Heard};
use crate::node::object;
use crate::outbox::Drawer;
use crate::session::Session;
use crate::storage::Browser;
use crate::store::Store;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;
    // A timezone that this browser does not know is refused, hence `catch`.
    #[wasm_bindgen(catch, constructor, js_namespace = Intl)]
    fn new(locale: &str, options: &JsValue) -> Result<DateTimeFormat, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &DateTimeFormat, ms: f64) -> String;
}

impl Store {
    /// Tells of today's visit, once. What fails is silent: the next page tells it again.
    pub(crate) fn report_visit(&self) {
        let shopper = match &self.state().session {
            Session::Ready(account) if account.streak.is_some() => account.shopper.clone(),
            _ => return,
        };
        let Some(today) = self.today() else {
            // The day is the program's: with it this is asked again.
            self.want_program();
            return;
        };
        let key = [
            "accolade visit ",
            self.shop().as_str(),
            " ",
            shopper.as_str(),
        ]
        .concat();
        if Browser::open().get(&key).as_ref() == Some(&today) || self.visiting().replace(true) {
            return;
        }
        let store = self.clone();
        spawn_local(async move {
            let turn = store.turn();
            let call = Call::post("/visits", "{}", Caller::Shopper);
            let heard = store.api().ask(call).await;
            if !matches!(&heard, Heard::Answer(answer) if answer.is_ok()) {
                return store.visiting().set(false);
            }
            // Where nothing can be kept, at least this page does not tell it twice.
            Browser::open().put(&key, &today);
            if store.turn() == turn {
                store.refresh().await;
            }
        });
    }

    // Today in the program's timezone; nothing until the program is there.
    fn today(&self) -> Option<String> {
        let showcase = self.state().showcase.clone()?;
        let zone = showcase.timezone.as_deref().unwrap_or("UTC");
        let options = object(&[("timeZone", JsValue::from_str(zone))]);
        let format = DateTimeFormat::new("en", &options).ok()?;
        let format: DateTimeFormat = format.unchecked_into();
        Some(format.format(self.now().unix_ms() as f64))
    }
}
