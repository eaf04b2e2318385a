//! Lists of published reviews: pages by cursor, whose cost does not grow with their number.
//!
//! An index has the reviews of each kind and rating in the order of a list, so that a filter is a
//! choice of at most forty ranges, and a page reads no more of each than it shows.

use serde_json::json;
use shared::reviews::{Cursor, Kind, Place, Rating, Review, ReviewId, Sort};

use super::ProductObject;
use super::command::{AskPage, Page};
use super::kept::Core;
use crate::fault::Fault;
use crate::limits;
use crate::objects::sql::Statement;

/// Greater than every column of an index.
const MOST: i64 = (1 << 53) - 1;

/// A range of an index: one kind, one rating, after a place.
struct Range {
    kind: Kind,
    rating: Rating,
    below: (i64, i64, i64),
}

impl ProductObject {
    /// A page of the published reviews.
    pub(super) fn page(&self, ask: &AskPage) -> Result<Page, Fault> {
        let core = self.core()?;
        let is_first = *ask == AskPage::default();
        if let Some(page) = self
            .first_page
            .borrow()
            .as_ref()
            .filter(|page| is_first && page.sequence == core.sequence)
        {
            return Ok(page.clone());
        }
        let page = self.read_page(ask, &core)?;
        if is_first {
            *self.first_page.borrow_mut() = Some(page.clone());
        }
        Ok(page)
    }

    fn read_page(&self, ask: &AskPage, core: &Core) -> Result<Page, Fault> {
        let mut places = self.places(ask, core)?;
        places.sort_unstable_by(|a, b| b.cmp(a));
        let has_more = places.len() > limits::REVIEWS_OF_A_PAGE;
        places.truncate(limits::REVIEWS_OF_A_PAGE);
        let last = places.last().copied().filter(|_| has_more);
        let cursor = |after| Cursor {
            sort: ask.sort,
            after,
        };
        Ok(Page {
            aggregate: core.tally.aggregate(),
            counts: core.tally.counts(),
            matching: core.tally.matching(&ask.filter),
            reviews: self.reviews_at(&places)?,
            next: last.map(|after| cursor(after).to_string()),
            sequence: core.sequence,
        })
    }

    /// The places of a page's reviews, and of at least one more where there is one.
    fn places(&self, ask: &AskPage, core: &Core) -> Result<Vec<Place>, Fault> {
        let ranges = ranges(ask, core);
        if ranges.is_empty() {
            return Ok(Vec::new());
        }
        let statements: Vec<Statement> = ranges.iter().map(|it| it.statement(ask.sort)).collect();
        let text = self.store.query(&statements)?;
        let found: Vec<Vec<(u32, i64, u64)>> =
            serde_json::from_str(&text).map_err(|_| Fault::Unreadable("row"))?;
        let mut places = Vec::new();
        for (range, rows) in ranges.iter().zip(found) {
            for (helpfulness, at, number) in rows {
                places.push(Place {
                    first: ask.sort.first(range.rating, helpfulness),
                    second: at,
                    review: ReviewId::new(number).ok_or(Fault::Unreadable("row"))?,
                });
            }
        }
        Ok(places)
    }

    fn reviews_at(&self, places: &[Place]) -> Result<Vec<Review>, Fault> {
        let numbers: Vec<u64> = places.iter().map(|place| place.review.number()).collect();
        let select = "SELECT value FROM review WHERE number IN (SELECT value FROM json_each(?))";
        let statement = Statement::new(select, [json!(json!(numbers).to_string())]);
        let mut reviews = self.reviews(statement)?;
        reviews.sort_by_key(|review| numbers.iter().position(|it| *it == review.id.number()));
        Ok(reviews)
    }
}

/// The ranges that have anything of a page.
fn ranges(ask: &AskPage, core: &Core) -> Vec<Range> {
    let (stars, wanted) = (ask.filter.stars, ask.filter.kind());
    let histogram = core.tally.aggregate();
    let ratings = Rating::ALL
        .into_iter()
        .filter(|rating| stars.has(*rating) && histogram.count(*rating) > 0);
    let below = |rating| below(ask.sort, rating, ask.after.as_ref());
    let ratings = ratings.filter_map(|rating| Some((rating, below(rating)?)));
    ratings
        .flat_map(|(rating, below)| {
            let kinds = Kind::ALL.into_iter().filter(move |kind| kind.has(wanted));
            kinds.map(move |kind| Range {
                kind,
                rating,
                below,
            })
        })
        .collect()
}

/// What the rows of a rating have to be below of; nothing where all of it was shown before.
fn below(sort: Sort, rating: Rating, after: Option<&Place>) -> Option<(i64, i64, i64)> {
    let Some(after) = after else {
        return Some((MOST, MOST, MOST));
    };
    let number = i64::try_from(after.review.number()).unwrap_or(MOST);
    match sort {
        Sort::Helpful => Some((after.first, after.second, number)),
        Sort::Newest => Some((MOST, after.second, number)),
        Sort::Highest | Sort::Lowest => match sort.first(rating, 0).cmp(&after.first) {
            std::cmp::Ordering::Less => Some((MOST, MOST, MOST)),
            std::cmp::Ordering::Equal => Some((MOST, after.second, number)),
            std::cmp::Ordering::Greater => None,
        },
    }
}

impl Range {
    fn statement(&self, sort: Sort) -> Statement {
        let (first, second, number) = self.below;
        let of = [json!(self.kind.number()), json!(self.rating.stars())];
        let limit = json!(limits::REVIEWS_OF_A_PAGE + 1);
        if sort == Sort::Helpful {
            let select = "SELECT helpfulness, at, number FROM review \
                WHERE state = 'published' AND kind = ? AND rating = ? \
                AND (helpfulness, at, number) < (?, ?, ?) \
                ORDER BY helpfulness DESC, at DESC, number DESC LIMIT ?";
            let below = [json!(first), json!(second), json!(number), limit];
            return Statement::new(select, of.into_iter().chain(below));
        }
        let select = "SELECT 0, at, number FROM review \
            WHERE state = 'published' AND kind = ? AND rating = ? AND (at, number) < (?, ?) \
            ORDER BY at DESC, number DESC LIMIT ?";
        let below = [json!(second), json!(number), limit];
        Statement::new(select, of.into_iter().chain(below))
    }
}
