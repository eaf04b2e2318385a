//! Every limit of the rules, in one place.

/// The most lines a cart or an order has.
pub const CART_LINES_MAX: usize = 500;
/// The most of one line.
pub const QUANTITY_MAX: i64 = 1_000_000;
/// The most collections a line is in.
pub const COLLECTIONS_MAX: usize = 100;
/// The most lines and refunds one refund event names.
pub const REFUND_LINES_MAX: usize = 500;
/// The most refunds one order has.
pub const REFUNDS_MAX: usize = 500;
/// The most of any list in a program: rules, campaigns, tiers, rewards, targets.
pub const PROGRAM_LIST_MAX: usize = 100;
/// The most characters of a name or a label in a program.
pub const LABEL_LENGTH_MAX: usize = 200;
/// The most languages of one label.
pub const LANGUAGES_MAX: usize = 50;
/// The most points one rule gives at once, and one reward costs.
pub const RULE_POINTS_MAX: i64 = 1_000_000_000;
/// The most times a cap or a limit counts to.
pub const CAP_TIMES_MAX: u32 = 1_000_000;
/// The most days of a visit streak.
pub const STREAK_DAYS_MAX: u32 = 366;
/// The most of a reward there are.
pub const STOCK_MAX: u32 = 1_000_000_000;
/// The least a hold lives, in seconds: a minute.
pub const HOLD_SECONDS_MIN: i64 = 60;
/// The longest a hold lives, in seconds: 30 days.
pub const HOLD_SECONDS_MAX: i64 = 30 * 86_400;
/// The largest multiplier in basis points: a hundred times.
pub const MULTIPLIER_MAX: i64 = 1_000_000;
/// The most holds a shopper has open at once.
pub const OPEN_HOLDS_MAX: usize = 10;
/// How old an order's payment may be when it is first heard, in days.
pub const ORDER_AGE_DAYS_MAX: i64 = 90;
/// How long a placed order keeps its redemption waiting, in days.
pub const ATTACHED_DAYS_MAX: i64 = 30;
/// What a lot that fell due meanwhile lives on after a release, in days.
pub const RELEASED_DAYS: i64 = 1;
/// What a lot that fell due meanwhile lives on after a restore, in days.
pub const RESTORED_DAYS: i64 = 30;
/// The most faults of one document that are listed.
pub const FAULTS_MAX: usize = 100;
/// The most characters of a reason or another text that a person writes into the ledger.
pub const REASON_LENGTH_MAX: usize = 500;
/// How long a gift of points is shown as one, in days.
pub const GIFT_SHOWN_DAYS: i64 = 30;
/// The most gifts of rewards a shopper has open at once.
pub const OPEN_GIFTS_MAX: usize = 50;
/// The most times a referral pays in a year where its rule has no cap of its own.
pub const REFERRALS_A_YEAR: u32 = 50;
/// The most segments of a shopper that are remembered.
pub const SEGMENTS_MAX: usize = 50;
/// The most months of a history that is simulated: twenty years.
pub const SIMULATED_MONTHS_MAX: usize = 240;
/// The most characters of a review's title.
pub const TITLE_LENGTH_MAX: usize = 120;
/// The most characters of a review's text.
pub const BODY_LENGTH_MAX: usize = 5000;
/// The most characters of a reviewer's name.
pub const AUTHOR_LENGTH_MAX: usize = 60;
/// The most characters of a reply to a review.
pub const REPLY_LENGTH_MAX: usize = 2000;
/// The most photos of a review.
pub const PHOTOS_MAX: usize = 5;
/// The most characters of a photo's address.
pub const PHOTO_URL_LENGTH_MAX: usize = 2048;
/// The most hosts that a shop allows photos from.
pub const PHOTO_HOSTS_MAX: usize = 20;
/// The most testimonials that a shop chooses.
pub const TESTIMONIALS_MAX: usize = 50;
/// The most reviews that a page tells search engines.
pub const JSON_LD_REVIEWS_MAX: usize = 10;
/// The most bytes of one row of reviews that are imported.
pub const IMPORT_ROW_BYTES_MAX: usize = 64 * 1024;
/// The most cells of such a row; each costs room even where nothing stands in it.
pub const IMPORT_ROW_CELLS_MAX: usize = 1000;
