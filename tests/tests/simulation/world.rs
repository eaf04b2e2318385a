//! The world of the simulation: shoppers, orders, a network that loses and doubles, and the steps
//! drawn.

use std::rc::Rc;

use shared::discount::Basket;
use shared::id::{ActionId, RewardId, ShopperId};
use shared::ledger::{RedeemCommand, RedemptionNumber, RedemptionRef, Shard, Voider};
use shared::order::{Hearing, OrderEvent, OrderHistory};
use shared::program::Program;
use shared::{Points, PointsChange, Time};

use crate::ledger_object::{LedgerObject, Names};
use crate::order_object::{OrderObject, Tell};
use crate::platform::{PlatformOrder, amount};
use crate::programs;

/// Whether the simulated objects behave.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sabotage {
    None,
    TargetsAppliedAsIfNew,
}

/// Everything there is.
pub(crate) struct World {
    pub(crate) rng: fastrand::Rng,
    pub(crate) now: Time,
    pub(crate) programs: Rc<[Program; 2]>,
    pub(crate) version: u32,
    pub(crate) ledgers: Vec<LedgerObject>,
    pub(crate) orders: Vec<(PlatformOrder, OrderObject)>,
    pub(crate) adjusted: Vec<i64>,
    pub(crate) sabotage: Sabotage,
    webhooks: Vec<(usize, OrderEvent)>,
    tells: Vec<(usize, Tell)>,
    next_request: u64,
}

const SHOPPERS: usize = 2;
const ORDERS_MAX: usize = 5;
const MINUTE_MS: i64 = 60_000;

pub(crate) fn shopper(index: usize) -> ShopperId {
    format!("shopper-{index}").parse().unwrap()
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        let mut rng = fastrand::Rng::with_seed(seed);
        let programs = Rc::new(programs::draw(&mut rng));
        Self {
            rng,
            now: "2026-03-01T12:00:00Z".parse().unwrap(),
            programs,
            version: 1,
            ledgers: (0..SHOPPERS).map(|_| LedgerObject::default()).collect(),
            orders: Vec::new(),
            adjusted: vec![0; SHOPPERS],
            sabotage: Sabotage::None,
            webhooks: Vec::new(),
            tells: Vec::new(),
            next_request: 0,
        }
    }

    /// One step, drawn.
    pub(crate) fn step(&mut self) {
        match self.rng.u8(..20) {
            0 => self.pass(1, 20 * MINUTE_MS),
            1 => self.pass(MINUTE_MS, 12 * 24 * 60 * MINUTE_MS),
            2 => self.crash(),
            3 => self.version = 2,
            4 | 5 => self.place(),
            6..=9 => self.change_order(),
            10 | 11 => self.redeem(),
            12 => self.move_redemption(),
            13 => self.adjust_or_join(),
            14..=16 => self.deliver_webhook(),
            17 | 18 => self.deliver_tell(),
            _ => self.alarm(),
        }
        self.pass(1, 2000);
    }

    /// Every lost message is sent again until nothing is left.
    pub(crate) fn deliver_everything(&mut self) {
        while !self.webhooks.is_empty() {
            self.deliver_webhook();
        }
        for index in 0..self.orders.len() {
            let event = self.orders[index]
                .0
                .message(&mut fastrand::Rng::with_seed(1));
            let whole = OrderEvent {
                refunds: self.orders[index].0.refunds.clone(),
                ..event
            };
            self.hear(index, whole);
        }
        while !self.tells.is_empty() {
            self.deliver_tell();
        }
        for index in 0..self.orders.len() {
            while let Some(tell) = self.orders[index].1.outbox().into_iter().next() {
                self.apply(&tell);
                self.orders[index].1.acknowledge(&tell);
            }
        }
    }

    fn pass(&mut self, least_ms: i64, most_ms: i64) {
        self.now = self.now.plus_ms(self.rng.i64(least_ms..=most_ms));
    }

    fn crash(&mut self) {
        let index = self.rng.usize(..SHOPPERS);
        self.ledgers[index].crash();
    }

    fn place(&mut self) {
        if self.orders.len() >= ORDERS_MAX {
            return;
        }
        let index = self.rng.usize(..SHOPPERS);
        let code = if self.rng.bool() {
            self.some_redemption()
        } else {
            None
        };
        let number = self.orders.len();
        let order = PlatformOrder::placed(&mut self.rng, number, shopper(index), self.now, code);
        let object = OrderObject::new(&OrderHistory::new(order.id.clone()));
        self.orders.push((order, object));
        self.announce(number);
    }

    fn change_order(&mut self) {
        if self.orders.is_empty() {
            return;
        }
        let index = self.rng.usize(..self.orders.len());
        self.orders[index].0.change(&mut self.rng, self.now);
        self.announce(index);
    }

    /// The platform sends what it knows, perhaps twice.
    fn announce(&mut self, index: usize) {
        for _ in 0..self.rng.u8(1..3) {
            let event = self.orders[index].0.message(&mut self.rng);
            self.webhooks.push((index, event));
        }
    }

    /// A webhook arrives, in any order; its answer may be lost, and then it is sent again.
    fn deliver_webhook(&mut self) {
        if self.webhooks.is_empty() {
            return;
        }
        let place = self.rng.usize(..self.webhooks.len());
        let (index, event) = self.webhooks[place].clone();
        match self.rng.u8(..6) {
            0 => return,
            1 => {}
            _ => {
                self.webhooks.swap_remove(place);
            }
        }
        self.hear(index, event);
    }

    fn hear(&mut self, index: usize, event: OrderEvent) {
        let hearing = Hearing {
            now: self.now,
            program: self.version,
            currency: "USD".parse().unwrap(),
        };
        let object = &mut self.orders[index].1;
        let mut history = object.history();
        history.hear(event, hearing);
        object.store(&history);
        // A crash here loses nothing: the outbox is what the stored history says is not
        // acknowledged.
        if self.rng.u8(..5) > 0 {
            let outbox = self.orders[index].1.outbox();
            self.tells
                .extend(outbox.into_iter().map(|tell| (index, tell)));
        }
    }

    /// A target arrives, in any order; the request or its acknowledgement may be lost.
    fn deliver_tell(&mut self) {
        if self.tells.is_empty() {
            return;
        }
        let (index, tell) = self.tells.swap_remove(self.rng.usize(..self.tells.len()));
        let lost_request = self.rng.u8(..6) == 0;
        if !lost_request {
            self.apply(&tell);
            let lost_response = self.rng.u8(..6) == 0;
            if !lost_response {
                self.orders[index].1.acknowledge(&tell);
            }
        }
    }

    fn apply(&mut self, tell: &Tell) {
        let (programs, version, now) = (Rc::clone(&self.programs), self.version, self.now);
        let program = &programs[version as usize - 1];
        match tell {
            Tell::Earn(target) => {
                let rules = &programs[target.program as usize - 1];
                let index = self.index_of(&target.shopper);
                let mut target = target.clone();
                if self.sabotage == Sabotage::TargetsAppliedAsIfNew {
                    target.revision = u64::MAX;
                    self.ledgers[index]
                        .rows
                        .retain(|(kind, _), _| kind.name() != "order");
                }
                self.ledgers[index].turn(
                    program,
                    version,
                    now,
                    &Names::Order(&target.order),
                    |turn| turn.apply_order(&target, rules),
                );
            }
            Tell::Redemption(target) => {
                let ledger = &mut self.ledgers[target.redemption.shard.0 as usize];
                let names = Names::Redemption(target.redemption.number);
                ledger.turn(program, version, now, &names, |turn| {
                    turn.apply_redemption(target)
                });
            }
        }
    }

    /// A shopper redeems; the answer may be lost, and then they ask again with the same request id.
    fn redeem(&mut self) {
        let index = self.rng.usize(..SHOPPERS);
        let rewards = ["five-off", "ship", "cash"];
        let reward: RewardId = rewards[self.rng.usize(..rewards.len())].parse().unwrap();
        let points = Points::new(self.rng.u64(0..80)).unwrap();
        self.next_request += 1;
        for _ in 0..self.rng.u8(1..3) {
            self.ask_to_redeem(index, self.next_request, &reward, points);
        }
    }

    fn ask_to_redeem(&mut self, index: usize, request: u64, reward: &RewardId, points: Points) {
        let (programs, version, now) = (Rc::clone(&self.programs), self.version, self.now);
        let program = &programs[version as usize - 1];
        let ledger = &mut self.ledgers[index];
        if ledger.answers.contains_key(&request) {
            return;
        }
        let number = RedemptionNumber(ledger.last_number + 1);
        let command = RedeemCommand {
            reward,
            points: Some(points),
            basket: None,
            gift: None,
            lease: None,
            number,
            signing_key: "key",
        };
        let answer = ledger.turn(program, version, now, &Names::Nothing, |turn| {
            turn.redeem(&command)
        });
        if answer.is_ok() {
            ledger.last_number = number.0;
        }
        ledger.answers.insert(
            request,
            format!("{:?}", answer.map(|redemption| redemption.points)),
        );
    }

    fn move_redemption(&mut self) {
        let Some(redemption) = self.some_redemption() else {
            return;
        };
        let (programs, version, now) = (Rc::clone(&self.programs), self.version, self.now);
        let program = &programs[version as usize - 1];
        let what = self.rng.u8(..4);
        let basket = Basket {
            currency: "USD".parse().unwrap(),
            subtotal: amount(self.rng.u64(0..3000)),
            shipping: amount(500),
            discounted: false,
            products: Vec::new(),
        };
        let ledger = &mut self.ledgers[redemption.shard.0 as usize];
        let number = redemption.number;
        ledger.turn(
            program,
            version,
            now,
            &Names::Redemption(number),
            |turn| match what {
                0 => drop(turn.present(number, &basket, None)),
                1 => drop(turn.void(number, Voider::Shopper)),
                2 => drop(turn.void(number, Voider::Shop)),
                _ => drop(turn.present(number, &basket, None)),
            },
        );
    }

    fn adjust_or_join(&mut self) {
        let index = self.rng.usize(..SHOPPERS);
        let (programs, version, now) = (Rc::clone(&self.programs), self.version, self.now);
        let program = &programs[version as usize - 1];
        let change = PointsChange::new(self.rng.i64(-60..200)).unwrap();
        let joins = self.rng.bool();
        let signup: ActionId = "signup".parse().unwrap();
        let adjusted = self.ledgers[index].turn(program, version, now, &Names::Nothing, |turn| {
            if joins {
                turn.join(&signup);
                return 0;
            }
            turn.adjust(change, "simulated")
                .map_or(0, |()| change.get())
        });
        self.adjusted[index] += adjusted;
    }

    /// An alarm is a turn without a question.
    fn alarm(&mut self) {
        let index = self.rng.usize(..SHOPPERS);
        let (programs, version, now) = (Rc::clone(&self.programs), self.version, self.now);
        let program = &programs[version as usize - 1];
        self.ledgers[index].turn(program, version, now, &Names::Nothing, |_| ());
    }

    fn some_redemption(&mut self) -> Option<RedemptionRef> {
        let index = self.rng.usize(..SHOPPERS);
        let last = self.ledgers[index].last_number;
        (last > 0).then(|| RedemptionRef {
            shard: Shard(index as u32),
            number: RedemptionNumber(self.rng.u32(1..=last)),
        })
    }

    fn index_of(&self, id: &ShopperId) -> usize {
        (0..SHOPPERS).find(|index| shopper(*index) == *id).unwrap()
    }
}
