//! Asking a ledger on behalf of a caller, and what its answer means on the wire.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use serde::Serialize;
use shared::cart::Line;
use shared::id::{ProductId, ShopperId};
use shared::ledger::{Profile, Shard, StockLeft};

use crate::caller::SignedIn;
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::keys::mac;
use crate::objects::ledger::{
    self,
    command::{Answer, Ask, Command, RequestId},
};
use crate::objects::shop as shop_object;
use crate::objects::stock;
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;
use crate::shop::currency;
use crate::shop::open::Shop;
use crate::shop::product::Product;

/// Asks the ledger of a shard.
pub(super) async fn ask(
    incoming: &Incoming,
    shop: &Shop,
    shard: Shard,
    ask: Ask,
) -> Result<Answer, Failure> {
    // A shop may have reviews and no program; where rules are asked for, the ledger says so.
    let program = shop.program.as_ref().map_or(0, |it| it.version);
    let command = Command {
        shop: shop.id.clone(),
        shard,
        program,
        ask,
    };
    Ok(ledger::ask(&incoming.env, shard, &command).await?)
}

/// Asks the ledger of a shopper and tells the caller what it answered.
pub(super) async fn reply_of(
    incoming: &Incoming,
    shop: &Shop,
    shopper: &ShopperId,
    question: Ask,
) -> Result<Reply, Failure> {
    reply(ask(incoming, shop, shop.shard(shopper), question).await?)
}

/// What a ledger's answer is on the wire.
pub(super) fn reply(answer: Answer) -> Result<Reply, Failure> {
    match answer {
        Answer::Granted { status, body } => Ok(Reply::json_text(status, body)),
        Answer::Declined(decline) => Err(decline.into()),
        Answer::NotFound | Answer::NoProgram => Err(Rejection::NotFound.into()),
        Answer::Conflict => Err(Rejection::IdempotencyConflict.into()),
        Answer::ProgramChanged => Err(Rejection::ProgramChanged.into()),
        Answer::TooOften { retry_after } => Err(Rejection::RateLimited { retry_after }.into()),
        Answer::Done => Ok(Reply::empty(204)),
        Answer::Keeps(_)
        | Answer::Heard { .. }
        | Answer::Refers(_)
        | Answer::Orders(_)
        | Answer::WouldGive(_)
        | Answer::Erased => Err(Fault::Unreadable("answer").into()),
    }
}

/// The request id of a caller, bound to what was asked.
pub(super) fn request_id(
    incoming: &Incoming,
    scope: String,
    content: &impl Serialize,
) -> Result<RequestId, Failure> {
    let key = incoming.idempotency_key()?.to_owned();
    let content = serde_json::to_vec(content).map_err(|_| Fault::Unreadable("request"))?;
    let content = STANDARD_NO_PAD.encode(mac::sha256(&content));
    Ok(RequestId {
        scope,
        key,
        content,
    })
}

/// What an identity token says that rules ask for.
pub(super) fn profile(signed_in: &SignedIn) -> Profile {
    let said = &signed_in.shopper;
    let segments = said.segments.iter();
    Profile {
        birthday: said.birthday.as_ref().and_then(|day| day.parse().ok()),
        segments: segments.filter_map(|name| name.parse().ok()).collect(),
    }
}

/// Fixes the currency where a birthday may earn as soon as it is known.
pub(super) async fn fix_for(
    incoming: &Incoming,
    shop: &Shop,
    profile: &Profile,
) -> Result<(), Failure> {
    if profile.birthday.is_some() {
        currency::fix(&incoming.env, shop).await?;
    }
    Ok(())
}

/// What is left of every limited reward of a shop.
pub(super) async fn stock(incoming: &Incoming, shop: &Shop) -> Result<StockLeft, Failure> {
    let mut left = StockLeft::new();
    let rewards = shop.program.iter().flat_map(|it| &it.program.rewards);
    for reward in rewards {
        let Some(total) = reward.stock else { continue };
        let command = stock::Command::Left { total };
        let answer = stock::ask(&incoming.env, &shop.id, &reward.id, &command).await?;
        if let stock::Answer::Left(count) = answer {
            left.insert(reward.id.clone(), count);
        }
    }
    Ok(left)
}

/// Puts the collections that the shop told us of in place of a caller's word.
pub(super) async fn fill_collections(
    incoming: &Incoming,
    shop: &Shop,
    lines: &mut [Line],
) -> Result<(), Failure> {
    let ids = lines
        .iter()
        .filter_map(|line| line.product.clone())
        .collect();
    let known = collections(incoming, shop, ids).await?;
    for line in lines {
        let product = line.product.as_ref();
        let found = known.iter().find(|(id, _)| Some(id) == product);
        line.collections = found
            .map(|(_, it)| it.collections.clone())
            .unwrap_or_default();
    }
    Ok(())
}

/// What the shop told us of some products, where its program asks for collections at all.
pub(super) async fn collections(
    incoming: &Incoming,
    shop: &Shop,
    ids: Vec<ProductId>,
) -> Result<Vec<(ProductId, Product)>, Failure> {
    let is_asked = shop
        .program
        .as_ref()
        .is_some_and(|it| it.program.uses_collections());
    if !is_asked || ids.is_empty() {
        return Ok(Vec::new());
    }
    let command = shop_object::Command::Products { ids };
    Ok(shop_object::ask(&incoming.env, &shop.id, &command).await?)
}
