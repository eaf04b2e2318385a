//! A request in the hands of a route.

use serde_json::Value;
use shared::Time;
use wasm_bindgen::JsValue;
use worker::Env;

use crate::host::{self, Cut, Pieces};
use crate::http::head::Head;
use crate::keys::service::ServiceKeys;
use crate::limits;
use crate::problem::Rejection;

/// A request: its head, its body until it is read, and the time at which it came.
pub struct Incoming {
    /// The bindings of the worker.
    pub env: Env,
    /// The request line and headers.
    pub head: Head,
    /// When it came, in milliseconds.
    pub now: u64,
    /// The service's own keys.
    pub keys: ServiceKeys,
    request: JsValue,
}

impl Incoming {
    /// Takes a request at its time.
    pub fn new(request: JsValue, head: Head, env: Env, keys: ServiceKeys, now: u64) -> Self {
        Self {
            env,
            head,
            now,
            keys,
            request,
        }
    }

    /// The instant at which it came.
    pub fn time(&self) -> Time {
        Time::from_unix_ms(i64::try_from(self.now).unwrap_or(i64::MAX))
    }

    /// The bytes of the body, as they were sent.
    pub async fn body(&self, most: u32) -> Result<Vec<u8>, Rejection> {
        host::body(&self.request, most)
            .await
            .ok_or(Rejection::TooLarge)
    }

    /// Lets the body run out, so that its sender hears why it was refused.
    pub async fn drain(&self) {
        host::drain(&self.request, limits::DRAINED_BYTES).await;
    }

    /// The body, to be read piece by piece, up to a length.
    pub fn pieces(&self, most: usize) -> Result<Pieces, Cut> {
        Pieces::of(&self.request, most)
    }

    /// The body as a JSON document.
    pub async fn json(&self) -> Result<Value, Rejection> {
        self.json_up_to(limits::BODY_BYTES).await
    }

    /// The body as a JSON document that may be larger than most.
    pub async fn json_up_to(&self, most: u32) -> Result<Value, Rejection> {
        let body = self.body(most).await?;
        serde_json::from_slice(&body).map_err(|_| Rejection::Malformed("The body is not JSON."))
    }

    /// The request id of the caller, which this route needs.
    pub fn idempotency_key(&self) -> Result<&str, Rejection> {
        let key = self.head.idempotency_key().ok_or(Rejection::Malformed(
            "This request needs an Idempotency-Key header.",
        ))?;
        if key.chars().count() > limits::IDEMPOTENCY_KEY {
            return Err(Rejection::Malformed(
                "The Idempotency-Key has more than 255 characters.",
            ));
        }
        Ok(key)
    }
}
