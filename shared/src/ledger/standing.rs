//! Standing: the tier a shopper has, by what counted within the program's window.

use super::account::{Account, Qualifying};
use super::because::Because;
use super::entry::{EntryKind, Posting};
use super::turn::Turn;
use crate::id::OrderId;
use crate::order::EarnTarget;
use crate::program::{DowngradeStep, Level, Program, TierBy, TierWindow, Tiers};
use crate::time::{Day, Span, Time, Zone};

impl Account {
    /// The tier at an instant; the first where the shopper never had another one that still exists.
    pub fn tier_at<'a>(&self, program: &'a Program, at: Time) -> Option<&'a Level> {
        let tiers = program.tiers.as_ref()?;
        let then = self
            .core
            .tiers
            .iter()
            .rev()
            .filter(|(since, _)| *since <= at);
        let known = then.filter_map(|(_, id)| tiers.index(id)).next();
        tiers.levels.get(known.unwrap_or(0))
    }

    /// What counts at an instant: what shoppers see as progress.
    pub(super) fn have(&self, tiers: &Tiers, zone: &Zone, at: Time) -> u64 {
        match &tiers.window {
            TierWindow::Lifetime => self.days.values().map(|day| counted(day, tiers.by)).sum(),
            TierWindow::CalendarYear => self.in_year(tiers.by, at.day(zone).year()),
            TierWindow::Rolling(span) => {
                let days = self.in_window(span, zone, at).into_iter();
                days.map(|(_, sums)| counted(sums, tiers.by)).sum()
            }
        }
    }

    /// What of that is left when a tier that is kept until `by` ends, if nothing more comes. A year
    /// that ends just then still counts.
    pub(super) fn left_by(&self, tiers: &Tiers, zone: &Zone, by: Time) -> u64 {
        match &tiers.window {
            TierWindow::CalendarYear => self.have(tiers, zone, by.plus_ms(-1)),
            TierWindow::Lifetime | TierWindow::Rolling(_) => self.have(tiers, zone, by),
        }
    }

    /// The index of the level that what counts says.
    fn level_by_count(&self, tiers: &Tiers, zone: &Zone, at: Time) -> usize {
        let have = self.have(tiers, zone, at);
        if tiers.window != TierWindow::CalendarYear {
            return tiers.level_for(have);
        }
        let year_before = self.in_year(tiers.by, at.day(zone).year() - 1);
        tiers.level_for(have.max(year_before))
    }

    /// When the tier goes down, or begins to.
    pub(super) fn standing_due(&self, program: &Program) -> Option<Time> {
        let tiers = program.tiers.as_ref()?;
        if self.core.falls_at.is_some() {
            return self.core.falls_at;
        }
        let (since, level) = self.stands(tiers).filter(|(_, level)| *level > 0)?;
        self.drops_at(
            tiers,
            level,
            &program.zone,
            self.core.clock.unwrap_or(since),
        )
    }

    /// The newest of the shopper's levels that the program still has, and since when.
    fn stands(&self, tiers: &Tiers) -> Option<(Time, usize)> {
        let newest_first = self.core.tiers.iter().rev();
        let mut known = newest_first.filter_map(|(since, id)| Some((*since, tiers.index(id)?)));
        known.next()
    }

    /// When what counts falls below a level's threshold after `from`, if nothing more comes.
    pub(super) fn drops_at(
        &self,
        tiers: &Tiers,
        level: usize,
        zone: &Zone,
        from: Time,
    ) -> Option<Time> {
        let threshold = tiers.levels.get(level)?.from;
        match &tiers.window {
            TierWindow::Lifetime => None,
            TierWindow::CalendarYear => {
                let year = from.day(zone).year();
                let ends = |year: i32| Day::first_of_year(year + 1).start(zone);
                if self.in_year(tiers.by, year) >= threshold {
                    Some(ends(year + 1))
                } else {
                    Some(ends(year))
                }
            }
            TierWindow::Rolling(span) => {
                let mut left = self.have(tiers, zone, from);
                let mut leaving = self.in_window(span, zone, from).into_iter();
                let last = leaving.find(|(_, sums)| {
                    left = left.saturating_sub(counted(sums, tiers.by));
                    left < threshold
                });
                last.map(|(day, _)| day.end_of_window(span, zone))
            }
        }
    }

    /// The days that count at an instant, oldest first. A day still to come counts too: orders were
    /// paid on it where the zone was another then. Windows end in the order of their days, so only
    /// a few are looked up in the zone.
    fn in_window(&self, span: &Span, zone: &Zone, at: Time) -> Vec<(Day, &Qualifying)> {
        let days: Vec<_> = self.days.iter().map(|(day, sums)| (*day, sums)).collect();
        let past = days.partition_point(|(day, _)| day.end_of_window(span, zone) <= at);
        days.into_iter().skip(past).collect()
    }

    fn in_year(&self, by: TierBy, year: i32) -> u64 {
        let days = Day::first_of_year(year)..Day::first_of_year(year + 1);
        self.days
            .range(days)
            .map(|(_, sums)| counted(sums, by))
            .sum()
    }
}

const fn counted(sums: &Qualifying, by: TierBy) -> u64 {
    match by {
        TierBy::Points => sums.points,
        TierBy::Spend => sums.spend,
        TierBy::Orders => sums.orders,
    }
}

/// What is to happen to a standing.
enum Move {
    To(usize),
    FallsAt(Time),
    Kept,
}

impl Turn<'_> {
    /// Looks at the tier at an instant: up at once, down after the grace, one step or all the way.
    pub(super) fn stand_at(&mut self, at: Time) {
        self.stand_since(at, at, None);
    }

    /// The same, where an order lifts the tier: one that is heard late lifts it from its payment
    /// on, but never from before the last change.
    pub(super) fn stand_for(&mut self, target: &EarnTarget) {
        self.stand_since(self.now, target.paid_at, Some(&target.order));
    }

    fn stand_since(&mut self, at: Time, since: Time, cause: Option<&OrderId>) {
        let program = self.program;
        let Some(tiers) = &program.tiers else { return };
        // Every move goes toward the level that the count says, so this ends within the levels
        // there are.
        while let Some((current, step)) = self.next_move(tiers, at) {
            let levels = &tiers.levels;
            let (to, falls_at) = match step {
                Move::To(level) => (level, None),
                Move::FallsAt(time) => (current, Some(time)),
                Move::Kept => (current, None),
            };
            let have = self.account.have(tiers, &program.zone, at);
            let last = self
                .account
                .core
                .tiers
                .last()
                .map_or(since, |(last, _)| *last);
            let since = if to > current { since.max(last) } else { at };
            let reached = levels.get(current + 1..=to).unwrap_or_default();
            let (from, to) = (levels[current].id.clone(), levels[to].id.clone());
            let because = Because::Standing {
                from,
                to: to.clone(),
                have,
                keep_until: falls_at,
            };
            self.append_at(at, EntryKind::Tier, because, |draft| {
                draft.post(Posting::Standing(to, since, falls_at));
            });
            for level in reached {
                self.give_for_tier(level, since, cause);
            }
        }
    }

    fn next_move(&self, tiers: &Tiers, at: Time) -> Option<(usize, Move)> {
        let zone = &self.program.zone;
        let by_count = self.account.level_by_count(tiers, zone, at);
        let current = self.account.stands(tiers).map_or(0, |(_, level)| level);
        let step = match self.account.core.falls_at {
            _ if by_count > current => Move::To(by_count),
            Some(_) if by_count == current => Move::Kept,
            Some(time) if time <= at => Move::To(match tiers.downgrade.step {
                DowngradeStep::One => current - 1,
                DowngradeStep::Balance => by_count,
            }),
            Some(_) => return None,
            None if by_count == current => return None,
            None => match tiers
                .downgrade
                .grace
                .as_ref()
                .filter(|grace| !grace.is_zero())
            {
                Some(grace) => Move::FallsAt(at.plus(grace, zone)),
                None => Move::To(match tiers.downgrade.step {
                    DowngradeStep::One => current - 1,
                    DowngradeStep::Balance => by_count,
                }),
            },
        };
        Some((current, step))
    }
}
