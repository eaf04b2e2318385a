//! What became of a redemption.

use super::Explainer;
use crate::ledger::{Entry, EntryKind, RedemptionCause, RefundedShare, Timing};

impl Explainer<'_> {
    pub(super) fn redemption(&self, entry: &Entry, cause: &RedemptionCause) -> String {
        let reward = self.reward(&cause.reward);
        let held = self.points(entry.held.size());
        let moved = self.points(entry.points.size());
        match entry.kind {
            EntryKind::Hold if entry.held.is_zero() => format!("{reward}, a gift, is ready to use"),
            EntryKind::Hold => format!("{held} set aside for {reward}"),
            EntryKind::Present => format!("{reward} was shown at a checkout"),
            EntryKind::Attach => format!("{reward} waits for an order to be paid"),
            EntryKind::Void if entry.held.is_zero() => {
                format!("{reward}, a gift, is there again: it was not used")
            }
            EntryKind::TimedOut if entry.held.is_zero() => {
                format!("{reward}, a gift, is there again: its time ended")
            }
            EntryKind::Restore if entry.points.is_zero() && entry.deficit.is_zero() => {
                format!(
                    "{reward}, a gift, is there again: {}",
                    self.share(cause.refunded)
                )
            }
            EntryKind::Capture if is_gift(entry, cause) => format!("{reward}, a gift, was used"),
            EntryKind::Void => format!("{held} back: {reward} was not used"),
            EntryKind::TimedOut => format!("{held} back: the time for {reward} ended"),
            EntryKind::Capture if cause.refunded.is_some() => {
                let spent = self.points(entry.points.size().plus(entry.deficit.size()));
                format!("{spent} used for {reward} after all")
            }
            EntryKind::Capture if cause.timing == Some(Timing::Late) => {
                let spent = self.points(entry.points.size().plus(entry.deficit.size()));
                format!("{spent} used for {reward}, after its time had ended")
            }
            EntryKind::Capture if !entry.points.is_zero() => {
                format!("{reward} was used; {moved} of what was set aside came back")
            }
            EntryKind::Capture => format!("{held} used for {reward}"),
            EntryKind::Restore => {
                let back = self.points(entry.points.size().plus(entry.deficit.size()));
                format!("{back} back from {reward}: {}", self.share(cause.refunded))
            }
            _ => format!("{reward}: noted, nothing moved"),
        }
    }

    fn share(&self, share: Option<RefundedShare>) -> String {
        match share {
            Some(share) => {
                let (refunded, value) = (self.money(share.refunded), self.money(share.value));
                format!("{refunded} of {value} was refunded")
            }
            None => "the order was cancelled or given back in full".to_owned(),
        }
    }
}

/// Whether a capture moved no points at all, as that of a gift does.
const fn is_gift(entry: &Entry, cause: &RedemptionCause) -> bool {
    entry.points.is_zero()
        && entry.held.is_zero()
        && entry.deficit.is_zero()
        && cause.refunded.is_none()
}
