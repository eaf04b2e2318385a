//! What an isolate remembers of shops: settings and products for half a minute, program versions
//! for good.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use shared::id::{ProductId, ShopId};

use super::open::{Shop, VersionedProgram};
use super::product::Product;
use crate::limits;

thread_local! {
    static CACHE: RefCell<Cache> = RefCell::default();
}

#[derive(Default)]
struct Cache {
    generation: u64,
    shops: HashMap<ShopId, Remembered>,
    programs: HashMap<(ShopId, u32), Rc<VersionedProgram>>,
    products: HashMap<(ShopId, ProductId), (u64, Product)>,
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

/// What is remembered of a product that a shop knows.
pub fn product(shop: &ShopId, id: &ProductId, now: u64) -> Option<Product> {
    CACHE.with_borrow(|cache| {
        let (at, product) = cache.products.get(&(shop.clone(), id.clone()))?;
        let fresh = *at..at.saturating_add(limits::SETTINGS_SECONDS * 1000);
        fresh.contains(&now).then(|| product.clone())
    })
}

/// Remembers a product; that there is none is not remembered.
pub fn remember_product(shop: &ShopId, id: &ProductId, product: Product, now: u64) {
    CACHE.with_borrow_mut(|cache| {
        if cache.products.len() >= limits::CACHED_PRODUCTS {
            cache.products.clear();
        }
        let name = (shop.clone(), id.clone());
        cache.products.insert(name, (now, product));
    });
}

/// Forgets a product, so that the next request sees what was just changed.
pub fn forget_product(shop: &ShopId, id: &ProductId) {
    CACHE.with_borrow_mut(|cache| cache.products.remove(&(shop.clone(), id.clone())));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_remembered_for_half_a_minute() {
        let shop: ShopId = "juniper".parse().unwrap();
        let id: ProductId = "88".parse().unwrap();
        remember_product(&shop, &id, Product::default(), 10_000);
        assert!(product(&shop, &id, 39_999).is_some());
        assert!(product(&shop, &id, 40_000).is_none());
        assert!(product(&shop, &"89".parse().unwrap(), 10_000).is_none());
        forget_product(&shop, &id);
        assert!(product(&shop, &id, 10_000).is_none());
    }

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
