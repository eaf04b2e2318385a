//! Doing: what each act of a shopper changes, and what each answer does.

use std::rc::Rc;

use super::act::Act;
use super::ballot::{Ballot, Vote};
use super::given::{Data, Given};
use super::news::{Count, News, Part};
use super::query::Trait;
use super::review::{Listing, Review};
use super::showing::Showing;
use super::side::Did;
use super::visit::{Asking, Form, Look, Mine, Sending, Visit, Word};
use super::words::{self, Key};
use crate::session::Session;

impl Showing {
    /// Does what the shopper does; whether there is anything to be seen of it.
    pub(crate) fn act(&self, given: &Given, visit: &mut Visit, did: &Did) -> bool {
        let Some(act) = Act::parse(&did.mark) else {
            return false;
        };
        match act {
            Act::Star => {
                let Ok(rating) = did.of.parse() else {
                    return false;
                };
                visit.query.toggle_star(rating);
                self.ask_anew(visit);
            }
            Act::Only => {
                let Some(which) = Trait::parse(&did.of) else {
                    return false;
                };
                visit.query.toggle(which);
                self.ask_anew(visit);
            }
            Act::ShowAll => {
                visit.query.clear();
                self.focus_on(".cards, .nothing");
                self.ask_anew(visit);
            }
            Act::Sort => {
                let Ok(sort) = did.of.parse() else {
                    return false;
                };
                visit.query.sort = sort;
                self.ask_anew(visit);
            }
            Act::More => self.ask_more(given, visit),
            Act::Retry => self.ask_anew(visit),
            Act::Look => visit.look = look(given, visit, &did.of),
            Act::Turn => match &mut visit.look {
                Some(look) => look.step(did.of == "next"),
                None => {
                    self.turn(did.of == "next");
                    return false;
                }
            },
            Act::Close => visit.look = None,
            Act::Helpful => self.vote(given, visit, &did.of, Vote::Helpful),
            Act::Unhelpful => self.vote(given, visit, &did.of, Vote::Unhelpful),
            Act::Write => self.write(visit),
            Act::Edit => self.edit(visit, &did.of),
            // A review is written with one's own hand.
            Act::Send if !did.is_trusted => return false,
            Act::Send => self.send(visit),
            Act::Cancel => self.put_aside(visit),
            Act::Halt => {
                visit.is_stopped = !visit.is_stopped;
                self.set_stopped(visit.is_stopped);
            }
        }
        true
    }

    fn ask_anew(&self, visit: &mut Visit) {
        visit.asking = Asking::Anew;
        if let Some(asker) = self.asker() {
            asker.list(visit.query, None);
        }
    }

    fn ask_more(&self, given: &Given, visit: &mut Visit) {
        let next = shown(given, visit).and_then(|listing| listing.next.clone());
        if let (Some(next), Some(asker), Asking::Idle | Asking::Failed) =
            (next, self.asker(), visit.asking)
        {
            visit.asking = Asking::More;
            asker.list(visit.query, Some(next));
        }
    }

    fn vote(&self, given: &Given, visit: &mut Visit, id: &str, vote: Vote) {
        visit.word = None;
        if matches!(self.store().state().session, Session::SignedOut) {
            return tell(visit, id, Word::SignIn);
        }
        let (Some(review), Some(asker)) = (find(given, visit, id), self.asker()) else {
            return;
        };
        let (ballot, sending) = visit.cast(&review, vote);
        visit.said = words::say(
            match ballot.yours {
                Some(Vote::Helpful) => Key::VotedHelpful,
                Some(Vote::Unhelpful) => Key::VotedUnhelpful,
                None => Key::VoteTaken,
            },
            &[],
        );
        if sending == Sending::Now {
            asker.vote(id.to_owned(), ballot);
        }
    }

    /// Takes what has come.
    pub(crate) fn take(&self, given: &Given, visit: &mut Visit, news: News) {
        match news {
            // The shopper has chosen otherwise meanwhile.
            News::Page { query, .. } if query != visit.query => {}
            News::Page { page: None, .. } => visit.asking = Asking::Failed,
            News::Page {
                page: Some(page),
                part: Part::First,
                ..
            } => {
                visit.asking = Asking::Idle;
                let number = given.format.whole(page.matching);
                let key = match given.format.is_one(page.matching) {
                    true => Key::MatchingOne,
                    false => Key::Matching,
                };
                visit.said = words::say(key, &[("count", &number)]);
                visit.listing = Some(page);
            }
            News::Page {
                page: Some(page),
                part: Part::Next,
                ..
            } => self.extend(given, visit, page),
            News::Own(own) => {
                let store = self.store();
                let reward = own.reward.filter(|_| own.may_write);
                visit.page.reward =
                    reward.map(|points| store.formatter().points(points, &store.state().names()));
                visit.mine = Mine::Known(Rc::new(own));
                self.recall(visit);
            }
            News::Counted { review, count } => {
                let next = counted(visit, &review, &count);
                if let (Some(ballot), Some(asker)) = (next, self.asker()) {
                    asker.vote(review, ballot);
                }
            }
            News::Answered(answered) => {
                if self.answered(visit, answered) {
                    self.ask_anew(visit);
                }
            }
        }
    }

    fn extend(&self, given: &Given, visit: &mut Visit, page: Listing) {
        let Some(mut listing) = shown(given, visit).cloned() else {
            return;
        };
        let before = listing.reviews.len();
        let added = listing.extend(page);
        visit.listing = Some(listing);
        visit.asking = Asking::Idle;
        let count = given.format.whole(added as u64);
        visit.said = words::say(Key::MoreCame, &[("count", &count)]);
        let first = (before + 1).to_string();
        self.focus_on(&[".cards > li:nth-child(", &first, ") article"].concat());
    }

    /// Looks again who is here.
    pub(crate) fn look_around(&self, visit: &mut Visit) -> bool {
        let before = (visit.mine.clone(), visit.page.clone());
        visit.page.sign_in = self.store().sign_in().map(str::to_owned);
        visit.page.shop = self.attribute("shop");
        visit.page.moves = self.attribute("autoplay").is_some();
        if self.is_new_turn() {
            visit.forget();
        }
        let is_signed_out = matches!(self.store().state().session, Session::SignedOut);
        if is_signed_out {
            visit.mine = Mine::SignedOut;
        } else if self.store().state().account().is_some() && self.is_own_due() {
            if visit.form == Form::SignIn {
                visit.form = Form::Closed;
            }
            if let Some(asker) = self.asker() {
                asker.own();
            }
        }
        before != (visit.mine.clone(), visit.page.clone())
    }
}

fn shown<'a>(given: &'a Given, visit: &'a Visit) -> Option<&'a Listing> {
    match (&visit.listing, &given.data) {
        (Some(listing), _) | (None, Data::Reviews(listing)) => Some(listing),
        _ => None,
    }
}

fn find(given: &Given, visit: &Visit, id: &str) -> Option<Rc<Review>> {
    shown(given, visit)?.find(id).cloned()
}

// `r1 0`: the first photo of a review.
fn look(given: &Given, visit: &Visit, of: &str) -> Option<Look> {
    let (id, place) = of.rsplit_once(' ')?;
    let review = find(given, visit, id)?;
    let place = place.parse().ok()?;
    (place < review.photos.len()).then_some(Look { review, place })
}

// What is to be sent next, where something is.
fn counted(visit: &mut Visit, id: &str, count: &Count) -> Option<Ballot> {
    let word = match count {
        Count::Counted(ballot) => return visit.counted(id, Some(*ballot)),
        Count::Own => Word::OwnReview,
        Count::SignedOut => Word::SignIn,
        Count::Lost => Word::NotThrough,
    };
    visit.counted(id, None);
    tell(visit, id, word);
    None
}

fn tell(visit: &mut Visit, id: &str, word: Word) {
    visit.word = Some((id.to_owned(), word));
    visit.said = words::say(words::beside(word), &[]);
}
