//! What falls due: pending points, holds, lots and tiers, each appended with the time it was due.

use super::account::Account;
use super::because::Because;
use super::entry::{EntryKind, Posting};
use super::lot::LotId;
use super::origin::Origin;
use super::profile::YearlyDay;
use super::redemption::{RedemptionNumber, RedemptionState};
use super::turn::Turn;
use crate::id::OrderId;
use crate::limits::RELEASED_DAYS;
use crate::program::Program;
use crate::time::Time;

/// Something that falls due. The order of declaration decides between two of one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    Available(LotId),
    TimedOut(RedemptionNumber),
    Expire(LotId),
    Yearly(YearlyDay),
}

impl Account {
    /// When something next falls due under a program.
    pub fn next_due(&self, program: &Program) -> Option<Time> {
        self.first_due()
            .into_iter()
            .map(|(time, _)| time)
            .chain(self.standing_due(program))
            .min()
    }

    fn first_due(&self) -> Option<(Time, Due)> {
        let pending = self
            .pending
            .iter()
            .map(|(id, credit)| (credit.due, Due::Available(*id)));
        let holds = self.open_redemptions().filter_map(|redemption| {
            redemption
                .until()
                .map(|until| (until, Due::TimedOut(redemption.number)))
        });
        let lot = self
            .soonest_lot()
            .and_then(|(due, id)| Some((due?, Due::Expire(id))));
        let yearly = |day, next: Option<Time>| next.map(|time| (time, Due::Yearly(day)));
        let birthday = yearly(YearlyDay::Birthday, self.core.birthday.next);
        let anniversary = yearly(YearlyDay::Anniversary, self.core.anniversary.next);
        pending
            .chain(holds)
            .chain(lot)
            .chain(birthday)
            .chain(anniversary)
            .min()
    }
}

impl Turn<'_> {
    /// Appends all that is due by now, in the order it fell due, and looks at the tier again.
    pub(super) fn append_due(&mut self) {
        while let Some((time, due)) = self
            .account
            .first_due()
            .filter(|(time, _)| *time <= self.now)
        {
            self.stand_until(time);
            match due {
                Due::Available(id) => self.make_available(id, time),
                Due::TimedOut(number) => self.time_out(number, time),
                Due::Expire(id) => self.expire(id, time),
                Due::Yearly(day) => self.celebrate(day, time),
            }
        }
        self.stand_until(self.now);
        self.stand_at(self.now);
    }

    /// Appends the moves of the tier that are due by `until`.
    fn stand_until(&mut self, until: Time) {
        while let Some(time) = self
            .account
            .standing_due(self.program)
            .filter(|time| *time <= until)
        {
            let before = self.account.core().sequence;
            self.stand_at(time);
            if self.account.core().sequence == before {
                return;
            }
        }
    }

    fn make_available(&mut self, id: LotId, due: Time) {
        let Some(pending) = self.account.pending.get(&id).cloned() else {
            return;
        };
        let because = Because::Due {
            order: own_order(pending.origin.as_ref()),
        };
        self.append_at(due, EntryKind::Available, because, |draft| {
            draft.post(Posting::Unpend(id, pending.points));
            draft.credit(pending.origin.as_ref(), pending.points, pending.expiry);
        });
    }

    fn time_out(&mut self, number: RedemptionNumber, due: Time) {
        let Some(redemption) = self.account.redemptions.get(&number).cloned() else {
            return;
        };
        let state = RedemptionState::TimedOut {
            at: due,
            granted: redemption.granted(),
        };
        self.release(redemption, state, EntryKind::TimedOut, due, None);
    }

    fn expire(&mut self, id: LotId, due: Time) {
        let Some(lot) = self.account.lots.get(&id).cloned() else {
            return;
        };
        let because = Because::Due {
            order: own_order(lot.origin.as_ref()),
        };
        self.append_at(due, EntryKind::Expire, because, |draft| {
            draft.post(Posting::Take(id, lot.points));
        });
    }
}

fn own_order(origin: Option<&Origin>) -> Option<OrderId> {
    origin.and_then(Origin::order).cloned()
}

/// Until when a lot that fell due lives on after a release.
pub(super) fn released_until(at: Time) -> Time {
    at.plus_days(RELEASED_DAYS)
}
