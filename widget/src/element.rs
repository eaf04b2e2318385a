//! Element: the component behind every custom element; it watches the store and keeps a desk.

use web_sys::{Element as DomElement, HtmlElement};
use yew::{Component, Context, Html, Properties};

use crate::count::{Count, FRAME_MS};
use crate::deed::Deed;
use crate::desk::{Copied, Desk};
use crate::dialog::{self, Door, Tab};
use crate::field::{self, Typing};
use crate::focus::{self, Target};
use crate::history::Asking;
use crate::invitation::Invitation;
use crate::kind::Kind;
use crate::state::{Redeeming, Returning};
use crate::store::Store;
use crate::timer::sleep;
use crate::view::{self, Scene, fixed, made, tag};
use crate::words::{self, Key};

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
    Do(Deed),
    Copied(Copied),
    Retry,
    Door(Door),
    /// Older entries.
    More,
    /// What came of a friend's link was read.
    Noted,
    /// A second has passed while a hold was shown.
    Second,
    /// A frame of a counting number has passed.
    Frame,
}

/// One element.
pub(crate) struct Element {
    pub(crate) desk: Desk,
    pub(crate) focus: Option<Target>,
    pub(crate) watching: u32,
    pub(crate) typing: Typing,
    pub(crate) is_ready: bool,
    pub(crate) is_ticking: bool,
    /// Whether older entries were asked for here.
    pub(crate) is_reading_on: bool,
    pub(crate) seen: Seen,
}

/// What the element saw last, to notice what is new.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) tier: Option<String>,
    pub(crate) open: Vec<String>,
    pub(crate) redeeming: Redeeming,
    pub(crate) returning: Returning,
}

impl Component for Element {
    type Message = Message;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let Props {
            kind, host, store, ..
        } = ctx.props();
        let changed = ctx.link().callback(|()| Message::Changed);
        kind.want(store, host);
        let invite = kind
            .redeems()
            .then(|| ctx.link().callback(Message::Invited));
        let mut element = Self {
            desk: Desk::default(),
            focus: None,
            watching: store.watch(host.clone(), changed, invite),
            typing: Typing::default(),
            is_ready: false,
            is_ticking: false,
            is_reading_on: false,
            seen: Seen::default(),
        };
        element.notice(ctx);
        element
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        let Props {
            kind, host, store, ..
        } = ctx.props();
        match message {
            Message::Changed => {
                // The page may have named another product.
                if *kind == Kind::Earn {
                    kind.want(store, host);
                }
                self.notice(ctx);
            }
            Message::Invited(invitation) => {
                self.come_forward(ctx.props());
                self.desk.chosen = invitation.points.or(self.desk.chosen);
                self.ask(store, invitation.reward);
            }
            Message::Copied(copied) => {
                let key = match copied {
                    Copied::Whole { .. } => Key::CopiedAloud,
                    Copied::Selected { .. } => Key::Selected,
                };
                self.desk.said = words::say(key, &[]);
                self.desk.copied = Some(copied);
            }
            Message::Retry => self.retry(store),
            Message::Do(deed) => self.act(ctx, deed),
            Message::Door(door) => self.desk.turn_to(door, store, host),
            Message::More => {
                self.is_reading_on = true;
                store.read_on();
            }
            Message::Noted => {
                self.focus = Some(Target::Stage);
                store.change(|state| state.claim = None);
            }
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
        dialog::sync(stage, self.desk.is_open);
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
    // A script has asked for a redemption: the shopper must see the question.
    fn come_forward(&mut self, props: &Props) {
        if props.kind == Kind::Panel {
            let door = Door::Open(Some(Tab::Rewards));
            self.desk.turn_to(door, &props.store, &props.host);
        } else {
            props.host.scroll_into_view();
        }
    }

    fn retry(&mut self, store: &Store) {
        store.refresh_if_old(0);
        if store.state().history.asking == Asking::Failed {
            store.refresh_history();
        }
    }
}

/// Sends a message after a while.
pub(crate) fn later(ctx: &Context<Element>, ms: u32, message: Message) {
    ctx.link().send_future(async move {
        sleep(ms).await;
        message
    });
}
