//! The worker: it guards the doors and stores what `shared` decides.

pub mod base32;
pub mod caller;
pub mod code;
pub mod cors;
pub mod fault;
pub mod fragments;
pub mod host;
pub mod http;
pub mod keys;
pub mod limits;
pub mod objects;
pub mod platforms;
pub mod problem;
pub mod rate;
pub mod request;
pub mod route;
pub mod routes;
pub mod shop;
pub mod tokens;
pub mod webhook;
pub mod wire;

use wasm_bindgen::JsValue;
use worker::worker_sys::web_sys;
use worker::{Context, Env, event};

use http::head::Head;
use http::reply::Reply;
use keys::service::{self, BadBinding, ServiceKeys};
use request::Incoming;
use routes::Answer;

/// Answers every request to the worker.
#[event(fetch)]
async fn fetch(
    request: web_sys::Request,
    env: Env,
    _context: Context,
) -> worker::Result<web_sys::Response> {
    let request = JsValue::from(request);
    let answer = match service_keys(&env).and_then(|keys| Ok((keys, address_header(&env)?))) {
        Ok((keys, address)) => {
            let head = Head::parse(host::head(&request, &address));
            let incoming = Incoming::new(request, head, env, keys, host::now());
            routes::answer(&incoming).await
        }
        Err(bad) => Answer::Reply(refusal(bad)),
    };
    let response = match answer {
        Answer::Reply(reply) => reply.send().map_err(|fault| fault.to_string())?,
        Answer::Ready(response) => response,
    };
    Ok(wasm_bindgen::JsCast::unchecked_into(response))
}

/// The worker's own keys, read once by each isolate.
fn service_keys(env: &Env) -> Result<ServiceKeys, BadBinding> {
    thread_local! {
        static KEYS: std::cell::OnceCell<Result<ServiceKeys, BadBinding>> =
            const { std::cell::OnceCell::new() };
    }
    KEYS.with(|keys| {
        let read = || {
            let operator = text_of(env, "ACCOLADE_OPERATOR_KEY");
            let seal = text_of(env, "ACCOLADE_SEAL_KEY");
            ServiceKeys::read(operator.as_deref(), seal.as_deref())
        };
        keys.get_or_init(read).clone()
    })
}

/// The header that tells a caller's address. It is believed only where the operator names it: on a
/// worker that nobody stands in front of, a caller could say with it to be somebody else each time.
fn address_header(env: &Env) -> Result<String, BadBinding> {
    thread_local! {
        static NAME: std::cell::OnceCell<Result<String, BadBinding>> =
            const { std::cell::OnceCell::new() };
    }
    let read = || service::address_header(text_of(env, "ACCOLADE_CLIENT_ADDRESS").as_deref());
    NAME.with(|name| name.get_or_init(read).clone())
}

/// A binding of text; nothing where it is missing or something else.
fn text_of(env: &Env, name: &str) -> Option<String> {
    let value = js_sys::Reflect::get(env, &JsValue::from_str(name));
    value.ok()?.as_string()
}

/// The one page of a worker that was started with keys it should not have.
fn refusal(bad: BadBinding) -> Reply {
    let text = format!("Accolade does not start.\n{}\n", bad.explanation());
    Reply::text(500, "text/plain; charset=utf-8", text).header("cache-control", "no-store")
}
