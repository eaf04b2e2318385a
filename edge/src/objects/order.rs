//! The Order object.

use worker::{DurableObject, Env, Request, Response, State, durable_object};

/// Stub.
#[durable_object(fetch)]
pub struct OrderObject {}

impl DurableObject for OrderObject {
    fn new(_state: State, _env: Env) -> Self {
        Self {}
    }

    async fn fetch(&self, _request: Request) -> worker::Result<Response> {
        Response::error("none", 500)
    }
}
