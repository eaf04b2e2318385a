//! The page's door: what the loader calls, and nothing else.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use shared::Points;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen_futures::{future_to_promise, spawn_local};
use web_sys::{Element as DomElement, HtmlElement};
use yew::html::Scope;
use yew::{AppHandle, Renderer};

use crate::act::heard;
use crate::element::{Element, Message, Props};
use crate::kind::Kind;
use crate::mount::{self, Mounted};
use crate::node::Node;
use crate::proof::ask::until_there;
use crate::proof::side::Did;
use crate::proof::{Given, Proof, Subject};
use crate::session::News;
use crate::store::Store;

/// What is shown when the page comes back to the front is at most this old.
const OLD_MS: i64 = 30_000;

struct Page {
    store: Store,
    drawn: Vec<(u32, Drawn)>,
    next: u32,
}

enum Drawn {
    Loyalty(AppHandle<Element>),
    Proof(Mounted),
}

thread_local! {
    static PAGE: RefCell<Option<Page>> = const { RefCell::new(None) };
}

/// Begins: one store for the page, and one request for the account.
#[wasm_bindgen]
pub fn start(settings: &JsValue) {
    let Some(store) = Store::new(settings) else {
        return;
    };
    refresh_in_background(&store);
    watch_attention(&store);
    PAGE.set(Some(Page {
        store,
        drawn: Vec::new(),
        next: 0,
    }));
}

/// Draws an element into a node of its shadow root; the answer is its number.
#[wasm_bindgen]
pub fn draw(host: HtmlElement, root: DomElement, kind: &str, cart: &JsValue) -> Option<u32> {
    let kind = Kind::parse(kind)?;
    let store = store()?;
    if kind == Kind::Cart {
        store.set_cart(cart);
    }
    let props = Props {
        kind,
        host,
        stage: root.clone(),
        store,
    };
    let handle = Renderer::<Element>::with_root_and_props(root, props).render();
    keep(Drawn::Loyalty(handle))
}

/// Draws an element of social proof, from what its fragment was given where there was one.
#[wasm_bindgen]
pub fn show(host: HtmlElement, root: DomElement, e: &str, given: &JsValue) -> Option<u32> {
    let subject = Subject::parse(e)?;
    let store = store()?;
    let mut mounted = Mounted::new(host, root, store.clone());
    if let Some(given) = given_of(given, &subject) {
        mounted.put(given);
        return keep(Drawn::Proof(mounted));
    }
    let number = keep(Drawn::Proof(mounted))?;
    let put = move |given| replace(number, |mounted| mounted.put(given));
    spawn_local(until_there(store, subject, put));
    Some(number)
}

/// Takes over the nodes of a fragment that this very build has drawn from this very given.
#[wasm_bindgen]
pub fn hydrate(host: HtmlElement, root: DomElement, e: &str, given: &JsValue) -> Option<u32> {
    let given = given_of(given, &Subject::parse(e)?)?;
    let mut mounted = Mounted::new(host, root, store()?);
    mounted.take_over(given);
    keep(Drawn::Proof(mounted))
}

fn given_of(given: &JsValue, subject: &Subject) -> Option<Rc<Given>> {
    let given = Given::read(&Node::new(given.clone()))?;
    (given.subject == *subject).then(|| Rc::new(given))
}

// Drawing tells the page's own listeners, who may come back in by any of these doors: so nothing
// is borrowed meanwhile.
fn keep(drawn: Drawn) -> Option<u32> {
    PAGE.with_borrow_mut(|page| {
        let page = page.as_mut()?;
        page.next = page.next.wrapping_add(1);
        page.drawn.push((page.next, drawn));
        Some(page.next)
    })
}

fn take(number: u32) -> Option<Drawn> {
    PAGE.with_borrow_mut(|page| {
        let drawn = &mut page.as_mut()?.drawn;
        let index = drawn.iter().position(|(known, _)| *known == number)?;
        Some(drawn.swap_remove(index).1)
    })
}

// Whether it was still there.
fn replace(number: u32, how: impl FnOnce(&mut Mounted)) -> bool {
    let Some(Drawn::Proof(mut mounted)) = take(number) else {
        return false;
    };
    how(&mut mounted);
    PAGE.with_borrow_mut(|page| {
        if let Some(page) = page {
            page.drawn.push((number, Drawn::Proof(mounted)));
        }
    });
    true
}

/// Takes an element away.
#[wasm_bindgen]
pub fn erase(number: u32) {
    match take(number) {
        Some(Drawn::Loyalty(handle)) => handle.destroy(),
        Some(Drawn::Proof(mounted)) => mounted.erase(),
        None => {}
    }
}

/// Something was done in an element: its mark, what it is about, a number that was given, and
/// whether it was the shopper's own hand.
#[wasm_bindgen]
pub fn act(number: u32, mark: String, of: String, given: Option<f64>, is_trusted: bool) {
    if let Some(scope) = proof(number) {
        let number = given;
        return mount::tell(
            &scope,
            Did {
                mark,
                of,
                number,
                is_trusted,
            },
        );
    }
    if let Some(message) = heard(&mark, of, given.and_then(points_of), is_trusted) {
        send(number, message);
    }
}

fn proof(number: u32) -> Option<Scope<Proof>> {
    with(number, |drawn| match drawn {
        Drawn::Proof(mounted) => mounted.scope(),
        Drawn::Loyalty(_) => None,
    })
}

fn send(number: u32, message: Message) {
    let scope = with(number, |drawn| match drawn {
        Drawn::Loyalty(handle) => Some((**handle).clone()),
        Drawn::Proof(_) => None,
    });
    if let Some(scope) = scope {
        scope.send_message(message);
    }
}

fn with<T>(number: u32, look: impl FnOnce(&Drawn) -> Option<T>) -> Option<T> {
    PAGE.with_borrow(|page| {
        let mut drawn = page.as_ref()?.drawn.iter();
        look(&drawn.find(|(known, _)| *known == number)?.1)
    })
}

/// An element's attributes have changed, or its cart.
#[wasm_bindgen]
pub fn change(number: u32, cart: &JsValue) {
    if cart.is_undefined() {
        return send(number, Message::Changed);
    }
    if let Some(store) = store() {
        store.set_cart(cart);
    }
}

/// Somebody else may be signed in now.
#[wasm_bindgen]
pub fn identified() {
    if let Some(store) = store() {
        store.forget(News::Forgotten);
        refresh_in_background(&store);
    }
}

/// Nobody is signed in any more.
#[wasm_bindgen]
pub fn forget() {
    if let Some(store) = store() {
        store.forget(News::Nobody);
        refresh_showcase(&store);
    }
}

/// Fetches the account again.
#[wasm_bindgen]
pub fn refresh() -> Promise {
    future_to_promise(async {
        if let Some(store) = store() {
            store.refresh().await;
        }
        Ok(JsValue::UNDEFINED)
    })
}

/// Asks the shopper to confirm a reward.
#[wasm_bindgen]
pub fn redeem(reward: &str, points: Option<f64>) -> Option<Promise> {
    Some(store()?.invite(reward, points.and_then(points_of)))
}

fn points_of(number: f64) -> Option<Points> {
    if number >= 0.0 {
        Points::new(number as u64)
    } else {
        None
    }
}

fn store() -> Option<Store> {
    PAGE.with_borrow(|page| page.as_ref().map(|page| page.store.clone()))
}

fn refresh_in_background(store: &Store) {
    let store = store.clone();
    spawn_local(async move { store.refresh().await });
}

fn refresh_showcase(store: &Store) {
    let store = store.clone();
    spawn_local(async move {
        store.fetch_showcase().await;
        store.quote_soon();
        store.reprice();
    });
}

// A page that was left in the background, or offline, is brought up to date when it is back.
fn watch_attention(store: &Store) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let listening = store.clone();
    let back = Closure::<dyn FnMut()>::new(move || listening.refresh_if_old(OLD_MS));
    let function = back.as_ref().unchecked_ref();
    for name in ["focus", "online"] {
        let _ = window.add_event_listener_with_callback(name, function);
    }
    back.forget();
}
