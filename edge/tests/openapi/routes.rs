//! The routes: who may call them, what they take and what they answer.

use edge::problem::catalog;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::program::Program;
use crate::values::Problem;
use crate::{account, answers, requests, reviews, simulate};

/// A route below a shop, unless its path begins with `@`.
pub(crate) struct Route {
    method: &'static str,
    path: &'static str,
    summary: &'static str,
    callers: &'static [&'static str],
    queries: &'static [&'static str],
    body: Option<Value>,
    body_type: &'static str,
    answer: Option<Value>,
    status: &'static str,
    needs_request_id: bool,
}

/// Who may call, as the description names them.
pub(crate) fn callers() -> Value {
    let bearer = |about: &str| json!({"type": "http", "scheme": "bearer", "description": about});
    json!({
        "operator": bearer("The key of the service's operator."),
        "shop": bearer("A secret key of the shop."),
        "shopper": bearer("An identity token that the shop signed (JWT, HS256)."),
    })
}

/// The paths of the description.
pub(crate) fn paths(generator: &mut SchemaGenerator) -> Value {
    let problem = generator.subschema_for::<Problem>();
    let slugs: Vec<&str> = catalog::all().map(|entry| entry.slug).collect();
    let problem = json!({
        "description": format!("A problem: {}.", slugs.join(", ")),
        "content": {"application/problem+json": {"schema": problem}},
    });
    let mut paths = Map::new();
    for route in routes(generator) {
        let path = match route.path.strip_prefix('@') {
            Some(path) => path.to_owned(),
            None => format!("/v1/shops/{{shop}}{}", route.path),
        };
        let entry = paths.entry(path.clone()).or_insert_with(|| json!({}));
        entry[route.method] = operation(&route, &path, &problem);
    }
    Value::Object(paths)
}

fn operation(route: &Route, path: &str, problem: &Value) -> Value {
    let named = path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let mut parameters: Vec<Value> = named
        .map(|name| {
            json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}})
        })
        .collect();
    parameters.extend(route.queries.iter().map(|name| {
        json!({"name": name, "in": "query", "required": false, "schema": {"type": "string"}})
    }));
    if route.needs_request_id {
        let schema = json!({"type": "string", "minLength": 1, "maxLength": 255});
        parameters.push(json!({
            "name": "Idempotency-Key", "in": "header", "required": true, "schema": schema,
        }));
    }
    let mut answer = json!({"description": "Granted."});
    if let Some(schema) = &route.answer {
        answer["content"] = json!({"application/json": {"schema": schema}});
    }
    let mut operation = json!({
        "summary": route.summary,
        "parameters": parameters,
        "responses": {route.status: answer, "default": problem},
        "security": route.callers.iter().map(|who| json!({*who: []})).collect::<Vec<_>>(),
    });
    if let Some(schema) = &route.body {
        operation["requestBody"] =
            json!({"required": true, "content": {route.body_type: {"schema": schema}}});
    }
    operation
}

fn schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Option<Value> {
    serde_json::to_value(generator.subschema_for::<T>()).ok()
}

const OPERATOR: &[&str] = &["operator"];
pub(crate) const SHOP: &[&str] = &["shop"];
pub(crate) const SHOPPER: &[&str] = &["shopper"];
const BOTH: &[&str] = &["shopper", "shop"];
pub(crate) const ANYONE: &[&str] = &[];

fn routes(make: &mut SchemaGenerator) -> Vec<Route> {
    let mut routes = of_shops(make);
    routes.extend(of_redemptions(make));
    routes.extend(of_orders(make));
    routes.extend(reviews::routes(make));
    routes
}

pub(crate) fn route(
    method: &'static str,
    path: &'static str,
    callers: &'static [&'static str],
    summary: &'static str,
) -> Route {
    Route {
        method,
        path,
        summary,
        callers,
        queries: &[],
        body: None,
        body_type: "application/json",
        answer: None,
        status: "200",
        needs_request_id: false,
    }
}

impl Route {
    pub(crate) fn takes<T: JsonSchema>(mut self, make: &mut SchemaGenerator) -> Self {
        self.body = schema::<T>(make);
        self
    }

    pub(crate) fn asks(mut self, queries: &'static [&'static str]) -> Self {
        self.queries = queries;
        self
    }

    pub(crate) fn takes_csv(mut self) -> Self {
        self.body = Some(json!({"type": "string"}));
        self.body_type = "text/csv";
        self
    }

    pub(crate) fn gives<T: JsonSchema>(mut self, make: &mut SchemaGenerator) -> Self {
        self.answer = schema::<T>(make);
        self
    }

    pub(crate) fn with_status(mut self, status: &'static str) -> Self {
        self.status = status;
        self
    }

    pub(crate) fn with_request_id(mut self) -> Self {
        self.needs_request_id = true;
        self
    }
}

fn of_shops(make: &mut SchemaGenerator) -> Vec<Route> {
    vec![
        route("get", "@/healthz", ANYONE, "Whether storage answers."),
        route("get", "@/openapi.json", ANYONE, "This description."),
        route(
            "get",
            "@/program.schema.json",
            ANYONE,
            "The JSON Schema of programs.",
        ),
        route("get", "@/problems/{slug}", ANYONE, "What a problem means."),
        route(
            "get",
            "@/.well-known/accolade/{shop}/jwks.json",
            ANYONE,
            "The keys of tokens.",
        ),
        route("put", "", OPERATOR, "Create or change a shop.")
            .takes::<requests::ShopChange>(make)
            .gives::<answers::ShopChanged>(make),
        route(
            "get",
            "/program",
            ANYONE,
            "The public part of the program; the whole for the shop.",
        )
        .gives::<Program>(make),
        route(
            "get",
            "/fragments",
            ANYONE,
            "The public elements of a page, drawn: asked for with `e`, `locale` and `as=html`.",
        )
        .gives::<answers::Fragments>(make),
        route("put", "/program", SHOP, "A new version of the program.")
            .takes::<Program>(make)
            .gives::<answers::Version>(make),
        route(
            "post",
            "/program/simulate",
            SHOP,
            "What a draft would have come to on past orders; touches no ledger.",
        )
        .takes::<simulate::Simulate>(make)
        .gives::<simulate::Simulated>(make),
        route(
            "put",
            "/products/{product}",
            SHOP,
            "What is known of a product.",
        )
        .takes::<requests::Product>(make),
        route("get", "/account", SHOPPER, "A shopper's own account.")
            .gives::<account::Account>(make),
        route(
            "get",
            "/account/entries",
            SHOPPER,
            "A shopper's own history, newest first.",
        )
        .gives::<answers::Entries>(make),
        route("get", "/shoppers/{shopper}", SHOP, "A shopper's account.")
            .gives::<account::Account>(make),
        route("delete", "/shoppers/{shopper}", SHOP, "Forget a shopper.").with_status("204"),
        route(
            "post",
            "/shoppers/{shopper}/adjustments",
            SHOP,
            "Change points by hand.",
        )
        .takes::<requests::Adjustment>(make)
        .gives::<answers::Entry>(make)
        .with_status("201")
        .with_request_id(),
        route(
            "get",
            "/shopify-proxy/token",
            ANYONE,
            "A token for Shopify's signature.",
        )
        .gives::<answers::Token>(make),
        route(
            "get",
            "/audit",
            SHOP,
            "Ledgers against orders, a page at a time.",
        )
        .gives::<answers::Audit>(make),
    ]
}

fn of_redemptions(make: &mut SchemaGenerator) -> Vec<Route> {
    vec![
        route(
            "post",
            "/quotes",
            SHOPPER,
            "What a cart would earn and rewards would take off.",
        )
        .takes::<requests::Quote>(make)
        .gives::<answers::Quote>(make),
        route("post", "/redemptions", BOTH, "Redeem a reward.")
            .takes::<requests::Redeem>(make)
            .gives::<answers::Redemption>(make)
            .with_status("201")
            .with_request_id(),
        route(
            "get",
            "/redemptions/{id}",
            BOTH,
            "A redemption as it stands.",
        )
        .gives::<answers::Redemption>(make),
        route("delete", "/redemptions/{id}", BOTH, "Give the points back.")
            .gives::<answers::Redemption>(make),
        route(
            "post",
            "/redemptions/{id}/capture",
            SHOP,
            "An order spends the redemption.",
        )
        .takes::<requests::Capture>(make)
        .gives::<answers::Redemption>(make)
        .with_request_id(),
        route(
            "post",
            "/redemptions/{id}/void",
            SHOP,
            "Give the points back.",
        )
        .takes::<requests::Nothing>(make)
        .gives::<answers::Redemption>(make)
        .with_request_id(),
        route(
            "post",
            "/checkout",
            BOTH,
            "What a code or token takes off this cart.",
        )
        .takes::<requests::Checkout>(make)
        .gives::<answers::Checkout>(make),
        route("post", "/precheck", ANYONE, "What a token alone says.")
            .takes::<requests::Precheck>(make)
            .gives::<answers::Precheck>(make),
    ]
}

fn of_orders(make: &mut SchemaGenerator) -> Vec<Route> {
    vec![
        route(
            "post",
            "/webhooks/shopify",
            ANYONE,
            "A webhook of Shopify, signed.",
        ),
        route(
            "post",
            "/webhooks/woocommerce",
            ANYONE,
            "A webhook of WooCommerce, signed.",
        ),
        route("post", "/orders", SHOP, "What happened to an order.")
            .takes::<requests::OrderReport>(make)
            .gives::<answers::Order>(make),
        route("get", "/orders/{id}", SHOP, "What was heard of an order.")
            .gives::<answers::Order>(make),
        route("post", "/actions", SHOP, "Something a shopper did.")
            .takes::<requests::Action>(make)
            .gives::<answers::Acted>(make),
        route("post", "/visits", SHOPPER, "A visit; once a day counts.")
            .gives::<answers::Visited>(make),
        route(
            "post",
            "/referrals",
            SHOPPER,
            "The code of the friend who referred.",
        )
        .takes::<requests::FriendCode>(make)
        .gives::<answers::Claimed>(make),
        route(
            "post",
            "/gifts",
            SHOP,
            "Give points, or a reward for nothing.",
        )
        .takes::<requests::NewGift>(make)
        .gives::<account::Gift>(make)
        .with_status("201")
        .with_request_id(),
    ]
}
