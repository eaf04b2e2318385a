//! The router: one match over the segments of a path.

mod reviews;

pub use reviews::ReviewRoute;
use shared::id::{OrderId, ProductId, ShopId, ShopperId};

use crate::http::head::Method;
use crate::http::percent;
use crate::problem::Rejection;

/// Where a request leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Whether storage answers.
    Health,
    /// The description of all of this.
    OpenApi,
    /// The schema of programs.
    ProgramSchema,
    /// The page of one problem, or of all.
    Problem(Option<String>),
    /// The public keys of a shop.
    Jwks(ShopId),
    /// A file of the page's assets.
    Asset,
    /// Something of a shop.
    Shop(ShopId, ShopRoute),
}

/// What is asked of a shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShopRoute {
    /// Create or change the shop.
    Configure,
    /// The public elements of a page, drawn.
    Fragments,
    /// Read the program.
    ReadProgram,
    /// Replace the program.
    ReplaceProgram,
    /// What a draft would have come to.
    Simulate,
    /// A shopper's own account.
    Account,
    /// A shopper's own history.
    Entries,
    /// What a cart would earn and what rewards would take off.
    Quote,
    /// Redeem a reward.
    Redeem,
    /// Look at a redemption.
    ReadRedemption(String),
    /// Give a redemption's points back.
    GiveBack(String),
    /// Present a code or token at a checkout.
    Checkout,
    /// Judge a token by itself.
    Precheck,
    /// Capture a redemption for an order.
    Capture(String),
    /// Void a redemption.
    Void(String),
    /// A webhook of Shopify.
    Shopify,
    /// A webhook of WooCommerce.
    WooCommerce,
    /// An order event of any platform.
    OrderEvent,
    /// What was heard of an order.
    ReadOrder(OrderId),
    /// Something a shopper did.
    Action,
    /// A visit.
    Visit,
    /// Who referred a shopper.
    Refer,
    /// Something the shop gives.
    Give,
    /// What is known of a product.
    Product(ProductId),
    /// A shopper's account, for the shop.
    ReadShopper(ShopperId),
    /// Points by hand.
    Adjust(ShopperId),
    /// Forget a shopper.
    Erase(ShopperId),
    /// An identity token for Shopify's signature.
    ShopifyProxy,
    /// Ledgers against orders.
    Audit,
    /// Something about reviews.
    Reviews(ReviewRoute),
}

/// Finds where a request leads.
pub fn find(method: Method, path: &str) -> Result<Route, Rejection> {
    let segments: Option<Vec<String>> = path.split('/').skip(1).map(percent::decode).collect();
    let segments = segments.ok_or(Rejection::NotFound)?;
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    match segments.as_slice() {
        ["healthz"] => get(method, Route::Health),
        ["openapi.json"] => get(method, Route::OpenApi),
        ["program.schema.json"] => get(method, Route::ProgramSchema),
        ["problems"] => get(method, Route::Problem(None)),
        ["problems", slug] => get(method, Route::Problem(Some((*slug).into()))),
        [".well-known", "accolade", shop, "jwks.json"] => get(method, Route::Jwks(id(shop)?)),
        ["accolade.js" | "accolade.mjs"] | ["a", _, ..] => get(method, Route::Asset),
        ["v1", "shops", shop, rest @ ..] => {
            let shop = id(shop).map_err(|_| Rejection::UnknownShop)?;
            Ok(Route::Shop(shop, of_shop(method, rest)?))
        }
        _ => Err(Rejection::NotFound),
    }
}

/// The shop that a path is about, whatever it asks of it.
pub fn shop_of(path: &str) -> Option<ShopId> {
    let rest = path.strip_prefix("/v1/shops/")?;
    let shop = rest.split_once('/').map_or(rest, |(shop, _)| shop);
    percent::decode(shop)?.parse().ok()
}

fn of_shop(method: Method, segments: &[&str]) -> Result<ShopRoute, Rejection> {
    use Method::{Delete, Get, Post, Put};
    let one = |known, route| choose(method, [(known, route)]);
    if let Some(found) = reviews::find(method, segments) {
        return found.map(ShopRoute::Reviews);
    }
    match segments {
        [] => one(Put, ShopRoute::Configure),
        ["fragments"] => one(Get, ShopRoute::Fragments),
        ["program"] => choose(
            method,
            [
                (Get, ShopRoute::ReadProgram),
                (Put, ShopRoute::ReplaceProgram),
            ],
        ),
        ["program", "simulate"] => one(Post, ShopRoute::Simulate),
        ["account"] => one(Get, ShopRoute::Account),
        ["account", "entries"] => one(Get, ShopRoute::Entries),
        ["quotes"] => one(Post, ShopRoute::Quote),
        ["redemptions"] => one(Post, ShopRoute::Redeem),
        ["redemptions", id] => choose(
            method,
            [
                (Get, ShopRoute::ReadRedemption((*id).into())),
                (Delete, ShopRoute::GiveBack((*id).into())),
            ],
        ),
        ["redemptions", id, "capture"] => one(Post, ShopRoute::Capture((*id).into())),
        ["redemptions", id, "void"] => one(Post, ShopRoute::Void((*id).into())),
        ["checkout"] => one(Post, ShopRoute::Checkout),
        ["precheck"] => one(Post, ShopRoute::Precheck),
        ["webhooks", "shopify"] => one(Post, ShopRoute::Shopify),
        ["webhooks", "woocommerce"] => one(Post, ShopRoute::WooCommerce),
        ["orders"] => one(Post, ShopRoute::OrderEvent),
        ["orders", order] => one(Get, ShopRoute::ReadOrder(id(order)?)),
        ["actions"] => one(Post, ShopRoute::Action),
        ["visits"] => one(Post, ShopRoute::Visit),
        ["referrals"] => one(Post, ShopRoute::Refer),
        ["gifts"] => one(Post, ShopRoute::Give),
        ["products", product] => one(Put, ShopRoute::Product(id(product)?)),
        ["shoppers", shopper] => choose(
            method,
            [
                (Get, ShopRoute::ReadShopper(id(shopper)?)),
                (Delete, ShopRoute::Erase(id(shopper)?)),
            ],
        ),
        ["shoppers", shopper, "adjustments"] => one(Post, ShopRoute::Adjust(id(shopper)?)),
        ["shopify-proxy", "token"] => one(Get, ShopRoute::ShopifyProxy),
        ["audit"] => one(Get, ShopRoute::Audit),
        _ => Err(Rejection::NotFound),
    }
}

fn get(method: Method, route: Route) -> Result<Route, Rejection> {
    choose(method, [(Method::Get, route)])
}

fn choose<T, const N: usize>(method: Method, known: [(Method, T); N]) -> Result<T, Rejection> {
    let allowed = known.iter().map(|(method, _)| *method).collect();
    let found = known.into_iter().find(|(known, _)| *known == method);
    found
        .map(|(_, route)| route)
        .ok_or(Rejection::MethodNotAllowed(allowed))
}

fn id<T: std::str::FromStr>(text: &str) -> Result<T, Rejection> {
    text.parse().map_err(|_| Rejection::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shop() -> ShopId {
        "juniper".parse().unwrap()
    }

    #[test]
    fn paths_lead_where_they_should() {
        use Method::{Delete, Get, Post, Put};
        let order = || ShopRoute::ReadOrder("a/b".parse().unwrap());
        let cases = [
            (Put, "", ShopRoute::Configure),
            (Get, "/fragments", ShopRoute::Fragments),
            (Get, "/program", ShopRoute::ReadProgram),
            (Put, "/program", ShopRoute::ReplaceProgram),
            (Post, "/program/simulate", ShopRoute::Simulate),
            (Get, "/account", ShopRoute::Account),
            (Get, "/account/entries", ShopRoute::Entries),
            (Post, "/quotes", ShopRoute::Quote),
            (Post, "/redemptions", ShopRoute::Redeem),
            (
                Get,
                "/redemptions/rX",
                ShopRoute::ReadRedemption("rX".into()),
            ),
            (Delete, "/redemptions/rX", ShopRoute::GiveBack("rX".into())),
            (
                Post,
                "/redemptions/rX/capture",
                ShopRoute::Capture("rX".into()),
            ),
            (Post, "/redemptions/rX/void", ShopRoute::Void("rX".into())),
            (Post, "/webhooks/shopify", ShopRoute::Shopify),
            (Get, "/orders/a%2Fb", order()),
            (
                Post,
                "/shoppers/7/adjustments",
                ShopRoute::Adjust("7".parse().unwrap()),
            ),
        ];
        for (method, path, expected) in cases {
            let got = find(method, &format!("/v1/shops/juniper{path}"));
            assert_eq!(got, Ok(Route::Shop(shop(), expected)), "{path}");
        }
        assert_eq!(find(Get, "/healthz"), Ok(Route::Health));
        assert_eq!(find(Get, "/a/0123/accolade.wasm"), Ok(Route::Asset));
    }

    #[test]
    fn unknown_paths_are_not_found() {
        for path in [
            "/",
            "",
            "/v1",
            "/v1/shops",
            "/v2/shops/juniper/account",
            "/accolade",
            "/v1/shops/juniper/",
            "/v1/shops/juniper/accounts",
            "/v1/shops/juniper/orders/%ff",
            "/v1/shops/juniper/orders/a%20b",
            "//healthz",
        ] {
            assert_eq!(find(Method::Get, path), Err(Rejection::NotFound), "{path}");
        }
        assert_eq!(
            find(Method::Put, "/v1/shops//"),
            Err(Rejection::UnknownShop)
        );
    }

    #[test]
    fn a_known_path_names_its_methods() {
        let got = find(Method::Post, "/v1/shops/juniper/program");
        assert_eq!(
            got,
            Err(Rejection::MethodNotAllowed(vec![Method::Get, Method::Put]))
        );
        let got = find(Method::Other, "/healthz");
        assert_eq!(got, Err(Rejection::MethodNotAllowed(vec![Method::Get])));
    }
}
