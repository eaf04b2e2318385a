//! Copying a code: to the clipboard, or by selecting it where the page may not write there.

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;

use crate::account::Redemption;
use crate::desk::Copied;
use crate::element::Message;
use crate::node::object;

#[wasm_bindgen]
extern "C" {
    // Missing on pages without a secure context, hence `catch`.
    #[wasm_bindgen(catch, js_namespace = ["navigator", "clipboard"], js_name = writeText)]
    fn write_text(text: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = navigator)]
    async fn share(data: &JsValue) -> Result<JsValue, JsValue>;
}

/// What the link for a friend is known by among what can be copied: no redemption has this id.
pub(crate) const FRIEND: &str = " friend";

/// Copies a redemption's code.
pub(crate) async fn code(stage: Element, redemption: Rc<Redemption>) -> Message {
    text(stage, redemption.id.clone(), redemption.code.clone()).await
}

/// Copies the link for a friend.
pub(crate) async fn link(stage: Element, link: String) -> Message {
    text(stage, FRIEND.to_owned(), link).await
}

async fn text(stage: Element, id: String, text: String) -> Message {
    let written = match write_text(&text) {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    };
    if written {
        return Message::Copied(Copied::Whole { redemption: id });
    }
    select(&stage, &text);
    Message::Copied(Copied::Selected { redemption: id })
}

/// Whether the platform has a way to hand a link to another app.
pub(crate) fn can_share() -> bool {
    let navigator = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("navigator"));
    let name = JsValue::from_str("share");
    navigator.is_ok_and(|navigator| js_sys::Reflect::has(&navigator, &name).unwrap_or(false))
}

/// Hands a link to another app, as the shopper chooses.
pub(crate) fn hand_on(title: &str, link: &str) {
    let text = JsValue::from_str;
    let data = object(&[("title", text(title)), ("url", text(link))]);
    spawn_local(async move {
        // Whoever closes the list of apps has changed their mind, which is no error.
        let _ = share(&data).await;
    });
}

fn select(stage: &Element, code: &str) {
    let Ok(codes) = stage.query_selector_all(".code") else {
        return;
    };
    let selection = web_sys::window().and_then(|page| page.get_selection().ok().flatten());
    for index in 0..codes.length() {
        let node = codes
            .get(index)
            .filter(|node| node.text_content().as_deref() == Some(code));
        if let (Some(node), Some(selection)) = (node, &selection) {
            let _ = selection.select_all_children(node.unchecked_ref());
        }
    }
}
