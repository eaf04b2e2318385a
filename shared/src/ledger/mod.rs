//! The ledger: one shopper's account, and the only place where its points move.
//!
//! An [`Account`] is the fold of its [`Entry`]s. A [`Turn`] appends what is due, then answers one
//! command with entries or a [`crate::Decline`]. What a turn changed is read back as rows, so that
//! an object stores only that.

mod account;
mod because;
mod chain;
mod clawing;
mod counter;
mod draft;
mod due;
mod earning;
mod entry;
mod extras;
mod fold;
mod gift;
mod gifting;
mod giving;
mod lot;
mod offering;
mod order_parts;
mod order_record;
mod origin;
mod profile;
mod redeeming;
mod redemption;
mod referral;
mod referring;
mod rows;
mod settling;
mod standing;
mod turn;
mod view;
mod visiting;

pub use account::{Account, Core, Orders, Qualifying, Totals};
pub use because::{
    Because, ExtraKept, GiftCause, Given, Occasion, RedemptionCause, RefundedShare, RuleKept,
};
pub use chain::{Head, SealedEntry};
pub use counter::Counter;
pub use earning::OrderApplied;
pub use entry::{Entry, EntryKind, OrdersChange, Posting, QualifyingChange};
pub use fold::{BrokenChain, fold};
pub use gift::{Gift, GiftFrom, GiftNumber, GiftOf};
pub use gifting::{GiveCommand, GiveOf};
pub use giving::{Doing, Joining, ReviewWritten, action_key, review_key};
pub use lot::{Lot, LotExpiry, LotId, Pending, Taken};
pub use offering::{Ask, StockLeft};
pub use order_record::{Extra, ExtraOf, Needs, OrderRecord};
pub use origin::Origin;
pub use profile::{Profile, Streak, Yearly, YearlyDay};
pub use redeeming::{RedeemCommand, Voider};
pub use redemption::{
    Capture, Granted, HeardOrder, Overuse, Redemption, RedemptionNumber, RedemptionRef,
    RedemptionState, Shard, Timing,
};
pub use referral::{Claim, ClaimOrder, FriendRecord, FriendRef, Pays, ReferralTarget};
pub use referring::{referral_cap, referral_rule};
pub use rows::{RowChange, RowKind, UnreadableRow};
pub use turn::Turn;
pub use view::{
    AccountView, CampaignView, CapView, Closed, EarnView, Expiring, ExpiryView, GiftView, Keep,
    NextStreak, PointsView, Progress, Referred, RewardView, StockView, StreakView, TierView,
};
