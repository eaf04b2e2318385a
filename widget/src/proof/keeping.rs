//! Keeping: what was written and is not at the service yet, where it outlives the page.
//!
//! What a shopper has sent waits in their outbox for an answer. What a visitor has typed waits in
//! this tab until they have signed in; from then on it is theirs alone.

use js_sys::JSON;

use super::aside::{Aside, Past};
use super::draft::Draft;
use super::showing::Showing;
use super::visit::{Form, Keeping, Visit};
use super::{fields, reading};
use crate::node::Node;
use crate::outbox::{Drawer, Outbox, Request};
use crate::storage::Browser;

impl Showing {
    /// Keeps a request until it is answered, where it is known whose it is.
    pub(super) fn keep_sent(&self, edits: Option<&str>, body: &str) -> Keeping {
        let (Some(mut outbox), Some(slot)) = (self.outbox(), self.slot(edits)) else {
            return Keeping::NotKept;
        };
        let request = Request {
            id: slot,
            body: body.to_owned(),
        };
        outbox.keep(&request);
        match outbox.unfinished().contains(&request) {
            true => Keeping::Kept,
            false => Keeping::NotKept,
        }
    }

    /// Forgets what was answered.
    pub(super) fn forget_sent(&self, edits: Option<&str>) {
        if let (Some(mut outbox), Some(slot)) = (self.outbox(), self.slot(edits)) {
            outbox.clear(&slot);
        }
        if let (None, Some(key)) = (edits, self.key()) {
            Browser::of_tab().remove(&key);
        }
    }

    /// Keeps a visitor's draft of a new review.
    pub(super) fn keep_typed(&self, visit: &Visit, draft: &Draft) -> Keeping {
        let text = fields::kept(draft, visit.shopper.as_ref());
        let (Some(key), Some(text)) = (self.key(), text) else {
            return Keeping::NotKept;
        };
        let mut drawer = Browser::of_tab();
        drawer.put(&key, &text);
        match drawer.get(&key) == Some(text) {
            true => Keeping::Kept,
            false => Keeping::NotKept,
        }
    }

    /// Finds what an earlier page has sent and nobody answered, or has kept for a sign-in.
    pub(super) fn recall(&self, visit: &mut Visit) {
        let is_open = |visit: &Visit, edits: &Option<String>| match &visit.form {
            Form::Open(open) => open.edits == *edits,
            _ => false,
        };
        for aside in self.sent().into_iter().chain(self.kept(visit)) {
            if !is_open(visit, &aside.edits) {
                visit.asides.put_older(aside);
            }
        }
    }

    fn sent(&self) -> Vec<Aside> {
        let (Some(asker), Some(outbox)) = (self.asker(), self.outbox()) else {
            return Vec::new();
        };
        let product = asker.product.as_str();
        let is_of = |id: &str| id.split_once(' ').map_or(id, |(product, _)| product) == product;
        let kept = outbox.unfinished().into_iter();
        let bodies = kept.filter(|kept| is_of(&kept.id));
        let bodies = bodies.filter_map(|kept| JSON::parse(&kept.body).ok());
        let aside = |body: Node| Aside {
            draft: reading::draft(&body),
            edits: body.text("review"),
            past: Past::Sent {
                order: body.text("order"),
            },
        };
        bodies.map(|body| aside(Node::new(body))).collect()
    }

    fn kept(&self, visit: &Visit) -> Option<Aside> {
        let key = self.key()?;
        let text = Browser::of_tab().get(&key)?;
        let node = JSON::parse(&text).ok().map(Node::new)?;
        let shopper = visit.shopper.as_ref()?;
        let of = node.text("shopper");
        if of.is_some_and(|of| of != shopper.as_str()) {
            Browser::of_tab().remove(&key);
            return None;
        }
        let draft = reading::draft(&node);
        self.keep_typed(visit, &draft);
        Some(Aside {
            draft,
            edits: None,
            past: Past::Kept,
        })
    }

    fn outbox(&self) -> Option<Outbox<Browser>> {
        let state = self.store().state();
        let shopper = &state.account()?.shopper;
        let shop = self.store().shop();
        Some(Outbox::of_reviews(shop, shopper, Browser::open()))
    }

    // Neither id has a space in it.
    fn slot(&self, edits: Option<&str>) -> Option<String> {
        let product = self.asker()?.product;
        Some(match edits {
            None => product.as_str().to_owned(),
            Some(id) => [product.as_str(), " ", id].concat(),
        })
    }

    fn key(&self) -> Option<String> {
        let product = self.asker()?.product;
        let shop = self.store().shop().as_str();
        Some(["accolade draft ", shop, " ", product.as_str()].concat())
    }
}
