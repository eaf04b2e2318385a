//! Element: the component behind every custom element; it watches the store and keeps a desk.

use std::rc::Rc;

use shared::Points;
use shared::id::RewardId;
use web_sys::{Element as DomElement, HtmlElement};
use yew::{Component, Context, Html, Properties};

use crate::account::{Account, Redemption, RedemptionState};
use crate::count::{Count, FRAME_MS, Motion};
use crate::desk::{Copied, Desk, Ended};
use crate::event::{self, tell};
use crate::field::{self, Typing};
use crate::focus::{self, Target};
use crate::invitation::{Dropped, Invitation};
use crate::session::Session;
use crate::state::{Redeeming, Returning};
use crate::store::Store;
use crate::timer::{prefers_stillness, sleep};
use crate::view::{self, Scene, fixed, made, tag};
use crate::words::{self, Key};

/// Which custom element it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Balance,
    Tier,
    Rewards,
    Cart,
}

impl Kind {
    /// The kind by the last part of its tag's name.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "balance" => Self::Balance,
            "tier" => Self::Tier,
            "rewards" => Self::Rewards,
            "cart" => Self::Cart,
            _ => return None,
        })
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Balance => "face balance",
            Self::Tier => "face tier",
            Self::Rewards => "face rewards",
            Self::Cart => "face cart",
        }
    }
}

/// What the loader gives an element.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) kind: Kind,
    pub(crate) host: HtmlElement,
    /// The node of the shadow root that it is drawn into.
    pub(crate) stage: DomElement,
    pub(crate) store: Store,
}

/// What happens in an element.
pub(crate) enum Message {
    /// The store has news.
    Changed,
    Invited(Invitation),
    Ask(RewardId),
    Choose(Points),
    /// A typed number of points for a reward is what the shopper wants.
    Settle(RewardId, Points),
    Cancel,
    /// The confirming click; a script's click confirms nothing.
    Confirm {
        is_trusted: bool,
    },
    Copy(String),
    Copied(Copied),
    GiveBack(String),
    Dismiss,
    Retry,
    /// A second has passed while a hold was shown.
    Second,
    /// A frame of a counting number has passed.
    Frame,
}

/// One element.
pub(crate) struct Element {
    desk: Desk,
    focus: Option<Target>,
    watching: u32,
    typing: Typing,
    is_ready: bool,
    is_ticking: bool,
    seen: Seen,
}

/// What the element saw last, to notice what is new.
#[derive(Default)]
struct Seen {
    tier: Option<String>,
    open: Vec<String>,
    redeeming: Redeeming,
    returning: Returning,
}

impl Component for Element {
    type Message = Message;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let Props {
            kind, host, store, ..
        } = ctx.props();
        let changed = ctx.link().callback(|()| Message::Changed);
        let can_ask = matches!(kind, Kind::Rewards | Kind::Cart);
        let invite = can_ask.then(|| ctx.link().callback(Message::Invited));
        let mut element = Self {
            desk: Desk::default(),
            focus: None,
            watching: store.watch(host.clone(), changed, invite),
            typing: Typing::default(),
            is_ready: false,
            is_ticking: false,
            seen: Seen::default(),
        };
        element.notice(ctx);
        element
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        let Props {
            host, store, stage, ..
        } = ctx.props();
        match message {
            Message::Changed => self.notice(ctx),
            Message::Invited(invitation) => {
                host.scroll_into_view();
                self.desk.chosen = invitation.points.or(self.desk.chosen);
                self.ask(store, invitation.reward);
            }
            Message::Ask(reward) => {
                store.withdraw(Dropped::Cancelled);
                self.ask(store, reward);
            }
            Message::Choose(points) => self.desk.chosen = Some(points),
            Message::Settle(reward, points) => {
                self.desk.chosen = Some(points);
                self.desk.chosen = self.points_for(store, &reward).or(self.desk.chosen);
                self.typing = Typing::Settled;
            }
            Message::Cancel => {
                store.withdraw(Dropped::Cancelled);
                self.focus = self.desk.asking.take().map(Target::Offer);
            }
            Message::Confirm { is_trusted } => {
                if let Some(reward) = self.desk.asking.clone().filter(|_| is_trusted) {
                    let points = self.points_for(store, &reward);
                    store.redeem(host, &reward, points);
                }
            }
            Message::Copy(id) => {
                if let Some(redemption) = redemption(store, &id) {
                    ctx.link()
                        .send_future(crate::copy::code(stage.clone(), redemption));
                }
            }
            Message::Copied(copied) => {
                let key = match copied {
                    Copied::Whole { .. } => Key::CopiedAloud,
                    Copied::Selected { .. } => Key::Selected,
                };
                self.desk.said = words::say(key, &[]);
                self.desk.copied = Some(copied);
            }
            Message::GiveBack(id) => {
                if let Some(redemption) = redemption(store, &id) {
                    store.give_back(&redemption);
                }
            }
            Message::Dismiss => {
                self.focus = store.state().redeeming.reward().cloned().map(Target::Offer);
                self.desk.asking = None;
                store.dismiss();
            }
            Message::Retry => store.refresh_if_old(0),
            Message::Second => {
                self.is_ticking = false;
                self.tick(ctx);
            }
            Message::Frame => {
                if self.desk.count.as_mut().is_some_and(Count::step) {
                    later(ctx, FRAME_MS, Message::Frame);
                }
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props {
            kind, store, host, ..
        } = ctx.props();
        let state = store.state();
        let format = store.formatter();
        let scene = Scene {
            state: &state,
            host,
            store,
            format,
            desk: &self.desk,
        };
        let content = view::content(*kind, &scene);
        let attributes = [
            fixed("part", "face"),
            fixed("tabindex", "-1"),
            fixed("data-focus", "face"),
            made("lang", format.locale()),
        ];
        tag("div", kind.class(), &attributes, vec![content])
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        let Props { stage, store, .. } = ctx.props();
        if let Some(target) = self.focus.take() {
            focus::move_to(stage, &target, store.state().account());
        }
        let typing = std::mem::take(&mut self.typing);
        field::show_chosen(stage, self.desk.chosen, typing);
    }

    fn destroy(&mut self, ctx: &Context<Self>) {
        ctx.props().store.unwatch(self.watching);
    }
}

impl Element {
    fn ask(&mut self, store: &Store, reward: RewardId) {
        if store.state().redeeming.is_open() {
            return;
        }
        store.dismiss();
        self.desk.asking = Some(reward);
        self.focus = Some(Target::Panel);
    }

    fn points_for(&self, store: &Store, reward: &RewardId) -> Option<Points> {
        let state = store.state();
        let choice = view::choice(&state, state.offer(reward)?)?;
        Some(self.desk.points(&choice))
    }

    // Compares with what was seen before: what is new is said, and focus follows it.
    fn notice(&mut self, ctx: &Context<Self>) {
        let Props {
            store, host, kind, ..
        } = ctx.props();
        let state = store.state();
        if !self.is_ready && matches!(state.session, Session::Ready(_) | Session::SignedOut) {
            self.is_ready = true;
            let signed_in = state.account().is_some();
            tell(store, Some(host), event::Event::Ready { signed_in });
        }
        if state.account().is_none() {
            self.desk = Desk::default();
        }
        let tier = state.account().and_then(|account| account.tier.as_ref());
        let tier = tier.map(|tier| tier.name.clone());
        if tier.is_some() && self.seen.tier.is_some() && tier != self.seen.tier {
            self.desk.has_risen = true;
        }
        self.seen.tier = tier.or(self.seen.tier.take());
        if let Some(account) = state.account().filter(|_| *kind == Kind::Balance) {
            self.notice_points(ctx, account.points.available);
        }
        if matches!(kind, Kind::Rewards | Kind::Cart) {
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

    // While a hold is shown its time left is drawn every second; what has run out is asked about.
    fn tick(&mut self, ctx: &Context<Self>) {
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

fn redemption(store: &Store, id: &str) -> Option<Rc<Redemption>> {
    let state = store.state();
    state
        .account()?
        .redemptions
        .iter()
        .find(|redemption| redemption.id == id)
        .cloned()
}

const SECOND_MS: u32 = 1_000;

fn later(ctx: &Context<Element>, ms: u32, message: Message) {
    ctx.link().send_future(async move {
        sleep(ms).await;
        message
    });
}
