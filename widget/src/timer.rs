//! Timer: waiting, on the page's own clock.

use js_sys::{Date, Function, Promise};
use shared::Time;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Waits so many milliseconds.
pub(crate) async fn sleep(ms: u32) {
    let promise = Promise::new(&mut |resolve: Function, _: Function| set(&resolve, ms));
    // A timeout never rejects.
    let _ = JsFuture::from(promise).await;
}

/// Waits so many milliseconds, or until the connection comes back, whichever is first.
pub(crate) async fn pause(ms: u32) {
    let promise = Promise::new(&mut |resolve: Function, _: Function| {
        set(&resolve, ms);
        if let Some(window) = web_sys::window() {
            let _ = window.add_event_listener_with_callback("online", &resolve);
        }
    });
    let _ = JsFuture::from(promise).await;
}

fn set(resolve: &Function, ms: u32) {
    let ms = i32::try_from(ms).unwrap_or(i32::MAX);
    let window = web_sys::window();
    let set =
        window.map(|page| page.set_timeout_with_callback_and_timeout_and_arguments_0(resolve, ms));
    // Without a timer waiting must still end.
    if !matches!(set, Some(Ok(_))) {
        let _ = resolve.call0(&JsValue::UNDEFINED);
    }
}

/// The page's clock, which may be wrong: only differences from the service's times are used.
pub(crate) fn page_clock() -> Time {
    Time::from_unix_ms(Date::now() as i64)
}

/// Whether the reader has asked for less motion.
pub(crate) fn prefers_stillness() -> bool {
    let query = "(prefers-reduced-motion: reduce)";
    let media = web_sys::window().and_then(|page| page.match_media(query).ok().flatten());
    media.is_none_or(|media| media.matches())
}
