//! The formats that are known: for each, what its columns are called and mean.

use super::date::Slashes;
use crate::reviews::App;

/// What a column holds, where it holds anything for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// What the app calls the review.
    Id,
    /// The whole identity that an earlier import gave the review.
    Key,
    /// The platform's product id.
    ProductId,
    /// The product's name in addresses.
    ProductHandle,
    /// Stars.
    Rating,
    /// Title.
    Title,
    /// Text.
    Body,
    /// The name shown.
    Author,
    /// When it was written.
    At,
    /// Addresses of photos.
    Photos,
    /// The shop's answer.
    Reply,
    /// When the shop answered.
    ReplyAt,
    /// Whether the answer is shown.
    ReplyShown,
    /// Whether the review is shown.
    State,
    /// Why it is not.
    RejectedFor,
    /// What the shop noted for itself about that.
    Note,
    /// Whether something was given for it.
    Incentivised,
    /// The app it came from before.
    App,
}

/// A format, recognised from its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// What [`super::super::export`] writes.
    Accolade,
    /// Judge.me's export.
    JudgeMeExport,
    /// Judge.me's template for imports.
    JudgeMeTemplate,
    /// Loox's export.
    LooxExport,
    /// Loox's template for imports.
    LooxTemplate,
    /// Okendo.
    Okendo,
    /// Opinew.
    Opinew,
    /// Ryviu.
    Ryviu,
    /// Shopify Product Reviews.
    Shopify,
    /// Yotpo.
    Yotpo,
}

/// What is known of a format. Columns that are not named here are left where they are: e-mail and
/// IP addresses, places, what an app says of a purchase.
pub(super) struct Table {
    /// What a header must have to be of the format.
    pub(super) needs: &'static [&'static str],
    /// What its columns mean.
    pub(super) columns: &'static [(&'static str, Meaning)],
    /// How it writes a date with slashes.
    pub(super) slashes: Slashes,
}

impl Format {
    /// Every format; where a header fits two, the one named first is meant.
    pub const ALL: [Self; 10] = [
        Self::Accolade,
        Self::JudgeMeExport,
        Self::LooxExport,
        Self::Okendo,
        Self::Opinew,
        Self::JudgeMeTemplate,
        Self::Ryviu,
        Self::Shopify,
        Self::LooxTemplate,
        Self::Yotpo,
    ];

    /// The name on the wire.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Accolade => "accolade",
            Self::JudgeMeExport => "judge.me-export",
            Self::JudgeMeTemplate => "judge.me-template",
            Self::LooxExport => "loox-export",
            Self::LooxTemplate => "loox-template",
            Self::Okendo => "okendo",
            Self::Opinew => "opinew",
            Self::Ryviu => "ryviu",
            Self::Shopify => "shopify-product-reviews",
            Self::Yotpo => "yotpo",
        }
    }

    /// The app whose format it is.
    pub(super) const fn app(self) -> App {
        match self {
            Self::Accolade => App::Accolade,
            Self::JudgeMeExport | Self::JudgeMeTemplate => App::JudgeMe,
            Self::LooxExport | Self::LooxTemplate => App::Loox,
            Self::Okendo => App::Okendo,
            Self::Opinew => App::Opinew,
            Self::Ryviu => App::Ryviu,
            Self::Shopify => App::ShopifyProductReviews,
            Self::Yotpo => App::Yotpo,
        }
    }

    pub(super) const fn table(self) -> &'static Table {
        match self {
            Self::Accolade => &ACCOLADE,
            Self::JudgeMeExport => &JUDGE_ME_EXPORT,
            Self::JudgeMeTemplate => &JUDGE_ME_TEMPLATE,
            Self::LooxExport => &LOOX_EXPORT,
            Self::LooxTemplate => &LOOX_TEMPLATE,
            Self::Okendo => &OKENDO,
            Self::Opinew => &OPINEW,
            Self::Ryviu => &RYVIU,
            Self::Shopify => &SHOPIFY,
            Self::Yotpo => &YOTPO,
        }
    }
}

const ACCOLADE: Table = Table {
    needs: &["key", "product", "rating", "at", "incentivised"],
    columns: &[
        ("key", Meaning::Key),
        ("product", Meaning::ProductId),
        ("handle", Meaning::ProductHandle),
        ("rating", Meaning::Rating),
        ("title", Meaning::Title),
        ("body", Meaning::Body),
        ("author", Meaning::Author),
        ("at", Meaning::At),
        ("photos", Meaning::Photos),
        ("reply", Meaning::Reply),
        ("reply_at", Meaning::ReplyAt),
        ("state", Meaning::State),
        ("rejected_for", Meaning::RejectedFor),
        ("note", Meaning::Note),
        ("incentivised", Meaning::Incentivised),
        ("app", Meaning::App),
    ],
    slashes: Slashes::Unknown,
};

const JUDGE_ME_COLUMNS: &[(&str, Meaning)] = &[
    ("title", Meaning::Title),
    ("body", Meaning::Body),
    ("rating", Meaning::Rating),
    ("review_date", Meaning::At),
    ("curated", Meaning::State),
    ("reviewer_name", Meaning::Author),
    ("product_id", Meaning::ProductId),
    ("product_handle", Meaning::ProductHandle),
    ("reply", Meaning::Reply),
    ("reply_date", Meaning::ReplyAt),
    ("picture_urls", Meaning::Photos),
];

const JUDGE_ME_EXPORT: Table = Table {
    needs: &[
        "rating",
        "review_date",
        "source",
        "curated",
        "reviewer_name",
    ],
    columns: JUDGE_ME_COLUMNS,
    slashes: Slashes::DayFirst,
};

const JUDGE_ME_TEMPLATE: Table = Table {
    needs: &["title", "rating", "review_date", "reviewer_name"],
    columns: JUDGE_ME_COLUMNS,
    slashes: Slashes::DayFirst,
};

/// A nickname is what a shopper chose to be called; the full name beside it is not shown.
const LOOX_EXPORT: Table = Table {
    needs: &["id", "rating", "nickname", "review", "date"],
    columns: &[
        ("id", Meaning::Id),
        ("status", Meaning::State),
        ("rating", Meaning::Rating),
        ("nickname", Meaning::Author),
        ("review", Meaning::Body),
        ("date", Meaning::At),
        ("productId", Meaning::ProductId),
        ("handle", Meaning::ProductHandle),
        ("img", Meaning::Photos),
    ],
    slashes: Slashes::Unknown,
};

const LOOX_TEMPLATE: Table = Table {
    needs: &["rating", "author", "body", "created_at", "photo_url"],
    columns: &[
        ("product_handle", Meaning::ProductHandle),
        ("product_Id", Meaning::ProductId),
        ("rating", Meaning::Rating),
        ("author", Meaning::Author),
        ("body", Meaning::Body),
        ("created_at", Meaning::At),
        ("photo_url", Meaning::Photos),
        ("reply", Meaning::Reply),
        ("replied_at", Meaning::ReplyAt),
        ("incentivized", Meaning::Incentivised),
    ],
    slashes: Slashes::Unknown,
};

const OKENDO: Table = Table {
    needs: &["name", "body", "rating", "dateCreated"],
    columns: &[
        ("name", Meaning::Author),
        ("body", Meaning::Body),
        ("handle", Meaning::ProductHandle),
        ("productId", Meaning::ProductId),
        ("rating", Meaning::Rating),
        ("dateCreated", Meaning::At),
        ("imageUrls", Meaning::Photos),
        ("isApproved", Meaning::State),
        ("isIncentivized", Meaning::Incentivised),
        ("reply", Meaning::Reply),
        ("replyDateCreated", Meaning::ReplyAt),
        ("replyIsPublic", Meaning::ReplyShown),
        ("title", Meaning::Title),
        ("status", Meaning::State),
    ],
    slashes: Slashes::Unknown,
};

const OPINEW: Table = Table {
    needs: &["body", "rating", "review_date", "state", "reviewer_name"],
    columns: &[
        ("body", Meaning::Body),
        ("rating", Meaning::Rating),
        ("review_date", Meaning::At),
        ("state", Meaning::State),
        ("reviewer_name", Meaning::Author),
        ("product_id", Meaning::ProductId),
        ("product_handle", Meaning::ProductHandle),
        ("reply", Meaning::Reply),
        ("reply_date", Meaning::ReplyAt),
        ("picture_urls", Meaning::Photos),
    ],
    slashes: Slashes::Unknown,
};

const RYVIU: Table = Table {
    needs: &["product_handle", "rating", "author", "body_text"],
    columns: &[
        ("product_handle", Meaning::ProductHandle),
        ("rating", Meaning::Rating),
        ("author", Meaning::Author),
        ("title", Meaning::Title),
        ("body_text", Meaning::Body),
        ("photo_urls", Meaning::Photos),
        ("created_at", Meaning::At),
        ("status", Meaning::State),
    ],
    slashes: Slashes::Unknown,
};

const SHOPIFY: Table = Table {
    needs: &["product_handle", "state", "rating", "author", "created_at"],
    columns: &[
        ("product_handle", Meaning::ProductHandle),
        ("state", Meaning::State),
        ("rating", Meaning::Rating),
        ("title", Meaning::Title),
        ("author", Meaning::Author),
        ("body", Meaning::Body),
        ("reply", Meaning::Reply),
        ("created_at", Meaning::At),
        ("replied_at", Meaning::ReplyAt),
    ],
    slashes: Slashes::Unknown,
};

const YOTPO: Table = Table {
    needs: &["Review Content", "Review Score", "Date"],
    columns: &[
        ("Review Title", Meaning::Title),
        ("Review Content", Meaning::Body),
        ("Review Score", Meaning::Rating),
        ("Date", Meaning::At),
        ("Product ID", Meaning::ProductId),
        ("Display Name", Meaning::Author),
    ],
    slashes: Slashes::Unknown,
};
