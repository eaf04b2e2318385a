//! What a shopper writes, and how they vote.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;
use shared::Points;
use shared::id::{OrderId, ProductId, ShopperId};
use shared::reviews::{
    Outcome, PhotoHost, Review, ReviewId, Submission, Vote, open_orders, read_vote,
};

use super::{bought, granted, know, product, review_id};
use crate::caller::{self, SignedIn};
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::objects::ledger::command::{
    Answer as LedgerAnswer, Ask as LedgerAsk, AskBuys, AskReward, AskVoice, Voicing,
};
use crate::objects::product::{
    self as object,
    command::{Answer, Ask, AskWrite},
};
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;
use crate::routes::ledgers;
use crate::shop::open::Shop;
use crate::wire::review::OwnReview;

/// What a shopper wrote of a product, and what they may do.
#[derive(Debug, Serialize)]
struct MineWire {
    reviews: Vec<OwnReview>,
    votes: BTreeMap<ReviewId, bool>,
    may_write: bool,
    verified: bool,
    /// The newest order that may bring a further review; it is named when that is sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<OrderId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reward: Option<Points>,
    photo_hosts: Vec<PhotoHost>,
}

/// `POST /products/{product}/reviews`.
pub(super) async fn write(
    incoming: &Incoming,
    shop: &Shop,
    id: ProductId,
) -> Result<Reply, Failure> {
    let signed_in = caller::shopper(&incoming.head, shop, incoming.now)?;
    let document = incoming.json().await?;
    let submission = Submission::read(&document, &shop.reviews).map_err(Rejection::Invalid)?;
    let shopper = signed_in.id;
    let buys = AskBuys {
        shopper: shopper.clone(),
        product: id.clone(),
        named: submission.order.clone(),
    };
    let bought = bought(incoming, shop, buys, &[]).await?;
    if product(incoming, shop, &id).await?.is_none() {
        if bought.is_empty() {
            return Err(Rejection::NotFound.into());
        }
        know(incoming, shop, vec![id.clone()]).await?;
    }
    voice(incoming, shop, &shopper, &id, Voicing::Writing).await?;
    let ask = Ask::Write(Box::new(AskWrite {
        shopper,
        name: signed_in.shopper.name,
        submission,
        policy: shop.reviews.clone(),
        bought,
    }));
    let answer = object::ask(&incoming.env, &shop.id, &id, ask).await?;
    let Answer::Written { outcome, review } = granted(answer)? else {
        return Err(Fault::Unreadable("answer").into());
    };
    let status = if outcome == Outcome::New { 201 } else { 200 };
    let body = json!({"review": OwnReview::of(&review, &shop.reviews)});
    Ok(Reply::json(status, &body)?)
}

/// `GET /products/{product}/reviews/mine`.
pub(super) async fn mine(
    incoming: &Incoming,
    shop: &Shop,
    id: ProductId,
) -> Result<Reply, Failure> {
    let signed_in = caller::shopper(&incoming.head, shop, incoming.now)?;
    let is_known = product(incoming, shop, &id).await?.is_some();
    let (reviews, votes) = if is_known {
        said(incoming, shop, &signed_in.id, &id).await?
    } else {
        (Vec::new(), Vec::new())
    };
    let buys = AskBuys {
        shopper: signed_in.id.clone(),
        product: id.clone(),
        named: None,
    };
    let bought = bought(incoming, shop, buys, &reviews).await?;
    let order = open_orders(&bought, &reviews).first().copied().cloned();
    let is_first = is_known && reviews.is_empty();
    let told = |(id, vote)| (id, vote == Vote::Helpful);
    let own = |review: &Review| OwnReview::of(review, &shop.reviews);
    let mut wire = MineWire {
        may_write: is_first || order.is_some(),
        verified: !bought.is_empty() || reviews.iter().any(Review::is_verified),
        reviews: reviews.iter().map(own).collect(),
        votes: votes.into_iter().map(told).collect(),
        order,
        reward: None,
        photo_hosts: shop.reviews.photo_hosts.clone(),
    };
    if wire.may_write {
        wire.reward = reward(incoming, shop, &signed_in, id, wire.order.clone()).await?;
    }
    Ok(Reply::json(200, &wire)?)
}

/// What a shopper wrote of a product, and how they voted there.
async fn said(
    incoming: &Incoming,
    shop: &Shop,
    shopper: &ShopperId,
    id: &ProductId,
) -> Result<(Vec<Review>, Vec<(ReviewId, Vote)>), Failure> {
    let ask = Ask::Mine {
        shopper: shopper.clone(),
    };
    match granted(object::ask(&incoming.env, &shop.id, id, ask).await?)? {
        Answer::Mine { reviews, votes } => Ok((reviews, votes)),
        _ => Err(Fault::Unreadable("answer").into()),
    }
}

/// `POST /reviews/{product}/{id}/votes`.
pub(super) async fn vote(
    incoming: &Incoming,
    shop: &Shop,
    id: ProductId,
    review: &str,
) -> Result<Reply, Failure> {
    let signed_in = caller::shopper(&incoming.head, shop, incoming.now)?;
    let document = incoming.json().await?;
    let vote = read_vote(&document).map_err(Rejection::Invalid)?;
    let review = review_id(review)?;
    let shopper = signed_in.id;
    if product(incoming, shop, &id).await?.is_none() {
        return Err(Rejection::NotFound.into());
    }
    voice(incoming, shop, &shopper, &id, Voicing::Voting).await?;
    let ask = Ask::Vote {
        review,
        shopper,
        vote,
    };
    let answer = object::ask(&incoming.env, &shop.id, &id, ask).await?;
    let Answer::Changed(review) = granted(answer)? else {
        return Err(Fault::Unreadable("answer").into());
    };
    let yours = vote.map(|vote| vote == Vote::Helpful);
    let votes = review.votes;
    let body = json!({"helpful": votes.helpful, "unhelpful": votes.unhelpful, "yours": yours});
    Ok(Reply::json(200, &body)?)
}

/// Tells the shopper's ledger before the product: an erasure has to know where to go.
async fn voice(
    incoming: &Incoming,
    shop: &Shop,
    shopper: &ShopperId,
    product: &ProductId,
    doing: Voicing,
) -> Result<(), Failure> {
    let ask = LedgerAsk::Voice(AskVoice {
        shopper: shopper.clone(),
        product: product.clone(),
        doing,
    });
    match ledgers::ask(incoming, shop, shop.shard(shopper), ask).await? {
        LedgerAnswer::Done => Ok(()),
        LedgerAnswer::TooOften { retry_after } => {
            Err(Rejection::RateLimited { retry_after }.into())
        }
        _ => Err(Rejection::NotFound.into()),
    }
}

/// What a review would give the shopper now, by the word of their ledger.
async fn reward(
    incoming: &Incoming,
    shop: &Shop,
    signed_in: &SignedIn,
    product: ProductId,
    order: Option<OrderId>,
) -> Result<Option<Points>, Failure> {
    let profile = ledgers::profile(signed_in);
    ledgers::fix_for(incoming, shop, &profile).await?;
    let ask = LedgerAsk::Reward(AskReward {
        shopper: signed_in.id.clone(),
        profile,
        product,
        order,
    });
    let answer = ledgers::ask(incoming, shop, shop.shard(&signed_in.id), ask).await?;
    Ok(match answer {
        LedgerAnswer::WouldGive(points) => Some(points).filter(|it| *it > Points::ZERO),
        _ => None,
    })
}
