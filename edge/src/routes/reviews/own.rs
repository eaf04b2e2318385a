//! What a shopper writes, and how they vote.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::Points;
use shared::id::{ProductId, ShopperId};
use shared::ledger::StockLeft;
use shared::reviews::{Buyer, Outcome, PhotoHost, Review, ReviewId, Submission, Vote, read_vote};

use super::{bought, know, product, review_id};
use crate::caller::{self, SignedIn};
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::objects::ledger::command::{
    Answer as LedgerAnswer, Ask as LedgerAsk, AskAccount, AskVoice, Voicing,
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
#[derive(Debug, Default, Serialize)]
struct MineWire {
    reviews: Vec<OwnReview>,
    votes: BTreeMap<ReviewId, bool>,
    may_write: bool,
    verified: bool,
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
    let named = submission.order.as_ref();
    let bought = bought(incoming, shop, &shopper, &id, named).await?;
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
    let body = json!({"review": OwnReview::of(&review)});
    Ok(Reply::json(status, &body)?)
}

/// `GET /products/{product}/reviews/mine`.
pub(super) async fn mine(
    incoming: &Incoming,
    shop: &Shop,
    id: ProductId,
) -> Result<Reply, Failure> {
    let signed_in = caller::shopper(&incoming.head, shop, incoming.now)?;
    let shopper = signed_in.id.clone();
    let bought = bought(incoming, shop, &shopper, &id, None).await?;
    let is_known = product(incoming, shop, &id).await?.is_some();
    let mut wire = MineWire {
        may_write: is_known || !bought.is_empty(),
        verified: !bought.is_empty(),
        photo_hosts: shop.reviews.photo_hosts.clone(),
        ..MineWire::default()
    };
    if is_known {
        let answer = object::ask(&incoming.env, &shop.id, &id, Ask::Mine { shopper }).await?;
        let Answer::Mine { reviews, votes } = granted(answer)? else {
            return Err(Fault::Unreadable("answer").into());
        };
        let written = |order| reviews.iter().any(|review| is_of(review, order));
        wire.may_write = reviews.is_empty() || bought.iter().any(|order| !written(order));
        wire.reviews = reviews.iter().map(OwnReview::of).collect();
        let told = |(id, vote)| (id, vote == Vote::Helpful);
        wire.votes = votes.into_iter().map(told).collect();
    }
    if wire.may_write {
        wire.reward = reward(incoming, shop, &signed_in).await?;
    }
    Ok(Reply::json(200, &wire)?)
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

/// A product's answer, or what it declines.
pub(super) fn granted(answer: Answer) -> Result<Answer, Failure> {
    match answer {
        Answer::Declined(decline) => Err(decline.into()),
        Answer::NotFound => Err(Rejection::NotFound.into()),
        granted => Ok(granted),
    }
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

/// Whether a review is of an order.
fn is_of(review: &Review, order: &shared::id::OrderId) -> bool {
    matches!(&review.buyer, Buyer::Verified { order: of } if of == order)
}

#[derive(Deserialize)]
struct Account {
    earn: Vec<Earn>,
}

#[derive(Deserialize)]
struct Earn {
    on: String,
    points: Option<Points>,
    available: bool,
}

/// What a review would give the shopper now, by the word of their ledger.
async fn reward(
    incoming: &Incoming,
    shop: &Shop,
    signed_in: &SignedIn,
) -> Result<Option<Points>, Failure> {
    let profile = ledgers::profile(signed_in);
    ledgers::fix_for(incoming, shop, &profile).await?;
    let ask = LedgerAsk::Account(AskAccount {
        shopper: signed_in.id.clone(),
        name: None,
        profile: Some(profile),
        stock: StockLeft::new(),
    });
    let answer = ledgers::ask(incoming, shop, shop.shard(&signed_in.id), ask).await?;
    let LedgerAnswer::Granted { body, .. } = answer else {
        return Ok(None);
    };
    let account: Account = serde_json::from_str(&body).map_err(|_| Fault::Unreadable("account"))?;
    let open = account
        .earn
        .iter()
        .filter(|way| way.on == "review" && way.available);
    let points = open.filter_map(|way| way.points).max();
    Ok(points.filter(|points| *points > Points::ZERO))
}
