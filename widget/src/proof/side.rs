//! The page's side: all that an element of social proof can ask of the page it is in.

use std::rc::Rc;

use yew::Callback;

use super::given::Given;
use super::news::News;
use super::visit::Visit;

/// What happens in an element of social proof.
pub(crate) enum Message {
    /// Something was done to a marked node.
    Did(Did),
    /// The store has news: somebody else may be signed in.
    Changed,
    /// What was asked for has come.
    Came(Box<News>),
}

/// What was done to a node that a view has marked with `data-act`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Did {
    /// The mark.
    pub(crate) mark: String,
    /// What it is about, from `data-of`.
    pub(crate) of: String,
    /// A number that was given.
    pub(crate) number: Option<f64>,
    /// Whether it was the shopper's own hand, just now.
    pub(crate) is_trusted: bool,
}

/// What a page does for an element. The only one who does it is the browser's; the edge makes none,
/// so that nothing behind it is in the edge's wasm.
pub(crate) trait Page {
    /// The element is there, and hears by `link` what happens.
    fn attach(&self, link: Callback<Message>);
    /// Something has happened; whether anything of it is to be seen.
    fn heard(&self, given: &Given, visit: &mut Visit, message: Message) -> bool;
    /// The element shows what it was given, and what has become of it.
    fn rendered(&self, given: &Given, visit: &mut Visit);
    /// The element is gone.
    fn detach(&self);
}

/// The page, by reference.
#[derive(Clone)]
pub(crate) struct PageSide(Rc<dyn Page>);

impl PageSide {
    /// Of one element's page.
    pub(crate) fn new(page: impl Page + 'static) -> Self {
        Self(Rc::new(page))
    }
}

impl std::ops::Deref for PageSide {
    type Target = dyn Page;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

impl PartialEq for PageSide {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::addr_eq(Rc::as_ptr(&self.0), Rc::as_ptr(&other.0))
    }
}
