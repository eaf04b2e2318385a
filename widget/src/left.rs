//! Left: the time a hold still has, as a bar and a clock; both are the real expiry.

use shared::Time;
use yew::{Callback, Component, Context, Html, Properties, html};

use crate::store::Store;
use crate::timer::sleep;
use crate::view::bar;
use crate::words::{self, Key};

/// The time left of a hold.
pub(crate) struct Left {
    has_ended: bool,
}

/// Of which hold.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) from: Time,
    pub(crate) until: Time,
    pub(crate) store: Store,
    pub(crate) ended: Callback<()>,
}

impl Component for Left {
    type Message = ();
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        ctx.link().send_future(sleep(1_000));
        Self { has_ended: false }
    }

    fn update(&mut self, ctx: &Context<Self>, (): ()) -> bool {
        ctx.link().send_future(sleep(1_000));
        if !self.has_ended && seconds_left(ctx.props()) == 0 {
            self.has_ended = true;
            ctx.props().ended.emit(());
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let left = seconds_left(props);
        let time = props.store.formatter().countdown(left);
        let whole = props.until.unix_ms() - props.from.unix_ms();
        let now = props.until.unix_ms() - props.store.now().unix_ms();
        html! {
            <div class="left" role="timer">
                { bar(share(now, whole)) }
                <span class="quiet tabular">{ words::say(Key::TimeLeft, &[("time", &time)]) }</span>
            </div>
        }
    }
}

fn seconds_left(props: &Props) -> u64 {
    let ms = props.until.unix_ms() - props.store.now().unix_ms();
    u64::try_from(ms).unwrap_or(0).div_ceil(1000)
}

// In thousandths.
fn share(part: i64, whole: i64) -> u64 {
    let (part, whole) = (part.clamp(0, whole.max(0)), whole.max(1));
    u64::try_from(part.saturating_mul(1000) / whole).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn the_share_stays_on_the_bar() {
        let cases = [(0, 900, 0), (450, 900, 500), (900, 900, 1000), (901, 900, 1000), (-1, 900, 0)];
        for (part, whole, expected) in cases {
            assert_eq!(share(part, whole), expected);
        }
        assert_eq!(share(5, 0), 0);
    }
}
