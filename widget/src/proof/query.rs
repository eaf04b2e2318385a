//! Query: which reviews are asked for, and in what order.

use shared::reviews::{Rating, Sort};

/// Something that reviews may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trait {
    Photos,
    Verified,
    Text,
}

impl Trait {
    /// Every one.
    pub(crate) const ALL: [Self; 3] = [Self::Photos, Self::Verified, Self::Text];

    /// The name on the wire.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Photos => "photos",
            Self::Verified => "verified",
            Self::Text => "text",
        }
    }

    /// The trait by its name.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|each| each.name() == name)
    }
}

/// What is asked for: everything, the most helpful first, until the shopper chooses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    pub(crate) sort: Sort,
    /// By star from one to five; none chosen is all of them.
    stars: [bool; 5],
    traits: [bool; 3],
}

impl Query {
    /// Whether so many stars were chosen.
    pub(crate) fn has_star(&self, rating: Rating) -> bool {
        self.stars[rating.index()]
    }

    /// Whether a trait was chosen.
    pub(crate) fn has(&self, which: Trait) -> bool {
        self.traits[which as usize]
    }

    /// Chooses so many stars, or no longer.
    pub(crate) fn toggle_star(&mut self, rating: Rating) {
        let chosen = &mut self.stars[rating.index()];
        *chosen = !*chosen;
    }

    /// Chooses a trait, or no longer.
    pub(crate) fn toggle(&mut self, which: Trait) {
        let chosen = &mut self.traits[which as usize];
        *chosen = !*chosen;
    }

    /// Shows all again, in the same order.
    pub(crate) fn clear(&mut self) {
        *self = Self {
            sort: self.sort,
            ..Self::default()
        };
    }

    /// Whether it leaves some out.
    pub(crate) fn is_filtered(&self) -> bool {
        self.stars.contains(&true) || self.traits.contains(&true)
    }

    /// The query as an address writes it, in one canonical way: `?sort=newest&stars=5,4`.
    pub(crate) fn written(&self) -> String {
        let mut parts = Vec::new();
        if self.sort != Sort::default() {
            parts.push(["sort=", self.sort.slug()].concat());
        }
        let stars: Vec<_> = Rating::ALL
            .into_iter()
            .rev()
            .filter(|rating| self.has_star(*rating))
            .map(|rating| rating.stars().to_string())
            .collect();
        if !stars.is_empty() {
            parts.push(["stars=", &stars.join(",")].concat());
        }
        let chosen = Trait::ALL.into_iter().filter(|which| self.has(*which));
        parts.extend(chosen.map(|which| [which.name(), "=yes"].concat()));
        if parts.is_empty() {
            return String::new();
        }
        ["?", &parts.join("&")].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_as_what_wrote_it() {
        for each in Trait::ALL {
            assert_eq!(Trait::parse(each.name()), Some(each));
        }
        assert_eq!(Trait::parse("long"), None);
    }

    #[test]
    fn a_query_is_written_in_one_way() {
        let mut query = Query::default();
        assert_eq!((query.written().as_str(), query.is_filtered()), ("", false));
        query.toggle_star(Rating::ALL[3]);
        query.toggle_star(Rating::BEST);
        query.toggle(Trait::Verified);
        query.sort = Sort::Newest;
        assert_eq!(query.written(), "?sort=newest&stars=5,4&verified=yes");
        query.toggle_star(Rating::BEST);
        assert_eq!(query.written(), "?sort=newest&stars=4&verified=yes");
        query.clear();
        assert_eq!(query.written(), "?sort=newest");
    }
}
