//! What a shopper did, and what it gave.

use serde::Serialize;
use shared::Points;
use shared::ledger::{
    AccountView, Doing, Joining, ReviewWritten, RowKind, StockLeft, StreakView, Turn, action_key,
    review_key,
};

use super::command::{Answer, AskAct, AskReward, AskVisit, Deed};
use super::redemptions::granted;
use super::turn::Lend;
use super::{LedgerObject, Scene};
use crate::fault::Fault;

#[derive(Serialize)]
struct Acted {
    points: Points,
    sequence: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    ignored: Option<&'static str>,
}

#[derive(Serialize)]
struct Visited {
    points: Points,
    sequence: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    streak: Option<StreakView>,
}

/// What a deed came to, in the words of the wire.
type Came = (Points, Option<&'static str>);

impl LedgerObject {
    /// The shopper did something that the shop reports.
    pub(super) fn act_on(&self, scene: &Scene, ask: &AskAct) -> Result<Answer, Fault> {
        let shopper = &ask.shopper;
        if self.erased_at(shopper)?.is_some() {
            let acted = Acted {
                points: Points::ZERO,
                sequence: 0,
                ignored: Some("erased"),
            };
            return granted(200, &acted);
        }
        let key = match &ask.deed {
            Deed::Join { .. } => None,
            Deed::Action { action, event } => Some(action_key(action, event)),
            Deed::Review { review, .. } => Some(review_key(review)),
        };
        let lend = Lend {
            row: key.map(|key| (RowKind::Done, key)),
            ..Lend::default()
        };
        let ((points, ignored), taken) =
            self.turn(scene, shopper, &lend, |turn| came(turn, &ask.deed))?;
        let sequence = taken.account.core().sequence;
        self.keep(shopper, taken)?;
        let acted = Acted {
            points,
            sequence,
            ignored,
        };
        granted(200, &acted)
    }

    /// What a review would give the shopper, were it written now. Nothing is given.
    pub(super) fn reward(&self, scene: &Scene, ask: &AskReward) -> Result<Answer, Fault> {
        let shopper = &ask.shopper;
        let Some(profile) = self.may_meet(shopper, Some(ask.profile.clone()))? else {
            return Ok(Answer::Erased);
        };
        // Reviews are heard under longer names: this one was never heard.
        let review = "next".parse().map_err(|_| Fault::Unreadable("event"))?;
        let (points, taken) = self.turn(scene, shopper, &Lend::default(), |turn| {
            turn.meet(&profile);
            turn.would_give(&ReviewWritten {
                review: &review,
                product: &ask.product,
                order: ask.order.as_ref(),
            })
        })?;
        self.keep(shopper, taken)?;
        Ok(Answer::WouldGive(points))
    }

    /// The shopper visited.
    pub(super) fn visit(&self, scene: &Scene, ask: &AskVisit) -> Result<Answer, Fault> {
        let shopper = &ask.shopper;
        if self.erased_at(shopper)?.is_some() {
            let visited = Visited {
                points: Points::ZERO,
                sequence: 0,
                streak: None,
            };
            return granted(200, &visited);
        }
        let program = &scene.program;
        let ((points, view), taken) = self.turn(scene, shopper, &Lend::default(), |turn| {
            turn.meet(&ask.profile);
            let points = turn.visit();
            let (account, stock) = (turn.account(), StockLeft::new());
            let (rules, version) = (&program.program, program.version);
            let view = AccountView::of(account, rules, version, turn.now(), &stock);
            (points, view)
        })?;
        self.keep(shopper, taken)?;
        let visited = Visited {
            points,
            sequence: view.sequence,
            streak: view.streak,
        };
        granted(200, &visited)
    }
}

fn came(turn: &mut Turn<'_>, deed: &Deed) -> Came {
    let doing = match deed {
        Deed::Join { action } => {
            return match turn.join(action) {
                Joining::Before => (Points::ZERO, Some("joined-before")),
                Joining::Joined(points) => (points, None),
            };
        }
        Deed::Action { action, event } => turn.act(action, event),
        Deed::Review {
            review,
            product,
            order,
        } => turn.review(&ReviewWritten {
            review,
            product,
            order: order.as_ref(),
        }),
    };
    match doing {
        Doing::NoRule => (Points::ZERO, Some("no-rule")),
        Doing::Before(points) => (points, Some("heard-before")),
        Doing::Gave(points) => (points, None),
    }
}
