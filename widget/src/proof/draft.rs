//! Draft: a review as its writer has typed it, and what is still wrong with it.

use shared::reviews::{Author, Body, Rating, Title};

use super::review::Review;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Rating,
    Title,
    Body,
    Author,
}

impl Field {
    /// Every field, from the top.
    pub(crate) const ALL: [Self; 4] = [Self::Rating, Self::Title, Self::Body, Self::Author];

    /// Its name in the form and on the wire.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Rating => "rating",
            Self::Title => "title",
            Self::Body => "body",
            Self::Author => "author",
        }
    }

    /// The id of what is wrong with it.
    pub(crate) const fn fault_id(self) -> &'static str {
        match self {
            Self::Rating => "fault-rating",
            Self::Title => "fault-title",
            Self::Body => "fault-body",
            Self::Author => "fault-author",
        }
    }

    /// The field that a JSON pointer of the service speaks of.
    pub(crate) fn pointed(pointer: &str) -> Option<Self> {
        let name = pointer.strip_prefix('/')?;
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// The most characters it takes.
    pub(crate) const fn most(self) -> usize {
        match self {
            Self::Rating => 1,
            Self::Title => Title::LENGTH_MAX,
            Self::Body => Body::LENGTH_MAX,
            Self::Author => Author::LENGTH_MAX,
        }
    }
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    Missing,
    TooLong,
    /// The service does not take it.
    Refused,
}

/// A field with something wrong.
pub(crate) type Fault = (Field, Flaw);

/// What stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Draft {
    /// Nothing where no star was chosen.
    pub(crate) rating: Option<Rating>,
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) author: String,
    /// Where the photos are to be found.
    pub(crate) photos: Vec<String>,
}

impl Draft {
    /// A review as it stands, to be changed.
    pub(crate) fn of(review: &Review) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let body = review.body.as_ref().map(|body| body.whole.clone());
        Self {
            rating: Some(review.rating),
            title: text(&review.title),
            body: body.unwrap_or_default(),
            author: text(&review.author),
            photos: review.photos.clone(),
        }
    }

    /// The fields of text, from the top.
    pub(crate) fn texts(&self) -> [(Field, &str); 3] {
        [
            (Field::Title, &self.title),
            (Field::Body, &self.body),
            (Field::Author, &self.author),
        ]
    }

    /// What is wrong, from the top. Only the stars are needed.
    pub(crate) fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.rating.is_none() {
            faults.push((Field::Rating, Flaw::Missing));
        }
        for (field, text) in self.texts() {
            if text.chars().count() > field.most() {
                faults.push((field, Flaw::TooLong));
            }
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_are_enough_and_needed() {
        let draft = |rating| Draft {
            rating,
            ..Draft::default()
        };
        assert_eq!(draft(Some(Rating::WORST)).faults(), []);
        assert_eq!(draft(None).faults(), [(Field::Rating, Flaw::Missing)]);
    }

    #[test]
    fn a_text_may_be_as_long_as_the_service_takes_it_and_no_longer() {
        let draft = |more: usize| Draft {
            rating: Some(Rating::BEST),
            title: "\u{fc}".repeat(Title::LENGTH_MAX + more),
            body: "\u{fc}".repeat(Body::LENGTH_MAX + more),
            author: "\u{fc}".repeat(Author::LENGTH_MAX + more),
            photos: Vec::new(),
        };
        assert_eq!(draft(0).faults(), []);
        let fields = [Field::Title, Field::Body, Field::Author];
        assert_eq!(
            draft(1).faults(),
            fields.map(|field| (field, Flaw::TooLong))
        );
    }

    #[test]
    fn a_pointer_names_a_field_or_none() {
        for field in Field::ALL {
            let pointer = ["/", field.name()].concat();
            assert_eq!(Field::pointed(&pointer), Some(field));
        }
        for pointer in ["", "/", "title", "/order", "/title/0"] {
            assert_eq!(Field::pointed(pointer), None, "{pointer}");
        }
    }
}
