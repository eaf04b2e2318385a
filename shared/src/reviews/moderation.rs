//! Moderation: whether a review is shown, and the moves between.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::slug::slugs;
use super::{Finding, Note, Seen, read};
use crate::decline::Decline;
use crate::document::{self, Fault, Fields};

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
    Withdrawn {
        /// Who did, and why.
        #[serde(default)]
        because: Withdrawal,
    },
}

/// Who took a review away for good, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by")]
pub enum Withdrawal {
    /// The shop did.
    Shop {
        /// Why.
        reason: RejectionReason,
    },
    /// Its words were erased before a person had looked at them.
    Erased,
    /// It is not known any more: no reason was asked for at the time.
    #[default]
    Unsaid,
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
            Self::Withdrawn { .. } => State::Withdrawn,
        }
    }

    /// What the checks found.
    pub fn findings(&self) -> &[Finding] {
        match self {
            Self::Pending { findings } => findings,
            _ => &[],
        }
    }

    /// Why the shop rejected or withdrew it.
    pub const fn reason(&self) -> Option<RejectionReason> {
        match self {
            Self::Rejected { reason, .. }
            | Self::Withdrawn {
                because: Withdrawal::Shop { reason },
            } => Some(*reason),
            _ => None,
        }
    }

    /// What a verdict makes of it. A verdict that says what is so already changes nothing; a
    /// rejection or withdrawal of the shop's may be given a better reason; what is withdrawn stays
    /// so.
    pub fn judged(self, verdict: Verdict) -> Result<Self, Decline> {
        match (self, verdict) {
            (Self::Pending { .. } | Self::Published | Self::Rejected { .. }, Verdict::Publish) => {
                Ok(Self::Published)
            }
            (
                Self::Pending { .. } | Self::Published | Self::Rejected { .. },
                Verdict::Reject { reason, note },
            ) => Ok(Self::Rejected { reason, note }),
            (
                erased @ Self::Withdrawn {
                    because: Withdrawal::Erased,
                },
                Verdict::Withdraw { .. },
            ) => Ok(erased),
            (
                Self::Pending { .. } | Self::Published | Self::Withdrawn { .. },
                Verdict::Withdraw { reason },
            ) => Ok(Self::Withdrawn {
                because: Withdrawal::Shop { reason },
            }),
            (Self::Rejected { .. }, Verdict::Withdraw { .. })
            | (Self::Withdrawn { .. }, Verdict::Publish | Verdict::Reject { .. }) => {
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
    Withdraw {
        /// Why.
        reason: RejectionReason,
    },
}

impl Verdict {
    /// A verdict of a document: `{"to": "rejected", "reason": "spam", "note": "…"}`, and which
    /// wording it is on, where there is a `revision` too. Whoever hides a review says why.
    pub fn read(document: &Value) -> Result<Seen<Self>, Vec<Fault>> {
        document::read(document, |node| {
            let fields = node.fields_only(&["to", "reason", "note", "revision"])?;
            let revision = read::revision(&fields);
            Some(Seen {
                what: Self::from_fields(&fields)?,
                revision: revision?,
            })
        })
    }

    fn from_fields(fields: &Fields<'_, '_>) -> Option<Self> {
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
                if let Some(note) = note {
                    let _recorded: Option<()> = note.fault("only a rejection has this");
                }
                if state == State::Withdrawn {
                    let reason = fields.required("reason")?.parsed()?;
                    return Some(Self::Withdraw { reason });
                }
                if let Some(reason) = reason {
                    let _recorded: Option<()> = reason.fault("what is published has no reason");
                }
                match state {
                    State::Published => Some(Self::Publish),
                    _ => to.expected("published, rejected or withdrawn"),
                }
            }
        }
    }
}
