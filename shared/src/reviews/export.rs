//! Exporting reviews: everything that is known of them, as CSV that spreadsheets open safely and
//! that [`super::import`] reads again, and as JSON.
//!
//! The columns, in this order; those marked * are told and not taken back by an import:
//!
//! | column | holds |
//! |---|---|
//! | `key` | what the review is known by; importing it again changes nothing |
//! | `product` | the product's id |
//! | `handle` | its name in addresses, where only that is known |
//! | `rating` | 1 to 5 |
//! | `title`, `body`, `author` | what was written, as it was written |
//! | `at` | when, RFC 3339 |
//! | `edited_at` * | when it was last edited |
//! | `photos` | https addresses, a blank between two |
//! | `reply`, `reply_at` | the shop's answer |
//! | `state` | `published`, `pending`, `rejected` or `withdrawn` |
//! | `rejected_for`, `note` | why it was rejected or withdrawn, and what the shop noted |
//! | `incentivised` | `yes` where the reviewer got something: our points, or what `app` gave |
//! | `verified` * | `yes` where we knew the order |
//! | `helpful`, `unhelpful` * | votes |
//! | `app` | what an imported review was written with: `judge.me` and so on |
//!
//! The file begins with a byte order mark, cells are in quotes and lines end in CRLF. What a
//! spreadsheet could take for a formula, in a cell or after a `;`, a tab or a line end in it,
//! begins with an apostrophe, which an import takes away again.

use serde::Serialize;

use super::import::{Handle, Imported};
use super::{
    App, Author, Body, Moderation, Note, Origin, PhotoUrl, Rating, RejectionReason, Reply, Review,
    State, Title, Votes, cell,
};
use crate::id::{ImportKey, ProductId};
use crate::time::Time;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The names of the columns.
const COLUMNS: [&str; 20] = [
    "key",
    "product",
    "handle",
    "rating",
    "title",
    "body",
    "author",
    "at",
    "edited_at",
    "photos",
    "reply",
    "reply_at",
    "state",
    "rejected_for",
    "note",
    "incentivised",
    "verified",
    "helpful",
    "unhelpful",
    "app",
];

/// A review as it leaves; as JSON it has the fields of the columns, and none that are empty.
#[derive(Clone, Debug, Serialize)]
pub struct Exported<'a> {
    key: &'a ImportKey,
    #[serde(skip_serializing_if = "Option::is_none")]
    product: Option<&'a ProductId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    handle: Option<&'a Handle>,
    rating: Rating,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a Title>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<&'a Body>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a Author>,
    at: Time,
    #[serde(skip_serializing_if = "Option::is_none")]
    edited_at: Option<Time>,
    #[serde(skip_serializing_if = "<[PhotoUrl]>::is_empty")]
    photos: &'a [PhotoUrl],
    #[serde(skip_serializing_if = "Option::is_none")]
    reply: Option<&'a Reply>,
    state: State,
    #[serde(skip_serializing_if = "Option::is_none")]
    rejected_for: Option<RejectionReason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a Note>,
    incentivised: bool,
    verified: bool,
    #[serde(flatten)]
    votes: Votes,
    #[serde(skip_serializing_if = "Option::is_none")]
    app: Option<App>,
}

impl<'a> Exported<'a> {
    /// A review that is kept. One that was imported has the key it came with, one that was written
    /// here [`super::import::of_written`].
    pub fn of(key: &'a ImportKey, product: &'a ProductId, review: &'a Review) -> Self {
        Self {
            key,
            product: Some(product),
            handle: None,
            rating: review.rating,
            title: review.title.as_ref(),
            body: review.body.as_ref(),
            author: review.author.as_ref(),
            at: review.at,
            edited_at: review.edited_at,
            photos: &review.photos,
            reply: review.reply.as_ref(),
            state: review.moderation.state(),
            rejected_for: review.moderation.reason(),
            note: note(&review.moderation),
            incentivised: review.incentive.is_any(),
            verified: review.is_verified(),
            votes: review.votes,
            app: match review.origin {
                Origin::Written => None,
                Origin::Imported { app } => Some(app),
            },
        }
    }

    /// A review of a file on its way to the service, about the product that is meant.
    pub fn of_imported(review: &'a Imported, product: Option<&'a ProductId>) -> Self {
        Self {
            key: &review.key,
            product: product.or(review.product.id.as_ref()),
            handle: review.product.handle.as_ref(),
            rating: review.rating,
            title: review.title.as_ref(),
            body: review.body.as_ref(),
            author: review.author.as_ref(),
            at: review.at,
            edited_at: None,
            photos: &review.photos,
            reply: review.reply.as_ref(),
            state: review.moderation.state(),
            rejected_for: review.moderation.reason(),
            note: note(&review.moderation),
            incentivised: review.incentive.is_any(),
            verified: false,
            votes: Votes::default(),
            app: Some(review.app),
        }
    }

    fn cells(&self) -> [String; COLUMNS.len()] {
        let photos: Vec<&str> = self.photos.iter().map(PhotoUrl::as_str).collect();
        [
            self.key.to_string(),
            text(self.product),
            text(self.handle.map(Handle::as_str)),
            self.rating.to_string(),
            text(self.title),
            text(self.body),
            text(self.author),
            self.at.to_string(),
            text(self.edited_at),
            photos.join(" "),
            text(self.reply.map(|reply| &reply.body)),
            text(self.reply.map(|reply| reply.at)),
            self.state.to_string(),
            text(self.rejected_for),
            text(self.note),
            yes(self.incentivised),
            yes(self.verified),
            self.votes.helpful.to_string(),
            self.votes.unhelpful.to_string(),
            text(self.app),
        ]
    }
}

/// The first line of a CSV file, with the mark by which spreadsheets see that it is UTF-8.
pub fn csv_header() -> String {
    let mut line = BYTE_ORDER_MARK.to_owned();
    cell::push_row(&mut line, COLUMNS);
    line
}

/// The line of a review, or several where what was written has some.
pub fn csv_row(review: &Exported<'_>) -> String {
    let mut line = String::new();
    let cells = review.cells();
    cell::push_row(&mut line, cells.iter().map(String::as_str));
    line
}

fn note(moderation: &Moderation) -> Option<&Note> {
    match moderation {
        Moderation::Rejected { note, .. } => note.as_ref(),
        Moderation::Pending { .. } | Moderation::Published | Moderation::Withdrawn { .. } => None,
    }
}

fn text(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn yes(is: bool) -> String {
    let word = if is { "yes" } else { "" };
    word.to_owned()
}
