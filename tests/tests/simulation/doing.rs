//! The steps of what shoppers do beside ordering, and of what the shop does by hand.

use shared::id::{EventId, OrderId, ProductId, RewardId};
use shared::ledger::{
    Doing, FriendRef, GiveCommand, GiveOf, Joining, Profile, ReviewWritten, RowKind, Shard,
    action_key, review_key,
};
use shared::time::Day;
use shared::{Points, PointsChange};

use crate::ledger_object::{Answer, Names};
use crate::world::{SHOPPERS, Sabotage, World};

impl World {
    /// The shop reports an action, again where it got no answer.
    pub(crate) fn act(&mut self) {
        let index = self.rng.usize(..SHOPPERS);
        let event: EventId = format!("event-{}", self.rng.u8(..8)).parse().unwrap();
        let action = "follow".parse().unwrap();
        let names = self.done(index, action_key(&action, &event));
        for _ in 0..self.rng.u8(1..3) {
            let programs = std::rc::Rc::clone(&self.programs);
            let at = (self.now, &programs[self.version as usize - 1], self.version);
            let doing = self.ask(index, &names, |turn| turn.act(&action, &event));
            assert_eq!(told(doing), self.deeds[index].act(event.as_str(), at));
            self.forget(index);
        }
    }

    /// A review, of a few products and orders, so that caps are reached.
    pub(crate) fn review(&mut self) {
        let index = self.rng.usize(..SHOPPERS);
        let review: EventId = format!("review-{}", self.rng.u8(..8)).parse().unwrap();
        let product: ProductId = self.rng.u8(88..91).to_string().parse().unwrap();
        let order: OrderId = format!("order-{}", self.rng.u8(..3)).parse().unwrap();
        let written = ReviewWritten {
            review: &review,
            product: &product,
            order: self.rng.bool().then_some(&order),
        };
        let names = self.done(index, review_key(&review));
        for _ in 0..self.rng.u8(1..3) {
            let programs = std::rc::Rc::clone(&self.programs);
            let program = &programs[self.version as usize - 1];
            let doing = self.ask(index, &names, |turn| turn.review(&written));
            let expected = self.deeds[index].review(&written, self.now, program);
            assert_eq!(told(doing), expected);
            self.forget(index);
        }
    }

    /// Visits on a few days in a row, some of them twice a day.
    pub(crate) fn visit(&mut self) {
        let index = self.rng.usize(..SHOPPERS);
        for _ in 0..self.rng.u8(1..5) {
            let points = self.ask(index, &Names::Nothing, |turn| turn.visit());
            let today = self.today();
            assert_eq!(points.get(), self.deeds[index].visit(today));
            self.now = self.now.plus_ms(self.rng.i64(1..30) * 60 * 60_000);
        }
    }

    /// A token names segments and perhaps a birthday, or the shopper joins.
    pub(crate) fn meet_or_join(&mut self) {
        let (index, today) = (self.rng.usize(..SHOPPERS), self.today());
        if self.rng.u8(..3) == 0 {
            let signup = "signup".parse().unwrap();
            let joining = self.ask(index, &Names::Nothing, |turn| turn.join(&signup));
            let expected = self.deeds[index].join(today);
            let told = match joining {
                Joining::Before => None,
                Joining::Joined(points) => Some(points.get()),
            };
            assert_eq!(told, expected);
            return;
        }
        let days = ["03-02", "03-15", "02-29", "12-31"];
        let day = days[self.rng.usize(..days.len())];
        let (birthday, is_vip) = (
            self.rng.bool().then(|| day.parse().unwrap()),
            self.rng.bool(),
        );
        let said = Profile {
            birthday,
            segments: is_vip.then(|| "vip".parse().unwrap()).into_iter().collect(),
        };
        self.ask(index, &Names::Nothing, |turn| turn.meet(&said));
        self.deeds[index].meet(birthday, is_vip, today);
    }

    /// The shop gives points or a reward, under one request however often it asks.
    pub(crate) fn give(&mut self) {
        let (index, request) = (self.rng.usize(..SHOPPERS), self.next_request());
        let rewards = ["five-off", "ship", "last", "cash"];
        let reward: RewardId = rewards[self.rng.usize(..rewards.len())].parse().unwrap();
        let points = Points::new(self.rng.u64(1..40)).unwrap();
        let until = self.now.plus_days(self.rng.i64(1..20));
        let until = self.rng.bool().then_some(until);
        let is_points = self.rng.u8(..3) == 0;
        let of = if is_points {
            GiveOf::Points(points)
        } else {
            GiveOf::Reward(&reward)
        };
        let command = GiveCommand {
            of,
            message: Some("for you"),
            until,
        };
        for _ in 0..self.rng.u8(1..3) {
            if self.ledgers[index].answers.contains_key(&request) {
                continue;
            }
            let gift = self.ask(index, &Names::Nothing, |turn| turn.present_gift(&command));
            let answer = match gift {
                Ok(_) => Answer::Granted,
                Err(_) => Answer::Declined,
            };
            self.ledgers[index].answers.insert(request, answer);
            match gift {
                Ok(_) if is_points => self.deeds[index].given += points.get(),
                Ok(gift) if until.is_none() => self.gifts.push((index, gift.number)),
                _ => {}
            }
        }
    }

    /// A shopper says that the other one referred them.
    pub(crate) fn claim(&mut self) {
        let index = self.rng.usize(..SHOPPERS);
        let (referrer, friend) = (friend_ref(1 - index), friend_ref(index));
        for _ in 0..self.rng.u8(1..3) {
            let claim = self.ask(index, &Names::Nothing, |turn| {
                turn.claim(referrer, friend, None, 0)
            });
            if claim.is_ok() {
                self.claimed[index].get_or_insert(self.version);
            }
        }
    }

    /// The shop changes points.
    pub(crate) fn adjust(&mut self) {
        let index = self.rng.usize(..SHOPPERS);
        let change = PointsChange::new(self.rng.i64(-60..200)).unwrap();
        let adjusted = self.ask(index, &Names::Nothing, |turn| {
            turn.adjust(change, "simulated")
        });
        self.adjusted[index] += adjusted.map_or(0, |()| change.get());
    }

    fn today(&self) -> Day {
        self.now.day(&self.programs[0].zone)
    }

    /// What a deed's turn is lent.
    fn done(&mut self, index: usize, key: String) -> Names<'static> {
        self.forget(index);
        Names::Row(RowKind::Done, key)
    }

    fn forget(&mut self, index: usize) {
        if self.sabotage == Sabotage::DeedsForgotten {
            let rows = &mut self.ledgers[index].rows;
            rows.retain(|(kind, _), _| *kind != RowKind::Done);
        }
    }
}

/// Where a shopper's ledger is.
pub(crate) fn friend_ref(index: usize) -> FriendRef {
    FriendRef {
        shard: Shard(index as u32),
        number: 0,
    }
}

fn told(doing: Doing) -> Result<u64, u64> {
    match doing {
        Doing::Gave(points) => Ok(points.get()),
        Doing::Before(points) => Err(points.get()),
        Doing::NoRule => panic!("there is a rule"),
    }
}
