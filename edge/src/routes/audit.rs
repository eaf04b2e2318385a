//! `GET /audit`: ledgers folded again and held against orders and books, a page at a time.

use serde::Serialize;

use super::ledgers;
use crate::caller;
use crate::code;
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::limits;
use crate::objects::books::{self, Report};
use crate::objects::ledger::command::{Answer, Ask};
use crate::objects::order::{self, command::Answer as OrderAnswer, command::Command};
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;
use crate::shop::open::Shop;
use crate::wire::audit::{Difference, ShardAudit, Uncaptured};

/// What was found in a page of shards.
#[derive(Debug, Default, Serialize)]
struct Audit {
    accounts: u64,
    entries: u64,
    orders: u64,
    differences: Vec<Difference>,
    uncaptured: Vec<Uncaptured>,
    cursor: Option<String>,
}

/// Looks at the shards after the cursor.
pub(super) async fn get(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    caller::shop(&incoming.head, shop, incoming.now)?;
    let after = incoming.head.query_field("cursor").unwrap_or_default();
    if !after.is_empty() && code::shard_from_name(&after).is_none() {
        return Err(Rejection::Malformed("The cursor is not one of ours.").into());
    }
    let list = books::Command::List {
        after,
        limit: limits::AUDITED_SHARDS,
    };
    let told = books::tell(&incoming.env, &shop.id, &list).await?;
    let is_full = told.len() == limits::AUDITED_SHARDS as usize;
    let mut audit = Audit {
        cursor: told
            .last()
            .filter(|_| is_full)
            .map(|report| report.shard.clone()),
        ..Audit::default()
    };
    for report in &told {
        look_at(incoming, shop, report, &mut audit).await?;
    }
    Ok(Reply::json(200, &audit)?)
}

async fn look_at(
    incoming: &Incoming,
    shop: &Shop,
    told: &Report,
    audit: &mut Audit,
) -> Result<(), Failure> {
    let shard = code::shard_from_name(&told.shard).ok_or(Fault::Unreadable("shard"))?;
    let Answer::Granted { body, .. } = ledgers::ask(incoming, shop, shard, Ask::Audit).await?
    else {
        return Err(Fault::Unreadable("audit").into());
    };
    let found: ShardAudit = serde_json::from_str(&body).map_err(|_| Fault::Unreadable("audit"))?;
    audit.accounts += found.accounts;
    audit.entries += found.entries;
    audit.differences.extend(found.differences);
    audit.uncaptured.extend(found.uncaptured);
    if found
        .books
        .is_some_and(|now| now.revision == told.revision && now != *told)
    {
        let what = format!("the books of shard {}", told.shard);
        audit.differences.push(Difference {
            shopper: None,
            what,
        });
    }
    for (shopper, id, revision) in found.orders {
        audit.orders += 1;
        let answer = order::ask(&incoming.env, &shop.id, &id, &Command::Read).await?;
        let is_behind = match answer {
            OrderAnswer::Heard(heard) => heard.waiting == 0 && heard.history.revision() != revision,
            OrderAnswer::Unheard => true,
            OrderAnswer::Erased | OrderAnswer::NoProgram | OrderAnswer::Stays => false,
        };
        if is_behind {
            let what = format!("the ledger is not where order {id} is");
            audit.differences.push(Difference {
                shopper: Some(shopper),
                what,
            });
        }
    }
    Ok(())
}
