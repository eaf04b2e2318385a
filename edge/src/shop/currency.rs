//! The currency of a shop: whichever its entries began in.

use std::cell::RefCell;
use std::collections::HashSet;

use shared::Currency;
use shared::id::ShopId;
use worker::Env;

use super::cache;
use super::open::Shop;
use crate::fault::Fault;
use crate::limits;
use crate::objects::shop::{self as object, Command};

thread_local! {
    static FIXED: RefCell<HashSet<ShopId>> = RefCell::default();
}

/// Says before an entry is made that the program's currency can no longer change.
pub async fn fix(env: &Env, shop: &Shop) -> Result<(), Fault> {
    let Some(program) = &shop.program else {
        return Ok(());
    };
    let is_fixed = shop.currency.is_some() || FIXED.with_borrow(|known| known.contains(&shop.id));
    if is_fixed {
        return Ok(());
    }
    let currency = program.program.currency;
    let fixed: Currency = object::ask(env, &shop.id, &Command::FixCurrency { currency }).await?;
    if fixed != currency {
        // Another program came between: the caller's next request sees it.
        cache::forget_shop(&shop.id);
        return Err(Fault::Object("the program has just changed".into()));
    }
    FIXED.with_borrow_mut(|known| {
        if known.len() >= limits::CACHED_SHOPS {
            known.clear();
        }
        known.insert(shop.id.clone());
    });
    Ok(())
}
