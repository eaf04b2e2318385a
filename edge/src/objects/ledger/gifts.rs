//! What the shop gives.

use shared::ledger::{GiftView, GiveCommand, GiveOf};

use super::command::{Answer, AskGive, Present};
use super::redemptions::granted;
use super::remembered::About;
use super::turn::Lend;
use super::{LedgerObject, Scene};
use crate::fault::Fault;

impl LedgerObject {
    /// The shop gives points, or a reward for nothing.
    pub(super) fn give(&self, scene: &Scene, ask: &AskGive) -> Result<Answer, Fault> {
        if let Some(answer) = self.recall(&ask.request)? {
            return Ok(answer);
        }
        if self.erased_at(&ask.shopper)?.is_some() {
            return Ok(Answer::NotFound);
        }
        let command = GiveCommand {
            of: match &ask.present {
                Present::Points(points) => GiveOf::Points(*points),
                Present::Reward(reward) => GiveOf::Reward(reward),
            },
            message: ask.message.as_deref(),
            until: ask.until,
        };
        let (said, mut taken) = self.turn(scene, &ask.shopper, &Lend::default(), |turn| {
            turn.present_gift(&command)
        })?;
        let answer = match said {
            Ok(gift) => granted(201, &GiftView::of(&gift, &scene.program.program))?,
            Err(decline) => Answer::Declined(decline),
        };
        let about = About {
            shopper: &ask.shopper,
            redemption: None,
        };
        self.remember(&mut taken, &ask.request, &answer, &about, scene.now)?;
        self.keep(&ask.shopper, taken)?;
        Ok(answer)
    }
}
