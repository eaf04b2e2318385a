//! Deeds: what a shopper does with rewards, codes and links in an element.

use std::rc::Rc;

use shared::Points;
use shared::id::RewardId;
use yew::Context;

use crate::account::Redemption;
use crate::element::{Element, Props};
use crate::field::Typing;
use crate::focus::Target;
use crate::invitation::Dropped;
use crate::redeeming::Price;
use crate::store::Store;
use crate::view;

/// Something that a shopper does.
pub(crate) enum Deed {
    Ask(RewardId),
    /// A reward that was given is to be used.
    AskGift(String),
    Choose(Points),
    /// A typed number of points for a reward is what the shopper wants.
    Settle(RewardId, Points),
    Cancel,
    /// The confirming click; a script's click confirms nothing.
    Confirm {
        is_trusted: bool,
    },
    Copy(String),
    GiveBack(String),
    Dismiss,
    CopyLink,
    Share,
}

impl Element {
    /// Does it.
    pub(crate) fn act(&mut self, ctx: &Context<Self>, deed: Deed) {
        let Props {
            host, store, stage, ..
        } = ctx.props();
        match deed {
            Deed::Ask(reward) => {
                store.withdraw(Dropped::Cancelled);
                self.ask(store, reward);
            }
            Deed::Choose(points) => self.desk.chosen = Some(points),
            Deed::Settle(reward, points) => {
                self.desk.chosen = Some(points);
                self.desk.chosen = self.points_for(store, &reward).or(self.desk.chosen);
                self.typing = Typing::Settled;
            }
            Deed::Cancel => {
                store.withdraw(Dropped::Cancelled);
                let reward = self.desk.asking.take();
                self.focus = reward.map(|reward| self.way_back(reward));
            }
            Deed::Confirm { is_trusted } => {
                if let Some(reward) = self.desk.asking.clone().filter(|_| is_trusted) {
                    let points = self.points_for(store, &reward);
                    let price = match &self.desk.gift {
                        Some(gift) => Price::Gift(gift),
                        None => points.map_or(Price::Fixed, Price::Chosen),
                    };
                    store.redeem(host, &reward, price);
                }
            }
            Deed::Copy(id) => {
                if let Some(redemption) = redemption(store, &id) {
                    ctx.link()
                        .send_future(crate::copy::code(stage.clone(), redemption));
                }
            }
            Deed::GiveBack(id) => {
                if let Some(redemption) = redemption(store, &id) {
                    store.give_back(&redemption);
                }
            }
            Deed::Dismiss => {
                let reward = store.state().redeeming.reward().cloned();
                self.focus = reward.map(|reward| self.way_back(reward));
                self.desk.asking = None;
                store.dismiss();
            }
            Deed::AskGift(gift) => {
                let reward = gift_of(store, &gift);
                if let Some(reward) = reward {
                    store.withdraw(Dropped::Cancelled);
                    self.ask(store, reward);
                    self.desk.gift = Some(gift);
                }
            }
            Deed::CopyLink => {
                if let Some(link) = view::friend_link(&store.state()) {
                    ctx.link()
                        .send_future(crate::copy::link(stage.clone(), link));
                }
            }
            Deed::Share => {
                let state = store.state();
                if let Some(link) = view::friend_link(&state) {
                    crate::copy::hand_on(&view::program_title(&state), &link);
                }
            }
        }
    }

    /// Opens the confirmation of a reward.
    pub(crate) fn ask(&mut self, store: &Store, reward: RewardId) {
        if store.state().redeeming.is_open() {
            return;
        }
        store.dismiss();
        self.desk.asking = Some(reward);
        self.desk.gift = None;
        self.focus = Some(Target::Panel);
    }

    // Where the keyboard was before a confirmation.
    fn way_back(&mut self, reward: RewardId) -> Target {
        match self.desk.gift.take() {
            Some(_) => Target::Gift,
            None => Target::Offer(reward),
        }
    }

    fn points_for(&self, store: &Store, reward: &RewardId) -> Option<Points> {
        let state = store.state();
        let choice = view::choice(&state, state.offer(reward)?)?;
        Some(self.desk.points(&choice))
    }
}

// The reward of a gift that is still there.
fn gift_of(store: &Store, id: &str) -> Option<RewardId> {
    let state = store.state();
    let gift = state.account()?.gifts.iter().find(|gift| gift.id == id)?;
    gift.reward.as_deref()?.parse().ok()
}

fn redemption(store: &Store, id: &str) -> Option<Rc<Redemption>> {
    let state = store.state();
    state
        .account()?
        .redemptions
        .iter()
        .find(|redemption| redemption.id == id)
        .cloned()
}
