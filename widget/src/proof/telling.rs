//! Telling: a message of the rules in words, its numbers and dates as the page's language has them.

use shared::reviews::{Message, Rating};

use super::words::{self, Key, say};
use crate::format::Formatter;
use crate::words as common;

/// The words of a message.
pub(crate) fn tell(message: Message<'_>, format: &Formatter) -> String {
    let whole = |number| format.whole(number);
    let stars = |rating: Rating| format.whole(rating.stars().into());
    let counted = |count, one, many| {
        let key = if format.is_one(count) { one } else { many };
        say(key, &[("count", &format.whole(count))])
    };
    match message {
        Message::RatingOf { value, count } => {
            let key = match format.is_one(count) {
                true => common::Key::RatingOfOne,
                false => common::Key::RatingOf,
            };
            let value = format.tenths(value.tenths().into());
            common::say(key, &[("rating", &value), ("count", &whole(count))])
        }
        Message::NoRatings => common::say(common::Key::NoRatings, &[]),
        Message::Stars(rating) => say(Key::OfFive, &[("stars", &stars(rating))]),
        Message::StarCount { rating, count } => {
            let key = match (rating, format.is_one(count)) {
                (Rating::WORST, true) => Key::BarStarOne,
                (Rating::WORST, false) => Key::BarStar,
                (_, true) => Key::BarOne,
                (_, false) => Key::Bar,
            };
            say(key, &[("stars", &stars(rating)), ("count", &whole(count))])
        }
        Message::Ratings(count) => counted(count, Key::RatingOne, Key::Ratings),
        Message::Texts(count) => counted(count, Key::OneText, Key::Texts),
        Message::OnlyStars(count) => counted(count, Key::OnlyStarsOne, Key::OnlyStars),
        Message::Matching(count) => counted(count, Key::MatchingOne, Key::Matching),
        Message::MoreCame(count) => say(Key::MoreCame, &[("count", &whole(count))]),
        Message::Helpful(0) => say(Key::Helpful, &[]),
        Message::Helpful(count) => say(Key::HelpfulCount, &[("count", &whole(count))]),
        Message::Unhelpful(0) => say(Key::Unhelpful, &[]),
        Message::Unhelpful(count) => say(Key::UnhelpfulCount, &[("count", &whole(count))]),
        Message::ByLine { rating, author, at } => {
            let (stars, date) = (stars(rating), format.date(at));
            let places = [("stars", &*stars), ("author", author), ("date", &date)];
            say(Key::ByLine, &places)
        }
        Message::Photo {
            number,
            count,
            author,
        } => {
            let (number, count) = (whole(number), whole(count));
            let places = [("number", &*number), ("count", &count), ("author", author)];
            say(Key::PhotoOf, &places)
        }
        Message::Place { number, count } => {
            let (number, count) = (whole(number), whole(count));
            say(Key::PhotoPlace, &[("number", &number), ("count", &count)])
        }
        Message::EditedAt(at) => say(Key::EditedOn, &[("date", &format.date(at))]),
        Message::TooLong { most } => say(Key::FaultLong, &[("most", &whole(most))]),
        Message::RejectedFor(because) => {
            let reason = say(words::reason(because), &[]);
            say(Key::IsRejectedFor, &[("reason", &reason)])
        }
        Message::ImportedFrom { app } => say(Key::ImportedFrom, &[("app", words::app(app))]),
        Message::Brings { points } => say(Key::Brings, &[("points", points)]),
        Message::ChosenBy { shop } => say(Key::ChosenBy, &[("shop", shop)]),
        Message::About { product } => say(Key::About, &[("product", product)]),
    }
}
