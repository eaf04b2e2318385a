//! Two shoppers, their ledgers and orders, and the steps drawn.

use shared::discount::Basket;
use shared::id::{EventId, ProductId, RewardId};
use shared::ledger::{
    FriendRef, GiftNumber, GiveCommand, GiveOf, OrderApplied, Profile, RedeemCommand,
    RedemptionNumber, RedemptionRef, ReviewWritten, RowKind, Shard, Turn, Voider, action_key,
    review_key,
};
use shared::order::{HeardUnder, Hearing, OrderEvent, OrderHistory};
use shared::program::Program;
use shared::{Points, PointsChange, Time};

use crate::ledger::{At, Ledger};
use crate::orders::Placed;
use crate::programs::Choice;

/// What happens next.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) what: u8,
    pub(crate) who: usize,
    pub(crate) which: u8,
    pub(crate) size: u16,
}

/// Everything there is.
pub(crate) struct World {
    pub(crate) ledgers: [Ledger; 2],
    programs: [Program; 2],
    version: u32,
    now: Time,
    orders: Vec<(Placed, OrderHistory)>,
}

const MINUTE_MS: i64 = 60_000;

impl World {
    pub(crate) fn new(choice: Choice) -> Self {
        Self {
            ledgers: Default::default(),
            programs: choice.programs(),
            version: 1,
            now: "2026-02-20T12:00:00Z".parse().unwrap(),
            orders: Vec::new(),
        }
    }

    /// Every order is given back in full: cancelled, or refunded.
    pub(crate) fn give_every_order_back(&mut self) {
        for index in 0..self.orders.len() {
            let event = ["cancelled", "refunded"][index % 2];
            self.tell(index, |order, now| order.event(event, now));
        }
    }

    /// One step.
    pub(crate) fn step(&mut self, step: &Step) {
        self.pass(1);
        let (size, small) = (i64::from(step.size), u64::from(step.which));
        match step.what {
            0 => self.pass(size * MINUTE_MS / 60),
            1 | 2 => self.pass(size % 40 * 24 * 60 * MINUTE_MS),
            3 => self.pass(size % 800 * 24 * 60 * MINUTE_MS),
            4 => self.version = 2,
            5..=8 => self.pay(step),
            9 | 10 => self.with_order(step, |order, now| order.refund(step.size, now)),
            11 => self.with_order(step, |order, now| order.event("cancelled", now)),
            12 => self.with_order(step, |order, now| order.event("paid", now)),
            13 => self.with_order(step, |order, now| order.event("refunded", now)),
            14 | 15 => self.redeem(step, None),
            16 => self.redeem(step, Some(GiftNumber(1 + u32::from(step.which % 4)))),
            17..=19 => self.move_redemption(step),
            20 => self.adjust(step.who, size % 300 - 100),
            21 => self.give(step),
            22 => self.refer(step.who),
            23 => self.meet(step),
            24 => self.tell_done(step),
            25 => {
                let signup = "signup".parse().unwrap();
                self.ask(step.who, &[], |turn| turn.join(&signup));
            }
            _ => {
                self.pass((small.cast_signed() % 3) * 12 * 60 * MINUTE_MS);
                self.ask(step.who, &[], |turn| turn.visit());
            }
        }
    }

    fn pass(&mut self, ms: i64) {
        self.now = self.now.plus_ms(ms);
    }

    fn ask<T>(
        &mut self,
        who: usize,
        lent: &[(RowKind, String)],
        ask: impl FnOnce(&mut Turn<'_>) -> T,
    ) -> T {
        let at = At {
            program: &self.programs[self.version as usize - 1],
            version: self.version,
            now: self.now,
        };
        let answer = self.ledgers[who].turn(at, lent, ask);
        self.tell_referrer(who);
        answer
    }

    /// What a claim pays is told to who referred, after every turn of the friend.
    fn tell_referrer(&mut self, who: usize) {
        let core = self.ledgers[who].rows_of(RowKind::Core).next();
        let claim = core.map(|core| core["claim"].clone());
        let Some(claim) = claim.filter(|claim| !claim.is_null()) else {
            return;
        };
        let claim: shared::ledger::Claim = serde_json::from_value(claim).unwrap();
        if let Some(target) = claim.target() {
            let at = At {
                program: &self.programs[self.version as usize - 1],
                version: self.version,
                now: self.now,
            };
            let lent = [(RowKind::Friend, target.friend.to_string())];
            let referrer = &mut self.ledgers[target.referrer.shard.0 as usize];
            referrer.turn(at, &lent, |turn| turn.apply_referral(&target));
        }
    }

    fn pay(&mut self, step: &Step) {
        let number = self.orders.len();
        let at = self.now.plus_days(-i64::from(step.which % 50));
        let mut order = Placed::new(number, step.who, step.size, at);
        let last = self.ledgers[step.who].redemptions;
        if last > 0 && step.which.is_multiple_of(3) {
            order.code = Some(redemption(step.who, 1 + u32::from(step.which) % last));
        }
        let history = OrderHistory::new(number.to_string().parse().unwrap());
        self.orders.push((order, history));
        let first = if step.which.is_multiple_of(5) {
            "placed"
        } else {
            "paid"
        };
        self.tell(number, |order, now| order.event(first, now));
    }

    fn with_order(&mut self, step: &Step, event: impl Fn(&mut Placed, Time) -> OrderEvent) {
        if !self.orders.is_empty() {
            let index = usize::from(step.which) % self.orders.len();
            self.tell(index, event);
        }
    }

    fn tell(&mut self, index: usize, event: impl Fn(&mut Placed, Time) -> OrderEvent) {
        self.pass(1);
        let (order, history) = &mut self.orders[index];
        let hearing = Hearing {
            now: self.now,
            rules: Some(HeardUnder {
                program: self.version,
                currency: "USD".parse().unwrap(),
            }),
        };
        history.hear(event(order, self.now), hearing);
        let (owner, targets) = (order.shopper, history.targets());
        for target in &targets.redemptions {
            let number = target.redemption.number;
            let lent = [(RowKind::Redemption, number.0.to_string())];
            let whose = target.redemption.shard.0 as usize;
            self.ask(whose, &lent, |turn| turn.apply_redemption(target));
        }
        if let Some(target) = &targets.earn {
            let lent = [(RowKind::Order, target.order.to_string())];
            let rules = self.programs[target.program as usize - 1].clone();
            self.ask(owner, &lent, |turn| turn.apply_order(target, &rules));
            let again = self.ask(owner, &lent, |turn| turn.apply_order(target, &rules));
            assert_eq!(again, OrderApplied::Outdated);
        }
    }

    fn redeem(&mut self, step: &Step, gift: Option<GiftNumber>) {
        let rewards = ["five-off", "ship", "cash"];
        let reward: RewardId = rewards[usize::from(step.size) % 3].parse().unwrap();
        let number = RedemptionNumber(self.ledgers[step.who].redemptions + 1);
        let command = RedeemCommand {
            reward: &reward,
            points: Points::new(u64::from(step.which)),
            basket: None,
            gift,
            lease: None,
            number,
            signing_key: "key",
        };
        let answer = self.ask(step.who, &[], |turn| turn.redeem(&command));
        if answer.is_ok() {
            self.ledgers[step.who].redemptions = number.0;
        }
    }

    fn move_redemption(&mut self, step: &Step) {
        let last = self.ledgers[step.who].redemptions;
        if last == 0 {
            return;
        }
        let number = RedemptionNumber(1 + u32::from(step.which) % last);
        let lent = [(RowKind::Redemption, number.0.to_string())];
        let basket = Basket {
            currency: "USD".parse().unwrap(),
            subtotal: shared::Amount::new(u64::from(step.size % 3000)).unwrap(),
            shipping: shared::Amount::new(300).unwrap(),
            discounted: false,
            products: Vec::new(),
        };
        let order = (step.size % 4).to_string().parse().unwrap();
        self.ask(step.who, &lent, |turn| match step.size % 5 {
            0 => drop(turn.void(number, Voider::Shopper)),
            1 => drop(turn.void(number, Voider::Shop)),
            2 => drop(turn.capture(number, &order, Some(&basket))),
            _ => drop(turn.present(number, &basket, None)),
        });
    }

    fn adjust(&mut self, who: usize, change: i64) {
        let change = PointsChange::new(change).unwrap();
        self.ask(who, &[], |turn| turn.adjust(change, "by hand").is_ok());
    }

    fn give(&mut self, step: &Step) {
        let reward: RewardId = ["five-off", "ship"][usize::from(step.size % 2)]
            .parse()
            .unwrap();
        let points = Points::new(u64::from(step.which)).unwrap();
        let of = match step.size % 3 {
            0 => GiveOf::Points(points),
            _ => GiveOf::Reward(&reward),
        };
        let until = self.now.plus_days(i64::from(step.which));
        let command = GiveCommand {
            of,
            message: None,
            until: step.size.is_multiple_of(5).then_some(until),
        };
        self.ask(step.who, &[], |turn| drop(turn.present_gift(&command)));
    }

    fn refer(&mut self, who: usize) {
        let place = |who: usize| FriendRef {
            shard: Shard(who as u32),
            number: 0,
        };
        let (referrer, friend) = (place(1 - who), place(who));
        self.ask(who, &[], |turn| drop(turn.claim(referrer, friend, None, 0)));
    }

    fn meet(&mut self, step: &Step) {
        let day = ["02-29", "03-08", "12-31", "06-01"][usize::from(step.which % 4)];
        let said = Profile {
            birthday: Some(day.parse().unwrap()),
            segments: Vec::new(),
        };
        self.ask(step.who, &[], |turn| turn.meet(&said));
    }

    fn tell_done(&mut self, step: &Step) {
        let event: EventId = (step.which % 16).to_string().parse().unwrap();
        if step.size.is_multiple_of(2) {
            let action = "follow".parse().unwrap();
            let lent = [(RowKind::Done, action_key(&action, &event))];
            self.ask(step.who, &lent, |turn| turn.act(&action, &event));
            return;
        }
        let product: ProductId = (step.size % 3).to_string().parse().unwrap();
        let order = (step.size % 5).to_string().parse().unwrap();
        let written = ReviewWritten {
            review: &event,
            product: &product,
            order: step.size.is_multiple_of(3).then_some(&order),
        };
        let lent = [(RowKind::Done, review_key(&event))];
        self.ask(step.who, &lent, |turn| turn.review(&written));
    }
}

fn redemption(who: usize, number: u32) -> RedemptionRef {
    RedemptionRef {
        shard: Shard(who as u32),
        number: RedemptionNumber(number),
    }
}
