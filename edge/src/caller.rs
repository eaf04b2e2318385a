//! Who calls: operator, shop, shopper or anyone, each a type that only a check can make.

use shared::id::ShopperId;

use crate::http::head::Head;
use crate::keys::service::ServiceKeys;
use crate::problem::Rejection;
use crate::rate::{self, Counted};
use crate::shop::open::Shop;
use crate::tokens::identity::{Shopper, UnverifiedToken};

/// The operator of the service.
#[derive(Debug)]
pub struct Operator(());

/// A shop's own back end.
#[derive(Debug)]
pub struct ShopCaller(());

/// A caller of a route that is for shoppers and for their shop.
#[derive(Debug)]
pub enum ShopOrShopper {
    /// The shop, about any of its shoppers.
    Shop(ShopCaller),
    /// A shopper, about themselves.
    Shopper(SignedIn),
}

/// A caller of a route that is open to all.
#[derive(Debug)]
pub enum MaybeShopper {
    /// A shopper who has signed in.
    Shopper(SignedIn),
    /// Anyone else.
    Anyone,
}

/// A shopper whose token was verified, with their id.
#[derive(Debug)]
pub struct SignedIn {
    /// Their id.
    pub id: ShopperId,
    /// What else the token says.
    pub shopper: Shopper,
}

const NO_BEARER: Rejection = Rejection::Unauthenticated("The Authorization header is missing.");

/// The operator, or nobody.
pub fn operator(head: &Head, keys: &ServiceKeys) -> Result<Operator, Rejection> {
    let key = head.bearer().ok_or(NO_BEARER)?;
    if keys.is_operator(key.as_bytes()) {
        return Ok(Operator(()));
    }
    Err(Rejection::Unauthenticated(
        "This is not the operator's key.",
    ))
}

/// The shop, or nobody; a shopper is told that it is not for them.
pub fn shop(head: &Head, shop: &Shop, now: u64) -> Result<ShopCaller, Rejection> {
    match shop_or_shopper(head, shop, now)? {
        ShopOrShopper::Shop(caller) => Ok(caller),
        ShopOrShopper::Shopper(_) => Err(Rejection::Forbidden(
            "This is for the shop, with one of its secret keys.",
        )),
    }
}

/// A shopper, or nobody; the shop is told that it is not for it.
pub fn shopper(head: &Head, shop: &Shop, now: u64) -> Result<SignedIn, Rejection> {
    match shop_or_shopper(head, shop, now)? {
        ShopOrShopper::Shopper(shopper) => Ok(shopper),
        ShopOrShopper::Shop(_) => Err(Rejection::Forbidden(
            "This is for shoppers, with an identity token.",
        )),
    }
}

/// The shop or one of its shoppers.
pub fn shop_or_shopper(head: &Head, shop: &Shop, now: u64) -> Result<ShopOrShopper, Rejection> {
    let bearer = head.bearer().ok_or(NO_BEARER)?;
    if shop.has_secret_key(bearer.as_bytes()) {
        return Ok(ShopOrShopper::Shop(ShopCaller(())));
    }
    let token = UnverifiedToken::new(bearer);
    let shopper = token.verify(shop.id.as_str(), &shop.identity_keys, now / 1000);
    let shopper =
        shopper.map_err(|disbelief| Rejection::Unauthenticated(disbelief.explanation()))?;
    let id: ShopperId = shopper.id().parse().map_err(|_| NO_BEARER)?;
    rate::count(Counted::Shopper(shop.id.to_string(), id.to_string()), now)?;
    Ok(ShopOrShopper::Shopper(SignedIn { id, shopper }))
}

/// A shopper, where a token came; a wrong token is refused rather than overlooked.
pub fn maybe_shopper(head: &Head, shop: &Shop, now: u64) -> Result<MaybeShopper, Rejection> {
    if head.bearer().is_none() {
        anyone(head, now)?;
        return Ok(MaybeShopper::Anyone);
    }
    match shop_or_shopper(head, shop, now)? {
        ShopOrShopper::Shopper(shopper) => Ok(MaybeShopper::Shopper(shopper)),
        ShopOrShopper::Shop(_) => Ok(MaybeShopper::Anyone),
    }
}

/// Anyone, counted by address where that is known, and else together with everyone else.
pub fn anyone(head: &Head, now: u64) -> Result<(), Rejection> {
    let counted = match head.address() {
        Some(address) => Counted::Address(address.to_owned()),
        None => Counted::Anyone,
    };
    rate::count(counted, now)
}
