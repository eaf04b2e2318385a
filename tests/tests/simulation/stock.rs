//! The Stock object of the limited reward, as the edge keeps it: leases, and what became of them.

use std::collections::BTreeMap;

use shared::Time;
use shared::id::LeaseId;

use crate::programs::STOCK;

/// What became of a lease.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taking {
    Reserved,
    Taken,
    Free,
}

struct Lease {
    taking: Taking,
    until: Time,
    revision: u64,
}

/// The stock with its disk.
#[derive(Default)]
pub(crate) struct Stock {
    leases: BTreeMap<LeaseId, Lease>,
    /// How many were taken beyond what there is: by holds that were gone and were spent after all,
    /// and by holds whose word came after the end of their lease.
    pub(crate) beyond: usize,
}

/// Days for which a lease that was given back is remembered.
const FREE_KEPT_DAYS: i64 = 1;

impl Stock {
    /// Sets one aside, if there is one: the same lease is the same one.
    pub(crate) fn reserve(&mut self, id: &LeaseId, until: Time, now: Time) -> bool {
        let is_there = self.leases.get(id).is_some_and(|lease| lease.counts(now));
        if !is_there && self.gone(now) >= STOCK as usize {
            return false;
        }
        self.leases
            .retain(|_, lease| lease.taking == Taking::Taken || lease.until > now);
        let known = self.leases.get(id);
        if known.is_none_or(|lease| lease.taking != Taking::Taken) {
            let (taking, revision) = (Taking::Reserved, known.map_or(0, |lease| lease.revision));
            let lease = Lease {
                taking,
                until,
                revision,
            };
            self.leases.insert(id.clone(), lease);
        }
        assert!(self.gone(now) <= STOCK as usize + self.beyond);
        true
    }

    /// Nothing came of it.
    pub(crate) fn drop(&mut self, id: &LeaseId) {
        self.leases
            .retain(|other, lease| other != id || lease.taking != Taking::Reserved);
    }

    /// What became of it, by its ledger's word.
    pub(crate) fn settle(&mut self, id: &LeaseId, taking: Taking, revision: u64, now: Time) {
        let known = self.leases.get(id);
        if known.is_some_and(|lease| lease.revision >= revision) {
            return;
        }
        let counted = known.is_some_and(|lease| lease.counts(now));
        let is_late = taking == Taking::Taken && !counted;
        self.beyond += usize::from(is_late && self.gone(now) >= STOCK as usize);
        let until = now.plus_days(FREE_KEPT_DAYS);
        let lease = Lease {
            taking,
            until,
            revision,
        };
        self.leases.insert(id.clone(), lease);
    }

    /// The leases that are taken.
    pub(crate) fn taken(&self) -> impl Iterator<Item = &LeaseId> {
        let leases = self.leases.iter();
        let taken = leases.filter(|(_, lease)| lease.taking == Taking::Taken);
        taken.map(|(id, _)| id)
    }

    fn gone(&self, now: Time) -> usize {
        let leases = self.leases.values();
        leases.filter(|lease| lease.counts(now)).count()
    }
}

impl Lease {
    fn counts(&self, now: Time) -> bool {
        match self.taking {
            Taking::Taken => true,
            Taking::Reserved => self.until > now,
            Taking::Free => false,
        }
    }
}
