//! Orders that a shop reports, and what was made of them.

use serde::Serialize;
use serde_json::json;
use shared::Points;
use shared::id::{OrderId, ShopperId};
use shared::order::{OrderEvent, OrderState, ReportedOrder};

use super::ledgers;
use crate::caller;
use crate::http::reply::Reply;
use crate::limits;
use crate::objects::order::{
    self as object,
    command::{Answer, Command, Heard},
};
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;
use crate::shop::currency;
use crate::shop::open::Shop;

/// What an order led to.
#[derive(Debug, Serialize)]
struct OrderWire {
    order: OrderId,
    revision: u64,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    ignored: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    earned: Option<Points>,
    #[serde(skip_serializing_if = "is_not")]
    overused: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    shopper: Option<ShopperId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    redemptions: Vec<String>,
    #[serde(skip_serializing_if = "is_nothing")]
    waiting: u64,
}

/// `POST /orders`.
pub(super) async fn post(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    caller::shop(&incoming.head, shop, incoming.now)?;
    let document = incoming.json_up_to(limits::WEBHOOK_BYTES).await?;
    let ReportedOrder { mut event, code } =
        ReportedOrder::parse(&document).map_err(Rejection::Invalid)?;
    if let Some(snapshot) = &mut event.snapshot {
        snapshot.redemptions = code
            .iter()
            .filter_map(|it| shop.redemption_of_code(it))
            .collect();
    }
    hear(incoming, shop, event).await
}

/// Tells the order's object, and says what it came to.
pub(super) async fn hear(
    incoming: &Incoming,
    shop: &Shop,
    mut event: OrderEvent,
) -> Result<Reply, Failure> {
    fill_collections(incoming, shop, &mut event).await?;
    currency::fix(&incoming.env, shop).await?;
    let order = event.order.clone();
    let command = Command::Hear {
        shop: shop.id.clone(),
        event,
    };
    reply(
        shop,
        &order,
        object::ask(&incoming.env, &shop.id, &order, &command).await?,
    )
}

/// `GET /orders/{id}`.
pub(super) async fn get(
    incoming: &Incoming,
    shop: &Shop,
    order: &OrderId,
) -> Result<Reply, Failure> {
    caller::shop(&incoming.head, shop, incoming.now)?;
    reply(
        shop,
        order,
        object::ask(&incoming.env, &shop.id, order, &Command::Read).await?,
    )
}

async fn fill_collections(
    incoming: &Incoming,
    shop: &Shop,
    event: &mut OrderEvent,
) -> Result<(), Failure> {
    let Some(snapshot) = &mut event.snapshot else {
        return Ok(());
    };
    let ids = snapshot
        .lines
        .iter()
        .filter_map(|line| line.product.clone())
        .collect();
    let known = ledgers::collections(incoming, shop, ids).await?;
    for line in &mut snapshot.lines {
        let product = line.product.as_ref();
        let found = known.iter().find(|(id, _)| Some(id) == product);
        line.collections = found
            .map(|(_, it)| it.collections.clone())
            .unwrap_or_default();
    }
    Ok(())
}

fn reply(shop: &Shop, order: &OrderId, answer: Answer) -> Result<Reply, Failure> {
    match answer {
        Answer::Heard(heard) => Ok(Reply::json(200, &OrderWire::of(shop, *heard))?),
        Answer::Erased => {
            let body = json!({"order": order, "state": "ignored", "ignored": "erased"});
            Ok(Reply::json(200, &body)?)
        }
        Answer::Unheard | Answer::Bought | Answer::Stays => Err(Rejection::NotFound.into()),
    }
}

impl OrderWire {
    fn of(shop: &Shop, heard: Heard) -> Self {
        let Heard {
            history,
            effect,
            waiting,
        } = heard;
        let (state, ignored) = match history.state() {
            OrderState::Unheard => ("unheard", None),
            OrderState::Placed => ("placed", None),
            OrderState::Paid => ("paid", None),
            OrderState::Ignored(ignored) if ignored.slug() == "cancelled" => {
                ("cancelled", Some(ignored.slug()))
            }
            OrderState::Ignored(ignored) => ("ignored", Some(ignored.slug())),
        };
        Self {
            order: history.order().clone(),
            revision: history.revision(),
            state,
            ignored,
            earned: effect.earned,
            overused: effect.overused,
            shopper: history.shopper().cloned(),
            redemptions: history
                .redemptions()
                .iter()
                .map(|it| shop.redemption_id(*it))
                .collect(),
            waiting,
        }
    }
}

const fn is_not(flag: &bool) -> bool {
    !*flag
}

const fn is_nothing(count: &u64) -> bool {
    *count == 0
}
