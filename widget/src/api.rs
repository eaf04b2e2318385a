//! The api: requests to the service, with the shopper's token where one is needed.

use js_sys::{Function, Promise};
use shared::id::ShopId;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestCache, RequestInit, Response};

use crate::node::Node;

/// How long an answer may take.
const PATIENCE_MS: u32 = 20_000;

/// A request below `/v1/shops/{shop}`.
#[derive(Clone, Copy, Default)]
pub(crate) struct Call<'a> {
    pub(crate) method: &'static str,
    pub(crate) path: &'a str,
    pub(crate) body: Option<&'a str>,
    /// The Idempotency-Key.
    pub(crate) key: Option<&'a str>,
}

/// What the service answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Node,
    /// Seconds, where it asks to be left alone for a while.
    pub(crate) retry_after: Option<u32>,
}

impl Answer {
    /// Whether it is a success.
    pub(crate) fn is_ok(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether asking again later may help.
    pub(crate) fn is_passing(&self) -> bool {
        self.status == 429 || self.status >= 500
    }

    /// The slug of a problem, or nothing.
    pub(crate) fn slug(&self) -> String {
        let address = self.body.text("type").unwrap_or_default();
        address.rsplit('/').next().unwrap_or_default().to_owned()
    }
}

/// No answer: the request may have arrived, or not.
pub(crate) struct Unanswered;

/// What came of asking as the shopper.
pub(crate) enum Heard {
    Answer(Answer),
    /// Nobody is signed in, or the token is not believed even when fresh.
    Nobody,
}

/// Reaches one shop at the service.
pub(crate) struct Api {
    base: String,
    token: Function,
}

impl Api {
    /// Reaches `shop` at `service`; `token` is the loader's function that knows the token.
    pub(crate) fn new(service: &str, shop: &ShopId, token: Function) -> Self {
        Self { base: [service, "/v1/shops/", shop.as_str()].concat(), token }
    }

    /// Asks as whoever is signed in. A refused token is replaced by a fresh one, once.
    pub(crate) async fn as_shopper(&self, call: Call<'_>) -> Result<Heard, Unanswered> {
        let mut refused = None;
        loop {
            let token = self.token(refused.is_some()).await?;
            let Some(token) = token.filter(|token| refused.as_ref() != Some(token)) else {
                return Ok(Heard::Nobody);
            };
            let answer = self.send(call, Some(&token)).await?;
            if answer.status != 401 {
                return Ok(Heard::Answer(answer));
            }
            if refused.replace(token).is_some() {
                return Ok(Heard::Nobody);
            }
        }
    }

    /// Asks as anyone.
    pub(crate) async fn as_anyone(&self, call: Call<'_>) -> Result<Answer, Unanswered> {
        self.send(call, None).await
    }

    async fn token(&self, fresh: bool) -> Result<Option<String>, Unanswered> {
        let asked = self.token.call1(&JsValue::UNDEFINED, &JsValue::from_bool(fresh));
        let promise = asked.ok().and_then(|value| value.dyn_into::<Promise>().ok());
        let token = JsFuture::from(promise.ok_or(Unanswered)?).await;
        token.map(|token| token.as_string()).map_err(|_| Unanswered)
    }

    async fn send(&self, call: Call<'_>, token: Option<&str>) -> Result<Answer, Unanswered> {
        let response = self.fetch(call, token).await.map_err(|_| Unanswered)?;
        let retry_after = response.headers().get("retry-after").ok().flatten();
        let status = response.status();
        // An answer without a readable body still has its status.
        let body = match response.json() {
            Ok(reading) => JsFuture::from(reading).await.unwrap_or(JsValue::UNDEFINED),
            Err(_) => JsValue::UNDEFINED,
        };
        Ok(Answer {
            status,
            body: Node::new(body),
            retry_after: retry_after.and_then(|seconds| seconds.parse().ok()),
        })
    }

    async fn fetch(&self, call: Call<'_>, token: Option<&str>) -> Result<Response, JsValue> {
        let headers = Headers::new()?;
        if let Some(token) = token {
            headers.set("authorization", &["Bearer ", token].concat())?;
        }
        if let Some(key) = call.key {
            headers.set("idempotency-key", key)?;
        }
        let init = RequestInit::new();
        init.set_method(call.method);
        init.set_cache(RequestCache::NoStore);
        init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE_MS)));
        if let Some(body) = call.body {
            headers.set("content-type", "application/json")?;
            init.set_body(&JsValue::from_str(body));
        }
        init.set_headers(&headers);
        let page = web_sys::window().ok_or(JsValue::UNDEFINED)?;
        let url = [self.base.as_str(), call.path].concat();
        JsFuture::from(page.fetch_with_str_and_init(&url, &init)).await?.dyn_into()
    }
}
