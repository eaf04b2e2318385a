//! Subjects: what an element of social proof speaks of.

use shared::id::ProductId;

/// Which custom element it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofKind {
    /// The stars of a product, for cards.
    Stars,
    /// The reviews of a product.
    Reviews,
    /// What the shop chose to show.
    Testimonials,
}

impl ProofKind {
    /// The kind by the last part of its tag's name.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "stars" => Self::Stars,
            "reviews" => Self::Reviews,
            "testimonials" => Self::Testimonials,
            _ => return None,
        })
    }

    /// The last part of its tag's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stars => "stars",
            Self::Reviews => "reviews",
            Self::Testimonials => "testimonials",
        }
    }
}

/// How testimonials are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Side by side.
    Wall,
    /// One after the other.
    Carousel,
}

impl Layout {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "wall" => Self::Wall,
            "carousel" => Self::Carousel,
            _ => return None,
        })
    }

    /// The name in the `layout` attribute.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wall => "wall",
            Self::Carousel => "carousel",
        }
    }
}

/// An element with what its attributes say; written `stars:88`, `testimonials:wall`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The stars of a product.
    Stars(ProductId),
    /// The reviews of a product.
    Reviews(ProductId),
    /// The chosen reviews, laid out so.
    Testimonials(Layout),
}

impl Subject {
    /// Reads a subject.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, of) = text.split_once(':')?;
        Some(match ProofKind::parse(kind)? {
            ProofKind::Stars => Self::Stars(of.parse().ok()?),
            ProofKind::Reviews => Self::Reviews(of.parse().ok()?),
            ProofKind::Testimonials => Self::Testimonials(Layout::parse(of)?),
        })
    }

    /// Which element it is.
    pub const fn kind(&self) -> ProofKind {
        match self {
            Self::Stars(_) => ProofKind::Stars,
            Self::Reviews(_) => ProofKind::Reviews,
            Self::Testimonials(_) => ProofKind::Testimonials,
        }
    }

    /// What stands behind the colon.
    pub fn of(&self) -> &str {
        match self {
            Self::Stars(product) | Self::Reviews(product) => product.as_str(),
            Self::Testimonials(layout) => layout.name(),
        }
    }
}

impl std::fmt::Display for Subject {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.kind().name())?;
        out.write_str(":")?;
        out.write_str(self.of())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_reads_as_it_is_written() {
        for text in [
            "stars:88",
            "reviews:a:b",
            "reviews:a%2Fb",
            "testimonials:wall",
            "testimonials:carousel",
        ] {
            let subject = Subject::parse(text);
            assert_eq!(subject.map(|it| it.to_string()).as_deref(), Some(text));
        }
        let long = Subject::parse("stars:gid://shopify/Product/88").map(|it| it.to_string());
        assert_eq!(long.as_deref(), Some("stars:88"));
    }

    #[test]
    fn texts_that_are_no_subject() {
        for text in [
            "",
            "stars",
            "stars:",
            "stars:a b",
            "balance:88",
            "Stars:88",
            "testimonials:",
            "testimonials:grid",
        ] {
            assert_eq!(Subject::parse(text), None, "{text}");
        }
    }
}
