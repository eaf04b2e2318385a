//! The rules themselves as the world of a case, with a ledger per shopper that is read back cold
//! each turn.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use shared::cart::Cart;
use shared::discount::{Applied, Basket};
use shared::id::{OrderId, Segment, ShopperId};
use shared::ledger::{
    Account, AccountView, EntryKind, Redemption, RedemptionNumber, RedemptionRef, RedemptionState,
    RowKind, SealedEntry, Shard, Turn, Voider, fold,
};
use shared::order::{Hearing, OrderHistory, OrderState, ReportedOrder};
use shared::program::Program;
use shared::quote::{Quote, QuoteFor};
use shared::time::{Span, Zone};
use shared::{Decline, Points, PointsChange, Time};

use super::World;
use super::case::{Act, Case, OrderStep, RedeemStep, merge};
use super::order::{OrderBodies, Placing};

/// When a case begins that does not say.
const START: &str = "2026-03-02T12:00:00Z";

/// One shopper's ledger as an object stores it.
#[derive(Default)]
struct Ledger {
    shard: u32,
    rows: BTreeMap<(RowKind, String), String>,
    entries: Vec<SealedEntry>,
    redemptions: u32,
}

/// The rules, with memory for what they decide.
pub struct Native {
    document: Value,
    programs: Vec<Program>,
    ledgers: BTreeMap<ShopperId, Ledger>,
    orders: BTreeMap<OrderId, OrderHistory>,
    named: BTreeMap<String, (ShopperId, RedemptionNumber)>,
    collections: BTreeMap<String, Vec<String>>,
    bodies: OrderBodies,
    start: Time,
    now: Time,
}

impl Native {
    /// The world at the beginning of a case.
    pub fn new(case: &Case) -> Result<Self, String> {
        let start = case.start.as_deref().unwrap_or(START);
        let start: Time = start.parse().map_err(|fault| format!("{fault}"))?;
        Ok(Self {
            programs: vec![program(&case.program)?],
            document: case.program.clone(),
            ledgers: BTreeMap::new(),
            orders: BTreeMap::new(),
            named: BTreeMap::new(),
            collections: BTreeMap::new(),
            bodies: OrderBodies::default(),
            start,
            now: start,
        })
    }

    /// One turn of a shopper's ledger: read back, lent what it needs, asked, stored and checked.
    fn turn<T>(
        &mut self,
        shopper: &ShopperId,
        lent: &[(RowKind, String)],
        ask: impl FnOnce(&mut Turn<'_>, &[Program]) -> T,
    ) -> Result<T, String> {
        let shard = u32::try_from(self.ledgers.len()).unwrap();
        let ledger = self.ledgers.entry(shopper.clone()).or_insert(Ledger {
            shard,
            ..Ledger::default()
        });
        let mut account = ledger.open()?;
        for (kind, key) in lent {
            if let Some(value) = ledger.rows.get(&(*kind, key.clone())) {
                let lent = account.lend(*kind, key, value);
                lent.map_err(|fault| fault.to_string())?;
            }
        }
        let version = self.programs.len();
        let program = &self.programs[version - 1];
        let version = u32::try_from(version).unwrap();
        let mut turn = Turn::begin(&mut account, program, version, self.now);
        let answer = ask(&mut turn, &self.programs);
        let sealed = turn.finish();
        if !sealed.is_empty() {
            ledger.store(sealed, &mut account);
        }
        ledger.check()?;
        Ok(answer)
    }

    fn redemption_turn<T>(
        &mut self,
        name: &str,
        ask: impl FnOnce(&mut Turn<'_>, RedemptionNumber) -> Result<T, Decline>,
    ) -> Result<Result<T, Decline>, String> {
        let known = self.named.get(name).cloned();
        let (shopper, number) = known.ok_or_else(|| format!("no redemption is called {name}"))?;
        let lent = [(RowKind::Redemption, number.0.to_string())];
        self.turn(&shopper, &lent, |turn, _| ask(turn, number))
    }

    fn redeem(&mut self, shopper: &ShopperId, step: &RedeemStep) -> Result<Value, String> {
        let basket = step.cart.as_ref().map(basket).transpose()?;
        let (reward, segments) = (id(&step.reward)?, segments(&step.segments)?);
        let points = step.points.and_then(Points::new);
        self.turn(shopper, &[], |_, _| ())?;
        let ledger = self.ledgers.get_mut(shopper).unwrap();
        ledger.redemptions += 1;
        let number = RedemptionNumber(ledger.redemptions);
        let redeemed = self.turn(shopper, &[], |turn, _| {
            turn.redeem(&shared::ledger::RedeemCommand {
                reward: &reward,
                points,
                basket: basket.as_ref(),
                segments: &segments,
                number,
                signing_key: "k",
            })
        })?;
        Ok(match redeemed {
            Ok(redemption) => {
                self.named
                    .insert(step.name.clone(), (shopper.clone(), number));
                redemption_facts(&redemption)
            }
            Err(decline) => declined(decline),
        })
    }

    fn order(&mut self, shopper: &str, step: &OrderStep) -> Result<Value, String> {
        let program = self.programs.last().unwrap();
        let currency = program.currency;
        let placing = Placing {
            shopper,
            currency: currency.as_str(),
            start: self.start,
            now: self.now,
        };
        let mut body = self.bodies.body(step, placing);
        self.put_collections(&mut body["order"]);
        let reported = ReportedOrder::parse(&body).map_err(|faults| format!("{faults:?}"))?;
        let mut event = reported.event;
        if let (Some(snapshot), Some(code)) = (&mut event.snapshot, &reported.code)
            && let Some((shopper, number)) = self.named.get(code)
        {
            let shard = Shard(self.ledgers[shopper].shard);
            snapshot.redemptions = vec![RedemptionRef {
                shard,
                number: *number,
            }];
        }
        let order = event.order.clone();
        let history = self.orders.entry(order.clone());
        let history = history.or_insert_with(|| OrderHistory::new(order.clone()));
        let before = history.revision();
        let hearing = Hearing {
            now: self.now,
            program: u32::try_from(self.programs.len()).unwrap(),
            currency,
        };
        history.hear(event, hearing);
        if history.revision() > before {
            let targets = history.targets();
            self.tell(&order, targets)?;
        }
        Ok(state_facts(self.orders[&order].state()))
    }

    /// Tells ledgers what an order should have led to, redemptions first.
    fn tell(&mut self, order: &OrderId, targets: shared::order::Targets) -> Result<(), String> {
        for target in &targets.redemptions {
            let shard = target.redemption.shard.0;
            let owner = self.ledgers.iter().find(|(_, it)| it.shard == shard);
            let owner = owner.map(|(shopper, _)| shopper.clone());
            let lent = [(RowKind::Redemption, target.redemption.number.0.to_string())];
            self.turn(&owner.unwrap(), &lent, |turn, _| {
                turn.apply_redemption(target)
            })?;
        }
        if let Some(target) = &targets.earn {
            let lent = [(RowKind::Order, order.to_string())];
            self.turn(&target.shopper.clone(), &lent, |turn, programs| {
                let version = target.program as usize;
                turn.apply_order(target, &programs[version - 1])
            })?;
        }
        Ok(())
    }

    /// Whether a product is in a collection is the shop's word, never the cart's.
    fn put_collections(&self, cart: &mut Value) {
        let lines = cart.get_mut("lines").and_then(Value::as_array_mut);
        for line in lines.into_iter().flatten() {
            let product = line["product"].as_str().unwrap_or_default();
            let known = self.collections.get(product).cloned().unwrap_or_default();
            line["collections"] = json!(known);
        }
    }

    fn quote(
        &mut self,
        shopper: &ShopperId,
        cart: &Value,
        wanted: &[String],
    ) -> Result<Value, String> {
        let mut cart = cart.clone();
        self.put_collections(&mut cart);
        let cart = Cart::parse(&cart).map_err(|faults| format!("{faults:?}"))?;
        let segments = segments(wanted)?;
        let (version, now) = (u32::try_from(self.programs.len()).unwrap(), self.now);
        let quote = self.turn(shopper, &[], |turn, programs| {
            let whom = QuoteFor {
                account: Some(turn.account()),
                segments: &segments,
                now,
            };
            Quote::of(programs.last().unwrap(), version, &cart, whom)
        })?;
        Ok(quote_facts(&json!(quote)))
    }
}

impl World for Native {
    fn act(&mut self, shopper: &str, act: &Act) -> Result<Value, String> {
        let whom: ShopperId = id(shopper)?;
        match act {
            Act::Adjust(change) => {
                let change = PointsChange::new(*change).ok_or("too many points")?;
                let done = self.turn(&whom, &[], |turn, _| turn.adjust(change, "by hand"))?;
                return Ok(done.map_or_else(declined, |()| json!({})));
            }
            Act::Order(step) => return self.order(shopper, step),
            Act::Redeem(step) => return self.redeem(&whom, step),
            Act::Checkout { name, cart } => {
                let basket = basket(cart)?;
                let shown =
                    self.redemption_turn(name, |turn, number| turn.present(number, &basket, None))?;
                let shown = shown.map(|(_, applied)| applied);
                let facts = |it: Applied| json!({"points": it.points, "discount": it.amount});
                return Ok(shown.map_or_else(declined, facts));
            }
            Act::Capture { name, order } => {
                let (order_id, basket) = captured(order)?;
                let done = self.redemption_turn(name, |turn, number| {
                    turn.capture(number, &order_id, basket.as_ref())
                })?;
                return Ok(done.map_or_else(declined, |it| redemption_facts(&it)));
            }
            Act::Void(name) | Act::GiveBack(name) => {
                let by = if matches!(act, Act::Void(_)) {
                    Voider::Shop
                } else {
                    Voider::Shopper
                };
                let done = self.redemption_turn(name, |turn, number| turn.void(number, by))?;
                return Ok(done.map_or_else(declined, |it| redemption_facts(&it)));
            }
            Act::Join(action) => {
                let action = id(action)?;
                self.turn(&whom, &[], |turn, _| turn.join(&action))?;
            }
            Act::Quote { cart, segments } => return self.quote(&whom, cart, segments),
            Act::Wait(span) => {
                let span: Span = span.parse().map_err(|fault| format!("{span}: {fault}"))?;
                self.now = self.now.plus(&span, &Zone::utc());
            }
            Act::Until(time) => {
                self.now = time.parse().map_err(|fault| format!("{time}: {fault}"))?;
            }
            Act::Product { id, collections } => {
                self.collections.insert(id.clone(), collections.clone());
            }
            Act::Program(change) => {
                merge(&mut self.document, change);
                self.programs.push(program(&self.document)?);
            }
            Act::Look => {}
        }
        Ok(json!({}))
    }

    fn account(&mut self, shopper: &str) -> Result<Value, String> {
        let version = u32::try_from(self.programs.len()).unwrap();
        let now = self.now;
        self.turn(&id(shopper)?, &[], |turn, programs| {
            let program = programs.last().unwrap();
            json!(AccountView::of(turn.account(), program, version, now, &[]))
        })
    }

    fn entries(&mut self, shopper: &str) -> Result<Vec<Value>, String> {
        let shopper = id(shopper)?;
        self.turn(&shopper, &[], |_, _| ())?;
        let entries = self.ledgers[&shopper].entries.iter();
        let told = entries.filter(|sealed| sealed.entry.kind != EntryKind::Note);
        Ok(told.map(|sealed| json!(sealed.entry)).collect())
    }

    fn redemption(&mut self, name: &str) -> Result<Value, String> {
        let found = self.redemption_turn(name, |turn, number| {
            let found = turn.account().redemption(number).cloned();
            found.ok_or(Decline::UnknownCode)
        })?;
        found
            .map(|redemption| redemption_facts(&redemption))
            .map_err(|decline| decline.to_string())
    }
}

impl Ledger {
    fn open(&self) -> Result<Account, String> {
        let open = self.rows.iter();
        let open = open.filter(|((kind, _), _)| RowKind::OPEN.contains(kind));
        let rows = open.map(|((kind, key), value)| (*kind, key.as_str(), value.as_str()));
        Account::from_rows(rows).map_err(|fault| fault.to_string())
    }

    fn store(&mut self, sealed: Vec<SealedEntry>, account: &mut Account) {
        self.entries.extend(sealed);
        for change in account.take_changes() {
            let key = (change.kind, change.key);
            match change.value {
                Some(value) => self.rows.insert(key, value),
                None => self.rows.remove(&key),
            };
        }
    }

    /// The stored rows are the fold of the entries, and the chain holds.
    fn check(&self) -> Result<(), String> {
        let entries = self.entries.iter();
        let folded = fold(entries.map(|sealed| (sealed.body.as_str(), sealed.head.as_str())));
        let folded = folded.map_err(|broken| broken.to_string())?;
        if !self.rows.is_empty() && folded.rows() != self.rows {
            return Err("the stored rows are not the fold of the entries".to_owned());
        }
        let totals = folded.totals();
        let lots: Points = folded.lots().map(|(_, lot)| lot.points).sum();
        let held: Points = folded.open_redemptions().map(|hold| hold.points).sum();
        let fits = lots == totals.available
            && held == totals.held
            && (totals.available.is_zero() || totals.deficit.is_zero());
        if fits {
            Ok(())
        } else {
            Err(format!(
                "{totals:?} does not fit lots {lots} and holds {held}"
            ))
        }
    }
}

fn program(document: &Value) -> Result<Program, String> {
    Program::parse(document).map_err(|faults| format!("the program: {faults:?}"))
}

fn id<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{text:?} is no id"))
}

fn segments(names: &[String]) -> Result<Vec<Segment>, String> {
    names.iter().map(|name| id(name)).collect()
}

fn basket(cart: &Value) -> Result<Basket, String> {
    let cart = Cart::parse(cart).map_err(|faults| format!("{faults:?}"))?;
    Ok(Basket::from(&cart))
}

fn captured(order: &Value) -> Result<(OrderId, Option<Basket>), String> {
    match order {
        Value::String(order) => Ok((id(order)?, None)),
        _ => Ok((
            id(order["id"].as_str().unwrap_or_default())?,
            Some(basket(order)?),
        )),
    }
}

fn declined(decline: Decline) -> Value {
    json!({"decline": decline.slug()})
}

fn redemption_facts(redemption: &Redemption) -> Value {
    let mut facts = json!({
        "reward": redemption.terms.reward,
        "points": redemption.points,
        "requested": redemption.requested,
        "discount": redemption.amount,
        "state": redemption.state_name(),
    });
    if let RedemptionState::Captured(capture) = &redemption.state {
        facts["restored"] = json!(capture.restored);
        facts["order"] = json!(capture.order);
    }
    facts
}

fn state_facts(state: OrderState) -> Value {
    match state {
        OrderState::Unheard => json!({}),
        OrderState::Placed => json!({"state": "placed"}),
        OrderState::Paid => json!({"state": "paid"}),
        OrderState::Ignored(ignored) => json!({"ignored": ignored.slug()}),
    }
}

/// A quote as vectors write it: rewards by id.
pub fn quote_facts(quote: &Value) -> Value {
    let rewards = quote["rewards"].as_array().into_iter().flatten();
    let by_id: Map<String, Value> = rewards
        .map(|reward| {
            let id = reward["id"].as_str().unwrap_or_default().to_owned();
            (id, reward.clone())
        })
        .collect();
    json!({
        "subtotal": quote["subtotal"],
        "earn": quote["earn"]["points"],
        "rules": quote["earn"]["rules"],
        "rewards": by_id,
    })
}
