//! The store: one per page, shared by every element; it fetches, and tells who watches.

use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;

use js_sys::Function;
use shared::Time;
use shared::id::ShopId;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;
use yew::Callback;

use crate::api::{Api, Call, Caller, Heard};
use crate::format::Formatter;
use crate::invitation::Invitation;
use crate::node::Node;
use crate::outbox::wait_ms;
use crate::pricing::{Line, Price};
use crate::proof::Cards;
use crate::proof::newest::Newest;
use crate::quoting::CartText;
use crate::read;
use crate::session::{News, Session};
use crate::state::{Redeeming, Returning, State};
use crate::timer::{page_clock, pause};
use crate::wants::Wants;

/// The shared store, by reference.
#[derive(Clone)]
pub(crate) struct Store(Rc<Inside>);

struct Inside {
    shop: ShopId,
    sign_in: Option<String>,
    api: Api,
    formatter: Formatter,
    state: RefCell<State>,
    watchers: RefCell<Vec<Watcher>>,
    next_watcher: Cell<u32>,
    /// Counts changes of shopper: what was asked before one is not believed after it.
    turn: Cell<u32>,
    /// How far the service's clock is ahead of the page's, in milliseconds.
    ahead_ms: Cell<i64>,
    heard_at: Cell<Time>,
    sending: RefCell<Vec<String>>,
    invitation: RefCell<Option<Invitation>>,
    cart: RefCell<Option<CartText>>,
    quote_turn: Cell<u32>,
    retrying: Cell<bool>,
    wants: Wants,
    cards: Cards,
    newest: Newest,
    asking_program: Cell<bool>,
    /// The account's newest entry when the history was read last.
    read_up_to: Cell<u64>,
    /// For whom prices were asked.
    asker: RefCell<String>,
    /// How many questions about prices are under way.
    workers: Cell<u32>,
    visiting: Cell<bool>,
    claiming: Cell<bool>,
}

/// An element that watches the store.
#[derive(Clone)]
pub(crate) struct Watcher {
    pub(crate) number: u32,
    pub(crate) host: HtmlElement,
    pub(crate) changed: Callback<()>,
    /// Asks for the confirmation of a reward, where the element can show it.
    pub(crate) invite: Option<Callback<Invitation>>,
}

impl PartialEq for Store {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Store {
    /// The store that the loader's settings describe, or nothing where they can't be used.
    pub(crate) fn new(settings: &JsValue) -> Option<Self> {
        let settings = Node::new(settings.clone());
        let shop: ShopId = settings.id("shop")?;
        let ask: Function = settings.at("ask")?.value().clone().dyn_into().ok()?;
        let locale = settings.text("locale")?;
        Some(Self(Rc::new(Inside {
            api: Api::new(ask),
            shop,
            sign_in: settings.text("signIn"),
            formatter: Formatter::new(english_of(&locale)),
            state: RefCell::default(),
            watchers: RefCell::default(),
            next_watcher: Cell::new(0),
            turn: Cell::new(0),
            ahead_ms: Cell::new(0),
            heard_at: Cell::new(Time::MIN),
            sending: RefCell::default(),
            invitation: RefCell::default(),
            cart: RefCell::default(),
            quote_turn: Cell::new(0),
            retrying: Cell::new(false),
            wants: Wants::default(),
            cards: Cards::default(),
            newest: Newest::default(),
            asking_program: Cell::new(false),
            read_up_to: Cell::new(0),
            asker: RefCell::default(),
            workers: Cell::new(0),
            visiting: Cell::new(false),
            claiming: Cell::new(false),
        })))
    }

    /// What is known now.
    pub(crate) fn state(&self) -> Ref<'_, State> {
        self.0.state.borrow()
    }

    pub(crate) fn formatter(&self) -> &Formatter {
        &self.0.formatter
    }

    pub(crate) fn api(&self) -> &Api {
        &self.0.api
    }

    pub(crate) fn shop(&self) -> &ShopId {
        &self.0.shop
    }

    /// Where the shop lets people sign in.
    pub(crate) fn sign_in(&self) -> Option<&str> {
        self.0.sign_in.as_deref()
    }

    /// The time at the service, as far as it is known here.
    pub(crate) fn now(&self) -> Time {
        page_clock().plus_ms(self.0.ahead_ms.get())
    }

    pub(crate) fn turn(&self) -> u32 {
        self.0.turn.get()
    }

    /// The ids of the requests that this page is sending.
    pub(crate) fn sending(&self) -> &RefCell<Vec<String>> {
        &self.0.sending
    }

    /// The page script's open invitation to redeem.
    pub(crate) fn invitation(&self) -> &RefCell<Option<Invitation>> {
        &self.0.invitation
    }

    /// The newest cart of the page.
    pub(crate) fn cart(&self) -> &RefCell<Option<CartText>> {
        &self.0.cart
    }

    /// What the page's elements need beside the account.
    pub(crate) fn wants(&self) -> &Wants {
        &self.0.wants
    }

    /// The cards whose ratings are about to be asked for.
    pub(crate) fn cards(&self) -> &Cards {
        &self.0.cards
    }

    /// What was heard of products' ratings and votes.
    pub(crate) fn newest(&self) -> &Newest {
        &self.0.newest
    }

    pub(crate) fn read_up_to(&self) -> &Cell<u64> {
        &self.0.read_up_to
    }

    pub(crate) fn asker(&self) -> &RefCell<String> {
        &self.0.asker
    }

    pub(crate) fn workers(&self) -> &Cell<u32> {
        &self.0.workers
    }

    pub(crate) fn visiting(&self) -> &Cell<bool> {
        &self.0.visiting
    }

    pub(crate) fn claiming(&self) -> &Cell<bool> {
        &self.0.claiming
    }

    /// Keeps what is known of a line's price; whoever changes it tells.
    pub(crate) fn keep_price(&self, line: &Line, price: Price) {
        let prices = &mut self.0.state.borrow_mut().prices;
        match prices.iter_mut().find(|(known, _)| known == line) {
            Some((_, known)) => *known = price,
            None => prices.push((line.clone(), price)),
        }
    }

    /// What was not answered is wanted again, and so is the rest where it no longer counts.
    pub(crate) fn forget_prices(&self, all: bool) {
        for (_, price) in &mut self.0.state.borrow_mut().prices {
            if *price == Price::Unknown || (all && *price != Price::Asking) {
                *price = Price::Wanted;
            }
        }
    }

    /// Begins a question about the cart; the number it answers is that of the newest question.
    pub(crate) fn next_quote(&self) -> u32 {
        self.0
            .quote_turn
            .set(self.0.quote_turn.get().wrapping_add(1));
        self.0.quote_turn.get()
    }

    /// Whether a question about the cart is still the newest.
    pub(crate) fn is_newest_quote(&self, number: u32) -> bool {
        self.0.quote_turn.get() == number
    }

    /// Watches the store; the answer is the number to stop with.
    pub(crate) fn watch(
        &self,
        host: HtmlElement,
        changed: Callback<()>,
        invite: Option<Callback<Invitation>>,
    ) -> u32 {
        let number = self.0.next_watcher.get().wrapping_add(1);
        self.0.next_watcher.set(number);
        self.0.watchers.borrow_mut().push(Watcher {
            number,
            host,
            changed,
            invite,
        });
        number
    }

    /// Stops watching.
    pub(crate) fn unwatch(&self, number: u32) {
        self.0
            .watchers
            .borrow_mut()
            .retain(|watcher| watcher.number != number);
    }

    /// The elements that watch.
    pub(crate) fn watchers(&self) -> Vec<Watcher> {
        self.0.watchers.borrow().clone()
    }

    /// Changes what is known and tells who watches.
    pub(crate) fn change(&self, how: impl FnOnce(&mut State)) {
        how(&mut self.0.state.borrow_mut());
        self.tell();
    }

    /// Tells who watches that something has changed.
    pub(crate) fn tell(&self) {
        for watcher in self.watchers() {
            watcher.changed.emit(());
        }
    }

    /// Forgets the shopper; what is on its way to them is no longer believed.
    pub(crate) fn forget(&self, news: News) {
        self.0.turn.set(self.0.turn.get().wrapping_add(1));
        self.0.sending.borrow_mut().clear();
        self.0.heard_at.set(Time::MIN);
        self.change(|state| {
            state.session = state.session.hear(News::Forgotten).hear(news);
            state.redeeming = Redeeming::Idle;
            state.returning = Returning::Idle;
            state.claim = None;
        });
        self.0.visiting.set(false);
        self.forget_history();
    }

    /// Fetches the account, and the public program where nobody is signed in.
    pub(crate) async fn refresh(&self) {
        let turn = self.turn();
        if self.0.wants.program() {
            self.want_program();
        }
        let news = self.news(self.0.api.ask(Call::get("/account", Caller::Shopper)).await);
        if self.turn() != turn {
            return;
        }
        let fails = matches!(news, News::Unreachable);
        let nobody = matches!(news, News::Nobody);
        self.change(|state| state.session = state.session.hear(news));
        if fails {
            self.retry();
        } else if nobody {
            self.fetch_showcase().await;
        } else {
            self.resume();
        }
        self.quote_soon();
        self.refresh_history();
        self.reprice();
        self.claim_friend();
        self.report_visit();
    }

    /// Fetches the account when what is shown may be old.
    pub(crate) fn refresh_if_old(&self, older_than_ms: i64) {
        let due = self.0.heard_at.get().plus_ms(older_than_ms);
        if page_clock() >= due && !matches!(self.state().session, Session::SignedOut) {
            let store = self.clone();
            spawn_local(async move { store.refresh().await });
        }
    }

    fn news(&self, heard: Heard) -> News {
        let answer = match heard {
            Heard::Answer(answer) => answer,
            Heard::Nobody => return News::Nobody,
            Heard::Nothing => return News::Unreachable,
        };
        if answer.is_passing() {
            return News::Unreachable;
        }
        let account = read::account(&answer.body, self.formatter().locale());
        let Some(account) = account.filter(|_| answer.is_ok()) else {
            return News::Unusable;
        };
        let here = page_clock();
        self.0.heard_at.set(here);
        self.0
            .ahead_ms
            .set(account.as_of.unix_ms() - here.unix_ms());
        News::Arrived(Rc::new(account))
    }

    // Asks again until the service answers; one such loop at a time.
    fn retry(&self) {
        if self.0.retrying.replace(true) {
            return;
        }
        let store = self.clone();
        spawn_local(async move {
            let mut attempt = 1;
            while matches!(store.state().session, Session::Offline { .. }) {
                pause(wait_ms(attempt, None)).await;
                attempt += 1;
                if matches!(store.state().session, Session::Offline { .. }) {
                    Box::pin(store.refresh()).await;
                }
            }
            store.0.retrying.set(false);
        });
    }

    /// From now on the public program is there, as soon as it has come.
    pub(crate) fn want_program(&self) {
        self.0.wants.set_program();
        let store = self.clone();
        spawn_local(async move { store.fetch_showcase().await });
    }

    pub(crate) async fn fetch_showcase(&self) {
        if self.state().showcase.is_some() || self.0.asking_program.replace(true) {
            return;
        }
        let asked = self.0.api.ask(Call::get("/program", Caller::Anyone)).await;
        self.0.asking_program.set(false);
        let Heard::Answer(answer) = asked else { return };
        let showcase = read::showcase(&answer.body, self.formatter().locale());
        if let Some(showcase) = showcase.filter(|_| answer.is_ok()) {
            self.change(|state| state.showcase = Some(Rc::new(showcase)));
            // Who waited for the currency or the timezone can go on.
            if matches!(self.state().session, Session::SignedOut) {
                self.quote_soon();
            }
            self.price_soon();
            self.report_visit();
        }
    }
}

/// The words are English so far; a page in another language gets its numbers to match the words.
pub(crate) fn english_of(locale: &str) -> &str {
    if locale == "en" || locale.starts_with("en-") {
        locale
    } else {
        "en"
    }
}

#[cfg(test)]
mod tests {
    use super::english_of;

    #[test]
    fn numbers_follow_the_words() {
        let cases = [
            ("en", "en"),
            ("en-GB", "en-GB"),
            ("ar", "en"),
            ("enm", "en"),
            ("", "en"),
        ];
        for (page, expected) in cases {
            assert_eq!(english_of(page), expected);
        }
    }
}
