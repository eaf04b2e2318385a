//! Showing: an element of social proof in a page, with the store and the nodes it has there.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use shared::id::ProductId;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::Callback;

use super::asking::Asker;
use super::draft::Draft;
use super::fields;
use super::given::{Data, Given};
use super::side::{Message, Page};
use super::subject::Subject;
use super::visit::Visit;
use crate::dialog;
use crate::event::{self, Event};
use crate::store::Store;

/// One element in a page.
pub(crate) struct Showing {
    host: HtmlElement,
    /// The node of the shadow root that it is drawn into.
    stage: Element,
    store: Store,
    watching: Cell<Option<u32>>,
    is_ready: Cell<bool>,
    link: RefCell<Option<Callback<Message>>>,
    subject: RefCell<Option<Subject>>,
    /// The store's turn when this element looked last, and when it asked for the shopper's own.
    turn: Cell<u32>,
    asked_own: Cell<Option<u32>>,
    /// Where the keyboard goes after the next drawing.
    focus: RefCell<Option<String>>,
    /// What stands in the form after the next drawing.
    fill: RefCell<Option<Draft>>,
    life: Rc<Life>,
    is_moving: Cell<bool>,
}

/// How long a carousel that goes on by itself does.
#[derive(Default)]
pub(crate) struct Life {
    pub(crate) is_there: Cell<bool>,
    pub(crate) is_stopped: Cell<bool>,
}

impl Showing {
    /// Of the element of a host.
    pub(crate) fn new(host: HtmlElement, stage: Element, store: Store) -> Self {
        Self {
            host,
            stage,
            turn: Cell::new(store.turn()),
            store,
            watching: Cell::new(None),
            is_ready: Cell::new(false),
            link: RefCell::default(),
            subject: RefCell::default(),
            asked_own: Cell::new(None),
            focus: RefCell::default(),
            fill: RefCell::default(),
            life: Rc::default(),
            is_moving: Cell::new(false),
        }
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    pub(crate) fn stage(&self) -> &Element {
        &self.stage
    }

    pub(crate) fn host(&self) -> &HtmlElement {
        &self.host
    }

    pub(crate) fn life(&self) -> Rc<Life> {
        Rc::clone(&self.life)
    }

    /// Whether a carousel has not begun to move before.
    pub(crate) fn begins_to_move(&self) -> bool {
        !self.is_moving.replace(true)
    }

    pub(crate) fn set_stopped(&self, is_stopped: bool) {
        self.life.is_stopped.set(is_stopped);
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        self.host.get_attribute(name)
    }

    /// The keyboard goes to what this finds, once it is drawn.
    pub(crate) fn focus_on(&self, selector: &str) {
        self.focus.replace(Some(selector.to_owned()));
    }

    /// Whether the keyboard is where this finds something.
    pub(crate) fn is_focused(&self, selector: &str) -> bool {
        let focused = [selector, ":focus"].concat();
        matches!(self.stage.query_selector(&focused), Ok(Some(_)))
    }

    /// The form has this in it, once it is drawn.
    pub(crate) fn fill_with(&self, draft: Draft) {
        self.fill.replace(Some(draft));
    }

    /// The way to ask about the element's product.
    pub(crate) fn asker(&self) -> Option<Asker> {
        let subject = self.subject.borrow();
        let Some(Subject::Reviews(product)) = &*subject else {
            return None;
        };
        Some(Asker {
            store: self.store.clone(),
            product: product.clone(),
            link: self.link.borrow().clone()?,
        })
    }

    /// Whether somebody else may be here since it was asked last.
    pub(crate) fn is_new_turn(&self) -> bool {
        let turn = self.store.turn();
        self.turn.replace(turn) != turn
    }

    /// The product that the element speaks of, where it speaks of one.
    pub(crate) fn product(&self) -> Option<ProductId> {
        match &*self.subject.borrow() {
            Some(Subject::Reviews(product) | Subject::Stars(product)) => Some(product.clone()),
            Some(Subject::Testimonials(_)) | None => None,
        }
    }

    /// The shopper's own part is to be asked for again.
    pub(crate) fn own_is_due(&self) {
        self.asked_own.set(None);
    }

    /// Whether the shopper's own part was not asked for yet; from now on it was.
    pub(crate) fn is_own_due(&self) -> bool {
        let turn = Some(self.store.turn());
        self.asked_own.replace(turn) != turn
    }
}

impl Page for Showing {
    fn attach(&self, link: Callback<Message>) {
        let changed = link.reform(|()| Message::Changed);
        let number = self.store.watch(self.host.clone(), changed, None);
        self.watching.set(Some(number));
        self.link.replace(Some(link));
        self.life.is_there.set(true);
    }

    fn heard(&self, given: &Given, visit: &mut Visit, message: Message) -> bool {
        match message {
            Message::Did(did) => self.act(given, visit, &did),
            Message::Changed => self.look_around(given, visit),
            Message::Came(news) => {
                self.take(given, visit, *news);
                true
            }
        }
    }

    fn rendered(&self, given: &Given, visit: &mut Visit) {
        self.subject.replace(Some(given.subject.clone()));
        let is_there = !matches!(given.data, Data::Nothing);
        if is_there && !self.is_ready.replace(true) {
            let signed_in = self.store.state().account().is_some();
            event::tell(&self.store, Some(&self.host), Event::Ready { signed_in });
        }
        dialog::sync(&self.stage, visit.look.is_some());
        if let Some(draft) = self.fill.take() {
            fields::fill(&self.stage, &draft);
        }
        if let Some(selector) = self.focus.take() {
            let find = |selector: &str| self.stage.query_selector(selector).ok().flatten();
            // Where it was opened from may be gone.
            let node = find(&selector).or_else(|| find("[data-focus=write]"));
            if let Some(node) = node.and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
                let _ = node.focus();
            }
        }
        if visit.page.moves {
            self.go_on();
        }
    }

    fn detach(&self) {
        self.life.is_there.set(false);
        if let Some(number) = self.watching.take() {
            self.store.unwatch(number);
        }
    }
}
