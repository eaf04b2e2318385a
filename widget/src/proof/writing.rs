//! Writing: the form opened, put aside, sent and answered; what is in it is never lost on the way.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::act::Act;
use super::aside::{Aside, Interrupted, Past};
use super::draft::{Draft, Field, Flaw};
use super::news::{Answered, News};
use super::review::{Review, Standing};
use super::showing::Showing;
use super::visit::{Form, Keeping, Mine, Open, Trouble, Visit};
use super::words::{self, Key};
use super::{fields, reading};
use crate::api::{Answer, Call, Caller, Heard};
use crate::event::{self, Event};
use crate::node::Node;

impl Showing {
    /// Opens the form for a new review, with what was put aside; closes it where it is open.
    pub(crate) fn write(&self, visit: &mut Visit) {
        if matches!(&visit.form, Form::Open(open) if open.edits.is_none()) {
            return self.put_aside(visit);
        }
        self.lay_aside(visit);
        if matches!(visit.mine, Mine::SignedOut) {
            visit.form = Form::SignIn;
            return visit.tell(words::say(Key::WriteSignIn, &[]));
        }
        let aside = visit.asides.take(None).unwrap_or_default();
        self.open(visit, aside);
    }

    /// Opens it with a review of the shopper's own; closes it where it is open.
    pub(crate) fn edit(&self, visit: &mut Visit, id: &str) {
        let Some(review) = own(visit, id) else { return };
        let is_already = match &visit.form {
            Form::Open(open) if open.edits.as_deref() == Some(id) => return self.put_aside(visit),
            Form::Open(open) => open.trouble == Some(Trouble::Already),
            _ => false,
        };
        self.lay_aside(visit);
        // What was typed as a second review, where there can be only one, is a change of that.
        let is_last = is_already || visit.mine.own().is_some_and(|own| !own.may_write);
        let carried = is_last.then(|| visit.asides.take(None)).flatten();
        if carried.is_some() {
            self.forget_sent(None);
        }
        let carried = carried.map(|aside| Aside {
            edits: Some(id.to_owned()),
            past: Past::Typed,
            ..aside
        });
        let aside = carried.or_else(|| visit.asides.take(Some(id)));
        let aside = aside.unwrap_or_else(|| Aside {
            draft: Draft::of(&review),
            edits: Some(id.to_owned()),
            past: Past::Typed,
        });
        self.open(visit, aside);
    }

    fn open(&self, visit: &mut Visit, aside: Aside) {
        let star = aside.draft.rating.unwrap_or(shared::reviews::Rating::WORST);
        self.focus_on(&fields::star(star));
        self.show_form(visit, aside);
    }

    fn show_form(&self, visit: &mut Visit, aside: Aside) {
        let was_kept = aside.past != Past::Typed;
        visit.form = Form::Open(Open {
            edits: aside.edits,
            past: aside.past,
            trouble: was_kept.then_some(Trouble::Kept),
            ..Open::default()
        });
        self.fill_with(aside.draft);
    }

    /// Closes it; what is in it stays for another time, and the keyboard goes where it came from.
    pub(crate) fn put_aside(&self, visit: &mut Visit) {
        if let Form::Open(open) = &visit.form {
            self.focus_on(&opener(open.edits.as_deref()));
        }
        self.lay_aside(visit);
        visit.form = Form::Closed;
    }

    // What nobody has touched is not worth keeping.
    fn lay_aside(&self, visit: &mut Visit) {
        if let Some(aside) = self.typed_aside(visit) {
            visit.asides.put(aside);
        }
    }

    fn typed_aside(&self, visit: &Visit) -> Option<Aside> {
        let Form::Open(open) = &visit.form else {
            return None;
        };
        let draft = fields::typed(self.stage());
        let before = open.edits.as_deref().and_then(|id| own(visit, id));
        let before = before.map_or_else(Draft::default, |review| Draft::of(&review));
        let is_touched = draft != before || open.past != Past::Typed;
        is_touched.then(|| Aside {
            draft,
            edits: open.edits.clone(),
            past: open.past.clone(),
        })
    }

    /// Somebody else may have come: what is in the form goes with who was here.
    pub(crate) fn interrupt(&self, visit: &mut Visit) {
        let field = fields::field_in_use(self.stage());
        let open = self.typed_aside(visit);
        visit.leave(open.map(|aside| Interrupted { aside, field }));
    }

    /// Who wrote is here again: the form is as they left it.
    pub(crate) fn resume(&self, visit: &mut Visit, interrupted: Interrupted) {
        if let Some(field) = interrupted.field {
            self.focus_on(&["[name=", &field, "]"].concat());
        }
        self.show_form(visit, interrupted.aside);
    }

    /// Nobody is signed in: what is in the form can't be sent, and says so at once.
    pub(crate) fn hold_back(&self, visit: &mut Visit) {
        let is_touched = self.typed_aside(visit).is_some();
        let Form::Open(open) = &mut visit.form else {
            return;
        };
        if open.trouble == Some(Trouble::SignedOut) {
            return;
        }
        if !is_touched && open.edits.is_none() {
            visit.form = Form::SignIn;
            self.focus_on(&Act::Write.place());
            return visit.tell(words::say(Key::WriteSignIn, &[]));
        }
        open.is_sending = false;
        open.trouble = Some(Trouble::SignedOut);
        self.keep_open(visit);
    }

    /// A field was left: a visitor may follow the way to sign in next.
    pub(crate) fn keep_open(&self, visit: &mut Visit) {
        let draft = fields::typed(self.stage());
        let is_held =
            |open: &Open| open.edits.is_none() && open.trouble == Some(Trouble::SignedOut);
        if !matches!(&visit.form, Form::Open(open) if is_held(open)) {
            return;
        }
        let keeping = self.keep_typed(visit, &draft);
        if let Form::Open(open) = &mut visit.form {
            open.keeping = keeping;
        }
    }

    /// Sends what is in it.
    pub(crate) fn send(&self, visit: &mut Visit) {
        let order = visit.mine.own().and_then(|own| own.order.clone());
        let is_signed_out = matches!(visit.mine, Mine::SignedOut);
        let Form::Open(open) = &mut visit.form else {
            return;
        };
        if open.is_sending {
            return;
        }
        let draft = fields::typed(self.stage());
        open.faults = draft.faults();
        open.trouble = None;
        if let Some((field, flaw)) = open.faults.first().copied() {
            self.focus_on(&fields::named(field));
            return visit.tell(words::fault(field, flaw, self.store().formatter()));
        }
        if is_signed_out {
            return self.hold_back(visit);
        }
        // What may have arrived without its answer is sent for the same order again.
        if !matches!(open.past, Past::Sent { .. }) {
            open.past = Past::Sent { order };
        }
        let Past::Sent { order } = open.past.clone() else {
            return;
        };
        open.is_sending = true;
        let edits = open.edits.clone();
        visit.tell(words::say(Key::Sending, &[]));
        if let Some(body) = fields::body(&draft, edits.as_deref(), order.as_deref()) {
            let keeping = self.keep_sent(edits.as_deref(), &body);
            if let Form::Open(open) = &mut visit.form {
                open.keeping = keeping;
            }
            self.deliver(edits, body);
        }
    }

    fn deliver(&self, edits: Option<String>, body: String) {
        let (Some(asker), host) = (self.asker(), self.host().clone()) else {
            return;
        };
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
                        let event = Event::Reviewed { product, review };
                        event::tell(&asker.store, Some(&host), event);
                    }
                    answered
                }
            };
            asker.tell(News::Answered { edits, answered });
        });
    }

    /// Takes the answer; whether everybody's list is another one now.
    pub(crate) fn answered(
        &self,
        visit: &mut Visit,
        edits: Option<String>,
        answered: Answered,
    ) -> bool {
        let is_final = !matches!(
            answered,
            Answered::SignedOut | Answered::Unsent | Answered::Busy
        );
        if is_final {
            self.forget_sent(edits.as_deref());
        }
        let is_there =
            matches!(&visit.form, Form::Open(open) if open.is_sending && open.edits == edits);
        if let Answered::Taken(review) = answered {
            let standing = review.state;
            visit.asides.take(edits.as_deref());
            visit.keep_own(review);
            if edits.is_none() {
                visit.page.reward = None;
                // Whether another order may bring one is for the service to say.
                if let Some(asker) = self.asker() {
                    asker.own();
                }
            }
            if is_there {
                visit.form = Form::Sent(standing);
                self.focus_on("[data-focus=sent]");
            }
            return standing == Standing::Published;
        }
        if let (Answered::Already, Some(asker)) = (&answered, self.asker()) {
            asker.own();
        }
        if is_there {
            self.refused(visit, answered, is_final);
        }
        false
    }

    fn refused(&self, visit: &mut Visit, answered: Answered, is_final: bool) {
        let Form::Open(open) = &mut visit.form else {
            return;
        };
        open.is_sending = false;
        if is_final {
            open.past = Past::Typed;
            open.keeping = Keeping::NotKept;
        }
        open.trouble = match answered {
            Answered::Faults(found) => {
                if let Some((field, _)) = found.first() {
                    self.focus_on(&fields::named(*field));
                }
                open.faults = found;
                None
            }
            Answered::Already => Some(Trouble::Already),
            Answered::SignedOut => Some(Trouble::SignedOut),
            Answered::Unsent => Some(Trouble::Unsent),
            Answered::Busy => Some(Trouble::Busy),
            Answered::Photos => Some(Trouble::Photos),
            Answered::Refused | Answered::Taken(_) => Some(Trouble::Refused),
        };
        let is_kept = open.keeping == Keeping::Kept;
        if open.trouble == Some(Trouble::SignedOut) && !is_kept {
            self.keep_open(visit);
        }
    }
}

/// Where the form was opened.
fn opener(edits: Option<&str>) -> String {
    match edits {
        None => Act::Write.place(),
        Some(id) => [&Act::Edit.place(), "[data-of=\"", id, "\"]"].concat(),
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
        return Answered::Busy;
    }
    if answer.slug() == "already-reviewed" {
        return Answered::Already;
    }
    let pointed = |error: &Node| Field::pointed(&error.text("pointer")?);
    let errors = answer.body.list("errors");
    let fields: Vec<_> = errors.iter().filter_map(pointed).collect();
    if fields.is_empty() {
        let is_photo = |pointer: String| pointer.starts_with("/photos");
        let is_photo = |error: &Node| error.text("pointer").is_some_and(is_photo);
        return match errors.iter().any(is_photo) {
            true => Answered::Photos,
            false => Answered::Refused,
        };
    }
    let refused = |field| (field, Flaw::Refused);
    Answered::Faults(fields.into_iter().map(refused).collect())
}
