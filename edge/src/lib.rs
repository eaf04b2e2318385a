//! The worker: it guards the doors and stores what `shared` decides.

pub mod base32;
pub mod caller;
pub mod code;
pub mod cors;
pub mod fault;
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
use keys::service::{BadBinding, ServiceKeys};
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
    let answer = match service_keys(&env) {
        Ok(keys) => {
            let head = Head::parse(host::head(&request));
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
            let operator = env
                .var("ACCOLADE_OPERATOR_KEY")
                .ok()
                .map(|text| text.to_string());
            let seal = env
                .var("ACCOLADE_SEAL_KEY")
                .ok()
                .map(|text| text.to_string());
            ServiceKeys::read(operator.as_deref(), seal.as_deref())
        };
        keys.get_or_init(read).clone()
    })
}

/// The one page of a worker that was started with keys it should not have.
fn refusal(bad: BadBinding) -> Reply {
    let text = format!("Accolade does not start.\n{}\n", bad.explanation());
    Reply::text(500, "text/plain; charset=utf-8", text).header("cache-control", "no-store")
}
