//! What the entries of simulated accounts come to, month by month.

use super::calendar::Calendar;
use crate::earn::CampaignEarned;
use crate::id::{CampaignId, TierId};
use crate::ledger::{Because, Entry, EntryKind, Posting};
use crate::points::Points;
use crate::program::Program;
use crate::time::Time;

/// Changes within a month. Sums of any history fit: 2^53 times the orders that memory holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Month {
    pub(super) orders: i128,
    pub(super) revenue: i128,
    pub(super) given: i128,
    pub(super) campaigns: i128,
    pub(super) redeemed: i128,
    pub(super) expired: i128,
    pub(super) outstanding: i128,
    pub(super) redemptions: i128,
    pub(super) discounts: i128,
    /// How many more shoppers each tier has, lowest first.
    pub(super) tiers: Vec<i128>,
}

/// The months, and what each campaign gave.
#[derive(Clone, Debug)]
pub(super) struct Fold<'a> {
    pub(super) program: &'a Program,
    pub(super) calendar: Calendar,
    pub(super) months: Vec<Month>,
    pub(super) campaigns: Vec<(CampaignId, i128)>,
}

impl<'a> Fold<'a> {
    /// Nothing yet.
    pub(super) fn new(program: &'a Program, calendar: Calendar) -> Self {
        let levels = program.tiers.as_ref().map_or(0, |tiers| tiers.levels.len());
        let month = Month {
            tiers: vec![0; levels],
            ..Month::default()
        };
        let campaigns = program.campaigns.iter();
        Self {
            program,
            months: vec![month; calendar.len()],
            calendar,
            campaigns: campaigns.map(|campaign| (campaign.id.clone(), 0)).collect(),
        }
    }

    /// The month of an instant.
    pub(super) fn month(&mut self, at: Time) -> &mut Month {
        let place = self.calendar.place(at);
        &mut self.months[place]
    }

    /// A shopper is there from now on, in the lowest tier.
    pub(super) fn add_shopper(&mut self, at: Time) {
        if let Some(lowest) = self.month(at).tiers.first_mut() {
            *lowest += 1;
        }
    }

    /// What an entry changes.
    pub(super) fn add(&mut self, entry: &Entry) {
        let change = i128::from(entry.points.get())
            + i128::from(entry.pending.get())
            + i128::from(entry.held.get());
        let given = entry.postings.iter().map(|posting| match posting {
            Posting::Lifetime(change) => i128::from(change.get()),
            _ => 0,
        });
        let given: i128 = given.sum();
        let month = self.month(entry.at);
        month.given += given;
        month.outstanding += change;
        match entry.kind {
            EntryKind::Expire => month.expired -= change,
            EntryKind::Capture => month.redeemed -= change,
            _ => {}
        }
        match &entry.because {
            Because::Order { rules, .. } => {
                let campaigns = rules.iter().flat_map(|rule| &rule.campaigns);
                self.add_campaigns(entry.at, campaigns);
            }
            Because::Rule(given) => self.add_campaigns(entry.at, &given.campaigns),
            Because::Gift(cause) => {
                let multiplied = cause.multiplied.iter();
                let campaigns = multiplied.flat_map(|multiplied| &multiplied.campaigns);
                self.add_campaigns(entry.at, campaigns);
            }
            Because::Standing { from, to, .. } => self.add_move(entry.at, from, to),
            _ => {}
        }
    }

    fn add_campaigns<'b>(
        &mut self,
        at: Time,
        campaigns: impl IntoIterator<Item = &'b CampaignEarned>,
    ) {
        for earned in campaigns {
            let extra = extra(earned.extra);
            self.month(at).campaigns += extra;
            let known = self.campaigns.iter_mut().find(|(id, _)| *id == earned.id);
            if let Some((_, sum)) = known {
                *sum += extra;
            }
        }
    }

    fn add_move(&mut self, at: Time, from: &TierId, to: &TierId) {
        let Some(tiers) = &self.program.tiers else {
            return;
        };
        let places = (tiers.index(from), tiers.index(to));
        if let (Some(from), Some(to)) = places {
            let month = self.month(at);
            month.tiers[from] -= 1;
            month.tiers[to] += 1;
        }
    }
}

const fn extra(points: Points) -> i128 {
    points.get() as i128
}
