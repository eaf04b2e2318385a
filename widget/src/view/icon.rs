//! Icons and bars: small drawings that take the text's colour.

use yew::Html;

use super::tag::{fixed, made, tag};

/// A drawing, by its strokes.
#[derive(Clone, Copy)]
pub(crate) struct Icon(&'static str);

/// The sign of a tier: a medal with its ribbons.
pub(crate) const MEDAL: Icon = Icon(
    "M12 14.5a5.75 5.75 0 1 0 0-11.5 5.75 5.75 0 0 0 0 11.5M8.2 13.2L6.5 21l5.5-2.8 5.5 2.8\
     -1.7-7.8",
);
/// Points on their way.
pub(crate) const ARRIVING: Icon = Icon("M12 4v11m-4.5-4.2L12 15.3l4.5-4.5M5 19.5h14");
/// A day on which something ends.
pub(crate) const DAY: Icon = Icon("M5 6.5h14v13H5zM5 10.5h14M9 4v4m6-4v4");
/// A voucher.
pub(crate) const TICKET: Icon =
    Icon("M4 7h16v3.2a1.9 1.9 0 0 0 0 3.6V17H4v-3.2a1.9 1.9 0 0 0 0-3.6zM14.5 7.2v9.6");
/// Not open yet.
pub(crate) const LOCK: Icon = Icon("M6.5 11h11v8.5h-11zM9 11V8a3 3 0 0 1 6 0v3");
/// Shipping.
pub(crate) const VAN: Icon = Icon(
    "M3 7h10.5v9.5H3zM13.5 10.5h3.7l3.3 3v3h-7M7 19a1.8 1.8 0 1 0 0-3.6A1.8 1.8 0 0 0 7 19m10 0\
     a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6",
);
/// A present.
pub(crate) const PRESENT: Icon = Icon(
    "M5 11h14v8.5H5zM4 7.8h16V11H4zM12 7.8v11.7M12 7.8c-5 0-4.6-4.3-2.3-4.3S12 7.8 12 7.8s0-4.3 \
     2.3-4.3 2.7 4.3-2.3 4.3",
);
/// As many as one likes.
pub(crate) const SLIDER: Icon = Icon(
    "M4 9h9m6 0h1M4 15h2m6 0h8M16 11.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4m-7 6a2.2 2.2 0 1 0 \
     0-4.4 2.2 2.2 0 0 0 0 4.4",
);
/// An order.
pub(crate) const BAG: Icon = Icon("M6 8.5h12l1 11.5H5zM9 11V7a3 3 0 0 1 6 0v4");
/// A birthday.
pub(crate) const CAKE: Icon = Icon(
    "M5 12.5h14V20H5zM5 16c2.3 1.6 4.7-1.6 7 0s4.7-1.6 7 0M12 12.5V8.8M12 6.8c-1.2-1-.9-2.2 0-3.3\
     .9 1.1 1.2 2.3 0 3.3",
);
/// Something written.
pub(crate) const PEN: Icon = Icon("M5 19l1-4L15.5 5.5a2.1 2.1 0 0 1 3 3L9 18zM13.8 7.2l3 3");
/// Something done.
pub(crate) const HAND: Icon =
    Icon("M12 3.8l2.4 5 5.5.7-4 3.8 1 5.4-4.9-2.7-4.9 2.7 1-5.4-4-3.8 5.5-.7z");
/// Friends.
pub(crate) const FRIENDS: Icon = Icon(
    "M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6m-5.5 8c0-3.2 2.4-5 5.5-5s5.5 1.8 5.5 5M15.5 5.3a3 3 0 0 1 \
     0 5.4m2 3.9c1.9.7 3 2.3 3 4.4",
);
/// Gives more for a while.
pub(crate) const SPARK: Icon =
    Icon("M11 4l1.7 5.3L18 11l-5.3 1.7L11 18l-1.7-5.3L4 11l5.3-1.7zM18.5 15.5v4m-2-2h4");
/// Back where it was.
pub(crate) const RETURN: Icon = Icon("M9 6L5 10l4 4M5 10h9a5 5 0 0 1 0 10h-3");
/// Closes.
pub(crate) const CROSS: Icon = Icon("M6.5 6.5l11 11m0-11l-11 11");
/// Done.
pub(crate) const TICK: Icon = Icon("M5 12.8l4.6 4.6L19.2 7");

/// Known to be so.
pub(crate) const SEAL: Icon = Icon(
    "M12 3.5l2.4 1.8 3 0 .9 2.8 2.4 1.8-.9 2.9.9 2.8-2.4 1.8-.9 2.9-3 0L12 22l-2.4-1.7-3 0-.9-2.9\
     -2.4-1.8.9-2.8-.9-2.9 2.4-1.8.9-2.8 3 0zM8.5 12.8l2.4 2.4 4.6-4.8",
);
/// One star.
pub(crate) const STAR: Icon =
    Icon("M12 3.2l2.7 5.6 6.2.8-4.5 4.3 1.1 6.1-5.5-3-5.5 3 1.1-6.1-4.5-4.3 6.2-.8z");
/// It has helped.
pub(crate) const THUMB_UP: Icon = Icon(
    "M4 11h3.5v9H4zM7.5 11l4-7.5a2 2 0 0 1 2 2V9.5h5a1.8 1.8 0 0 1 1.8 2.1l-1.2 6.9a1.8 1.8 0 0 1\
     -1.8 1.5H7.5",
);
/// It has not.
pub(crate) const THUMB_DOWN: Icon = Icon(
    "M20 13h-3.5V4H20zM16.5 13l-4 7.5a2 2 0 0 1-2-2v-4h-5a1.8 1.8 0 0 1-1.8-2.1l1.2-6.9A1.8 1.8 0 \
     0 1 6.7 4h9.8",
);
/// To what came before.
pub(crate) const BACK: Icon = Icon("M14.5 5.5L8 12l6.5 6.5");
/// To what comes next.
pub(crate) const ONWARD: Icon = Icon("M9.5 5.5L16 12l-6.5 6.5");
/// Stands still.
pub(crate) const PAUSE: Icon = Icon("M9 6v12m6-12v12");
/// Moves on.
pub(crate) const PLAY: Icon = Icon("M8 5.5v13L18.5 12z");

/// Draws an icon; a screen reader does not hear it.
#[inline(never)]
pub(crate) fn icon(Icon(strokes): Icon) -> Html {
    let path = tag("path", "", &[fixed("d", strokes)], Vec::new());
    let attributes = [
        fixed("viewBox", "0 0 24 24"),
        // Their size where the sheet has not come yet, or never comes.
        fixed("width", "20"),
        fixed("height", "20"),
        fixed("aria-hidden", "true"),
    ];
    tag("svg", "icon", &attributes, vec![path])
}

/// A slim bar, filled by so many thousandths. Drawn with attributes alone: a page may forbid
/// styles.
pub(crate) fn bar(thousandths: u64) -> Html {
    let share = thousandths.min(1000);
    let width = [
        &(share / 10).to_string(),
        ".",
        &(share % 10).to_string(),
        "%",
    ]
    .concat();
    let full = [fixed("width", "100%"), fixed("height", "100%")];
    let part = [
        made("width", &width),
        fixed("height", "100%"),
        fixed("rx", "3"),
    ];
    let attributes = [
        fixed("part", "bar"),
        fixed("width", "100%"),
        fixed("height", "6"),
        fixed("aria-hidden", "true"),
    ];
    tag(
        "svg",
        "bar",
        &attributes,
        vec![
            tag("rect", "track", &full, Vec::new()),
            tag("rect", "fill", &part, Vec::new()),
        ],
    )
}

/// How many thousandths a part is of a whole; never more than all of them.
pub(crate) fn thousandths(part: u64, whole: u64) -> u64 {
    let whole = u128::from(whole.max(1));
    u64::try_from(u128::from(part).min(whole) * 1000 / whole).unwrap_or(1000)
}

#[cfg(test)]
mod tests {
    use super::thousandths;

    #[test]
    fn a_share_stays_on_the_bar() {
        let cases = [
            (0, 900, 0),
            (450, 900, 500),
            (900, 900, 1000),
            (901, 900, 1000),
            (5, 0, 1000),
        ];
        for (part, whole, expected) in cases {
            assert_eq!(thousandths(part, whole), expected, "{part}/{whole}");
        }
        assert_eq!(thousandths(u64::MAX, u64::MAX), 1000);
    }
}
