//! Social proof: the elements that show what shoppers say, drawn at the edge and in the page alike.
//!
//! The first drawing of a [`Proof`] depends on what it was [`Given`] alone: data, language,
//! timezone and time. The edge draws it to text and sends the given along; the page reads the very
//! same given, finds every node in its place and takes them over. What the page adds afterwards (a
//! shopper's own votes, another page of a list) is state of the component and comes by messages;
//! whatever needs the page, such as asking the service, is behind [`PageSide`], which there is not
//! at the edge. The views are pure functions of plain data.

mod act;
mod aside;
pub(crate) mod ask;
mod asking;
mod ballot;
mod doing;
mod draft;
mod fields;
mod fold;
mod given;
mod keeping;
mod links;
pub(crate) mod newest;
mod news;
mod query;
mod rating;
mod reading;
mod review;
pub(crate) mod showing;
pub(crate) mod side;
mod stars;
mod subject;
mod telling;
mod turning;
mod view;
mod visit;
mod words;
mod writing;

use std::rc::Rc;

use yew::{Component, Context, Html, Properties};

use crate::view::{fixed, made, tag};

pub(crate) use ask::Cards;
pub(crate) use given::{Data, Given};
pub(crate) use side::{Message, PageSide};
pub use subject::{Layout, ProofKind, Subject};
use view::Sight;
use visit::Visit;

/// What an element of social proof is drawn from.
#[derive(Clone, Properties)]
pub(crate) struct Props {
    pub(crate) given: Rc<Given>,
    /// The page that it is in; nothing at the edge.
    pub(crate) page: Option<PageSide>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.given, &other.given) && self.page == other.page
    }
}

/// One element of social proof.
#[derive(Default)]
pub(crate) struct Proof {
    visit: Visit,
}

impl Component for Proof {
    type Message = Message;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        if let Some(page) = &ctx.props().page {
            page.attach(ctx.link().callback(|message| message));
        }
        Self::default()
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        let Props { given, page } = ctx.props();
        let page = page.as_ref();
        page.is_some_and(|page| page.heard(given, &mut self.visit, message))
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let given = &ctx.props().given;
        let sight = Sight {
            format: &given.format,
            visit: &self.visit,
        };
        let content = match (&given.data, &given.subject) {
            (Data::Stars(rated), _) => {
                let newest = self.visit.rated.as_ref().unwrap_or(rated);
                stars::view(&newest.rating, &given.format)
            }
            (Data::Reviews(listing), _) => {
                view::reviews(&sight, self.visit.listing.as_ref().unwrap_or(listing))
            }
            (Data::Testimonials(chosen), Subject::Testimonials(layout))
                if !chosen.reviews.is_empty() =>
            {
                view::testimonials(&sight, *layout, chosen)
            }
            (Data::Nothing, Subject::Reviews(_)) => tag("slot", "", &[], vec![view::unreadable()]),
            // The light text stands for what could not be read, and for what is not there.
            (Data::Nothing | Data::Testimonials(_), _) => tag("slot", "", &[], Vec::new()),
        };
        let attributes = [fixed("part", "face"), made("lang", given.format.locale())];
        tag(
            "div",
            class(given.subject.kind()),
            &attributes,
            vec![content],
        )
    }

    fn rendered(&mut self, ctx: &Context<Self>, is_first: bool) {
        let Props { given, page } = ctx.props();
        let Some(page) = page else { return };
        page.rendered(given, &mut self.visit);
        // What is known of the shopper already comes after the first drawing, never into it.
        if is_first {
            ctx.link().send_message(Message::Changed);
        }
    }

    fn destroy(&mut self, ctx: &Context<Self>) {
        if let Some(page) = &ctx.props().page {
            page.detach();
        }
    }
}

/// The class of what an element draws.
const fn class(kind: ProofKind) -> &'static str {
    match kind {
        ProofKind::Stars => "face stars",
        ProofKind::Reviews => "face reviews",
        ProofKind::Testimonials => "face testimonials",
    }
}
