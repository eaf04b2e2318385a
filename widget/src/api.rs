//! The api: requests to the service, as the loader sends them.
//!
//! The loader keeps the token and speaks HTTP; what comes back was parsed by the page.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::node::{Node, object};

/// A request below `/v1/shops/{shop}`.
#[derive(Clone, Copy)]
pub(crate) struct Call<'a> {
    pub(crate) method: &'static str,
    pub(crate) path: &'a str,
    pub(crate) body: Option<&'a str>,
    /// The Idempotency-Key.
    pub(crate) key: Option<&'a str>,
    pub(crate) caller: Caller,
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Caller {
    Anyone,
    /// Whoever is signed in.
    Shopper,
}

impl<'a> Call<'a> {
    /// A question without a body.
    pub(crate) fn get(path: &'a str, caller: Caller) -> Self {
        Self {
            method: "GET",
            path,
            body: None,
            key: None,
            caller,
        }
    }

    /// A message.
    pub(crate) fn post(path: &'a str, body: &'a str, caller: Caller) -> Self {
        Self {
            method: "POST",
            path,
            body: Some(body),
            key: None,
            caller,
        }
    }
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
        address
            .rsplit_once('/')
            .map_or(address.as_str(), |(_, slug)| slug)
            .to_owned()
    }
}

/// What came of asking.
pub(crate) enum Heard {
    Answer(Answer),
    /// Nobody is signed in, or the token is not believed even when fresh.
    Nobody,
    /// No answer: the request may have arrived, or not.
    Nothing,
}

/// The loader's way to one shop at the service.
pub(crate) struct Api(Function);

impl Api {
    /// With the loader's function.
    pub(crate) fn new(ask: Function) -> Self {
        Self(ask)
    }

    /// Asks, and waits for the answer.
    pub(crate) async fn ask(&self, call: Call<'_>) -> Heard {
        let text = |text: Option<&str>| text.map_or(JsValue::UNDEFINED, JsValue::from_str);
        let call = object(&[
            ("method", text(Some(call.method))),
            ("path", text(Some(call.path))),
            ("body", text(call.body)),
            ("key", text(call.key)),
            (
                "shopper",
                JsValue::from_bool(call.caller == Caller::Shopper),
            ),
        ]);
        let asked = self.0.call1(&JsValue::UNDEFINED, &call);
        let Some(promise) = asked
            .ok()
            .and_then(|value| value.dyn_into::<Promise>().ok())
        else {
            return Heard::Nothing;
        };
        match JsFuture::from(promise).await {
            Ok(answer) if answer.is_null() => Heard::Nobody,
            Ok(answer) => read(&Node::new(answer)).map_or(Heard::Nothing, Heard::Answer),
            Err(_) => Heard::Nothing,
        }
    }
}

fn read(answer: &Node) -> Option<Answer> {
    Some(Answer {
        status: u16::try_from(answer.whole("status")?).ok()?,
        body: answer.at("body")?,
        retry_after: answer
            .whole("retryAfter")
            .and_then(|seconds| u32::try_from(seconds).ok()),
    })
}
