//! The rules themselves as the world of a case, with a ledger per shopper that is read back cold
//! each turn.

mod facts;
mod ledger;
mod read;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use shared::cart::Cart;
use shared::discount::Applied;
use shared::id::{LeaseId, OrderId, ShopperId};
use shared::ledger::{
    AccountView, EntryKind, FriendRef, GiftNumber, GiveCommand, GiveOf, Profile, RedeemCommand,
    RedemptionNumber, RedemptionRef, ReferralTarget, ReviewWritten, RowKind, Shard, StockLeft,
    Turn, Voider, action_key, referral_rule, review_key,
};
use shared::order::{HeardUnder, Hearing, OrderHistory, ReportedOrder};
use shared::program::Program;
use shared::quote::{Quote, QuoteFor};
use shared::time::{Span, Zone};
use shared::{Decline, Points, PointsChange, Time};

pub use self::facts::quote_facts;
use self::facts::{declined, doing_facts, redemption_facts, state_facts};
use self::ledger::Ledger;
use self::read::{basket, captured, id, program, segments};
use super::World;
use super::case::{Act, Case, GiveStep, MeetStep, OrderStep, RedeemStep, ReviewStep, merge};
use super::order::{OrderBodies, Placing};

/// When a case begins that does not say.
const START: &str = "2026-03-02T12:00:00Z";

/// The rules, with memory for what they decide.
pub struct Native {
    document: Value,
    programs: Vec<Program>,
    ledgers: BTreeMap<ShopperId, Ledger>,
    orders: BTreeMap<OrderId, OrderHistory>,
    named: BTreeMap<String, (ShopperId, RedemptionNumber)>,
    gifts: BTreeMap<String, GiftNumber>,
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
            gifts: BTreeMap::new(),
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
        let told = account.core().claim.as_ref().and_then(|it| it.target());
        if !sealed.is_empty() {
            ledger.store(sealed, &mut account);
        }
        ledger.check()?;
        if let Some(target) = told {
            self.tell_referrer(&target)?;
        }
        Ok(answer)
    }

    /// Tells the ledger of who referred what a friend's order pays, again and again.
    fn tell_referrer(&mut self, target: &ReferralTarget) -> Result<(), String> {
        let is_it = |ledger: &&mut Ledger| ledger.shard == target.referrer.shard.0;
        let Some(ledger) = self.ledgers.values_mut().find(is_it) else {
            return Err("nobody referred".to_owned());
        };
        let mut account = ledger.open()?;
        let key = target.friend.to_string();
        if let Some(value) = ledger.rows.get(&(RowKind::Friend, key.clone())) {
            let lent = account.lend(RowKind::Friend, &key, value);
            lent.map_err(|fault| fault.to_string())?;
        }
        let version = self.programs.len();
        let program = &self.programs[version - 1];
        let version = u32::try_from(version).unwrap();
        let mut turn = Turn::begin(&mut account, program, version, self.now);
        turn.apply_referral(target);
        let sealed = turn.finish();
        if !sealed.is_empty() {
            ledger.store(sealed, &mut account);
        }
        ledger.check()
    }

    /// What is left of every limited reward.
    fn stock(&self) -> StockLeft {
        let taken: Vec<_> = self
            .ledgers
            .values()
            .flat_map(Ledger::all_redemptions)
            .filter(|redemption| redemption.takes_stock())
            .map(|redemption| redemption.terms.reward)
            .collect();
        let limited = self.programs.last().unwrap().rewards.iter();
        let left = limited.filter_map(|reward| {
            let taken = taken.iter().filter(|id| **id == reward.id).count();
            let taken = u32::try_from(taken).unwrap();
            Some((reward.id.clone(), reward.stock?.saturating_sub(taken)))
        });
        left.collect()
    }

    fn meet(&mut self, shopper: &ShopperId, said: &MeetStep) -> Result<(), String> {
        let birthday = said.birthday.as_deref();
        let birthday = birthday.map(|day| day.parse().map_err(|fault| format!("{fault}")));
        let profile = Profile {
            birthday: birthday.transpose()?,
            segments: segments(&said.segments)?,
        };
        self.turn(shopper, &[], |turn, _| turn.meet(&profile))
    }

    fn meet_in(&mut self, shopper: &ShopperId, segments: &[String]) -> Result<(), String> {
        let said = MeetStep {
            birthday: None,
            segments: segments.to_vec(),
        };
        self.meet(shopper, &said)
    }

    fn review(&mut self, shopper: &ShopperId, step: &ReviewStep) -> Result<Value, String> {
        let (review, product) = (id(&step.id)?, id(&step.product)?);
        let order = step.order.as_deref().map(id).transpose()?;
        let written = ReviewWritten {
            review: &review,
            product: &product,
            order: order.as_ref(),
        };
        let lent = [(RowKind::Done, review_key(&review))];
        let doing = self.turn(shopper, &lent, |turn, _| turn.review(&written))?;
        Ok(doing_facts(doing))
    }

    fn give(&mut self, shopper: &ShopperId, step: &GiveStep) -> Result<Value, String> {
        let reward = step.reward.as_deref().map(id).transpose()?;
        let of = match (step.points.and_then(Points::new), &reward) {
            (Some(points), None) => GiveOf::Points(points),
            (None, Some(reward)) => GiveOf::Reward(reward),
            _ => return Err("a gift is points or a reward".to_owned()),
        };
        let until = step.until.as_deref().map(str::parse).transpose();
        let command = GiveCommand {
            of,
            message: step.message.as_deref(),
            until: until.map_err(|fault| format!("{fault}"))?,
        };
        let given = self.turn(shopper, &[], |turn, _| turn.present_gift(&command))?;
        Ok(match given {
            Ok(gift) => {
                self.gifts.insert(step.name.clone(), gift.number);
                json!({})
            }
            Err(decline) => declined(decline),
        })
    }

    fn refer(&mut self, shopper: &ShopperId, by: &str) -> Result<Value, String> {
        let by: ShopperId = id(by)?;
        self.turn(shopper, &[], |_, _| ())?;
        let rule = self.turn(&by, &[], |turn, programs| {
            let program = programs.last().unwrap();
            let rule = referral_rule(program, turn.account(), turn.now());
            rule.map(|rule| rule.id.clone())
        })?;
        let rule = rule.as_ref();
        let place = |whom: &ShopperId| FriendRef {
            shard: Shard(self.ledgers[whom].shard),
            number: 0,
        };
        let (referrer, friend) = (place(&by), place(shopper));
        let claimed = self.turn(shopper, &[], |turn, _| {
            turn.claim(referrer, friend, rule, 0)
        })?;
        Ok(claimed.map_or_else(declined, |claim| json!({"points": claim.referred_points})))
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
        self.meet_in(shopper, &step.segments)?;
        let reward = id(&step.reward)?;
        let gift = match &step.gift {
            Some(name) => Some(*self.gifts.get(name).ok_or("no gift is called so")?),
            None => None,
        };
        let left = self.stock().get(&reward).copied();
        let lease: LeaseId = id("lease")?;
        let lease = left.filter(|left| *left > 0).map(|_| &lease);
        let points = step.points.and_then(Points::new);
        self.turn(shopper, &[], |_, _| ())?;
        let ledger = self.ledgers.get_mut(shopper).unwrap();
        ledger.redemptions += 1;
        let number = RedemptionNumber(ledger.redemptions);
        let redeemed = self.turn(shopper, &[], |turn, _| {
            turn.redeem(&RedeemCommand {
                reward: &reward,
                points,
                basket: basket.as_ref(),
                gift,
                lease,
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
            rules: Some(HeardUnder {
                program: u32::try_from(self.programs.len()).unwrap(),
                currency,
            }),
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
        self.meet_in(shopper, wanted)?;
        let stock = self.stock();
        let (version, now) = (u32::try_from(self.programs.len()).unwrap(), self.now);
        let quote = self.turn(shopper, &[], |turn, programs| {
            let whom = QuoteFor {
                account: Some(turn.account()),
                stock: &stock,
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
            Act::Do { action, id: event } => {
                let (action, event) = (id(action)?, id(event)?);
                let lent = [(RowKind::Done, action_key(&action, &event))];
                let doing = self.turn(&whom, &lent, |turn, _| turn.act(&action, &event))?;
                return Ok(doing_facts(doing));
            }
            Act::Review(step) => return self.review(&whom, step),
            Act::Visit => {
                let points = self.turn(&whom, &[], |turn, _| turn.visit())?;
                return Ok(json!({"points": points}));
            }
            Act::Meet(said) => self.meet(&whom, said)?,
            Act::Give(step) => return self.give(&whom, step),
            Act::Refer(by) => return self.refer(&whom, by),
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
        let (now, stock) = (self.now, self.stock());
        self.turn(&id(shopper)?, &[], |turn, programs| {
            let program = programs.last().unwrap();
            json!(AccountView::of(
                turn.account(),
                program,
                version,
                now,
                &stock
            ))
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
