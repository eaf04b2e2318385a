//! `POST /referrals`: a shopper says whose code brought them.

use shared::Decline;
use shared::document::{self, Node};

use super::ledgers;
use crate::caller;
use crate::http::reply::Reply;
use crate::limits;
use crate::objects::ledger::command::{Answer, Ask, AskClaim};
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;
use crate::shop::currency;
use crate::shop::open::Shop;

/// Asks the ledger of who referred whether they are there and by which rule, then the shopper's
/// own, which decides.
/// A wrong code touches no object.
pub(super) async fn post(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    let signed_in = caller::shopper(&incoming.head, shop, incoming.now)?;
    let document = incoming.json().await?;
    let code = document::read(&document, read_code).map_err(Rejection::Invalid)?;
    let referrer = shop.friend_of_code(&code).ok_or(Decline::UnknownCode)?;
    let known = Ask::Refers {
        number: referrer.number,
    };
    let rule = match ledgers::ask(incoming, shop, referrer.shard, known).await? {
        Answer::Refers(rule) => rule,
        Answer::NoProgram => return Err(Rejection::NotFound.into()),
        _ => return Err(Decline::UnknownCode.into()),
    };
    currency::fix(&incoming.env, shop).await?;
    let ask = AskClaim {
        shopper: signed_in.id.clone(),
        profile: ledgers::profile(&signed_in),
        referrer,
        rule,
    };
    ledgers::reply_of(incoming, shop, &signed_in.id, Ask::Claim(ask)).await
}

fn read_code(node: &Node<'_, '_>) -> Option<String> {
    let code = node.fields_only(&["code"])?.required("code")?;
    code.text(limits::TOKEN_BYTES).map(str::to_owned)
}
