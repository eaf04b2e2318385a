//! Copying a code: to the clipboard, or by selecting it where the page may not write there.

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

use crate::account::Redemption;
use crate::desk::Copied;
use crate::element::Message;

#[wasm_bindgen]
extern "C" {
    // Missing on pages without a secure context, hence `catch`.
    #[wasm_bindgen(catch, js_namespace = ["navigator", "clipboard"], js_name = writeText)]
    fn write_text(text: &str) -> Result<Promise, JsValue>;
}

/// Copies a redemption's code.
pub(crate) async fn code(stage: Element, redemption: Rc<Redemption>) -> Message {
    let written = match write_text(&redemption.code) {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    };
    let id = redemption.id.clone();
    if written {
        return Message::Copied(Copied::Whole { redemption: id });
    }
    select(&stage, &redemption.code);
    Message::Copied(Copied::Selected { redemption: id })
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
