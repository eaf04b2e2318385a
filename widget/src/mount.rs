//! Mounting: an element of social proof put into a page, over its fragment or afresh.

use std::rc::Rc;

use web_sys::{Element, HtmlElement};
use yew::{AppHandle, Renderer};

use crate::proof::showing::Showing;
use crate::proof::side::Did;
use crate::proof::{Given, Message, PageSide, Proof, Props};
use crate::store::Store;

/// An element of social proof in a page.
pub(crate) struct Mounted {
    stage: Element,
    page: PageSide,
    /// Nothing while its data is on the way.
    handle: Option<AppHandle<Proof>>,
}

impl Mounted {
    /// The element of a host, with nothing drawn yet.
    pub(crate) fn new(host: HtmlElement, stage: Element, store: Store) -> Self {
        Self {
            page: PageSide::new(Showing::new(host, stage.clone(), store)),
            stage,
            handle: None,
        }
    }

    /// Shows what it is given now.
    pub(crate) fn put(&mut self, given: Rc<Given>) {
        let props = self.props(given);
        match &mut self.handle {
            Some(handle) => handle.update(props),
            None => self.handle = Some(self.renderer(props).render()),
        }
    }

    /// Takes over the nodes that were drawn elsewhere from the very same given.
    pub(crate) fn take_over(&mut self, given: Rc<Given>) {
        let props = self.props(given);
        self.handle = Some(self.renderer(props).hydrate());
    }

    /// Whom to tell of an act, once there is somebody.
    pub(crate) fn scope(&self) -> Option<yew::html::Scope<Proof>> {
        self.handle.as_ref().map(|handle| (**handle).clone())
    }

    /// Takes it away.
    pub(crate) fn erase(self) {
        if let Some(handle) = self.handle {
            handle.destroy();
        }
    }

    fn props(&self, given: Rc<Given>) -> Props {
        Props {
            given,
            page: Some(self.page.clone()),
        }
    }

    fn renderer(&self, props: Props) -> Renderer<Proof> {
        Renderer::with_root_and_props(self.stage.clone(), props)
    }
}

/// Tells an element of an act.
pub(crate) fn tell(scope: &yew::html::Scope<Proof>, did: Did) {
    scope.send_message(Message::Did(did));
}
