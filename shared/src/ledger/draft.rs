//! Drafts: the postings of an entry while it is being put together.

use super::account::Account;
use super::entry::Posting;
use super::lot::{Lot, LotExpiry, LotId, Pending, Taken};
use super::origin::Origin;
use crate::points::Points;
use crate::time::Time;

/// The postings of an entry, with what they leave of the account.
pub(super) struct Draft<'a> {
    account: &'a Account,
    postings: Vec<Posting>,
    deficit: Points,
    last_lot: u64,
}

impl<'a> Draft<'a> {
    /// No postings yet.
    pub(super) const fn new(account: &'a Account) -> Self {
        Self {
            account,
            postings: Vec::new(),
            deficit: account.core.totals.deficit,
            last_lot: account.core.last_lot,
        }
    }

    /// The postings.
    pub(super) fn finish(self) -> Vec<Posting> {
        self.postings
    }

    /// Adds a posting.
    pub(super) fn post(&mut self, posting: Posting) {
        self.postings.push(posting);
    }

    /// Credits points that are available now: they repay a deficit first, the rest opens a lot.
    pub(super) fn credit(&mut self, origin: Option<&Origin>, points: Points, expiry: LotExpiry) {
        let left = self.repay(points);
        if !left.is_zero() {
            let lot = Lot {
                origin: origin.cloned(),
                points: left,
                expiry,
            };
            let id = self.next_lot();
            self.post(Posting::Give(id, lot));
        }
    }

    /// Credits points that become available later.
    pub(super) fn pend(&mut self, pending: Pending) {
        if !pending.points.is_zero() {
            let id = self.next_lot();
            self.post(Posting::Pend(id, pending));
        }
    }

    /// Takes points from lots, soonest-to-expire first, and answers which. Takes fewer where there
    /// are fewer.
    pub(super) fn take(&mut self, points: Points) -> Vec<Taken> {
        self.take_where(points, |_| true)
    }

    /// Takes points from the lots that `wanted` picks, soonest-to-expire first.
    pub(super) fn take_where(
        &mut self,
        points: Points,
        wanted: impl Fn(&Lot) -> bool,
    ) -> Vec<Taken> {
        let mut left = points;
        let mut taken = Vec::new();
        for id in self.account.lots_soonest_first() {
            if left.is_zero() {
                break;
            }
            let Some(lot) = self.account.lots.get(&id).filter(|lot| wanted(lot)) else {
                continue;
            };
            let some = lot.points.less(self.taken_already(id)).min(left);
            if some.is_zero() {
                continue;
            }
            left = left.less(some);
            self.postings.push(Posting::Take(id, some));
            taken.push(Taken {
                lot: id,
                origin: lot.origin.clone(),
                points: some,
                expiry: lot.expiry,
            });
        }
        taken
    }

    /// Gives points back to where they were taken from, the last taken first, and shortens `taken`
    /// by them. A lot that fell due meanwhile lives on until `grace`; points that came from no lot
    /// do too.
    pub(super) fn give_back(
        &mut self,
        taken: &mut Vec<Taken>,
        points: Points,
        now: Time,
        grace: Time,
    ) {
        let mut left = points;
        while let Some(last) = taken.last_mut() {
            if left.is_zero() {
                return;
            }
            let some = last.points.min(left);
            left = left.less(some);
            last.points = last.points.less(some);
            let (id, origin, expiry) = (last.lot, last.origin.clone(), last.expiry);
            if last.points.is_zero() {
                taken.pop();
            }
            let rest = self.repay(some);
            self.reopen(
                id,
                Lot {
                    origin,
                    points: rest,
                    expiry,
                },
                now,
                grace,
            );
        }
        self.credit(None, left, LotExpiry::At(grace));
    }

    fn reopen(&mut self, id: LotId, lot: Lot, now: Time, grace: Time) {
        if lot.points.is_zero() {
            return;
        }
        let fell_due = lot
            .expiry
            .due(self.account.core.idle_until)
            .is_some_and(|due| due <= now);
        if fell_due {
            let id = self.next_lot();
            self.post(Posting::Give(
                id,
                Lot {
                    expiry: LotExpiry::At(grace),
                    ..lot
                },
            ));
        } else {
            self.post(Posting::Give(id, lot));
        }
    }

    /// Repays the deficit with points, and answers what is left of them.
    fn repay(&mut self, points: Points) -> Points {
        let repaid = points.min(self.deficit);
        if !repaid.is_zero() {
            self.deficit = self.deficit.less(repaid);
            self.post(Posting::Repay(repaid));
        }
        points.less(repaid)
    }

    fn taken_already(&self, lot: LotId) -> Points {
        let taken = self.postings.iter().filter_map(|posting| match posting {
            Posting::Take(id, points) if *id == lot => Some(*points),
            _ => None,
        });
        taken.sum()
    }

    const fn next_lot(&mut self) -> LotId {
        self.last_lot += 1;
        LotId(self.last_lot)
    }
}

impl Account {
    /// The lots, soonest-to-expire first; lots that never expire come last, oldest first.
    fn lots_soonest_first(&self) -> impl Iterator<Item = LotId> {
        let idle_until = self.core.idle_until;
        let idle = self
            .idle
            .iter()
            .map(move |(time, id)| (LotExpiry::Idle(*time).due(idle_until).unwrap_or(*time), *id));
        let (mut fixed, mut idle) = (self.fixed.iter().copied().peekable(), idle.peekable());
        let expiring = std::iter::from_fn(move || match (fixed.peek(), idle.peek()) {
            (Some(one), Some(other)) if other < one => idle.next(),
            (Some(_), _) => fixed.next(),
            (None, _) => idle.next(),
        });
        let never = self
            .lots
            .iter()
            .filter(|(_, lot)| lot.expiry == LotExpiry::Never);
        expiring.map(|(_, id)| id).chain(never.map(|(id, _)| *id))
    }
}
