//! Leases: one of a limited reward, set aside before the ledger decides.

use shared::id::{LeaseId, RewardId};

use crate::keys::mac;
use crate::objects::ledger::command::RequestId;
use crate::objects::stock::{self, Answer, Command};
use crate::problem::Failure;
use crate::request::Incoming;
use crate::shop::open::Shop;

/// Milliseconds that a lease outlives the hold that it is for.
const BEYOND_HOLD: u64 = 5 * 60 * 1000;

/// Sets one aside of a limited reward, where there is one: the same request gets the same one.
pub(super) async fn reserve(
    incoming: &Incoming,
    shop: &Shop,
    reward: &RewardId,
    request: &RequestId,
) -> Result<Option<LeaseId>, Failure> {
    let Some(program) = shop.program.as_ref().map(|it| &it.program) else {
        return Ok(None);
    };
    let Some(total) = program.reward(reward).and_then(|reward| reward.stock) else {
        return Ok(None);
    };
    let Some(lease) = lease_of(request) else {
        return Ok(None);
    };
    let now = incoming.time();
    let hold_ends = now.plus(&program.hold, &program.zone).unix_ms();
    let command = Command::Reserve {
        lease: lease.clone(),
        total,
        until: hold_ends.unsigned_abs() + BEYOND_HOLD,
    };
    let answer = stock::ask(&incoming.env, &shop.id, reward, &command).await?;
    Ok((answer == Answer::Reserved).then_some(lease))
}

/// Lets one go of which nothing came. One that a ledger has confirmed stays; one that can't be let
/// go ends by itself.
pub(super) async fn drop(incoming: &Incoming, shop: &Shop, reward: &RewardId, lease: LeaseId) {
    let command = Command::Drop { lease };
    if let Err(fault) = stock::ask(&incoming.env, &shop.id, reward, &command).await {
        worker::console_error!("stock: {fault}");
    }
}

/// The lease of a request, with its content: a conflict must not let go what another one holds.
fn lease_of(request: &RequestId) -> Option<LeaseId> {
    let RequestId {
        scope,
        key,
        content,
    } = request;
    let hash = mac::sha256(format!("{scope}\n{key}\n{content}").as_bytes());
    let text: String = hash
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    text.parse().ok()
}
