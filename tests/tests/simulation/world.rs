//! The world of the simulation: shoppers, orders, a network that loses and doubles, and the steps
//! drawn.

use std::rc::Rc;

use shared::Time;
use shared::id::ShopperId;
use shared::ledger::{GiftNumber, RedemptionNumber, RedemptionRef, Shard, Turn};
use shared::order::{HeardUnder, Hearing, OrderEvent, OrderHistory};
use shared::program::Program;

use crate::deeds::Deeds;
use crate::ledger_object::{LedgerObject, Names};
use crate::order_object::{OrderObject, Tell};
use crate::outbox::Flying;
use crate::platform::PlatformOrder;
use crate::programs;
use crate::redeeming::Asked;
use crate::stock::Stock;

/// Whether the simulated objects behave.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sabotage {
    None,
    TargetsAppliedAsIfNew,
    ReferralsPaidAgain,
    DeedsForgotten,
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
    pub(crate) deeds: Vec<Deeds>,
    /// The version of the program by which each shopper claimed that the other referred them.
    pub(crate) claimed: [Option<u32>; SHOPPERS],
    /// The gifts of rewards that stay, by shopper.
    pub(crate) gifts: Vec<(usize, GiftNumber)>,
    pub(crate) stock: Stock,
    pub(crate) asked: Vec<Asked>,
    pub(crate) flying: Vec<Flying>,
    pub(crate) sabotage: Sabotage,
    webhooks: Vec<(usize, OrderEvent)>,
    tells: Vec<(usize, Tell)>,
    requests: u64,
}

pub(crate) const SHOPPERS: usize = 2;
const ORDERS_MAX: usize = 5;
const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

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
            deeds: (0..SHOPPERS).map(|_| Deeds::default()).collect(),
            claimed: [None; SHOPPERS],
            gifts: Vec::new(),
            stock: Stock::default(),
            asked: Vec::new(),
            flying: Vec::new(),
            sabotage: Sabotage::None,
            webhooks: Vec::new(),
            tells: Vec::new(),
            requests: 0,
        }
    }

    /// One step, drawn.
    pub(crate) fn step(&mut self) {
        match self.rng.u8(..31) {
            0 => self.pass(1, 20 * MINUTE_MS),
            1 => self.pass(MINUTE_MS, 12 * DAY_MS),
            2 => self.crash(),
            3 => self.version = 2,
            4 | 5 => self.place(),
            6..=9 => self.change_order(),
            10..=12 => self.redeem(),
            13 | 14 => self.move_redemption(),
            15 => self.adjust(),
            16..=18 => self.deliver_webhook(),
            19 | 20 => self.deliver_tell(),
            21 => self.act(),
            22 => self.review(),
            23 => self.visit(),
            24 => self.meet_or_join(),
            25 => self.give(),
            26 => self.claim(),
            27 => self.send_message(),
            28 => self.deliver_message(),
            29 if self.rng.u8(..3) == 0 => self.leap(),
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
        self.deliver_messages();
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
            rules: Some(HeardUnder {
                program: self.version,
                currency: "USD".parse().unwrap(),
            }),
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
        match tell {
            Tell::Earn(target) => {
                let programs = Rc::clone(&self.programs);
                let rules = &programs[target.program as usize - 1];
                let index = self.index_of(&target.shopper);
                let mut target = target.clone();
                if self.sabotage == Sabotage::TargetsAppliedAsIfNew {
                    target.revision = u64::MAX;
                    self.ledgers[index]
                        .rows
                        .retain(|(kind, _), _| kind.name() != "order");
                }
                self.ask(index, &Names::Order(&target.order), |turn| {
                    turn.apply_order(&target, rules);
                });
            }
            Tell::Redemption(target) => {
                let index = target.redemption.shard.0 as usize;
                let names = Names::Redemption(target.redemption.number);
                self.ask(index, &names, |turn| turn.apply_redemption(target));
            }
        }
    }

    /// A turn of a ledger, by the program of now.
    pub(crate) fn ask<T>(
        &mut self,
        index: usize,
        names: &Names<'_>,
        decide: impl FnOnce(&mut Turn<'_>) -> T,
    ) -> T {
        let program = &self.programs[self.version as usize - 1];
        self.deeds[index].pass(self.now.day(&program.zone));
        self.ledgers[index].turn(program, self.version, self.now, names, decide)
    }

    /// The number of a new request.
    pub(crate) fn next_request(&mut self) -> u64 {
        self.requests += 1;
        self.requests
    }

    /// An alarm is a turn without a question.
    fn alarm(&mut self) {
        let index = self.rng.usize(..SHOPPERS);
        self.ask(index, &Names::Nothing, |_| ());
    }

    /// Months pass in which nothing stays on its way.
    fn leap(&mut self) {
        self.deliver_everything();
        self.pass(100 * DAY_MS, 400 * DAY_MS);
    }

    pub(crate) fn some_redemption(&mut self) -> Option<RedemptionRef> {
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
