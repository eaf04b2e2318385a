//! The ledger: one shopper's account, and the only place where its points move.
//!
//! An [`Account`] is the fold of its [`Entry`]s. A [`Turn`] appends what is due, then answers one
//! command with entries or a [`crate::Decline`]. What a turn changed is read back as rows, so that
//! an object stores only that.

mod account;
mod chain;
mod draft;
mod due;
mod earning;
mod entry;
mod fold;
mod lot;
mod offering;
mod order_record;
mod redeeming;
mod redemption;
mod rows;
mod settling;
mod standing;
mod turn;
mod view;

pub use account::{Account, Core, Qualifying, Totals};
pub use chain::{Head, SealedEntry};
pub use earning::{Joining, OrderApplied};
pub use entry::{
    Because, Entry, EntryKind, Posting, QualifyingChange, RedemptionCause, RefundedShare, RuleKept,
};
pub use fold::{BrokenChain, fold};
pub use lot::{Lot, LotExpiry, LotId, Pending, Taken};
pub use offering::Ask;
pub use order_record::OrderRecord;
pub use redeeming::{RedeemCommand, Voider};
pub use redemption::{
    Capture, Granted, HeardOrder, Overuse, Redemption, RedemptionNumber, RedemptionRef,
    RedemptionState, Shard, Timing,
};
pub use rows::{RowChange, RowKind, UnreadableRow};
pub use turn::Turn;
pub use view::{AccountView, Expiring, Keep, PointsView, Progress, RewardView, TierView};
