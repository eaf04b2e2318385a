//! News: what an element makes of a change in the store. What is new is said, and focus follows it.

use std::rc::Rc;

use shared::Points;
use yew::Context;

use crate::account::{Account, RedemptionState};
use crate::count::{Count, FRAME_MS, Motion};
use crate::desk::Ended;
use crate::element::{Element, Message, Props, later};
use crate::event::{Event, tell};
use crate::focus::Target;
use crate::history::{Asking, History};
use crate::kind::Kind;
use crate::session::Session;
use crate::state::{Redeeming, Returning};
use crate::store::Store;
use crate::timer::prefers_stillness;
use crate::view;
use crate::words::{self, Key};

const SECOND_MS: u32 = 1_000;

impl Element {
    /// Compares with what was seen before: what is new is said, and focus follows it.
    pub(crate) fn notice(&mut self, ctx: &Context<Self>) {
        let Props {
            store, host, kind, ..
        } = ctx.props();
        let state = store.state();
        if !self.is_ready && matches!(state.session, Session::Ready(_) | Session::SignedOut) {
            self.is_ready = true;
            let signed_in = state.account().is_some();
            tell(store, Some(host), Event::Ready { signed_in });
        }
        if state.account().is_none() {
            self.desk = self.desk.cleared();
        }
        let tier = state.account().and_then(|account| account.tier.as_ref());
        let tier = tier.map(|tier| tier.name.clone());
        if tier.is_some() && self.seen.tier.is_some() && tier != self.seen.tier {
            self.desk.has_risen = true;
        }
        self.seen.tier = tier.or(self.seen.tier.take());
        let counts = matches!(kind, Kind::Balance | Kind::Panel);
        if let Some(account) = state.account().filter(|_| counts) {
            self.notice_points(ctx, account.points.available);
        }
        self.notice_reading(store, &state.history);
        if kind.redeems() {
            self.tick(ctx);
            if let Some(account) = state.account() {
                self.notice_ends(store, account);
            }
            self.notice_redeeming(store, &state.redeeming);
            self.notice_returning(store, &state.returning);
        }
    }

    fn notice_points(&mut self, ctx: &Context<Self>, available: Points) {
        let motion = if prefers_stillness() {
            Motion::AtOnce
        } else {
            Motion::Counted
        };
        let count = self.desk.count.get_or_insert(Count::at(available.get()));
        if count.set_out(available.get(), motion) {
            later(ctx, FRAME_MS, Message::Frame);
        }
    }

    /// While a hold is shown its time left is drawn every second; what has run out is asked about.
    pub(crate) fn tick(&mut self, ctx: &Context<Self>) {
        let store = &ctx.props().store;
        let ends = |account: &Rc<Account>| account.open().map(|hold| hold.expires_at).min();
        let next = store.state().account().and_then(ends);
        let Some(next) = next.filter(|_| !self.is_ticking) else {
            return;
        };
        self.is_ticking = true;
        later(ctx, SECOND_MS, Message::Second);
        if next <= store.now() {
            store.refresh_if_old(2 * i64::from(SECOND_MS));
        }
    }

    fn notice_ends(&mut self, store: &Store, account: &Account) {
        for redemption in &account.redemptions {
            if redemption.state.is_open() || !self.seen.open.contains(&redemption.id) {
                continue;
            }
            let title = view::title_of(&store.state(), store.formatter(), redemption);
            match redemption.state {
                RedemptionState::Captured => self.desk.ended = Some(Ended::Captured { title }),
                RedemptionState::TimedOut => self.desk.ended = Some(Ended::TimedOut { title }),
                _ => {}
            }
        }
        self.seen.open = account
            .open()
            .map(|redemption| redemption.id.clone())
            .collect();
    }

    fn notice_redeeming(&mut self, store: &Store, now: &Redeeming) {
        if self.seen.redeeming == *now {
            return;
        }
        self.seen.redeeming = now.clone();
        let was_asking = self.desk.asking.is_some();
        match now {
            Redeeming::Done { redemption } => {
                let state = store.state();
                let title = view::title_of(&state, store.formatter(), redemption);
                self.desk.said = words::say(Key::CodeReady, &[("reward", &title)]);
                self.desk.asking = None;
                self.desk.gift = None;
                if was_asking {
                    self.focus = Some(Target::Voucher);
                }
            }
            Redeeming::Declined { .. } | Redeeming::Changed { .. } | Redeeming::Refused { .. } => {
                if was_asking {
                    self.focus = Some(Target::Panel);
                }
            }
            Redeeming::Working { .. } => {
                self.desk.said = view::say_name(&store.state(), store.formatter(), Key::Working);
            }
            Redeeming::Waiting { .. } => self.desk.said = words::say(Key::Waiting, &[]),
            Redeeming::Idle => {}
        }
    }

    // Older entries have come: the keyboard goes to the first of them.
    fn notice_reading(&mut self, store: &Store, history: &History) {
        if !self.is_reading_on || history.asking == Asking::Under {
            return;
        }
        self.is_reading_on = false;
        let known = history.entries.as_ref().map_or(0, Vec::len);
        if let Some(added) = history.added.filter(|_| history.asking == Asking::Idle) {
            self.focus = Some(Target::Entry(known - added.min(known)));
            let count = store.formatter().whole(added as u64);
            self.desk.said = words::say(Key::MoreCame, &[("count", &count)]);
        }
    }

    fn notice_returning(&mut self, store: &Store, now: &Returning) {
        if self.seen.returning == *now {
            return;
        }
        self.seen.returning = now.clone();
        if let Returning::Done { points } = now {
            let names = store.state().names();
            let points = store.formatter().points(*points, &names);
            self.desk.said = words::say(Key::GivenBack, &[("points", &points)]);
            self.focus = Some(Target::Stage);
        }
    }
}
