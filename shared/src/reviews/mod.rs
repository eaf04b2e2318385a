//! Reviews: what shoppers say of a product, what is shown of it, and the sums over it.
//!
//! Every decision takes one review and the kept [`Tally`] of its product, and gives back the new
//! ones: nothing here ever needs all reviews of a product. Whether a review is published cannot see
//! its rating.

mod aggregate;
mod cell;
mod check;
mod completing;
mod erasing;
mod excerpt;
pub mod export;
mod fingerprint;
pub mod import;
mod json_ld;
mod listing;
mod mark;
mod message;
mod moderating;
mod moderation;
mod photo;
mod policy;
mod purchases;
mod rating;
mod read;
mod review;
mod slug;
mod submission;
mod submitting;
mod tally;
mod text;
mod votes;
mod voting;

pub use aggregate::{Aggregate, RatingValue};
pub use check::{Finding, Written, check};
pub use completing::complete;
pub use erasing::erase;
pub use excerpt::excerpt;
pub use fingerprint::Fingerprint;
pub use json_ld::{Facts, Snippet, json_ld, script_safe};
pub use listing::{Cursor, Filter, Narrowed, NotACursor, NotStars, Place, Sort, Stars};
pub use message::Message;
pub use moderating::{Changed, Publication, moderate, reply, reward};
pub use moderation::{Moderation, RejectionReason, State, Verdict, Withdrawal};
pub use photo::{NotAPhoto, NotAPhotoHost, PhotoHost, PhotoUrl};
pub use policy::{Policy, Publish};
pub use purchases::{open_orders, place};
pub use rating::{NotARating, Rating};
pub use read::{Chosen, Seen, read_chosen, read_reply, read_vote};
pub use review::{App, Buyer, Incentive, NotAReviewId, Origin, Reply, Review, ReviewId, Revision};
pub use slug::UnknownSlug;
pub use submission::Submission;
pub use submitting::{Earlier, Outcome, Submitted, Writing, submit};
pub use tally::{Counts, Kind, Tally};
pub use text::{Author, Body, NotAText, Note, ReplyText, Title};
pub use votes::{Helpfulness, Vote, Votes};
pub use voting::vote;
