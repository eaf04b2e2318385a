//! `PUT /v1/shops/{shop}`: the operator creates or changes a shop.

use serde_json::{Value, json};
use shared::Currency;
use shared::id::ShopId;
use shared::program::Program;

use crate::caller;
use crate::http::reply::Reply;
use crate::limits;
use crate::objects::shop::{self as shop_object, Changed, Command};
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;
use crate::shop::cache;
use crate::shop::change::{self, ShopChange};

/// Replaces the fields that are named.
pub(super) async fn put(incoming: &Incoming, shop: ShopId) -> Result<Reply, Failure> {
    caller::operator(&incoming.head, &incoming.keys)?;
    if incoming.head.origin().is_some() {
        return Err(Rejection::Forbidden("The operator's key does not belong in a page.").into());
    }
    let document = incoming.json_up_to(limits::WEBHOOK_BYTES).await?;
    let mut change = change::parse(&document).map_err(Rejection::Invalid)?;
    let program = change
        .program
        .take()
        .map(|document| checked(&document, "/program"));
    let changed = apply(incoming, &shop, change, program.transpose()?).await?;
    let (status, version) = match changed {
        Changed::Created { program } => (201, program),
        Changed::Updated { program } => (200, program),
        Changed::CurrencyIsFixed(fixed) => return Err(currency_is_fixed("/program", fixed)),
    };
    Ok(Reply::json(
        status,
        &json!({"shop": shop.as_str(), "program": version}),
    )?)
}

/// A program that the rules accept, as text to keep.
pub(super) fn checked(document: &Value, place: &str) -> Result<(String, Currency), Rejection> {
    match Program::parse(document) {
        Ok(program) => Ok((document.to_string(), program.currency)),
        Err(faults) => {
            let below = |mut fault: shared::document::Fault| {
                fault.pointer.insert_str(0, place);
                fault
            };
            Err(Rejection::Invalid(faults.into_iter().map(below).collect()))
        }
    }
}

/// Tells the shop's object, then the registry, and lets this isolate see it at once.
pub(super) async fn apply(
    incoming: &Incoming,
    shop: &ShopId,
    change: ShopChange,
    program: Option<(String, Currency)>,
) -> Result<Changed, Failure> {
    let command = Command::Change {
        shop: shop.clone(),
        change,
        program,
    };
    let changed: Changed = shop_object::ask(&incoming.env, shop, &command).await?;
    if matches!(changed, Changed::Created { .. } | Changed::Updated { .. }) {
        let register = Command::Register { shop: shop.clone() };
        shop_object::ask_registry(&incoming.env, &register).await?;
    }
    cache::forget_shop(shop);
    Ok(changed)
}

/// The refusal of a program in another currency than the shop's entries.
pub(super) fn currency_is_fixed(place: &str, fixed: Currency) -> Failure {
    let detail = format!("the shop has entries in {fixed}, so its currency stays");
    Rejection::invalid(&format!("{place}/currency"), detail).into()
}
