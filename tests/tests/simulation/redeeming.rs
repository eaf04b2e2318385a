//! The steps of redemptions: asked for, presented, captured by hand, and given back.

use shared::Points;
use shared::discount::Basket;
use shared::id::{LeaseId, RewardId};
use shared::ledger::{Gift, GiftNumber, GiftOf, RedeemCommand, RedemptionNumber, RowKind, Voider};

use crate::agree;
use crate::ledger_object::{Answer, Names};
use crate::platform::amount;
use crate::programs::LIMITED;
use crate::world::{SHOPPERS, World};

/// A shopper's request to redeem, which they may send again.
#[derive(Clone)]
pub(crate) struct Asked {
    index: usize,
    request: u64,
    reward: RewardId,
    points: Points,
    gift: Option<GiftNumber>,
}

/// Minutes for which a lease is set aside: the hold, and a little.
const LEASE_MINUTES: i64 = 20;

impl World {
    /// A shopper redeems; the answer may be lost, and then they ask again with the same request id,
    /// at once or much later.
    pub(crate) fn redeem(&mut self) {
        if !self.asked.is_empty() && self.rng.u8(..4) == 0 {
            let again = self.asked[self.rng.usize(..self.asked.len())].clone();
            return self.ask_to_redeem(&again);
        }
        let index = self.rng.usize(..SHOPPERS);
        let (reward, gift) = self.draw_reward(index);
        let asked = Asked {
            index,
            request: self.next_request(),
            reward,
            points: Points::new(self.rng.u64(0..80)).unwrap(),
            gift,
        };
        self.asked.push(asked.clone());
        for _ in 0..self.rng.u8(1..3) {
            self.ask_to_redeem(&asked);
        }
    }

    /// A reward, and often one that is a gift: most of the time one that is there.
    fn draw_reward(&mut self, index: usize) -> (RewardId, Option<GiftNumber>) {
        let ledger = &self.ledgers[index];
        let gifts = agree::rows::<Gift>(ledger, RowKind::Gift).map(|(_, gift)| gift);
        let gifts = gifts.filter_map(|gift| match gift.of {
            GiftOf::Reward(terms) => Some((terms.reward, gift.number)),
            GiftOf::Points(_) => None,
        });
        let gifts: Vec<_> = gifts.collect();
        if !gifts.is_empty() && self.rng.u8(..3) > 0 {
            let (reward, gift) = gifts[self.rng.usize(..gifts.len())].clone();
            return (reward, Some(gift));
        }
        let rewards = ["five-off", "ship", "cash", LIMITED];
        let reward = rewards[self.rng.usize(..rewards.len())].parse().unwrap();
        let wrong = self.rng.u8(..6) == 0;
        (reward, wrong.then(|| GiftNumber(self.rng.u32(1..4))))
    }

    /// One of a limited reward is set aside before the ledger decides.
    fn ask_to_redeem(&mut self, asked: &Asked) {
        let lease: LeaseId = format!("lease-{}", asked.request).parse().unwrap();
        let until = self.now.plus_ms(LEASE_MINUTES * 60_000);
        let is_reserved =
            asked.reward.as_str() == LIMITED && self.stock.reserve(&lease, until, self.now);
        // The route may crash after any of its steps.
        if self.rng.u8(..8) == 0 {
            return;
        }
        let lease = is_reserved.then_some(lease);
        let answer = self.answer(asked, lease.as_ref());
        let is_lost = self.rng.u8(..6) == 0;
        if let Some(lease) = lease
            && answer == Answer::Declined
            && !is_lost
        {
            self.stock.drop(&lease);
        }
    }

    fn answer(&mut self, asked: &Asked, lease: Option<&LeaseId>) -> Answer {
        let ledger = &self.ledgers[asked.index];
        if let Some(answer) = ledger.answers.get(&asked.request) {
            return *answer;
        }
        let number = RedemptionNumber(ledger.last_number + 1);
        let command = RedeemCommand {
            reward: &asked.reward,
            points: Some(asked.points),
            basket: None,
            gift: asked.gift,
            lease,
            number,
            signing_key: "key",
        };
        let said = self.ask(asked.index, &Names::Nothing, |turn| turn.redeem(&command));
        let ledger = &mut self.ledgers[asked.index];
        let answer = match said {
            Ok(_) => {
                ledger.last_number = number.0;
                Answer::Granted
            }
            Err(_) => Answer::Declined,
        };
        ledger.answers.insert(asked.request, answer);
        answer
    }

    pub(crate) fn move_redemption(&mut self) {
        let Some(redemption) = self.some_redemption() else {
            return;
        };
        let what = self.rng.u8(..12);
        let basket = Basket {
            currency: "USD".parse().unwrap(),
            subtotal: amount(self.rng.u64(0..3000)),
            shipping: amount(500),
            discounted: false,
            products: Vec::new(),
        };
        let till = format!("till-{}", self.rng.u8(..3)).parse().unwrap();
        let number = redemption.number;
        let index = redemption.shard.0 as usize;
        self.ask(index, &Names::Redemption(number), |turn| match what {
            0 | 1 => drop(turn.void(number, Voider::Shopper)),
            2 | 3 => drop(turn.void(number, Voider::Shop)),
            4 => drop(turn.capture(number, &till, Some(&basket))),
            5 => turn.void_all(),
            _ => drop(turn.present(number, &basket, None)),
        });
    }
}
