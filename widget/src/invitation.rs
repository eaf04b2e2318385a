//! Invitation: a page's script asks for a redemption, and the shopper decides.

use js_sys::{Error, Function, Promise, Reflect};
use shared::Points;
use shared::id::RewardId;
use wasm_bindgen::JsValue;

use crate::store::Store;

/// An open question of the page's script.
#[derive(Clone)]
pub(crate) struct Invitation {
    pub(crate) reward: RewardId,
    pub(crate) points: Option<Points>,
    granted: Function,
    refused: Function,
}

/// Why an invitation comes to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dropped {
    /// The page has no element that could ask the shopper, or no such reward.
    NoElement,
    /// The shopper said no, or another invitation came.
    Cancelled,
}

impl Dropped {
    const fn reason(self) -> &'static str {
        match self {
            Self::NoElement => "no-element",
            Self::Cancelled => "cancelled",
        }
    }
}

impl Store {
    /// Opens the confirmation in the first element that can show it; settles with the outcome.
    pub(crate) fn invite(&self, reward: &str, points: Option<Points>) -> Promise {
        Promise::new(&mut |granted: Function, refused: Function| {
            let Ok(reward) = reward.parse::<RewardId>() else {
                return fail(&refused, Dropped::NoElement.reason());
            };
            let invitation = Invitation {
                reward,
                points,
                granted,
                refused,
            };
            self.withdraw(Dropped::Cancelled);
            *self.invitation().borrow_mut() = Some(invitation.clone());
            // What is on the page already is asked before a panel is opened over it.
            let watchers = self.watchers();
            let (doors, plain): (Vec<_>, Vec<_>) = watchers
                .into_iter()
                .partition(|watcher| watcher.host.local_name() == "accolade-panel");
            let mut able = plain.into_iter().chain(doors);
            let invite = able.find_map(|watcher| watcher.invite);
            match invite {
                Some(invite) => invite.emit(invitation),
                None => self.withdraw(Dropped::NoElement),
            }
        })
    }

    /// Ends the open invitation without a redemption.
    pub(crate) fn withdraw(&self, why: Dropped) {
        if let Some(invitation) = self.invitation().take() {
            fail(&invitation.refused, why.reason());
        }
    }

    /// Settles the open invitation with what the service answered for its reward.
    pub(crate) fn settle(&self, reward: &RewardId, outcome: Result<&JsValue, &str>) {
        let open = self
            .invitation()
            .borrow()
            .as_ref()
            .is_some_and(|open| open.reward == *reward);
        let Some(invitation) = open.then(|| self.invitation().take()).flatten() else {
            return;
        };
        match outcome {
            Ok(redemption) => {
                let _ = invitation.granted.call1(&JsValue::UNDEFINED, redemption);
            }
            Err(reason) => fail(&invitation.refused, reason),
        }
    }
}

fn fail(refused: &Function, reason: &str) {
    let error = Error::new(&["accolade: ", reason].concat());
    let _ = Reflect::set(
        &error,
        &JsValue::from_str("reason"),
        &JsValue::from_str(reason),
    );
    let _ = refused.call1(&JsValue::UNDEFINED, &error);
}
