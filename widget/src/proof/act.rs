//! Acts: what a shopper does in an element of social proof, by the marks that its views write.

use crate::act::acts;
use crate::view::Attribute;

acts! {
    /// Shows those with so many stars only, or all again.
    Star = "star",
    /// Shows those only that have something, or all again.
    Only = "only",
    /// Shows all again.
    ShowAll = "show-all",
    /// Puts them in another order.
    Sort = "sort",
    /// Reads on.
    More = "more",
    /// Asks the service again.
    Retry = "retry",
    /// Looks at a photo.
    Look = "look",
    /// Goes on to the next, or back.
    Turn = "turn",
    /// Closes the viewer.
    Close = "close",
    /// Has been helped by a review.
    Helpful = "helpful",
    /// Has not.
    Unhelpful = "unhelpful",
    /// Opens the form.
    Write = "write",
    /// Opens it with a review of one's own.
    Edit = "edit",
    /// Sends what is in it.
    Send = "send",
    /// Puts it aside.
    Cancel = "cancel",
    /// Leaves a field that something was typed in.
    Leave = "settle",
    /// Lets a carousel stand still, or go on.
    Halt = "halt",
}

impl Act {
    /// Where the nodes are that do this, as a selector.
    pub(crate) fn place(self) -> String {
        ["[data-act=", &self.mark().1, "]"].concat()
    }

    /// The mark of a field whose change does this; what was chosen is what it is about.
    pub(crate) fn on_change(self) -> Attribute {
        ("data-change", self.mark().1)
    }
}

#[cfg(test)]
mod tests {
    use super::Act;

    #[test]
    fn every_mark_is_read_as_the_act_that_wrote_it() {
        for act in Act::ALL {
            assert_eq!(Act::parse(&act.mark().1), Some(*act));
        }
        assert_eq!(Act::parse("explode"), None);
        assert_eq!(Act::parse(&Act::Sort.on_change().1), Some(Act::Sort));
    }
}
