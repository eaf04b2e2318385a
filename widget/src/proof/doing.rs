//! Doing: what each act of a shopper changes, and what each answer does.

use std::rc::Rc;

use shared::id::ShopperId;
use shared::reviews::Message;

use super::act::Act;
use super::ballot::{Ballot, Vote};
use super::given::{Data, Given};
use super::newest::{Counted, Rated};
use super::news::{Count, News, Part};
use super::query::Trait;
use super::review::{Listing, Review};
use super::showing::Showing;
use super::side::Did;
use super::telling::tell;
use super::visit::{Asking, Form, Look, Mine, Sending, Trouble, Visit, Word};
use super::words::{self, Key};
use crate::session::Session;

/// Where the keyboard goes when what it was on is gone.
const LIST: &str = ".cards, .nothing";

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
                self.choose(given, visit);
            }
            Act::Only => {
                let Some(which) = Trait::parse(&did.of) else {
                    return false;
                };
                visit.query.toggle(which);
                self.choose(given, visit);
            }
            Act::ShowAll => {
                visit.query.clear();
                self.focus_on(LIST);
                self.choose(given, visit);
            }
            Act::Sort => {
                let Ok(sort) = did.of.parse() else {
                    return false;
                };
                visit.query.sort = sort;
                self.choose(given, visit);
            }
            Act::More => self.ask_more(given, visit),
            Act::Retry => self.retry(given, visit),
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
            Act::Leave => {
                self.keep_open(visit);
                return false;
            }
            Act::Halt => {
                visit.is_stopped = !visit.is_stopped;
                self.set_stopped(visit.is_stopped);
            }
        }
        true
    }

    // What is shown already need not be asked for again.
    fn choose(&self, given: &Given, visit: &mut Visit) {
        let listing = shown(given, visit).filter(|listing| listing.query == visit.query);
        let Some(count) = listing.map(|listing| listing.matching) else {
            return self.ask_anew(visit);
        };
        visit.asking = Asking::Idle;
        visit.tell(matching(given, count));
    }

    fn ask_anew(&self, visit: &mut Visit) {
        visit.asking = Asking::Anew;
        if let Some(asker) = self.asker() {
            asker.list(visit.query, None);
        }
    }

    // On from where the list ends that is shown, in its own order.
    fn ask_more(&self, given: &Given, visit: &mut Visit) {
        let listing = shown(given, visit).filter(|listing| listing.query == visit.query);
        let next = listing.and_then(|listing| listing.next.clone());
        if let (Some(next), Some(asker), Asking::Idle | Asking::Failed(_)) =
            (next, self.asker(), visit.asking)
        {
            visit.asking = Asking::More;
            asker.list(visit.query, Some(next));
        }
    }

    fn retry(&self, given: &Given, visit: &mut Visit) {
        match visit.asking {
            Asking::Failed(Part::Next) => {
                self.focus_on(&Act::More.place());
                self.ask_more(given, visit);
            }
            _ => {
                self.focus_on(LIST);
                self.ask_anew(visit);
            }
        }
    }

    fn vote(&self, given: &Given, visit: &mut Visit, id: &str, vote: Vote) {
        visit.word = None;
        if matches!(self.store().state().session, Session::SignedOut) {
            return put_in(visit, id, Word::SignIn);
        }
        let (Some(review), Some(asker)) = (find(given, visit, id), self.asker()) else {
            return;
        };
        let (ballot, sending) = visit.cast(&review, vote);
        visit.tell(words::say(
            match ballot.yours {
                Some(Vote::Helpful) => Key::VotedHelpful,
                Some(Vote::Unhelpful) => Key::VotedUnhelpful,
                None => Key::VoteTaken,
            },
            &[],
        ));
        if sending == Sending::Now {
            asker.vote(id.to_owned(), ballot);
        }
    }

    /// Takes what has come.
    pub(crate) fn take(&self, given: &Given, visit: &mut Visit, news: News) {
        match news {
            News::Page { query, part, page } => {
                let awaited = match part {
                    Part::First => Asking::Anew,
                    Part::Next => Asking::More,
                };
                // Else the shopper has chosen otherwise meanwhile.
                if query == visit.query && visit.asking == awaited {
                    self.turn_page(given, visit, part, page);
                }
            }
            News::Own(None) => self.own_is_due(),
            News::Own(Some(own)) => {
                let store = self.store();
                let reward = own.reward.filter(|_| own.may_write);
                visit.page.reward =
                    reward.map(|points| store.formatter().points(points, &store.state().names()));
                visit.mine = Mine::Known(Rc::new(own));
                self.recall(visit);
            }
            News::Counted { review, count } => {
                if let (Count::Counted(ballot), Some(product)) = (&count, self.product()) {
                    self.store().newest().count(Counted {
                        product,
                        review: review.clone(),
                        ballot: *ballot,
                        turn: self.store().turn(),
                    });
                    self.store().tell();
                }
                let next = counted(visit, &review, &count);
                if let (Some(ballot), Some(asker)) = (next, self.asker()) {
                    asker.vote(review, ballot);
                }
            }
            News::Answered { edits, answered } => {
                if self.answered(visit, edits, answered) {
                    self.ask_anew(visit);
                }
            }
        }
    }

    fn turn_page(&self, given: &Given, visit: &mut Visit, part: Part, page: Option<Listing>) {
        let Some(page) = page else {
            visit.asking = Asking::Failed(part);
            return visit.tell(words::say(words::unread(part), &[]));
        };
        visit.asking = Asking::Idle;
        match part {
            Part::First => {
                visit.tell(matching(given, page.matching));
                // What the keyboard is on may be another node now.
                if self.is_focused(".cards") || self.is_focused(".nothing") {
                    self.focus_on(LIST);
                }
                self.hear(&page);
                visit.listing = Some(page);
            }
            Part::Next => self.extend(given, visit, page),
        }
    }

    fn extend(&self, given: &Given, visit: &mut Visit, page: Listing) {
        let Some(mut listing) = shown(given, visit).cloned() else {
            return;
        };
        let before = listing.reviews.len();
        let added = listing.extend(page);
        visit.listing = Some(listing);
        visit.tell(tell(Message::MoreCame(added as u64), &given.format));
        // Who writes or reads elsewhere by now is left there.
        if self.is_focused(&Act::More.place()) {
            let first = (before + 1).to_string();
            self.focus_on(&[".cards > li:nth-child(", &first, ") article"].concat());
        }
    }

    // Other elements of the product say the same from now on.
    fn hear(&self, page: &Listing) {
        let rated = Rated {
            rating: page.rating,
            sequence: page.sequence,
        };
        let product = self.product();
        if product.is_some_and(|product| self.store().newest().hear(&product, rated)) {
            self.store().tell();
        }
    }

    // Whether another element has heard something newer.
    fn overhear(&self, given: &Given, visit: &mut Visit) -> bool {
        let Some(product) = self.product() else {
            return false;
        };
        let newest = self.store().newest();
        let rated = newest.of(&product);
        let mut is_other = false;
        match (&given.data, rated) {
            (Data::Stars(known), Some(rated))
                if visit.rated.as_ref().unwrap_or(known).is_before(&rated) =>
            {
                visit.rated = Some(rated);
                is_other = true;
            }
            (Data::Reviews(_), Some(rated)) => {
                let known = shown(given, visit).and_then(|listing| listing.sequence);
                if rated.sequence > known && visit.asking == Asking::Idle {
                    self.ask_anew(visit);
                    is_other = true;
                }
            }
            _ => {}
        }
        for counted in newest.ballots(&product, self.store().turn()) {
            is_other |= visit.overhear(&counted.review, counted.ballot);
        }
        is_other
    }

    /// Looks again who is here, and what others have heard.
    pub(crate) fn look_around(&self, given: &Given, visit: &mut Visit) -> bool {
        let before = (visit.mine.clone(), visit.page.clone(), visit.form.clone());
        visit.page.sign_in = self.store().sign_in().map(str::to_owned);
        visit.page.shop = self.attribute("shop");
        visit.page.moves = self.attribute("autoplay").is_some();
        let shopper = {
            let state = self.store().state();
            state.account().map(|account| account.shopper.clone())
        };
        let is_another = shopper.is_some() && visit.shopper.is_some() && visit.shopper != shopper;
        let is_new = self.is_new_turn() || is_another;
        if is_new {
            self.own_is_due();
            self.interrupt(visit);
        }
        if matches!(self.store().state().session, Session::SignedOut) {
            visit.stay_out();
            self.own_is_due();
            self.hold_back(visit);
        } else if let Some(shopper) = shopper {
            let was_out = matches!(visit.mine, Mine::SignedOut);
            if was_out || visit.shopper.as_ref() != Some(&shopper) {
                self.welcome(visit, &shopper);
            }
            if let Some(asker) = self.asker().filter(|_| self.is_own_due()) {
                asker.own();
            }
        }
        let is_other = self.overhear(given, visit);
        is_new || is_other || before != (visit.mine.clone(), visit.page.clone(), visit.form.clone())
    }

    fn welcome(&self, visit: &mut Visit, shopper: &ShopperId) {
        visit.mine = Mine::Unknown;
        match &mut visit.form {
            Form::SignIn => visit.form = Form::Closed,
            Form::Open(open) if open.trouble == Some(Trouble::SignedOut) => open.trouble = None,
            _ => {}
        }
        if let Some(interrupted) = visit.arrive(shopper) {
            self.resume(visit, interrupted);
        }
    }
}

// The words for how many a filter leaves.
fn matching(given: &Given, count: u64) -> String {
    tell(Message::Matching(count), &given.format)
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
    put_in(visit, id, word);
    None
}

// A word beside a review's votes, which is heard too.
fn put_in(visit: &mut Visit, id: &str, word: Word) {
    visit.word = Some((id.to_owned(), word));
    visit.tell(words::say(words::beside(word), &[]));
}
