//! Reviews: what is written, what is read, and the routes between.

use std::collections::BTreeMap;

use schemars::{JsonSchema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use crate::files::{Exported, Imported};
use crate::routes::{ANYONE, Route, SHOP, SHOPPER, route};
use crate::values::{Id, Time, Whole};

/// 1 to 5 stars.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
pub(crate) struct Stars(#[schemars(range(min = 1, max = 5))] u8);

/// A review to write. Without `review` it is a new one, or the same again.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewReview {
    rating: Stars,
    #[schemars(length(max = 120))]
    title: Option<String>,
    #[schemars(length(max = 5000))]
    body: Option<String>,
    /// The name to show; else the token's.
    #[schemars(length(max = 60))]
    author: Option<String>,
    /// Addresses on the shop's photo hosts.
    #[schemars(length(max = 5))]
    photos: Option<Vec<String>>,
    /// The order that brought the product; a further one may bring a further review.
    order: Option<Id>,
    /// One's own review to write anew.
    review: Option<String>,
}

/// A review, as anyone sees it.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Review {
    id: String,
    rating: Stars,
    title: Option<String>,
    body: Option<String>,
    author: Option<String>,
    at: Time,
    edited_at: Option<Time>,
    /// Whether we know the order that brought the product.
    verified: bool,
    /// The app that it was brought along from.
    imported: Option<String>,
    /// Whether its writer got something for it: points, where nothing else is said.
    rewarded: bool,
    /// `given` where another app says that there was something, and not what.
    incentive: Option<String>,
    photos: Vec<Photo>,
    helpful: u32,
    unhelpful: u32,
    reply: Option<Reply>,
}

/// A photo.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Photo {
    url: String,
}

/// The shop's answer.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reply {
    body: String,
    at: Time,
}

/// A review, as the shopper who wrote it sees it.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
pub(crate) struct OwnReview {
    #[serde(flatten)]
    review: Review,
    state: State,
    /// Why it was rejected or withdrawn.
    reason: Option<Reason>,
}

/// A review, as the shop sees it.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
pub(crate) struct ShopReview {
    product: Product,
    #[serde(flatten)]
    review: Review,
    /// The wording that this is; it grows with every change of it.
    revision: u32,
    state: State,
    /// `shop` or `erasure`.
    withdrawn_by: Option<String>,
    /// What speaks for a person looking first.
    findings: Option<Vec<Finding>>,
    reason: Option<Reason>,
    note: Option<String>,
    shopper: Option<Id>,
    order: Option<Id>,
}

/// A review that the shop chose.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
pub(crate) struct Testimonial {
    product: Product,
    #[serde(flatten)]
    review: Review,
}

/// A product, as far as a page shows it.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Product {
    id: Id,
    title: Option<String>,
    url: Option<String>,
    image: Option<String>,
}

/// Where a review stands.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum State {
    Pending,
    Published,
    Rejected,
    Withdrawn,
}

/// Why a review is rejected; that it is negative is no reason.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Reason {
    Spam,
    OffTopic,
    Abusive,
    PrivateInformation,
    Unlawful,
    Fake,
    ConflictOfInterest,
}

/// What the checks found.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Finding {
    Link,
    Contact,
    Shouting,
    Repeated,
    Duplicate,
    RejectedBefore,
}

/// What ratings come to.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Aggregate {
    /// Rounded half up to tenths; not there where nobody rated.
    rating_value: Option<f64>,
    rating_count: u64,
    /// How many of them have a text.
    review_count: u64,
    rating_sum: u64,
    /// From one star to five.
    histogram: [u64; 5],
}

/// A page of a product's published reviews.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Page {
    product: Product,
    rating: Aggregate,
    counts: Counts,
    #[schemars(length(max = 10))]
    reviews: Vec<Review>,
    /// How many the filter lets through.
    matching: u64,
    /// The cursor of the next page.
    next: Option<String>,
    sequence: u64,
    as_of: Time,
}

/// How many published reviews have what filters ask for.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Counts {
    photos: u64,
    verified: u64,
    text: u64,
}

/// What the ratings of a product come to.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rating {
    product: Id,
    rating: Aggregate,
    sequence: u64,
    as_of: Time,
}

/// What the ratings of several products come to.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ratings {
    ratings: Vec<RatingOf>,
    as_of: Time,
}

/// One of them.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RatingOf {
    product: Id,
    rating: Aggregate,
}

/// What a shopper wrote of a product, and what they may do.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mine {
    reviews: Vec<OwnReview>,
    /// Whether they found a review helpful, by its id.
    votes: BTreeMap<String, bool>,
    may_write: bool,
    verified: bool,
    /// The newest order that may bring a further review: to be named when that is sent.
    order: Option<Id>,
    /// What a review would earn now, whatever its rating.
    reward: Option<Whole>,
    photo_hosts: Vec<String>,
}

/// The review that was written.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Written {
    review: OwnReview,
}

/// A vote; `null` takes it back.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewVote {
    helpful: Option<bool>,
}

/// The votes on a review.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Votes {
    helpful: u32,
    unhelpful: u32,
    yours: Option<bool>,
}

/// What the shop decides. A rejection or withdrawal has a reason, and a rejection may have a note.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Verdict {
    /// `published`, `rejected` or `withdrawn`.
    to: State,
    reason: Option<Reason>,
    note: Option<String>,
    /// The wording that was looked at; another one by now is declined.
    #[schemars(range(min = 1))]
    revision: Option<u32>,
}

/// An answer; `null` takes it back.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewReply {
    #[schemars(length(max = 2000))]
    body: Option<String>,
    /// The wording that is answered; another one by now is declined.
    #[schemars(range(min = 1))]
    revision: Option<u32>,
}

/// The review as it is now.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Moderated {
    review: ShopReview,
}

/// A page of all reviews, newest first.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Queue {
    reviews: Vec<ShopReview>,
    next: Option<String>,
}

/// How many reviews stand where, from one star to five.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Report {
    states: BTreeMap<String, [u64; 5]>,
    /// By reason.
    rejected: BTreeMap<String, [u64; 5]>,
    /// What the shop withdrew, by reason.
    withdrawn: BTreeMap<String, [u64; 5]>,
}

/// The reviews to show, in their order.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choice {
    #[schemars(length(max = 50))]
    reviews: Vec<Chosen>,
}

/// A review of a product.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Chosen {
    product: Id,
    review: String,
}

/// The chosen ones, which say that they are chosen.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Testimonials {
    /// `shop`.
    chosen_by: String,
    testimonials: Vec<Testimonial>,
    /// Chosen ones that are left out because they were edited since; only the shop is told.
    changed: Option<Vec<Chosen>>,
    as_of: Option<Time>,
}

/// The routes of reviews.
pub(crate) fn routes(make: &mut SchemaGenerator) -> Vec<Route> {
    let mut routes = of_readers(make);
    routes.extend(of_shop(make));
    routes
}

fn of_readers(make: &mut SchemaGenerator) -> Vec<Route> {
    let of_product = "/products/{product}/reviews";
    vec![
        route(
            "get",
            of_product,
            ANYONE,
            "The published reviews of a product.",
        )
        .asks(&["sort", "stars", "photos", "verified", "text", "cursor"])
        .gives::<Page>(make),
        route(
            "post",
            of_product,
            SHOPPER,
            "Write a review, or one's own anew.",
        )
        .takes::<NewReview>(make)
        .gives::<Written>(make)
        .with_status("201"),
        route(
            "get",
            "/products/{product}/reviews/mine",
            SHOPPER,
            "What one wrote of a product and may write.",
        )
        .gives::<Mine>(make),
        route(
            "get",
            "/products/{product}/rating",
            ANYONE,
            "What the ratings of a product come to.",
        )
        .gives::<Rating>(make),
        route("get", "/ratings", ANYONE, "The same of up to 50 products.")
            .asks(&["products"])
            .gives::<Ratings>(make),
        route(
            "post",
            "/reviews/{product}/{id}/votes",
            SHOPPER,
            "Whether a review helped.",
        )
        .takes::<NewVote>(make)
        .gives::<Votes>(make),
        route(
            "get",
            "/testimonials",
            ANYONE,
            "Reviews that the shop chose.",
        )
        .gives::<Testimonials>(make),
    ]
}

const ERASE: &str = "Erase what a review says; its star and date stay.";

fn of_shop(make: &mut SchemaGenerator) -> Vec<Route> {
    vec![
        route(
            "post",
            "/reviews/{product}/{id}/moderation",
            SHOP,
            "Publish, reject or withdraw a review.",
        )
        .takes::<Verdict>(make)
        .gives::<Moderated>(make),
        route(
            "post",
            "/reviews/{product}/{id}/reply",
            SHOP,
            "Answer a review.",
        )
        .takes::<NewReply>(make)
        .gives::<Moderated>(make),
        route("delete", "/reviews/{product}/{id}", SHOP, ERASE).with_status("204"),
        route("get", "/reviews", SHOP, "All reviews, newest first.")
            .asks(&["state", "cursor"])
            .gives::<Queue>(make),
        route(
            "get",
            "/reviews/report",
            SHOP,
            "What was published and rejected, by star.",
        )
        .gives::<Report>(make),
        route("put", "/testimonials", SHOP, "Choose reviews to show.")
            .takes::<Choice>(make)
            .gives::<Testimonials>(make),
        route(
            "post",
            "/reviews/import",
            SHOP,
            "Take over a file of reviews (CSV) of another app, or of an export.",
        )
        .takes_csv()
        .gives::<Imported>(make)
        .with_request_id(),
        route(
            "get",
            "/reviews/export",
            SHOP,
            "All reviews, as CSV or JSON, a page at a time.",
        )
        .asks(&["format", "cursor"])
        .gives::<Exported>(make),
    ]
}
