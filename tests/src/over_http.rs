//! The service as the world of a case: every step goes through its doors.

use std::collections::BTreeMap;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use shared::Time;

use crate::http::Answer;
use crate::shop::{Shop, fresh_key, now};
use crate::vectors::{
    Act, Case, GiveStep, OrderBodies, OrderStep, Placing, RedeemStep, World, merge, quote_facts,
};

/// How long a step's effects may take to be there.
const PATIENCE: Duration = Duration::from_secs(5);

/// A shop of one case.
pub struct OverHttp {
    shop: Shop,
    program: Value,
    bodies: OrderBodies,
    named: BTreeMap<String, Named>,
    gifts: BTreeMap<String, String>,
    /// The newest friend's code of each shopper.
    codes: BTreeMap<String, String>,
    /// What the last identity token of each shopper said.
    said: BTreeMap<String, Value>,
    start: Time,
    deadline: Instant,
}

struct Named {
    shopper: String,
    id: String,
    code: String,
}

impl OverHttp {
    /// A new shop with the case's program.
    pub fn new(case: &Case) -> Self {
        Self {
            shop: Shop::new(&case.program),
            program: case.program.clone(),
            bodies: OrderBodies::default(),
            named: BTreeMap::new(),
            gifts: BTreeMap::new(),
            codes: BTreeMap::new(),
            said: BTreeMap::new(),
            start: now(),
            deadline: Instant::now(),
        }
    }

    fn named(&self, name: &str) -> Result<&Named, String> {
        let found = self.named.get(name);
        found.ok_or_else(|| format!("no redemption is called {name}"))
    }

    fn order(&mut self, shopper: &str, step: &OrderStep) -> Result<Value, String> {
        let currency = self.program["currency"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let placing = Placing {
            shopper,
            currency: &currency,
            start: self.start,
            now: now(),
        };
        let mut body = self.bodies.body(step, placing);
        if let Some(code) = body["order"]["code"].as_str().map(str::to_owned)
            && let Some(named) = self.named.get(&code)
        {
            body["order"]["code"] = json!(named.code);
        }
        answered(&self.shop.order(&body))
    }

    fn redeem(&mut self, shopper: &str, step: &RedeemStep) -> Result<Value, String> {
        let mut body = json!({"reward": step.reward});
        if let Some(name) = &step.gift {
            body["gift"] = json!(self.gifts.get(name).ok_or("no gift is called so")?);
        }
        for (key, value) in [("points", json!(step.points)), ("cart", json!(step.cart))] {
            if !value.is_null() {
                body[key] = value;
            }
        }
        let claims = json!({"segments": step.segments});
        let token = self.shop.token_with(shopper, &claims);
        self.said.insert(shopper.to_owned(), claims);
        let call = self.shop.anyone("POST", "/redemptions").bearer(&token);
        let answer = answered(&call.key(&fresh_key()).json(&body).send())?;
        if let Some(id) = answer["id"].as_str() {
            let named = Named {
                shopper: shopper.to_owned(),
                id: id.to_owned(),
                code: answer["code"].as_str().unwrap_or_default().to_owned(),
            };
            self.named.insert(step.name.clone(), named);
        }
        Ok(redemption_facts(answer))
    }
}

impl OverHttp {
    fn give(&mut self, shopper: &str, step: &GiveStep) -> Result<Value, String> {
        let mut body = json!({"shopper": shopper});
        let fields = [
            ("points", json!(step.points)),
            ("reward", json!(step.reward)),
            ("message", json!(step.message)),
            ("until", json!(step.until)),
        ];
        for (key, value) in fields.into_iter().filter(|(_, value)| !value.is_null()) {
            body[key] = value;
        }
        let call = self.shop.shop("POST", "/gifts").key(&fresh_key());
        let answer = answered(&call.json(&body).send())?;
        if let Some(id) = answer["id"].as_str() {
            self.gifts.insert(step.name.clone(), id.to_owned());
        }
        Ok(answer)
    }
}

impl World for OverHttp {
    fn act(&mut self, shopper: &str, act: &Act) -> Result<Value, String> {
        self.deadline = Instant::now() + PATIENCE;
        match act {
            Act::Adjust(points) => answered(&self.shop.adjust(shopper, *points)),
            Act::Order(step) => self.order(shopper, step),
            Act::Redeem(step) => self.redeem(shopper, step),
            Act::Checkout { name, cart } => {
                let body = json!({"code": self.named(name)?.code, "cart": cart});
                let answer = answered(&self.shop.checkout(&body))?;
                Ok(redemption_facts(answer))
            }
            Act::Capture { name, order } => {
                answered(&self.shop.capture(&self.named(name)?.id, order)).map(redemption_facts)
            }
            Act::Void(name) => {
                answered(&self.shop.void(&self.named(name)?.id)).map(redemption_facts)
            }
            Act::GiveBack(name) => {
                let named = self.named(name)?;
                let path = format!("/redemptions/{}", named.id);
                let call = self.shop.shopper(&named.shopper, "DELETE", &path);
                answered(&call.send()).map(redemption_facts)
            }
            Act::Join(id) => {
                let body = json!({"shopper": shopper, "action": "signup", "id": id});
                answered(&self.shop.shop("POST", "/actions").json(&body).send())
            }
            Act::Do { action, id } => {
                let body = json!({"shopper": shopper, "action": action, "id": id});
                answered(&self.shop.shop("POST", "/actions").json(&body).send())
            }
            Act::Review(step) => {
                let mut body = json!({"shopper": shopper, "action": "review", "id": step.id});
                body["product"] = json!(step.product);
                if let Some(order) = &step.order {
                    body["order"] = json!(order);
                }
                answered(&self.shop.shop("POST", "/actions").json(&body).send())
            }
            Act::Visit => answered(&self.shop.shopper(shopper, "POST", "/visits").send()),
            Act::Meet(said) => {
                let mut claims = json!({"segments": said.segments});
                if let Some(birthday) = &said.birthday {
                    claims["birthday"] = json!(birthday);
                }
                self.said.insert(shopper.to_owned(), claims);
                self.account(shopper)
            }
            Act::Give(step) => self.give(shopper, step),
            Act::Refer(by) => {
                self.account(by)?;
                let code = self.codes.get(by).ok_or("there is no code")?;
                let call = self.shop.shopper(shopper, "POST", "/referrals");
                answered(&call.json(&json!({"code": code})).send())
            }
            Act::Quote { cart, segments } => {
                let claims = json!({"segments": segments});
                let token = self.shop.token_with(shopper, &claims);
                self.said.insert(shopper.to_owned(), claims);
                let call = self.shop.anyone("POST", "/quotes").bearer(&token);
                let answer = answered(&call.json(&json!({"cart": cart})).send())?;
                Ok(quote_facts(&answer))
            }
            Act::Wait(_) | Act::Until(_) => Err("time cannot be moved over HTTP".to_owned()),
            Act::Product { id, collections } => {
                let call = self.shop.shop("PUT", &format!("/products/{id}"));
                answered(&call.json(&json!({"collections": collections})).send())
            }
            Act::Program(change) => {
                merge(&mut self.program, change);
                answered(&self.shop.shop("PUT", "/program").json(&self.program).send())
            }
            Act::Look => Ok(json!({})),
        }
    }

    fn account(&mut self, shopper: &str) -> Result<Value, String> {
        let nothing = json!({});
        let said = self.said.get(shopper).unwrap_or(&nothing);
        let token = self.shop.token_with(shopper, said);
        let call = self.shop.anyone("GET", "/account").bearer(&token);
        let account = answered(&call.send())?;
        if let Some(code) = account["referral"]["code"].as_str() {
            self.codes.insert(shopper.to_owned(), code.to_owned());
        }
        Ok(account)
    }

    fn entries(&mut self, shopper: &str) -> Result<Vec<Value>, String> {
        Ok(self.shop.entries(shopper))
    }

    fn redemption(&mut self, name: &str) -> Result<Value, String> {
        let path = format!("/redemptions/{}", self.named(name)?.id);
        answered(&self.shop.shop("GET", &path).send()).map(redemption_facts)
    }

    fn wait_a_little(&mut self) -> bool {
        thread::sleep(Duration::from_millis(20));
        Instant::now() < self.deadline
    }
}

/// What was granted, or why it was declined; anything else is an error.
fn answered(answer: &Answer) -> Result<Value, String> {
    match answer.status {
        200..300 => Ok(answer.ok()),
        409 => Ok(json!({"decline": answer.slug()})),
        _ => Err(answer.to_string()),
    }
}

/// A redemption as vectors write it: the discount is its amount.
fn redemption_facts(answer: Value) -> Value {
    let mut facts = answer;
    if facts["discount"].is_object() {
        facts["discount"] = facts["discount"]["amount"].clone();
    }
    if facts["requested"].is_null() && !facts["points"].is_null() {
        facts["requested"] = facts["points"].clone();
    }
    // What is 0 is left out on the wire.
    if facts["state"] == "captured" && facts["restored"].is_null() {
        facts["restored"] = json!(0);
    }
    facts
}
