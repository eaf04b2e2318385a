//! Ratings: the stars of a product as a drawing and as words.

use shared::reviews::{Aggregate, Message};
use yew::Html;

use super::telling::tell;
use crate::format::Formatter;
use crate::node::Node;
use crate::view::{fixed, made, tag};

/// One star, and how wide the square is that it stands in.
const STAR: &str = "l2.9 6.1 6.6.8-4.9 4.6 1.3 6.6-5.9-3.3-5.9 3.3 1.3-6.6-4.9-4.6 6.6-.8z";
const SQUARE: u64 = 24;
/// Where a star begins in its square and how wide it is, in tenths.
const EDGE: u64 = 25;
const WIDTH: u64 = 190;

/// Reads an aggregate rating.
pub(crate) fn read(node: &Node) -> Option<Aggregate> {
    let histogram = node.wholes("histogram").try_into().ok()?;
    Some(Aggregate::new(histogram, node.whole("review_count")?))
}

/// The average as one reads it: `4.6`. Nothing where nobody rated.
pub(crate) fn value(rating: &Aggregate, format: &Formatter) -> Option<String> {
    let value = rating.rating_value()?;
    Some(format.tenths(value.tenths().into()))
}

/// The one sentence that says it all.
pub(crate) fn sentence(rating: &Aggregate, format: &Formatter) -> String {
    tell(Message::of(rating), format)
}

/// The five stars, filled as far as the average goes; a screen reader does not hear them.
pub(crate) fn average(rating: &Aggregate) -> Html {
    stars(rating.rating_sum() * 100 / rating.rating_count().max(1))
}

/// Five stars, so many hundredths of a star filled.
pub(crate) fn stars(hundredths: u64) -> Html {
    let attributes = [
        fixed("viewBox", "0 0 120 24"),
        // Its size where the sheet has not come yet, or never comes.
        fixed("width", "90"),
        fixed("height", "18"),
        fixed("part", "stars"),
        fixed("aria-hidden", "true"),
    ];
    // The inner drawing ends where the filling does: what is beyond its edge is not drawn.
    let filled = [
        made("width", &filled(hundredths)),
        fixed("height", "24"),
        fixed("class", "filled"),
    ];
    let fill = tag("path", "", &[made("d", &row())], Vec::new());
    let track = tag("path", "track", &[made("d", &row())], Vec::new());
    let filled = tag("svg", "", &filled, vec![fill]);
    tag("svg", "stars-drawn", &attributes, vec![track, filled])
}

fn row() -> String {
    let star = |index: u64| ["M", &(12 + index * SQUARE).to_string(), " 2.5", STAR].concat();
    (0..5).map(star).collect()
}

/// How far the filling goes, in units of the drawing: gaps between stars count for nothing.
fn filled(hundredths: u64) -> String {
    let (whole, part) = (hundredths.min(500) / 100, hundredths.min(500) % 100);
    let within = match part {
        0 => 0,
        part => EDGE + part * WIDTH / 100,
    };
    let tenths = whole * SQUARE * 10 + within;
    [&(tenths / 10).to_string(), ".", &(tenths % 10).to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filling_ends_within_a_star() {
        let cases = [
            (0, "0.0"),
            (100, "24.0"),
            (450, "108.0"),
            (460, "109.9"),
            (499, "117.3"),
            (500, "120.0"),
            (900, "120.0"),
        ];
        for (hundredths, expected) in cases {
            assert_eq!(filled(hundredths), expected, "{hundredths}");
        }
    }
}
