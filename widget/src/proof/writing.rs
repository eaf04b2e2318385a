//! Writing: the form opened, read, sent and answered; what is in it is never lost on the way.

use std::rc::Rc;

use js_sys::{Array, JSON};
use shared::reviews::Rating;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlInputElement};

use super::draft::{Draft, Field, Flaw};
use super::news::{Answered, News};
use super::reading;
use super::review::{Review, Standing};
use super::showing::Showing;
use super::visit::{Aside, Form, Mine, Trouble, Visit};
use super::words::{self, Key};
use crate::api::{Answer, Call, Caller, Heard};
use crate::event::{self, Event};
use crate::node::{Node, object};
use crate::outbox::{Outbox, Request};
use crate::storage::Browser;

impl Showing {
    /// Opens the form for a new review, with what was put aside.
    pub(crate) fn write(&self, visit: &mut Visit) {
        if matches!(visit.mine, Mine::SignedOut) {
            visit.form = Form::SignIn;
            visit.said = words::say(Key::WriteSignIn, &[]);
            return;
        }
        if matches!(visit.form, Form::Open { .. }) {
            return self.put_aside(visit);
        }
        let aside = visit.aside.take().unwrap_or_default();
        self.open(visit, aside);
    }

    /// Opens it with a review of the shopper's own.
    pub(crate) fn edit(&self, visit: &mut Visit, id: &str) {
        let Some(review) = own(visit, id) else { return };
        let known = visit.aside.take();
        let aside = known.filter(|aside| aside.edits.as_deref() == Some(id));
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let aside = aside.unwrap_or_else(|| Aside {
            draft: Draft {
                rating: Some(review.rating),
                title: text(&review.title),
                body: review
                    .body
                    .as_ref()
                    .map(|body| body.whole.clone())
                    .unwrap_or_default(),
                author: text(&review.author),
            },
            edits: Some(id.to_owned()),
            was_sent: false,
        });
        self.open(visit, aside);
    }

    fn open(&self, visit: &mut Visit, aside: Aside) {
        visit.form = Form::Open {
            edits: aside.edits,
            faults: Vec::new(),
            trouble: aside.was_sent.then_some(Trouble::Kept),
            is_sending: false,
        };
        let star = match aside.draft.rating {
            Some(rating) => rating.stars(),
            None => 1,
        };
        self.focus_on(&["[name=rating][value=\"", &star.to_string(), "\"]"].concat());
        self.fill_with(aside.draft);
    }

    /// Closes it; what is in it stays for another time.
    pub(crate) fn put_aside(&self, visit: &mut Visit) {
        if let Form::Open { edits, trouble, .. } = &visit.form {
            visit.aside = Some(Aside {
                draft: self.typed(),
                edits: edits.clone(),
                was_sent: trouble.is_some(),
            });
        }
        visit.form = Form::Closed;
        self.focus_on("[data-focus=write]");
    }

    /// Sends what is in it.
    pub(crate) fn send(&self, visit: &mut Visit) {
        let Form::Open {
            edits,
            faults,
            trouble,
            is_sending,
        } = &mut visit.form
        else {
            return;
        };
        if *is_sending {
            return;
        }
        let draft = self.typed();
        *faults = draft.faults();
        *trouble = None;
        if let Some((field, flaw)) = faults.first() {
            visit.said = words::fault(*field, *flaw);
            return self.focus_on(&["[name=", field.name(), "]"].concat());
        }
        *is_sending = true;
        let edited = edits.clone();
        let edited = edited.and_then(|id| own(visit, &id));
        visit.said = words::say(Key::Sending, &[]);
        if let Some(body) = body(&draft, edited.as_deref()) {
            self.deliver(body);
        }
    }

    fn deliver(&self, body: String) {
        let (Some(asker), host) = (self.asker(), self.host().clone()) else {
            return;
        };
        if let Some(mut outbox) = self.outbox() {
            outbox.keep(&Request {
                id: asker.product.as_str().to_owned(),
                body: body.clone(),
            });
        }
        spawn_local(async move {
            let turn = asker.store.turn();
            let path = asker.path("");
            let call = Call::post(&path, &body, Caller::Shopper);
            let heard = asker.store.api().ask(call).await;
            if asker.store.turn() != turn {
                return;
            }
            let answered = match heard {
                Heard::Nobody => Answered::SignedOut,
                Heard::Nothing => Answered::Unsent,
                Heard::Answer(answer) => {
                    let answered = read(&answer);
                    if matches!(answered, Answered::Taken(_)) {
                        let product = asker.product.as_str();
                        let review = answer.body.at("review");
                        let review = review.map_or(JsValue::NULL, |node| node.value().clone());
                        let review = &review;
                        event::tell(
                            &asker.store,
                            Some(&host),
                            Event::Reviewed { product, review },
                        );
                    }
                    answered
                }
            };
            asker.tell(News::Answered(answered));
        });
    }

    /// Takes the answer; whether everybody's list is another one now.
    pub(crate) fn answered(&self, visit: &mut Visit, answered: Answered) -> bool {
        let asker = self.asker();
        let is_final = !matches!(answered, Answered::SignedOut | Answered::Unsent);
        if let (Some(asker), Some(mut outbox), true) = (asker, self.outbox(), is_final) {
            outbox.clear(asker.product.as_str());
        }
        let Form::Open {
            faults,
            trouble,
            is_sending,
            ..
        } = &mut visit.form
        else {
            return false;
        };
        *is_sending = false;
        match answered {
            Answered::Taken(review) => {
                let standing = review.state;
                visit.form = Form::Sent(standing);
                visit.aside = None;
                visit.page.reward = None;
                visit.keep_own(review);
                self.focus_on("[data-focus=sent]");
                return standing == Standing::Published;
            }
            Answered::Faults(found) => {
                if let Some((field, _)) = found.first() {
                    self.focus_on(&["[name=", field.name(), "]"].concat());
                }
                *faults = found;
            }
            Answered::Already => {
                *trouble = Some(Trouble::Already);
                if let Some(asker) = self.asker() {
                    asker.own();
                }
            }
            Answered::SignedOut => *trouble = Some(Trouble::SignedOut),
            Answered::Unsent => *trouble = Some(Trouble::Unsent),
            Answered::Refused => *trouble = Some(Trouble::Refused),
        }
        false
    }

    /// Finds what an earlier page has sent and nobody answered.
    pub(crate) fn recall(&self, visit: &mut Visit) {
        let (Some(asker), Some(outbox)) = (self.asker(), self.outbox()) else {
            return;
        };
        if visit.form != Form::Closed || visit.aside.is_some() {
            return;
        }
        let mut kept = outbox.unfinished().into_iter();
        let kept = kept.rfind(|kept| kept.id == asker.product.as_str());
        let body = kept.and_then(|kept| JSON::parse(&kept.body).ok());
        if let Some(body) = body.map(Node::new) {
            visit.aside = Some(Aside {
                draft: reading::draft(&body),
                edits: body.text("review"),
                was_sent: true,
            });
        }
    }

    fn outbox(&self) -> Option<Outbox<Browser>> {
        let state = self.store().state();
        let shopper = &state.account()?.shopper;
        Some(Outbox::of_reviews(
            self.store().shop(),
            shopper,
            Browser::open(),
        ))
    }

    fn typed(&self) -> Draft {
        let text = |field: Field| value(self.stage(), &["[name=", field.name(), "]"].concat());
        let rating = value(self.stage(), "[name=rating]:checked");
        Draft {
            rating: rating.and_then(|rating| rating.parse::<Rating>().ok()),
            title: text(Field::Title).unwrap_or_default(),
            body: text(Field::Body).unwrap_or_default(),
            author: text(Field::Author).unwrap_or_default(),
        }
    }
}

fn own(visit: &Visit, id: &str) -> Option<Rc<Review>> {
    let own = visit.mine.own()?;
    own.reviews.iter().find(|review| review.id == id).cloned()
}

fn read(answer: &Answer) -> Answered {
    if answer.is_ok() {
        let review = answer.body.at("review");
        let review = review.as_ref().and_then(reading::review);
        return review.map_or(Answered::Refused, |review| Answered::Taken(Rc::new(review)));
    }
    if answer.is_passing() {
        return Answered::Unsent;
    }
    if answer.slug() == "already-reviewed" {
        return Answered::Already;
    }
    let pointed = |error: &Node| Field::pointed(&error.text("pointer")?);
    let errors = answer.body.list("errors");
    let fields: Vec<_> = errors.iter().filter_map(pointed).collect();
    if fields.is_empty() {
        return Answered::Refused;
    }
    Answered::Faults(
        fields
            .into_iter()
            .map(|field| (field, Flaw::Refused))
            .collect(),
    )
}

// Photos of a review that is changed stay with it.
fn body(draft: &Draft, edited: Option<&Review>) -> Option<String> {
    let rating = draft.rating?;
    let mut members = vec![("rating", JsValue::from_f64(rating.stars().into()))];
    let texts = [
        ("title", draft.title.trim()),
        ("body", draft.body.trim()),
        ("author", draft.author.trim()),
    ];
    for (name, text) in texts {
        if !text.is_empty() {
            members.push((name, JsValue::from_str(text)));
        }
    }
    if let Some(review) = edited {
        members.push(("review", JsValue::from_str(&review.id)));
        if !review.photos.is_empty() {
            let photos: Array = review
                .photos
                .iter()
                .map(|url| JsValue::from_str(url))
                .collect();
            members.push(("photos", photos.into()));
        }
    }
    JSON::stringify(&object(&members)).ok()?.as_string()
}

fn value(stage: &Element, selector: &str) -> Option<String> {
    let field = stage.query_selector(selector).ok().flatten()?;
    Node::new(field.into()).text("value")
}

/// Writes a draft into the fields.
pub(super) fn fill(stage: &Element, draft: &Draft) {
    let find = |selector: &str| stage.query_selector(selector).ok().flatten();
    if let Some(rating) = draft.rating {
        let stars = rating.stars().to_string();
        let star = find(&["[name=rating][value=\"", &stars, "\"]"].concat());
        if let Some(star) = star.and_then(|star| star.dyn_into::<HtmlInputElement>().ok()) {
            star.set_checked(true);
        }
    }
    let texts = [
        (Field::Title, &draft.title),
        (Field::Body, &draft.body),
        (Field::Author, &draft.author),
    ];
    for (field, text) in texts {
        if let Some(node) = find(&["[name=", field.name(), "]"].concat()) {
            let name = JsValue::from_str("value");
            // Both kinds of fields take a text.
            let _ = js_sys::Reflect::set(&node, &name, &JsValue::from_str(text));
        }
    }
}
