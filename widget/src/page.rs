//! The page's door: what the loader calls, and nothing else.

use std::cell::RefCell;

use js_sys::Promise;
use shared::Points;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen_futures::{future_to_promise, spawn_local};
use web_sys::{Element as DomElement, HtmlElement};
use yew::{AppHandle, Renderer};

use crate::act::heard;
use crate::element::{Element, Message, Props};
use crate::kind::Kind;
use crate::session::News;
use crate::store::Store;

/// What is shown when the page comes back to the front is at most this old.
const OLD_MS: i64 = 30_000;

struct Page {
    store: Store,
    drawn: Vec<(u32, AppHandle<Element>)>,
    next: u32,
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
    PAGE.with_borrow_mut(|page| {
        let page = page.as_mut()?;
        if kind == Kind::Cart {
            page.store.set_cart(cart);
        }
        let props = Props {
            kind,
            host,
            stage: root.clone(),
            store: page.store.clone(),
        };
        let handle = Renderer::<Element>::with_root_and_props(root, props).render();
        page.next = page.next.wrapping_add(1);
        page.drawn.push((page.next, handle));
        Some(page.next)
    })
}

/// Takes an element away.
#[wasm_bindgen]
pub fn erase(number: u32) {
    let handle = PAGE.with_borrow_mut(|page| {
        let drawn = &mut page.as_mut()?.drawn;
        let index = drawn.iter().position(|(known, _)| *known == number)?;
        Some(drawn.swap_remove(index).1)
    });
    if let Some(handle) = handle {
        handle.destroy();
    }
}

/// Something was done in an element: its mark, what it is about, a number that was given, and
/// whether it was the shopper's own hand.
#[wasm_bindgen]
pub fn act(number: u32, mark: &str, of: String, given: Option<f64>, is_trusted: bool) {
    let Some(message) = heard(mark, of, given.and_then(points_of), is_trusted) else {
        return;
    };
    send(number, message);
}

fn send(number: u32, message: Message) {
    let scope = PAGE.with_borrow(|page| {
        let drawn = page
            .as_ref()?
            .drawn
            .iter()
            .find(|(known, _)| *known == number);
        drawn.map(|(_, handle)| (**handle).clone())
    });
    if let Some(scope) = scope {
        scope.send_message(message);
    }
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
