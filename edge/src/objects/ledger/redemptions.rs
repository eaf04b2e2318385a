//! Redeeming, presenting, capturing and giving back.

use serde::Serialize;
use serde_json::json;
use shared::Decline;
use shared::discount::{Applied, Basket};
use shared::id::ShopperId;
use shared::ledger::{RedeemCommand, Redemption, RedemptionNumber, RedemptionRef, Turn, Voider};

use super::command::{Answer, AskCapture, AskPresent, AskRedeem, By, RequestId};
use super::remembered::About;
use super::turn::Lend;
use super::{LedgerObject, Scene};
use crate::code;
use crate::fault::Fault;
use crate::objects::sql::Statement;
use crate::wire::redemption::{Discount, RedemptionWire};

#[derive(Serialize)]
struct Valid {
    valid: bool,
    discount: Discount,
    redemption: String,
    expires_at: shared::Time,
}

impl LedgerObject {
    /// Holds points for a reward.
    pub(super) fn redeem(&self, scene: &Scene, ask: &AskRedeem) -> Result<Answer, Fault> {
        if let Some(answer) = self.recall(&ask.request)? {
            return Ok(answer);
        }
        if ask.seen.is_some_and(|seen| seen != scene.program.version) {
            return Ok(Answer::ProgramChanged);
        }
        let asked = match self.asked_again(&ask.shopper, scene.now)? {
            Ok(asked) => asked,
            Err(too_often) => return Ok(too_often),
        };
        // A shard without numbers stays so: the same request gets the same answer unremembered.
        let Some(number) = self.next_number()? else {
            worker::console_error!("shard {} is out of numbers", code::shard_name(scene.shard));
            return Ok(Answer::Declined(Decline::LimitReached));
        };
        let command = RedeemCommand {
            reward: &ask.reward,
            points: ask.points,
            basket: ask.basket.as_ref(),
            gift: ask.gift,
            lease: ask.lease.as_ref(),
            number,
            signing_key: &scene.shop.signer.kid,
        };
        let profile = self.may_meet(&ask.shopper, ask.profile.clone())?;
        let (said, mut taken) = self.turn(scene, &ask.shopper, &Lend::default(), |turn| {
            if let Some(profile) = &profile {
                turn.meet(profile);
            }
            turn.redeem(&command)
        })?;
        if said.is_ok() {
            taken.batch.push(
                "INSERT INTO redemption (number, shopper) VALUES (?, ?)",
                [json!(number.0), json!(ask.shopper.as_str())],
            );
        }
        asked.write(&mut taken.batch, &ask.shopper);
        let redemption = said.is_ok().then_some(number);
        let answer = self.told(scene, 201, said)?;
        let about = About {
            shopper: &ask.shopper,
            redemption,
        };
        self.remember(&mut taken, &ask.request, &answer, &about, scene.now)?;
        self.keep(&ask.shopper, taken)?;
        Ok(answer)
    }

    /// A redemption as it stands.
    pub(super) fn redemption(
        &self,
        scene: &Scene,
        number: RedemptionNumber,
        by: &By,
    ) -> Result<Answer, Fault> {
        let Some(shopper) = self.owner(number)?.filter(|owner| by.may_see(owner)) else {
            return Ok(Answer::NotFound);
        };
        let lend = Lend {
            redemption: Some(number),
            ..Lend::default()
        };
        let (said, taken) = self.turn(scene, &shopper, &lend, |turn| known(turn, number))?;
        let answer = self.told(scene, 200, said)?;
        self.keep(&shopper, taken)?;
        Ok(answer)
    }

    /// A checkout counts on a redemption.
    pub(super) fn present(&self, scene: &Scene, ask: &AskPresent) -> Result<Answer, Fault> {
        let Some(shopper) = self.owner(ask.number)? else {
            return Ok(Answer::Declined(Decline::UnknownCode));
        };
        if !ask.by.may_see(&shopper) {
            return Ok(Answer::Declined(Decline::NotForYou));
        }
        let lend = Lend {
            redemption: Some(ask.number),
            ..Lend::default()
        };
        let (said, taken) = self.turn(scene, &shopper, &lend, |turn| {
            turn.present(ask.number, &ask.basket, ask.checkout.as_ref())
        })?;
        let answer = match said {
            Ok((redemption, applied)) => granted(200, &valid(scene, &redemption, applied))?,
            Err(decline) => Answer::Declined(decline),
        };
        self.keep(&shopper, taken)?;
        Ok(answer)
    }

    /// An order spends a redemption.
    pub(super) fn capture(&self, scene: &Scene, ask: &AskCapture) -> Result<Answer, Fault> {
        let basket: Option<&Basket> = ask.basket.as_ref();
        self.settle(scene, ask.number, &By::Shop, Some(&ask.request), |turn| {
            turn.capture(ask.number, &ask.order, basket)
        })
    }

    /// Gives a redemption's points back.
    pub(super) fn void(
        &self,
        scene: &Scene,
        number: RedemptionNumber,
        by: &By,
        request: Option<&RequestId>,
    ) -> Result<Answer, Fault> {
        let voider = match by {
            By::Shop => Voider::Shop,
            By::Shopper(_) => Voider::Shopper,
        };
        self.settle(scene, number, by, request, |turn| turn.void(number, voider))
    }

    fn settle(
        &self,
        scene: &Scene,
        number: RedemptionNumber,
        by: &By,
        request: Option<&RequestId>,
        ask: impl FnOnce(&mut Turn<'_>) -> Result<Redemption, Decline>,
    ) -> Result<Answer, Fault> {
        if let Some(answer) = request
            .map(|request| self.recall(request))
            .transpose()?
            .flatten()
        {
            return Ok(answer);
        }
        let Some(shopper) = self.owner(number)?.filter(|owner| by.may_see(owner)) else {
            return Ok(Answer::NotFound);
        };
        let lend = Lend {
            redemption: Some(number),
            ..Lend::default()
        };
        let (said, mut taken) = self.turn(scene, &shopper, &lend, ask)?;
        let answer = self.told(scene, 200, said)?;
        if let Some(request) = request {
            let about = About {
                shopper: &shopper,
                redemption: Some(number),
            };
            self.remember(&mut taken, request, &answer, &about, scene.now)?;
        }
        self.keep(&shopper, taken)?;
        Ok(answer)
    }

    fn told(
        &self,
        scene: &Scene,
        status: u16,
        said: Result<Redemption, Decline>,
    ) -> Result<Answer, Fault> {
        match said {
            Ok(redemption) => {
                let at = RedemptionRef {
                    shard: scene.shard,
                    number: redemption.number,
                };
                granted(status, &RedemptionWire::of(&scene.shop, at, &redemption)?)
            }
            Err(decline) => Ok(Answer::Declined(decline)),
        }
    }

    /// The number of the next redemption, while there is one.
    fn next_number(&self) -> Result<Option<RedemptionNumber>, Fault> {
        let select = Statement::new("SELECT max(number) FROM redemption", []);
        let row: Option<(Option<u32>,)> = self.store.first(select)?;
        Ok(code::number_after(row.and_then(|(last,)| last)))
    }
}

impl By {
    /// Whether a redemption of this shopper is theirs to see.
    fn may_see(&self, owner: &ShopperId) -> bool {
        match self {
            Self::Shop => true,
            Self::Shopper(shopper) => shopper == owner,
        }
    }
}

/// A granted answer of this body.
pub(super) fn granted(status: u16, body: &impl Serialize) -> Result<Answer, Fault> {
    let body = serde_json::to_string(body).map_err(|_| Fault::Unreadable("answer"))?;
    Ok(Answer::Granted { status, body })
}

fn known(turn: &Turn<'_>, number: RedemptionNumber) -> Result<Redemption, Decline> {
    turn.account()
        .redemption(number)
        .cloned()
        .ok_or(Decline::UnknownCode)
}

fn valid(scene: &Scene, redemption: &Redemption, applied: Applied) -> Valid {
    let at = RedemptionRef {
        shard: scene.shard,
        number: redemption.number,
    };
    Valid {
        valid: true,
        discount: Discount::applied(&redemption.terms, applied),
        redemption: scene.shop.redemption_id(at),
        expires_at: redemption.until().unwrap_or(redemption.held_until),
    }
}
