//! Icons and bars: small drawings that take the text's colour.

use yew::{Html, html};

/// A rosette: the sign of a tier.
pub(super) fn rosette() -> Html {
    stroke("M12 3.2l2 1.6 2.5-.3 1 2.4 2.3 1.1-.4 2.5 1.6 2-1.6 2 .4 2.5-2.3 1.1-1 2.4-2.5-.3-2 1.6-2-1.6-2.5.3-1-2.4-2.3-1.1.4-2.5-1.6-2 1.6-2-.4-2.5 2.3-1.1 1-2.4 2.5.3zM9 12.2l2.1 2.1 4-4.2")
}

/// Points on their way.
pub(super) fn arriving() -> Html {
    stroke("M12 4v11m-4.5-4.2L12 15.3l4.5-4.5M5 19.5h14")
}

/// A day on which something ends.
pub(super) fn day() -> Html {
    stroke("M5 6.5h14v13H5zM5 10.5h14M9 4v4m6-4v4")
}

/// A voucher.
pub(super) fn ticket() -> Html {
    stroke("M4 7h16v3.2a1.9 1.9 0 0 0 0 3.6V17H4v-3.2a1.9 1.9 0 0 0 0-3.6zM14.5 7.2v9.6")
}

/// Not open yet.
pub(super) fn lock() -> Html {
    stroke("M6.5 11h11v8.5h-11zM9 11V8a3 3 0 0 1 6 0v3")
}

/// Shipping.
pub(super) fn van() -> Html {
    stroke("M3 7h10.5v9.5H3zM13.5 10.5h3.7l3.3 3v3h-7M7 19a1.8 1.8 0 1 0 0-3.6A1.8 1.8 0 0 0 7 19m10 0a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6")
}

/// A present.
pub(super) fn present() -> Html {
    stroke("M5 11h14v8.5H5zM4 7.8h16V11H4zM12 7.8v11.7M12 7.8c-5 0-4.6-4.3-2.3-4.3S12 7.8 12 7.8s0-4.3 2.3-4.3 2.7 4.3-2.3 4.3")
}

/// A slider.
pub(super) fn slider() -> Html {
    stroke("M4 9h9m6 0h1M4 15h2m6 0h8M16 11.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4m-7 6a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4")
}

/// Done.
pub(super) fn tick() -> Html {
    stroke("M5 12.8l4.6 4.6L19.2 7")
}

fn stroke(path: &'static str) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d={path} /></svg>
    }
}

/// A slim bar, filled by so many thousandths. Drawn with attributes alone: a page may forbid styles.
pub(crate) fn bar(thousandths: u64) -> Html {
    let share = thousandths.min(1000);
    let width = [(share / 10).to_string().as_str(), ".", &(share % 10).to_string(), "%"].concat();
    html! {
        <svg class="bar" part="bar" aria-hidden="true">
            <rect class="track" width="100%" height="100%" />
            <rect class="fill" width={width} height="100%" rx="3" />
        </svg>
    }
}
