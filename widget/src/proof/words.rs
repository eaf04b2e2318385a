//! The words of reviews and testimonials.

use shared::reviews::{Message, RejectionReason, Sort};

use super::draft::{Field, Flaw};
use super::news::Part;
use super::query::Trait;
use super::review::Standing;
use super::telling::tell;
use super::visit::{Keeping, Trouble, Word};
use crate::format::Formatter;
use crate::words::{catalogue, fill};

catalogue! {
    OfFive = "{stars} of 5",
    RatingOne = "1 rating",
    Ratings = "{count} ratings",
    OneText = "1 with a text",
    Texts = "{count} with a text",
    Histogram = "Ratings by star",
    BarOne = "{stars} stars: 1 rating",
    Bar = "{stars} stars: {count} ratings",
    BarStarOne = "1 star: 1 rating",
    BarStar = "1 star: {count} ratings",
    Filters = "Show only",
    WithPhotos = "With photos",
    Verified = "Verified buyers",
    WithText = "With a text",
    ClearFilters = "Show all",
    SortBy = "Sort by",
    SortHelpful = "Most helpful",
    SortNewest = "Newest",
    SortHighest = "Highest rated",
    SortLowest = "Lowest rated",
    MatchingOne = "1 review",
    Matching = "{count} reviews",
    NoMatch = "No review is like that.",
    Empty = "No reviews yet.",
    EmptyStep = "Have you tried it? The first one helps most.",
    OnlyStarsOne = "1 rated it without a text.",
    OnlyStars = "{count} rated it without a text.",
    Unreadable = "We can't show the reviews right now.",
    MoreUnreadable = "We can't read on right now.",
    Retry = "Try again",
    ShowMore = "Show more",
    MoreCame = "{count} more",
    ReadMore = "Read more",
    ReadLess = "Show less",
    Somebody = "A customer",
    ByLine = "{stars} of 5, by {author}, {date}",
    VerifiedBuyer = "Verified buyer",
    VerifiedMeans = "The shop has a paid order of this person with this product.",
    Rewarded = "Rewarded with points",
    RewardedMeans = "The shop gives points for reviews, the same for every rating.",
    Given = "The writer got something for this review",
    GivenMeans = "The app it was written in says so, and not what it was.",
    ImportedFrom = "From {app}",
    ImportedMeans = "Written elsewhere and brought here by the shop.",
    EditedOn = "Edited on {date}",
    ReplyBy = "The shop's answer",
    Photos = "Photos",
    PhotoOf = "Photo {number} of {count} by {author}",
    PhotoClose = "Close",
    PhotoNext = "Next photo",
    PhotoBefore = "Photo before",
    PhotoPlace = "{number} of {count}",
    PhotoAdd = "Add photos",
    PhotoAdding = "Adding",
    PhotoAdded = "{count} of {most} photos",
    PhotoRemove = "Remove photo {number}",
    PhotoKind = "That file isn't a picture.",
    PhotoLarge = "That photo is too large.",
    PhotoLost = "The photo didn't get through. Please try again.",
    PhotoRefused = "The shop can't show one of these photos. Remove it and send again.",
    PhotoMany = "There is room for {most} photos.",
    WasHelpful = "Was this helpful?",
    Helpful = "Helpful",
    HelpfulCount = "Helpful, {count} so far",
    Unhelpful = "Not helpful",
    UnhelpfulCount = "Not helpful, {count} so far",
    VotedHelpful = "Counted as helpful",
    VotedUnhelpful = "Counted as not helpful",
    VoteTaken = "Your vote is taken back",
    VoteSignIn = "Sign in to say so; each person counts once.",
    VoteFailed = "Your vote didn't get through. Please try again.",
    VoteOwn = "This one is your own.",
    SignIn = "Sign in",
    Write = "Write a review",
    WriteSignIn = "Sign in to write a review.",
    KeptHint = "A review of yours hasn't been sent yet.",
    Brings = "It brings you {points}, the same for every rating.",
    YourReview = "Your review",
    IsPublished = "Published",
    IsPending = "Waiting for the shop to look at it",
    IsRejected = "The shop has not published it.",
    IsRejectedFor = "The shop has not published it: {reason}.",
    IsWithdrawn = "It is no longer shown.",
    ReasonSpam = "it looks like advertising",
    ReasonOffTopic = "it isn't about this product",
    ReasonAbusive = "it hurts somebody",
    ReasonPrivate = "it tells something private",
    ReasonUnlawful = "the law doesn't allow it",
    ReasonFake = "it doesn't seem to come from somebody who has tried it",
    ReasonConflict = "it comes from somebody with a stake in it",
    Edit = "Change it",
    FormNew = "Your review",
    FormEdit = "Change your review",
    EditAgain = "The shop looks at it again after a change, and it will say that it was edited.",
    YourRating = "Your rating",
    Star1 = "1 star, poor",
    Star2 = "2 stars, not great",
    Star3 = "3 stars, all right",
    Star4 = "4 stars, good",
    Star5 = "5 stars, excellent",
    Verdict1 = "Poor",
    Verdict2 = "Not great",
    Verdict3 = "All right",
    Verdict4 = "Good",
    Verdict5 = "Excellent",
    FieldTitle = "In a few words",
    FieldBody = "What you would tell a friend",
    FieldAuthor = "Name to show",
    AuthorHint = "Without one, the name of your account is shown.",
    Optional = "optional",
    Send = "Send it",
    SendChange = "Save the change",
    Sending = "Sending",
    Cancel = "Not now",
    FaultRating = "Choose from one to five stars.",
    FaultLong = "That is too long: {most} characters at most.",
    FaultRefused = "The shop can't take this as it is.",
    Unsent = "No connection.",
    Busy = "The shop is busy right now.",
    SendKept = "Your review is kept here; send it again in a while.",
    SendLater = "Please send it again in a while.",
    Kept = "This hasn't been sent yet. It was kept for you.",
    Already = "You have reviewed this already. You can change that review.",
    SessionOver = "Sign in to send it.",
    KeptHere = "Your review is kept here.",
    FormRefused = "The shop can't take this review right now. Nothing was lost.",
    SentPublished = "Thank you. Your review is there for everybody now.",
    SentPending = "Thank you. It appears when the shop has looked at it.",
    ChosenBy = "Chosen by {shop}",
    ChosenByShop = "Chosen by the shop",
    Testimonials = "What customers say",
    Before = "Before",
    Next = "Next",
    Stop = "Stop",
    Go = "Go on by itself",
    About = "About {product}",
}

/// The words of a key, with its places filled.
pub(crate) fn say(key: Key, places: &[(&str, &str)]) -> String {
    fill(key.english(), places)
}

/// The words of an order.
pub(crate) const fn sort(sort: Sort) -> Key {
    match sort {
        Sort::Helpful => Key::SortHelpful,
        Sort::Newest => Key::SortNewest,
        Sort::Highest => Key::SortHighest,
        Sort::Lowest => Key::SortLowest,
    }
}

/// The words of something that reviews may have.
pub(crate) const fn traits(which: Trait) -> Key {
    match which {
        Trait::Photos => Key::WithPhotos,
        Trait::Verified => Key::Verified,
        Trait::Text => Key::WithText,
    }
}

/// The words of each number of stars in the form: in full, and as a verdict.
pub(crate) const STARS: [(Key, Key); 5] = [
    (Key::Star1, Key::Verdict1),
    (Key::Star2, Key::Verdict2),
    (Key::Star3, Key::Verdict3),
    (Key::Star4, Key::Verdict4),
    (Key::Star5, Key::Verdict5),
];

/// A text whose places the loader fills.
pub(crate) const fn unfilled(key: Key) -> &'static str {
    key.english()
}

/// What is said beside votes.
pub(crate) const fn beside(word: Word) -> Key {
    match word {
        Word::SignIn => Key::VoteSignIn,
        Word::NotThrough => Key::VoteFailed,
        Word::OwnReview => Key::VoteOwn,
    }
}

/// Where one's own review stands.
pub(crate) fn standing(standing: Standing, format: &Formatter) -> String {
    let key = match standing {
        Standing::Published => Key::IsPublished,
        Standing::Pending => Key::IsPending,
        Standing::Rejected(None) => Key::IsRejected,
        Standing::Withdrawn => Key::IsWithdrawn,
        Standing::Rejected(Some(because)) => return tell(Message::RejectedFor(because), format),
    };
    say(key, &[])
}

/// Why the shop has not published it, as a part of a sentence.
pub(crate) const fn reason(because: RejectionReason) -> Key {
    match because {
        RejectionReason::Spam => Key::ReasonSpam,
        RejectionReason::OffTopic => Key::ReasonOffTopic,
        RejectionReason::Abusive => Key::ReasonAbusive,
        RejectionReason::PrivateInformation => Key::ReasonPrivate,
        RejectionReason::Unlawful => Key::ReasonUnlawful,
        RejectionReason::Fake => Key::ReasonFake,
        RejectionReason::ConflictOfInterest => Key::ReasonConflict,
    }
}

/// What is wrong with a field.
pub(crate) fn fault(field: Field, flaw: Flaw, format: &Formatter) -> String {
    match (field, flaw) {
        (Field::Rating, _) => say(Key::FaultRating, &[]),
        (_, Flaw::TooLong) => {
            let most = field.most() as u64;
            tell(Message::TooLong { most }, format)
        }
        (_, Flaw::Missing | Flaw::Refused) => say(Key::FaultRefused, &[]),
    }
}

/// What stands in the way of sending, and whether what was written is safe.
pub(crate) fn trouble(trouble: Trouble, keeping: Keeping) -> String {
    let (what, then) = match (trouble, keeping) {
        (Trouble::Unsent, Keeping::Kept) => (Key::Unsent, Some(Key::SendKept)),
        (Trouble::Unsent, Keeping::NotKept) => (Key::Unsent, Some(Key::SendLater)),
        (Trouble::Busy, Keeping::Kept) => (Key::Busy, Some(Key::SendKept)),
        (Trouble::Busy, Keeping::NotKept) => (Key::Busy, Some(Key::SendLater)),
        (Trouble::SignedOut, Keeping::Kept) => (Key::SessionOver, Some(Key::KeptHere)),
        (Trouble::SignedOut, Keeping::NotKept) => (Key::SessionOver, None),
        (Trouble::Kept, _) => (Key::Kept, None),
        (Trouble::Already, _) => (Key::Already, None),
        (Trouble::Photos, _) => (Key::PhotoRefused, None),
        (Trouble::Refused, _) => (Key::FormRefused, None),
    };
    let then = then.map(|then| [" ", then.english()].concat());
    [what.english(), then.as_deref().unwrap_or_default()].concat()
}

/// What is said where a part of the list could not be read.
pub(crate) const fn unread(part: Part) -> Key {
    match part {
        Part::First => Key::Unreadable,
        Part::Next => Key::MoreUnreadable,
    }
}

/// What an app is called that reviews were brought over from.
pub(crate) fn app(slug: &str) -> &str {
    match slug {
        "judge.me" => "Judge.me",
        "loox" => "Loox",
        "okendo" => "Okendo",
        "yotpo" => "Yotpo",
        "shopify" | "shopify-product-reviews" => "Shopify",
        "ryviu" => "Ryviu",
        "opinew" => "Opinew",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_closed_places_and_a_calm_voice() {
        for key in Key::ALL {
            let text = key.english();
            let places = text.matches('{').count();
            assert_eq!(places, text.matches('}').count(), "{key:?}");
            assert!(!text.is_empty() && !text.contains('!'), "{key:?}");
        }
    }

    #[test]
    fn a_trouble_says_that_a_review_is_kept_only_where_it_is() {
        for each in [Trouble::Unsent, Trouble::Busy, Trouble::SignedOut] {
            assert!(
                trouble(each, Keeping::Kept).contains("kept here"),
                "{each:?}"
            );
            assert!(
                !trouble(each, Keeping::NotKept).contains("kept"),
                "{each:?}"
            );
        }
    }
}
