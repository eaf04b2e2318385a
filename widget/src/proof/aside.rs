//! Asides: what somebody has typed and not sent, one for a new review and one for each that is
//! changed, and whose they are.

use shared::id::ShopperId;

use super::draft::Draft;

/// A draft that is not in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Aside {
    pub(crate) draft: Draft,
    /// The review that it changes; nothing where it makes one.
    pub(crate) edits: Option<String>,
    pub(crate) past: Past,
}

/// What became of a draft before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Past {
    /// It was typed on this page.
    #[default]
    Typed,
    /// It was typed by a visitor, who has signed in since.
    Kept,
    /// It was sent, for this order where one was named, and never answered.
    Sent { order: Option<String> },
}

/// The drafts that were put aside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Asides(Vec<Aside>);

impl Asides {
    /// Puts one aside, in the place of an older one of the same review.
    pub(crate) fn put(&mut self, aside: Aside) {
        self.0.retain(|known| known.edits != aside.edits);
        self.0.push(aside);
    }

    /// Puts one aside unless there is one of the same review, which is newer.
    pub(crate) fn put_older(&mut self, aside: Aside) {
        if self.find(aside.edits.as_deref()).is_none() {
            self.0.push(aside);
        }
    }

    /// Takes the one of a review, or of a new one.
    pub(crate) fn take(&mut self, edits: Option<&str>) -> Option<Aside> {
        let is_it = |known: &Aside| known.edits.as_deref() == edits;
        let place = self.0.iter().position(is_it)?;
        Some(self.0.remove(place))
    }

    /// Whether there is one that an earlier page has kept, or has sent in vain.
    pub(crate) fn has_unsent(&self, edits: Option<&str>) -> bool {
        self.find(edits)
            .is_some_and(|known| known.past != Past::Typed)
    }

    fn find(&self, edits: Option<&str>) -> Option<&Aside> {
        self.0.iter().find(|known| known.edits.as_deref() == edits)
    }
}

/// What somebody left when another one may have come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Away {
    /// Who; nobody where they were not known.
    pub(crate) of: Option<ShopperId>,
    pub(crate) asides: Asides,
    /// What was in the form.
    pub(crate) open: Option<Interrupted>,
}

/// A form that was closed while somebody wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Interrupted {
    pub(crate) aside: Aside,
    /// The field that the keyboard was in.
    pub(crate) field: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aside(edits: Option<&str>, title: &str, past: Past) -> Aside {
        Aside {
            draft: Draft {
                title: title.to_owned(),
                ..Draft::default()
            },
            edits: edits.map(str::to_owned),
            past,
        }
    }

    #[test]
    fn each_review_has_a_draft_of_its_own() {
        let mut asides = Asides::default();
        asides.put(aside(None, "new", Past::Typed));
        asides.put(aside(Some("r1"), "edit", Past::Typed));
        asides.put(aside(Some("r1"), "edit again", Past::Typed));
        asides.put_older(aside(None, "older", Past::Kept));
        let mut title = |edits| asides.take(edits).map(|aside| aside.draft.title);
        assert_eq!(title(Some("r1")).as_deref(), Some("edit again"));
        assert_eq!(title(Some("r1")), None);
        assert_eq!(title(None).as_deref(), Some("new"));
    }

    #[test]
    fn what_was_kept_is_told_of_and_what_was_typed_is_not() {
        let mut asides = Asides::default();
        asides.put(aside(None, "new", Past::Typed));
        asides.put(aside(Some("r1"), "edit", Past::Sent { order: None }));
        assert!(!asides.has_unsent(None));
        assert!(asides.has_unsent(Some("r1")));
        assert!(!asides.has_unsent(Some("r2")));
    }
}
