//! Given: all that an element of social proof is drawn from at first, wherever it is drawn.

use std::rc::Rc;

use super::newest::Rated;
use super::query::Query;
use super::rating;
use super::reading;
use super::review::{Chosen, Listing};
use super::subject::{ProofKind, Subject};
use crate::format::Formatter;
use crate::node::Node;

/// What a fragment carries beside its markup, and all that the markup depends on.
pub(crate) struct Given {
    pub(crate) subject: Subject,
    /// Writes in the fragment's language and in the shop's days.
    pub(crate) format: Rc<Formatter>,
    pub(crate) data: Data,
}

/// What the service said of the subject, or nothing where it could not be asked.
pub(crate) enum Data {
    Nothing,
    Stars(Rated),
    Reviews(Listing),
    Testimonials(Chosen),
}

impl Given {
    /// Reads what a fragment carries: `{e, locale, timezone, now, data}`. Nothing drawn so far
    /// looks at the time.
    pub(crate) fn read(node: &Node) -> Option<Self> {
        let subject = Subject::parse(&node.text("e")?)?;
        let locale = node.text("locale")?;
        Some(Self {
            format: Formatter::shared(&locale, node.text("timezone").as_deref()),
            data: Data::read(subject.kind(), &node.at("data")?),
            subject,
        })
    }
}

impl Data {
    /// Reads the answer of the route that a kind of element asks.
    pub(crate) fn read(kind: ProofKind, answer: &Node) -> Self {
        let data = match kind {
            ProofKind::Stars => {
                let rating = answer.at("rating").and_then(|it| rating::read(&it));
                let sequence = answer.whole("sequence");
                rating.map(|rating| Self::Stars(Rated { rating, sequence }))
            }
            ProofKind::Reviews => reading::listing(answer, Query::default()).map(Self::Reviews),
            ProofKind::Testimonials => Some(Self::Testimonials(reading::chosen(answer))),
        };
        data.unwrap_or(Self::Nothing)
    }
}
