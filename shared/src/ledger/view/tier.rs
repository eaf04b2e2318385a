//! A tier as its shopper sees it, and the way to the next.

use serde::Serialize;

use crate::id::TierId;
use crate::ledger::Account;
use crate::program::{Label, Level, Program, TierBy};
use crate::time::Time;

/// A tier as its shopper sees it.
#[derive(Clone, Debug, Serialize)]
pub struct TierView {
    /// The tier.
    pub id: TierId,
    /// What shoppers read.
    pub name: Label,
    /// What order points are multiplied by, in basis points.
    pub multiplier: u32,
    /// What else it brings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub perks: Vec<Label>,
    /// The way to the next.
    pub progress: Progress,
}

/// The way to the next tier.
#[derive(Clone, Debug, Serialize)]
pub struct Progress {
    /// What counts: qualifying points, minor units spent, or orders.
    pub by: TierBy,
    /// This tier's threshold.
    pub from: u64,
    /// The next tier's threshold; `None` in the highest.
    pub to: Option<u64>,
    /// What counts now.
    pub have: u64,
    /// The next tier.
    pub next: Option<TierId>,
    /// What shoppers read of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_name: Option<Label>,
    /// What is missing to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs: Option<u64>,
    /// What keeps this tier, where it ends otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep: Option<Keep>,
}

/// What keeps a tier.
#[derive(Clone, Debug, Serialize)]
pub struct Keep {
    /// What is missing to keep it.
    pub needs: u64,
    /// By when.
    pub by: Time,
}

impl Account {
    pub(super) fn tier_view(&self, program: &Program, now: Time) -> Option<TierView> {
        let tiers = program.tiers.as_ref()?;
        let level: &Level = self.tier_at(program, now)?;
        let index = tiers.index(&level.id)?;
        let next = tiers.levels.get(index + 1);
        let have = self.have(tiers, &program.zone, now);
        let falls = self
            .drops_at(tiers, index, &program.zone, now)
            .filter(|_| index > 0);
        let keep = self.core.falls_at.or(falls).map(|by| Keep {
            needs: level
                .from
                .saturating_sub(self.left_by(tiers, &program.zone, by)),
            by,
        });
        Some(TierView {
            id: level.id.clone(),
            name: level.name.clone(),
            multiplier: level.multiplier,
            perks: level.perks.clone(),
            progress: Progress {
                by: tiers.by,
                from: level.from,
                to: next.map(|next| next.from),
                have,
                next: next.map(|next| next.id.clone()),
                next_name: next.map(|next| next.name.clone()),
                needs: next.map(|next| next.from.saturating_sub(have)),
                keep,
            },
        })
    }
}
