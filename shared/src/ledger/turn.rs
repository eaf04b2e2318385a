//! A turn: what is due is appended first, then one command is answered.

use super::account::Account;
use super::because::Because;
use super::chain::SealedEntry;
use super::draft::Draft;
use super::entry::{Entry, EntryKind, Posting};
use super::lot::LotExpiry;
use crate::points::{Points, PointsChange};
use crate::program::{ExpiryFrom, Program};
use crate::time::Time;

/// One synchronous turn of a ledger. Nothing else may touch the account until [`Turn::finish`].
pub struct Turn<'a> {
    pub(super) account: &'a mut Account,
    pub(super) program: &'a Program,
    pub(super) now: Time,
    version: u32,
    entries: Vec<SealedEntry>,
}

impl<'a> Turn<'a> {
    /// Begins a turn at `now`, or at the time of the last entry where that is later, and appends
    /// all that is due by then. `version` is the program's.
    pub fn begin(account: &'a mut Account, program: &'a Program, version: u32, now: Time) -> Self {
        let now = account.core.clock.map_or(now, |clock| clock.max(now));
        let mut turn = Self {
            account,
            program,
            now,
            version,
            entries: Vec::new(),
        };
        turn.append_due();
        if turn.plan_yearly_days() {
            turn.append_due();
        }
        turn
    }

    /// The account as it stands.
    pub const fn account(&self) -> &Account {
        self.account
    }

    /// The time of the turn.
    pub const fn now(&self) -> Time {
        self.now
    }

    /// The program's version.
    pub(super) const fn version(&self) -> u32 {
        self.version
    }

    /// Ends the turn: the entries to store, oldest first.
    pub fn finish(self) -> Vec<SealedEntry> {
        self.entries
    }

    /// Puts an entry together from postings and appends it.
    pub(super) fn append(
        &mut self,
        kind: EntryKind,
        because: Because,
        draft: impl FnOnce(&mut Draft<'_>),
    ) {
        let now = self.now;
        self.append_at(now, kind, because, draft);
    }

    /// The same, for what happened at another time.
    pub(super) fn append_at(
        &mut self,
        at: Time,
        kind: EntryKind,
        because: Because,
        draft: impl FnOnce(&mut Draft<'_>),
    ) {
        let mut drafted = Draft::new(self.account);
        draft(&mut drafted);
        let postings = drafted.finish();
        let sums = Sums::of(&postings);
        let core = &self.account.core;
        let available = i128::from(core.totals.available.get()) + i128::from(sums.points.get());
        let entry = Entry {
            sequence: core.sequence + 1,
            at: core.clock.map_or(at, |clock| clock.max(at)),
            program: self.version,
            kind,
            because,
            postings,
            points: sums.points,
            pending: sums.pending,
            held: sums.held,
            deficit: sums.deficit,
            balance: Points::saturating(available.unsigned_abs()),
        };
        // Unwrap safety: an entry has text keys and no floats, which is all that JSON refuses.
        #[expect(clippy::unwrap_used, reason = "plain data is always JSON")]
        let body = serde_json::to_string(&entry).unwrap();
        let head = core.head.after(&body);
        self.account.apply(&entry, head.clone());
        self.entries.push(SealedEntry { entry, body, head });
    }

    /// When points that become available at `at` expire.
    pub(super) fn expiry_from(&self, at: Time) -> LotExpiry {
        let Some(expiry) = &self.program.expiry else {
            return LotExpiry::Never;
        };
        let end = at.plus(&expiry.after, &self.program.zone);
        match expiry.from {
            ExpiryFrom::Earned => LotExpiry::At(end),
            ExpiryFrom::LastActivity => LotExpiry::Idle(end),
        }
    }

    /// Activity at `at`: from when the account counts as idle, where the program asks and that is
    /// later than what is known.
    pub(super) fn active(&self, at: Time) -> Option<Posting> {
        let expiry = self.program.expiry.as_ref()?;
        let idle_until = at.plus(&expiry.after, &self.program.zone);
        let is_news = self
            .account
            .core
            .idle_until
            .is_none_or(|known| known < idle_until);
        (expiry.from == ExpiryFrom::LastActivity && is_news).then_some(Posting::Active(idle_until))
    }
}

/// The sums of an entry's postings.
#[derive(Default)]
struct Sums {
    points: PointsChange,
    pending: PointsChange,
    held: PointsChange,
    deficit: PointsChange,
}

impl Sums {
    fn of(postings: &[Posting]) -> Self {
        let mut sums = Self::default();
        for posting in postings {
            sums.add(posting);
        }
        sums
    }

    fn add(&mut self, posting: &Posting) {
        match posting {
            Posting::Pend(_, pending) => self.pending = self.pending.then(pending.points.gain()),
            Posting::Unpend(_, points) => self.pending = self.pending.then(points.loss()),
            Posting::Give(_, lot) => self.points = self.points.then(lot.points.gain()),
            Posting::Take(_, points) => self.points = self.points.then(points.loss()),
            Posting::Hold(points) => self.held = self.held.then(points.gain()),
            Posting::Unhold(points) => self.held = self.held.then(points.loss()),
            Posting::Owe(points) => self.deficit = self.deficit.then(points.gain()),
            Posting::Repay(points) => self.deficit = self.deficit.then(points.loss()),
            Posting::Lifetime(_)
            | Posting::Order(..)
            | Posting::Redemption(_)
            | Posting::Qualify(..)
            | Posting::Active(_)
            | Posting::Count(..)
            | Posting::Standing(..)
            | Posting::Joined(_)
            | Posting::Profile(_)
            | Posting::Yearly(..)
            | Posting::Visited(_)
            | Posting::Done(..)
            | Posting::Gift(_)
            | Posting::GiftGone(_)
            | Posting::Orders(_)
            | Posting::Claimed(_)
            | Posting::Friend(..) => {}
        }
    }
}
