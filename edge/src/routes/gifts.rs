//! `POST /gifts`: the shop gives points, or a reward for nothing, with a message.

use serde_json::json;
use shared::document::{self, Node};
use shared::id::{RewardId, ShopperId};
use shared::{Points, Time};

use super::ledgers;
use crate::caller;
use crate::http::reply::Reply;
use crate::limits;
use crate::objects::ledger::command::{Ask, AskGive, Present};
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;
use crate::shop::currency;
use crate::shop::open::Shop;

struct Body {
    shopper: ShopperId,
    present: Present,
    message: Option<String>,
    until: Option<Time>,
}

/// Gives.
pub(super) async fn post(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    caller::shop(&incoming.head, shop, incoming.now)?;
    incoming.idempotency_key()?;
    let document = incoming.json().await?;
    let body = document::read(&document, read_gift).map_err(Rejection::Invalid)?;
    let Body {
        shopper,
        present,
        message,
        until,
    } = body;
    let content = json!([shopper, present, message, until]);
    let request = ledgers::request_id(incoming, format!("shop gift {shopper}"), &content)?;
    currency::fix(&incoming.env, shop).await?;
    let ask = AskGive {
        shopper: shopper.clone(),
        present,
        message,
        until,
        request,
    };
    ledgers::reply_of(incoming, shop, &shopper, Ask::Give(ask)).await
}

fn read_gift(node: &Node<'_, '_>) -> Option<Body> {
    let fields = node.fields_only(&["shopper", "points", "reward", "message", "until"])?;
    let shopper = fields.required("shopper").and_then(|node| node.id());
    let points = fields.maybe("points", |node| {
        let most = shared::limits::RULE_POINTS_MAX;
        Points::new(node.integer(1, most)?.unsigned_abs())
    });
    let reward: Option<Option<RewardId>> = fields.maybe("reward", |node| node.id());
    let message = fields.maybe("message", |node| node.text(limits::REASON));
    let until = match fields.optional("until") {
        Some(until) if fields.optional("points").is_some() => {
            until.fault("is for rewards: given points expire as earned ones do")
        }
        _ => fields.maybe("until", Node::parsed::<Time>),
    };
    let present = match (points?, reward?) {
        (Some(points), None) => Some(Present::Points(points)),
        (None, Some(reward)) => Some(Present::Reward(reward)),
        _ => node.fault("either points or a reward is needed"),
    };
    Some(Body {
        shopper: shopper?,
        present: present?,
        message: message?.map(str::to_owned),
        until: until?,
    })
}
