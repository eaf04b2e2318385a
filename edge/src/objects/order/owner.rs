//! Whose an order is. The ledger of its shopper knows of it before it is stored, so that erasing
//! the shopper reaches every order that names them, whether it earned or not.

use shared::id::{ProductId, ShopperId};
use shared::ledger::Shard;
use shared::order::{OrderEvent, OrderHistory, Snapshot};

use super::OrderObject;
use super::command::Answer;
use crate::fault::Fault;
use crate::objects::ledger::command::{Answer as LedgerAnswer, Ask, Command};
use crate::objects::ledger::{self};
use crate::shop::open::Shop;

/// Whether the ledger of the order's shopper knows of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Noted {
    /// It does, or there is no shopper.
    Yes,
    /// It could not be told: the outbox does it.
    NotYet,
    /// The shopper was forgotten.
    Erased,
}

impl OrderObject {
    /// Tells the ledger of the shopper that the order is theirs. Whom a later event names instead
    /// is not kept: the first shopper is who earns.
    pub(super) async fn note_owner(
        &self,
        shop: &Shop,
        event: &mut OrderEvent,
    ) -> Result<Noted, Fault> {
        let named = event.snapshot.as_mut().and_then(|it| it.shopper.as_mut());
        let Some(owner) = self.owner()?.or_else(|| named.as_deref().cloned()) else {
            return Ok(Noted::Yes);
        };
        if let Some(named) = named {
            named.clone_from(&owner);
        }
        *self.claimed.borrow_mut() = Some(owner.clone());
        let shard = shop.shard(&owner);
        let ask = Ask::OrderOf {
            shopper: owner,
            order: event.order.clone(),
            products: event.snapshot.as_ref().map_or_else(Vec::new, products),
        };
        let command = Command {
            shop: shop.id.clone(),
            shard,
            program: 0,
            ask,
        };
        match ledger::ask(&self.env, shard, &command).await {
            Ok(LedgerAnswer::Erased) => Ok(Noted::Erased),
            Ok(LedgerAnswer::Done) => Ok(Noted::Yes),
            Ok(_) => Ok(Noted::NotYet),
            Err(fault) => {
                // A platform gives up on a shop that answers with faults: the event is stored.
                worker::console_error!("owner: {fault}");
                Ok(Noted::NotYet)
            }
        }
    }

    /// What the outbox is to tell the ledger of the shopper, where that could not be told before.
    pub(super) fn untold(
        &self,
        shop: &Shop,
        history: &OrderHistory,
        noted: Noted,
    ) -> Option<(Shard, Ask)> {
        let shopper = history.shopper().filter(|_| noted == Noted::NotYet)?;
        let ask = Ask::OrderOf {
            shopper: shopper.clone(),
            order: history.order().clone(),
            products: history.newest().map_or_else(Vec::new, products),
        };
        Some((shop.shard(shopper), ask))
    }

    /// Whether a shopper bought a product with it.
    pub(super) fn bought(&self, shopper: &ShopperId, product: &ProductId) -> Result<Answer, Fault> {
        let history = self.history()?;
        let bought = history.is_some_and(|history| history.bought(shopper, product));
        Ok(if bought {
            Answer::Bought
        } else {
            Answer::Unheard
        })
    }

    /// Forgets the order, unless it is somebody else's than the shopper who was forgotten.
    pub(super) fn erase_of(&self, of: Option<&ShopperId>) -> Result<Answer, Fault> {
        let owner = self.owner()?;
        if of.is_some() && owner.is_some() && owner.as_ref() != of {
            return Ok(Answer::Stays);
        }
        self.erase()
    }

    /// The shopper who was named first, by an event that was stored or is on its way there.
    fn owner(&self) -> Result<Option<ShopperId>, Fault> {
        let stored = self.history()?.and_then(|it| it.shopper().cloned());
        Ok(stored.or_else(|| self.claimed.borrow().clone()))
    }
}

/// The products of an order.
fn products(snapshot: &Snapshot) -> Vec<ProductId> {
    let products = snapshot
        .lines
        .iter()
        .filter_map(|line| line.product.clone());
    products.collect()
}
