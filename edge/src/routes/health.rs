//! `/healthz`: whether storage answers.

use serde_json::json;

use crate::http::reply::Reply;
use crate::objects::shop::{self, Command};
use crate::problem::Failure;
use crate::request::Incoming;

/// A question to the registry that reads its storage; no shop has this id.
pub(super) async fn check(incoming: &Incoming) -> Result<Reply, Failure> {
    let command = Command::Ping;
    shop::ask_registry(&incoming.env, &command).await?;
    Ok(Reply::json(200, &json!({"status": "ok"}))?)
}
