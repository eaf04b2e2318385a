//! Moderation: whether a review is shown, and the moves between.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::slug::slugs;
use super::{Finding, Note};
use crate::decline::Decline;
use crate::document::{self, Fault, Node};

/// Whether a review is shown, or why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Moderation {
    /// A person looks at it first.
    Pending {
        /// What the checks found; nothing where the shop holds every review.
        findings: Vec<Finding>,
    },
    /// Everybody sees it.
    Published,
    /// The shop does not show it.
    Rejected {
        /// Why.
        reason: RejectionReason,
        /// What the shop notes for itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Note>,
    },
    /// It was taken away for good.
    Withdrawn,
}

slugs! {
    /// Where a review stands.
    State {
        /// A person looks at it first.
        Pending = "pending",
        /// Everybody sees it.
        Published = "published",
        /// The shop does not show it.
        Rejected = "rejected",
        /// It was taken away for good.
        Withdrawn = "withdrawn",
    }
}

slugs! {
    /// Why a shop does not show a review. That it is negative is no reason.
    RejectionReason {
        /// It advertises something.
        Spam = "spam",
        /// It is not about the product.
        OffTopic = "off-topic",
        /// It insults or threatens.
        Abusive = "abusive",
        /// It tells what is private of somebody.
        PrivateInformation = "private-information",
        /// The law forbids it.
        Unlawful = "unlawful",
        /// It is invented.
        Fake = "fake",
        /// The reviewer has an interest in the product, or in its rival.
        ConflictOfInterest = "conflict-of-interest",
    }
}

impl Moderation {
    /// Where it stands.
    pub const fn state(&self) -> State {
        match self {
            Self::Pending { .. } => State::Pending,
            Self::Published => State::Published,
            Self::Rejected { .. } => State::Rejected,
            Self::Withdrawn => State::Withdrawn,
        }
    }

    /// What the checks found.
    pub fn findings(&self) -> &[Finding] {
        match self {
            Self::Pending { findings } => findings,
            _ => &[],
        }
    }

    /// Why it was rejected.
    pub const fn reason(&self) -> Option<RejectionReason> {
        match self {
            Self::Rejected { reason, .. } => Some(*reason),
            _ => None,
        }
    }

    /// What a verdict makes of it. A verdict that says what is so already changes nothing; a
    /// rejection may be given a better reason; what is withdrawn stays so.
    pub fn judged(self, verdict: Verdict) -> Result<Self, Decline> {
        match (self, verdict) {
            (Self::Pending { .. } | Self::Published | Self::Rejected { .. }, Verdict::Publish) => {
                Ok(Self::Published)
            }
            (
                Self::Pending { .. } | Self::Published | Self::Rejected { .. },
                Verdict::Reject { reason, note },
            ) => Ok(Self::Rejected { reason, note }),
            (Self::Pending { .. } | Self::Published | Self::Withdrawn, Verdict::Withdraw) => {
                Ok(Self::Withdrawn)
            }
            (Self::Rejected { .. }, Verdict::Withdraw)
            | (Self::Withdrawn, Verdict::Publish | Verdict::Reject { .. }) => {
                Err(Decline::NotPossible)
            }
        }
    }
}

/// What the shop decides of a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// To show it.
    Publish,
    /// Not to show it.
    Reject {
        /// Why.
        reason: RejectionReason,
        /// What the shop notes for itself.
        note: Option<Note>,
    },
    /// To take it away for good.
    Withdraw,
}

impl Verdict {
    /// A verdict of a document: `{"to": "rejected", "reason": "spam", "note": "…"}`.
    pub fn read(document: &Value) -> Result<Self, Vec<Fault>> {
        document::read(document, Self::from_node)
    }

    fn from_node(node: &Node<'_, '_>) -> Option<Self> {
        let fields = node.fields_only(&["to", "reason", "note"])?;
        let to = fields.required("to")?;
        let reason = fields.optional("reason");
        let note = fields.optional("note");
        match to.parsed::<State>()? {
            State::Rejected => {
                let reason = fields.required("reason")?.parsed();
                let note = note.map_or(Some(None), |note| note.parsed().map(Some));
                Some(Self::Reject {
                    reason: reason?,
                    note: note?,
                })
            }
            state => {
                for extra in [reason, note].into_iter().flatten() {
                    let _recorded: Option<()> = extra.fault("only a rejection has this");
                }
                match state {
                    State::Published => Some(Self::Publish),
                    State::Withdrawn => Some(Self::Withdraw),
                    State::Pending | State::Rejected => {
                        to.expected("published, rejected or withdrawn")
                    }
                }
            }
        }
    }
}
