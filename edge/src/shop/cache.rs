//! What an isolate remembers of shops: settings for half a minute, program versions for good.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use shared::id::ShopId;

use super::open::{Shop, VersionedProgram};
use crate::limits;

thread_local! {
    static CACHE: RefCell<Cache> = RefCell::default();
}

#[derive(Default)]
struct Cache {
    generation: u64,
    shops: HashMap<ShopId, Remembered>,
    programs: HashMap<(ShopId, u32), Rc<VersionedProgram>>,
}

#[derive(Clone)]
struct Remembered {
    at: u64,
    shop: Option<Rc<Shop>>,
}

impl Remembered {
    fn is_fresh(&self, now: u64) -> bool {
        let seconds = if self.shop.is_some() {
            limits::SETTINGS_SECONDS
        } else {
            limits::UNKNOWN_SECONDS
        };
        (self.at..self.at.saturating_add(seconds * 1000)).contains(&now)
    }
}

/// What is remembered of a shop; the inner absence says that it is unknown.
pub fn shop(id: &ShopId, now: u64) -> Option<Option<Rc<Shop>>> {
    CACHE.with_borrow(|cache| {
        let remembered = cache
            .shops
            .get(id)
            .filter(|remembered| remembered.is_fresh(now));
        remembered.map(|remembered| remembered.shop.clone())
    })
}

/// How often shops were forgotten: what was asked before that is no news after it.
pub fn generation() -> u64 {
    CACHE.with_borrow(|cache| cache.generation)
}

/// Remembers a shop, or that there is none, unless one was forgotten since `generation`.
pub fn remember_shop(id: &ShopId, shop: Option<Rc<Shop>>, now: u64, generation: u64) {
    CACHE.with_borrow_mut(|cache| {
        if cache.generation != generation {
            return;
        }
        if cache.shops.len() >= limits::CACHED_SHOPS {
            cache.shops.clear();
        }
        cache.shops.insert(id.clone(), Remembered { at: now, shop });
    });
}

/// Forgets a shop, so that the next request sees what was just changed.
pub fn forget_shop(id: &ShopId) {
    CACHE.with_borrow_mut(|cache| {
        cache.generation += 1;
        cache.shops.remove(id);
    });
}

/// A version of a program that was parsed here before.
pub fn program(shop: &ShopId, version: u32) -> Option<Rc<VersionedProgram>> {
    CACHE.with_borrow(|cache| cache.programs.get(&(shop.clone(), version)).cloned())
}

/// Keeps a parsed version of a program.
pub fn remember_program(shop: &ShopId, program: Rc<VersionedProgram>) {
    CACHE.with_borrow_mut(|cache| {
        if cache.programs.len() >= limits::CACHED_PROGRAMS {
            cache.programs.clear();
        }
        cache
            .programs
            .insert((shop.clone(), program.version), program);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_shop_is_asked_for_again_after_five_seconds() {
        let id: ShopId = "nobody".parse().unwrap();
        remember_shop(&id, None, 10_000, generation());
        assert!(shop(&id, 10_000).is_some_and(|shop| shop.is_none()));
        assert!(shop(&id, 14_999).is_some());
        assert!(shop(&id, 15_000).is_none());
        assert!(shop(&id, 9_999).is_none());
        let before = generation();
        forget_shop(&id);
        remember_shop(&id, None, 20_000, before);
        assert!(shop(&id, 20_000).is_none());
        remember_shop(&id, None, 20_000, generation());
        assert!(shop(&id, 20_000).is_some());
    }
}
