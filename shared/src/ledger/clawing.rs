//! Clawing back: taking points from where they came from, as far as they are there.

use super::account::Account;
use super::because::Because;
use super::draft::Draft;
use super::entry::{EntryKind, Posting};
use super::lot::{LotId, Pending};
use super::origin::Origin;
use super::turn::Turn;
use crate::points::Points;
use crate::program::Clawback;

impl Turn<'_> {
    /// Takes points back from the origin's pending ones, its own lots, other lots, then as a
    /// deficit, save what is forgiven. Held points are never touched.
    pub(super) fn append_clawback(
        &mut self,
        origin: &Origin,
        because: Because,
        lost: Points,
        forgiven: Points,
        closing: Vec<Posting>,
    ) {
        let pending = pending_of(self.account, origin);
        self.append(EntryKind::Clawback, because, |draft| {
            draft.post(Posting::Lifetime(lost.less(forgiven).loss()));
            let left = unpend(draft, pending, lost);
            let own = draft.take_where(left, |lot| lot.origin.as_ref() == Some(origin));
            let left = left.less(sum(&own));
            let left = left.less(sum(&draft.take(left))).less(forgiven);
            if !left.is_zero() {
                draft.post(Posting::Owe(left));
            }
            closing.into_iter().for_each(|posting| draft.post(posting));
        });
    }

    /// What of a loss the account can't cover and the program forgives.
    pub(super) fn forgiven(&self, origin: &Origin, lost: Points) -> Points {
        match self.program.clawback {
            Clawback::Deficit => Points::ZERO,
            Clawback::WithinBalance => {
                let pending = pending_of(self.account, origin);
                let pending: Points = pending.iter().map(|(_, credit)| credit.points).sum();
                lost.less(pending).less(self.account.core.totals.available)
            }
        }
    }
}

/// The pending credits of an origin, the latest due first.
fn pending_of(account: &Account, origin: &Origin) -> Vec<(LotId, Pending)> {
    let of_origin = account
        .pending
        .iter()
        .filter(|(_, pending)| pending.origin.as_ref() == Some(origin));
    let mut pending: Vec<_> = of_origin
        .map(|(id, pending)| (*id, pending.clone()))
        .collect();
    pending.sort_by_key(|(id, pending)| std::cmp::Reverse((pending.due, *id)));
    pending
}

/// Takes points from pending credits, the latest due first, and answers what is left to take.
fn unpend(draft: &mut Draft<'_>, pending: Vec<(LotId, Pending)>, lost: Points) -> Points {
    let mut left = lost;
    for (id, credit) in pending {
        let some = credit.points.min(left);
        if !some.is_zero() {
            draft.post(Posting::Unpend(id, some));
        }
        left = left.less(some);
    }
    left
}

fn sum(taken: &[super::Taken]) -> Points {
    taken.iter().map(|taken| taken.points).sum()
}
