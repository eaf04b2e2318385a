//! What the shop makes of reviews: it decides whether they are shown, and answers them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use shared::document::Fault as DocumentFault;
use shared::id::ProductId;
use shared::reviews::{Review, ReviewId, Seen, State, Verdict, read_reply};

use super::{granted, product, products, review_id};
use crate::caller;
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::objects::product::{
    self as object,
    command::{Answer, Ask},
};
use crate::objects::voices::{
    self,
    command::{Command, Counted, Place, Voice, Voices},
};
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;
use crate::shop::open::Shop;
use crate::wire::review::{ProductWire, ShopReview};
use crate::wire::reviews::ReportWire;

/// `POST /reviews/{product}/{id}/moderation`.
pub(super) async fn moderate(
    incoming: &Incoming,
    shop: &Shop,
    id: &ProductId,
    review: &str,
) -> Result<Reply, Failure> {
    decide(incoming, shop, id, review, Verdict::read, |review, seen| {
        Ask::Moderate {
            review,
            revision: seen.revision,
            verdict: seen.what,
        }
    })
    .await
}

/// `POST /reviews/{product}/{id}/reply`.
pub(super) async fn reply(
    incoming: &Incoming,
    shop: &Shop,
    id: &ProductId,
    review: &str,
) -> Result<Reply, Failure> {
    decide(incoming, shop, id, review, read_reply, |review, seen| {
        Ask::Reply {
            review,
            revision: seen.revision,
            body: seen.what,
        }
    })
    .await
}

/// `DELETE /reviews/{product}/{id}`: what the review says goes, its star and date stay.
pub(super) async fn erase(
    incoming: &Incoming,
    shop: &Shop,
    id: &ProductId,
    review: &str,
) -> Result<Reply, Failure> {
    caller::shop(&incoming.head, shop, incoming.now)?;
    let review = review_id(review)?;
    if product(incoming, shop, id).await?.is_none() {
        return Err(Rejection::NotFound.into());
    }
    let ask = Ask::Erase { review };
    match granted(object::ask(&incoming.env, &shop.id, id, ask).await?)? {
        Answer::Done => Ok(Reply::empty(204)),
        _ => Err(Fault::Unreadable("answer").into()),
    }
}

/// Does what the shop says of a review, and answers the review.
async fn decide<T>(
    incoming: &Incoming,
    shop: &Shop,
    id: &ProductId,
    review: &str,
    read: impl FnOnce(&Value) -> Result<Seen<T>, Vec<DocumentFault>>,
    ask: impl FnOnce(ReviewId, Seen<T>) -> Ask,
) -> Result<Reply, Failure> {
    caller::shop(&incoming.head, shop, incoming.now)?;
    let seen = read(&incoming.json().await?).map_err(Rejection::Invalid)?;
    let ask = ask(review_id(review)?, seen);
    let known = product(incoming, shop, id).await?;
    let known = known.ok_or(Rejection::NotFound)?;
    let answer = object::ask(&incoming.env, &shop.id, id, ask).await?;
    let Answer::Changed(review) = granted(answer)? else {
        return Err(Fault::Unreadable("answer").into());
    };
    let product = ProductWire::of(id, Some(&known));
    let body = json!({"review": ShopReview::of(product, &review)});
    Ok(Reply::json(200, &body)?)
}

/// `GET /reviews`.
pub(super) async fn queue(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    caller::shop(&incoming.head, shop, incoming.now)?;
    let state = match incoming.head.query_field("state") {
        Some(state) => Some(state.parse::<State>().map_err(|_| {
            Rejection::Malformed("The state is pending, published, rejected or withdrawn.")
        })?),
        None => None,
    };
    let before = match incoming.head.query_field("cursor") {
        Some(cursor) => Some(
            read_place(&cursor).ok_or(Rejection::Malformed("The cursor is not one of ours."))?,
        ),
        None => None,
    };
    let command = Command::List { state, before };
    let Voices { voices, has_more } = voices::ask(&incoming.env, &shop.id, &command).await?;
    let last = voices.last().filter(|_| has_more);
    let next = last.map(|voice| {
        let Voice {
            product, review, ..
        } = voice;
        let place = format!("{} {} {product}", review.at.unix_ms(), review.id);
        URL_SAFE_NO_PAD.encode(place)
    });
    let mut body = json!({"reviews": told(incoming, shop, &voices).await?});
    if let Some(next) = next {
        body["next"] = json!(next);
    }
    Ok(Reply::json(200, &body)?)
}

/// `GET /reviews/report`: what was published, rejected and withdrawn, by star, so that suppression
/// shows.
pub(super) async fn report(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    caller::shop(&incoming.head, shop, incoming.now)?;
    let counted: Vec<Counted> = voices::ask(&incoming.env, &shop.id, &Command::Report).await?;
    Ok(Reply::json(200, &ReportWire::of(counted))?)
}

/// Reviews with what is known of their products.
async fn told(
    incoming: &Incoming,
    shop: &Shop,
    voices: &[Voice],
) -> Result<Vec<ShopReview>, Failure> {
    let ids = voices.iter().map(|voice| voice.product.clone()).collect();
    let known = products(incoming, shop, ids).await?;
    let told = |voice: &Voice| {
        let found = known.iter().find(|(id, _)| *id == voice.product);
        let product = ProductWire::of(&voice.product, found.map(|(_, it)| it));
        let review: &Review = &voice.review;
        ShopReview::of(product, review)
    };
    Ok(voices.iter().map(told).collect())
}

fn read_place(cursor: &str) -> Option<Place> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    let mut parts = text.splitn(3, ' ');
    Some(Place {
        at: parts.next()?.parse().ok()?,
        review: parts.next()?.parse().ok()?,
        product: parts.next()?.parse().ok()?,
    })
}
