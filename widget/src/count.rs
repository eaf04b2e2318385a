//! Count: a number that counts once to its new value when it changes.

use js_sys::{Function, Promise};
use wasm_bindgen_futures::JsFuture;
use yew::{Component, Context, Html, Properties, html};

use crate::store::Store;

/// Frames that one count takes: about half a second.
const FRAMES: u64 = 28;

/// A number, formatted.
pub(crate) struct Count {
    shown: u64,
    from: u64,
    frame: u64,
}

/// The number to show.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) number: u64,
    pub(crate) store: Store,
}

impl Component for Count {
    type Message = ();
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let number = ctx.props().number;
        Self { shown: number, from: number, frame: FRAMES }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        if ctx.props().number != old.number {
            let was_still = self.frame >= FRAMES;
            self.from = self.shown;
            self.frame = if prefers_stillness() { FRAMES } else { 0 };
            self.place(ctx.props().number);
            if was_still && self.frame < FRAMES {
                ctx.link().send_future(frame());
            }
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, (): ()) -> bool {
        self.frame += 1;
        self.place(ctx.props().number);
        if self.frame < FRAMES {
            ctx.link().send_future(frame());
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        html! { <>{ ctx.props().store.formatter().whole(self.shown) }</> }
    }
}

impl Count {
    fn place(&mut self, to: u64) {
        self.shown = between(self.from, to, self.frame);
    }
}

// Quick at first and slow at the end: what is left shrinks with the square of the frames left.
fn between(from: u64, to: u64, frame: u64) -> u64 {
    let left = u128::from(FRAMES.saturating_sub(frame));
    let whole = u128::from(FRAMES * FRAMES);
    let part = u128::from(from.abs_diff(to)) * left * left / whole;
    let part = u64::try_from(part).unwrap_or(u64::MAX);
    if to >= from { to - part } else { to + part }
}

async fn frame() {
    let promise = Promise::new(&mut |resolve: Function, _: Function| {
        if let Some(page) = web_sys::window() {
            let _ = page.request_animation_frame(&resolve);
        }
    });
    let _ = JsFuture::from(promise).await;
}

fn prefers_stillness() -> bool {
    let query = "(prefers-reduced-motion: reduce)";
    let media = web_sys::window().and_then(|page| page.match_media(query).ok().flatten());
    media.is_none_or(|media| media.matches())
}

#[cfg(test)]
mod tests {
    use super::{FRAMES, between};

    #[test]
    fn a_count_starts_where_it_was_and_ends_on_the_number() {
        for (from, to) in [(0, 340), (340, 40), (7, 7), (0, u64::MAX), (u64::MAX, 0)] {
            assert_eq!(between(from, to, 0), from);
            assert_eq!(between(from, to, FRAMES), to);
            let half = between(from, to, FRAMES / 2);
            assert!(half >= from.min(to) && half <= from.max(to));
        }
    }
}
