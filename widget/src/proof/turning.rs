//! Turning: a carousel moved by its own scrolling, so that fingers, keys and buttons mean the same.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement};

use super::showing::Showing;
use crate::timer::{prefers_stillness, sleep};

/// How long each stands where the page asked for one that goes on by itself.
const STAND_MS: u32 = 7_000;

impl Showing {
    /// Goes a step on, or back; around the ends.
    pub(crate) fn turn(&self, is_forward: bool) {
        turn(self.stage(), is_forward);
    }

    /// Begins to go on by itself, once. It stands still for who asked for less motion, while
    /// somebody points at it or is in it, and for good where it was told to.
    pub(crate) fn go_on(&self) {
        if !self.begins_to_move() {
            return;
        }
        let (stage, life) = (self.stage().clone(), self.life());
        spawn_local(async move {
            loop {
                sleep(STAND_MS).await;
                if !life.is_there.get() {
                    return;
                }
                let held = stage.query_selector(".carousel:is(:hover, :focus-within)");
                let is_held = !matches!(held, Ok(None));
                if !is_held && !life.is_stopped.get() && !prefers_stillness() {
                    turn(&stage, true);
                }
            }
        });
    }
}

// A step is as far as the first two lie apart: leftward where the page is read that way.
fn turn(stage: &Element, is_forward: bool) {
    let items = stage.query_selector_all(".track-row > li");
    let item = |index| {
        let node = items.as_ref().ok()?.get(index)?;
        node.dyn_into::<HtmlElement>().ok()
    };
    let (Some(first), Some(second)) = (item(0), item(1)) else {
        return;
    };
    let Some(row) = first.parent_element() else {
        return;
    };
    let step = second.offset_left() - first.offset_left();
    let (now, room) = (row.scroll_left(), row.scroll_width() - row.client_width());
    let end = room * step.signum();
    let is_at_end = (now - end).abs() <= 2;
    row.set_scroll_left(match (is_forward, now.abs() <= 2, is_at_end) {
        (true, _, true) => 0,
        (false, true, _) => end,
        (true, _, false) => now + step,
        (false, false, _) => now - step,
    });
}
