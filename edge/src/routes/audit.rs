//! `GET /audit`: ledgers folded again and held against orders and books, a page at a time; with the
//! last page and after it, the orders that no ledger has heard.

use serde::Serialize;
use shared::Time;
use shared::id::ShopperId;

use super::ledgers;
use crate::caller;
use crate::code;
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::limits;
use crate::objects::books::{self, Report, Waiting};
use crate::objects::ledger::command::{Answer, Ask};
use crate::objects::order::{self, command::Answer as OrderAnswer, command::Command};
use crate::problem::{Failure, Rejection};
use crate::request::Incoming;
use crate::shop::open::Shop;
use crate::wire::audit::{Difference, ShardAudit, Uncaptured, Undelivered};

/// What was found in a page of shards.
#[derive(Debug, Default, Serialize)]
struct Audit {
    accounts: u64,
    entries: u64,
    orders: u64,
    differences: Vec<Difference>,
    uncaptured: Vec<Uncaptured>,
    undelivered: Vec<Undelivered>,
    cursor: Option<String>,
}

/// Where a page begins.
#[derive(Debug, PartialEq, Eq)]
enum Start {
    /// After a shard; with the first where its name is empty.
    Shard(String),
    /// After an undelivered order, by its place.
    Order(u64),
}

impl Start {
    /// Reads a cursor. No name of a shard has a `u`.
    fn parse(cursor: &str) -> Option<Self> {
        match cursor.strip_prefix('u') {
            Some(place) => place.parse().ok().map(Self::Order),
            None if cursor.is_empty() => Some(Self::Shard(String::new())),
            None => code::shard_from_name(cursor).map(|_| Self::Shard(cursor.into())),
        }
    }
}

/// Looks at what comes after the cursor.
pub(super) async fn get(incoming: &Incoming, shop: &Shop) -> Result<Reply, Failure> {
    caller::shop(&incoming.head, shop, incoming.now)?;
    let cursor = incoming.head.query_field("cursor").unwrap_or_default();
    let from = Start::parse(&cursor);
    let mut audit = Audit::default();
    match from.ok_or(Rejection::Malformed("The cursor is not one of ours."))? {
        Start::Shard(after) => look_at_shards(incoming, shop, after, &mut audit).await?,
        Start::Order(after) => look_at_orders(incoming, shop, after, &mut audit).await?,
    }
    Ok(Reply::json(200, &audit)?)
}

async fn look_at_shards(
    incoming: &Incoming,
    shop: &Shop,
    after: String,
    audit: &mut Audit,
) -> Result<(), Failure> {
    let list = books::Command::List {
        after,
        limit: limits::AUDITED_SHARDS,
    };
    let told: Vec<Report> = books::tell(&incoming.env, &shop.id, &list).await?;
    for report in &told {
        look_at(incoming, shop, report, audit).await?;
    }
    if told.len() < limits::AUDITED_SHARDS as usize {
        return look_at_orders(incoming, shop, 0, audit).await;
    }
    audit.cursor = told.last().map(|report| report.shard.clone());
    Ok(())
}

/// Lists the orders that the books say wait, and that say so themselves.
async fn look_at_orders(
    incoming: &Incoming,
    shop: &Shop,
    after: u64,
    audit: &mut Audit,
) -> Result<(), Failure> {
    let limit = limits::UNDELIVERED;
    let list = books::Command::Waiting { after, limit };
    let waiting: Vec<Waiting> = books::tell(&incoming.env, &shop.id, &list).await?;
    if waiting.len() == limit as usize {
        audit.cursor = waiting.last().map(|last| format!("u{}", last.place));
    }
    for Waiting {
        order: id, since, ..
    } in waiting
    {
        let answer = order::ask(&incoming.env, &shop.id, &id, &Command::Read).await;
        match answer {
            Ok(OrderAnswer::Heard(heard)) if heard.waiting > 0 => {
                let since = i64::try_from(since).unwrap_or(i64::MAX);
                audit.undelivered.push(Undelivered {
                    order: id,
                    revision: heard.history.revision(),
                    waiting: heard.waiting,
                    since: Time::from_unix_ms(since),
                });
            }
            Ok(_) => {}
            Err(fault) => audit.differ(None, format!("order {id} does not answer"), &fault),
        }
    }
    Ok(())
}

impl Audit {
    /// What does not answer is found too, and the rest still looked at.
    fn differ(&mut self, shopper: Option<ShopperId>, what: String, fault: &Fault) {
        worker::console_error!("audit: {fault}");
        self.differences.push(Difference { shopper, what });
    }
}

async fn look_at(
    incoming: &Incoming,
    shop: &Shop,
    told: &Report,
    audit: &mut Audit,
) -> Result<(), Failure> {
    let shard = code::shard_from_name(&told.shard).ok_or(Fault::Unreadable("shard"))?;
    let body = match ledgers::ask(incoming, shop, shard, Ask::Audit).await {
        Ok(Answer::Granted { body, .. }) => body,
        Ok(_) => return Err(Fault::Unreadable("audit").into()),
        Err(Failure::Fault(fault)) => {
            let what = format!("the ledger of shard {} does not answer", told.shard);
            audit.differ(None, what, &fault);
            return Ok(());
        }
        Err(failure) => return Err(failure),
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
        let is_behind = match order::ask(&incoming.env, &shop.id, &id, &Command::Read).await {
            Ok(OrderAnswer::Heard(it)) => it.waiting == 0 && it.history.revision() != revision,
            Ok(OrderAnswer::Unheard) => true,
            Ok(_) => false,
            Err(fault) => {
                let what = format!("order {id} does not answer");
                audit.differ(Some(shopper), what, &fault);
                continue;
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_of_both_lists_are_told_apart() {
        let shard = "0F3KQZ";
        assert_eq!(Start::parse(""), Some(Start::Shard(String::new())));
        assert_eq!(Start::parse(shard), Some(Start::Shard(shard.into())));
        assert_eq!(Start::parse("u17"), Some(Start::Order(17)));
        for cursor in ["u", "u-1", "ux", "17", "0F3KQU"] {
            assert_eq!(Start::parse(cursor), None, "{cursor}");
        }
    }
}
