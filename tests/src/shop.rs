//! A shop of a test: its keys, and the calls that its parts make.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value, json};
use shared::Time;

use crate::http::{Answer, Call, Client};
use crate::service::{OPERATOR_KEY, Service};
use crate::{identity, sign};

/// The time.
pub fn now() -> Time {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Time::from_unix_ms(i64::try_from(since.as_millis()).unwrap())
}

/// A request id that was not used before.
pub fn fresh_key() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    format!("key-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// The kid of a shop's identity key.
pub const KID: &str = "k1";

/// A shop, configured.
#[derive(Clone, Debug)]
pub struct Shop {
    /// Its id.
    pub id: String,
    client: Client,
    address: String,
}

impl Shop {
    /// A new shop of the test that runs, at the service of its binary.
    pub fn new(program: &Value) -> Self {
        Self::at(Service::shared().client(), program)
    }

    /// A new shop at a service.
    pub fn at(client: Client, program: &Value) -> Self {
        let shop = Self::unheard_of(client);
        let settings = shop.settings(program);
        shop.opened(&settings)
    }

    /// A new shop that has no program.
    pub fn without_program() -> Self {
        let shop = Self::unheard_of(Service::shared().client());
        let mut settings = shop.settings(&Value::Null);
        settings.as_object_mut().unwrap().remove("program");
        shop.opened(&settings)
    }

    fn unheard_of(client: Client) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let thread = std::thread::current();
        let test = thread.name().unwrap_or("a-thread").replace("::", ".");
        let test: String = test
            .chars()
            .filter(char::is_ascii_graphic)
            .take(80)
            .collect();
        Self {
            id: format!("{test}.{number}"),
            client,
            address: format!("10.{}.{}.1", number / 250, number % 250),
        }
    }

    /// The shop at another service, where it begins anew.
    pub fn moved_to(&self, client: Client, program: &Value) -> Self {
        let shop = Self {
            id: self.id.clone(),
            client,
            address: self.address.clone(),
        };
        let settings = shop.settings(program);
        shop.opened(&settings)
    }

    fn opened(self, settings: &Value) -> Self {
        let answer = self.configure(settings);
        assert_eq!(answer.status, 201, "{answer}");
        self
    }

    /// The settings that every shop of a test begins with.
    pub fn settings(&self, program: &Value) -> Value {
        json!({
            "origins": [self.origin()],
            "identity_keys": {KID: self.identity_secret()},
            "secret_keys": [self.secret_key()],
            "webhooks": {"shopify": self.webhook_secret(), "woocommerce": self.webhook_secret()},
            "shopify": {"domain": self.domain()},
            "program": program,
        })
    }

    /// Tells the operator's change of the shop.
    pub fn configure(&self, change: &Value) -> Answer {
        self.anyone("PUT", "")
            .bearer(OPERATOR_KEY)
            .json(change)
            .send()
    }

    /// The origin of its pages.
    pub fn origin(&self) -> &'static str {
        "https://shop.example"
    }

    /// The secret of its identity tokens.
    pub fn identity_secret(&self) -> String {
        format!("identity secret of {}", self.id)
    }

    /// Its secret key.
    pub fn secret_key(&self) -> String {
        format!("secret_key_of_{}", self.id)
    }

    /// The secret of its webhooks.
    pub fn webhook_secret(&self) -> String {
        format!("webhook secret of {}", self.id)
    }

    /// Its domain at Shopify.
    pub fn domain(&self) -> String {
        "the-shop.myshopify.com".to_owned()
    }

    /// A good identity token of a shopper.
    pub fn token(&self, shopper: &str) -> String {
        let claims = identity::claims(&self.id, shopper);
        identity::token(&identity::header(KID), &claims, &self.identity_secret())
    }

    /// A good identity token that says more.
    pub fn token_with(&self, shopper: &str, more: &Value) -> String {
        let mut claims = identity::claims(&self.id, shopper);
        for (key, value) in more.as_object().cloned().unwrap_or_default() {
            claims[key] = value;
        }
        identity::token(&identity::header(KID), &claims, &self.identity_secret())
    }

    /// The path of something of the shop.
    pub fn path(&self, path: &str) -> String {
        format!("/v1/shops/{}{path}", self.id)
    }

    /// A call of nobody in particular.
    pub fn anyone(&self, method: &'static str, path: &str) -> Call {
        let call = self.client.call(method, self.path(path));
        call.header("cf-connecting-ip", self.address.clone())
    }

    /// A call outside the shop's own paths.
    pub fn service(&self, method: &'static str, path: &str) -> Call {
        self.client.call(method, path)
    }

    /// Scheme, host and port of the service.
    pub fn service_origin(&self) -> String {
        self.client.origin().to_owned()
    }

    /// A call of the shop's back end.
    pub fn shop(&self, method: &'static str, path: &str) -> Call {
        self.anyone(method, path).bearer(&self.secret_key())
    }

    /// A call of one of its shoppers.
    pub fn shopper(&self, shopper: &str, method: &'static str, path: &str) -> Call {
        self.anyone(method, path).bearer(&self.token(shopper))
    }

    /// A webhook of Shopify with a right signature.
    pub fn shopify(&self, topic: &str, body: &[u8]) -> Answer {
        self.anyone("POST", "/webhooks/shopify")
            .header("x-shopify-topic", topic)
            .header(
                "x-shopify-hmac-sha256",
                sign::webhook(&self.webhook_secret(), body),
            )
            .header("content-type", "application/json")
            .bytes(body)
            .send()
    }

    /// A webhook of WooCommerce with a right signature.
    pub fn woocommerce(&self, topic: &str, body: &[u8]) -> Answer {
        self.anyone("POST", "/webhooks/woocommerce")
            .header("x-wc-webhook-topic", topic)
            .header(
                "x-wc-webhook-signature",
                sign::webhook(&self.webhook_secret(), body),
            )
            .header("content-type", "application/json")
            .bytes(body)
            .send()
    }

    /// Gives points by hand, or takes them.
    pub fn adjust(&self, shopper: &str, points: i64) -> Answer {
        self.shop("POST", &format!("/shoppers/{shopper}/adjustments"))
            .key(&fresh_key())
            .json(&json!({"points": points, "reason": "by hand"}))
            .send()
    }

    /// Reports an order event.
    pub fn order(&self, body: &Value) -> Answer {
        self.shop("POST", "/orders").json(body).send()
    }

    /// Reports a paid order of one line, paid now.
    pub fn paid(&self, shopper: &str, order: &str, price: u64) -> Value {
        let at = now().to_string();
        let body = json!({"event": "paid", "order": {"id": order, "shopper": shopper, "at": at,
            "currency": "USD", "lines": [{"id": "a", "price": price, "quantity": 1}]}});
        self.order(&body).ok()
    }

    /// Redeems a reward as the shopper.
    pub fn redeem(&self, shopper: &str, body: &Value) -> Answer {
        self.redeem_with(shopper, body, &fresh_key())
    }

    /// The same with a request id.
    pub fn redeem_with(&self, shopper: &str, body: &Value, key: &str) -> Answer {
        self.shopper(shopper, "POST", "/redemptions")
            .key(key)
            .json(body)
            .send()
    }

    /// Presents a code or token as the shop.
    pub fn checkout(&self, body: &Value) -> Answer {
        self.shop("POST", "/checkout").json(body).send()
    }

    /// Captures a redemption as the shop.
    pub fn capture(&self, redemption: &str, order: &Value) -> Answer {
        self.shop("POST", &format!("/redemptions/{redemption}/capture"))
            .key(&fresh_key())
            .json(&json!({"order": order}))
            .send()
    }

    /// Voids a redemption as the shop.
    pub fn void(&self, redemption: &str) -> Answer {
        self.shop("POST", &format!("/redemptions/{redemption}/void"))
            .key(&fresh_key())
            .json(&json!({}))
            .send()
    }

    /// The account of a shopper.
    pub fn account(&self, shopper: &str) -> Value {
        self.shopper(shopper, "GET", "/account").send().ok()
    }

    /// The available points of a shopper.
    pub fn available(&self, shopper: &str) -> u64 {
        self.account(shopper)["points"]["available"]
            .as_u64()
            .unwrap()
    }

    /// The history of a shopper, oldest first, every page of it.
    pub fn entries(&self, shopper: &str) -> Vec<Value> {
        let mut found = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = self.shopper(shopper, "GET", &format!("/account/entries{cursor}"));
            let page = page.send().ok();
            found.extend(page["entries"].as_array().cloned().unwrap_or_default());
            match page["cursor"].as_str() {
                Some(next) => cursor = format!("?cursor={next}"),
                None => break,
            }
        }
        found.reverse();
        found
    }

    /// What the audit finds, every page of it.
    pub fn audit(&self) -> Value {
        let mut sums = Map::new();
        let mut cursor = String::new();
        loop {
            let page = self.shop("GET", &format!("/audit{cursor}")).send().ok();
            for key in ["accounts", "entries", "orders"] {
                let sum = sums.get(key).and_then(Value::as_u64).unwrap_or(0);
                sums.insert(key.to_owned(), json!(sum + page[key].as_u64().unwrap_or(0)));
            }
            for key in ["differences", "uncaptured", "undelivered"] {
                let list = sums.entry(key).or_insert(json!([]));
                let more = page[key].as_array().cloned().unwrap_or_default();
                list.as_array_mut().unwrap().extend(more);
            }
            match page["cursor"].as_str() {
                Some(next) => cursor = format!("?cursor={next}"),
                None => return Value::Object(sums),
            }
        }
    }
}
