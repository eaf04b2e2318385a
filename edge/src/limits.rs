//! Every limit of the wire, in one place; beyond it the answer is `too-large` or `invalid`.

/// Bytes of an ordinary request body.
pub const BODY_BYTES: u32 = 64 * 1024;
/// Bytes of a webhook's body; platforms send whole orders.
pub const WEBHOOK_BYTES: u32 = 1024 * 1024;
/// Bytes of a refused body that are still taken, so that its sender hears why it was refused.
pub const DRAINED_BYTES: u32 = 8 * 1024 * 1024;
/// Bytes of a history to simulate, with the draft.
pub const SIMULATION_BYTES: u32 = 1024 * 1024;
/// Orders of a history to simulate; `cargo xtask simulate` takes any number.
pub const SIMULATED_ORDERS: usize = 5000;
/// Bytes of a request's path and query together.
pub const URL_BYTES: usize = 4096;
/// Bytes of an identity or redemption token.
pub const TOKEN_BYTES: usize = 4096;
/// Characters of an `Idempotency-Key`.
pub const IDEMPOTENCY_KEY: usize = 255;
/// Characters of an id.
pub const ID: usize = 128;
/// Characters of a typed code, separators included.
pub const CODE: usize = 64;
/// Characters of the reason of an adjustment.
pub const REASON: usize = 500;
/// Characters of a shopper's name in an identity token.
pub const NAME: usize = 200;
/// Segments that an identity token may name.
pub const SEGMENTS: usize = 20;
/// Characters of one segment or locale.
pub const SEGMENT: usize = 64;

/// Origins of one shop.
pub const ORIGINS: usize = 50;
/// Secrets of one kind that one shop may have at the same time.
pub const SECRETS: usize = 20;
/// Characters of one secret.
pub const SECRET: usize = 512;
/// The shortest identity secret or secret key.
pub const SECRET_MIN: usize = 16;
/// The shortest operator key.
pub const OPERATOR_KEY_MIN: usize = 16;
/// Collections of one product.
pub const COLLECTIONS: usize = 250;
/// Characters of a product's title.
pub const TITLE: usize = 300;
/// Characters of a product's address or image address.
pub const ADDRESS: usize = 2048;

/// Elements of one question for fragments.
pub const FRAGMENTS: usize = 50;
/// Elements of it that are whole lists.
pub const FRAGMENT_LISTS: usize = 10;
/// Characters of a page's locale.
pub const LOCALE: usize = 35;

/// Entries on one page of history.
pub const PAGE: u32 = 50;
/// Redemptions that are over and still shown with an account.
pub const CLOSED_REDEMPTIONS: u32 = 20;
/// Reviews on one page of a product's.
pub const REVIEWS_OF_A_PAGE: usize = 10;
/// Products of one request for ratings.
pub const RATED_PRODUCTS: usize = 50;
/// Reviews on one page of the shop's own list.
pub const QUEUED_REVIEWS: usize = 50;
/// Reviews on one page of an export.
pub const EXPORTED_REVIEWS: usize = 500;
/// Reviews that a product tells of at once.
pub const TOLD_AT_ONCE: u32 = 100;
/// Bytes of a file of reviews; larger ones are imported in parts.
pub const IMPORT_BYTES: usize = 64 * 1024 * 1024;
/// Reviews of a file that are read before their products are told.
pub const IMPORTED_AT_ONCE: usize = 2000;
/// Reviews of a file that a product takes in one turn.
pub const IMPORTED_IN_A_TURN: usize = 250;
/// Bad rows of a file that are listed.
pub const BAD_ROWS: usize = 100;
/// Hosts of photos that an import lists as not allowed.
pub const PHOTO_HOSTS_LEFT_OUT: usize = 20;
/// Shards that one audit looks at.
pub const AUDITED_SHARDS: u32 = 50;
/// Undelivered orders that one audit lists.
pub const UNDELIVERED: u32 = 50;

/// Seconds that an isolate may go on with the settings and program it has.
pub const SETTINGS_SECONDS: u64 = 30;
/// Seconds that an isolate remembers that a shop is unknown.
pub const UNKNOWN_SECONDS: u64 = 5;
/// Shops that one isolate keeps at hand.
pub const CACHED_SHOPS: usize = 200;
/// Products that one isolate keeps at hand.
pub const CACHED_PRODUCTS: usize = 2000;
/// Program versions that one isolate keeps parsed.
pub const CACHED_PROGRAMS: usize = 200;

/// Requests that a shopper may make at once.
pub const SHOPPER_BURST: u32 = 600;
/// Requests per second that a shopper gets back.
pub const SHOPPER_RATE: u32 = 10;
/// Requests that one address may make at once without signing in.
pub const ADDRESS_BURST: u32 = 2000;
/// Requests per second that an address gets back.
pub const ADDRESS_RATE: u32 = 200;
/// Requests that all may make at once without signing in, where nobody tells their addresses.
pub const ANYONE_BURST: u32 = 20_000;
/// Requests per second that they get back.
pub const ANYONE_RATE: u32 = 2000;
/// Buckets that one isolate counts, of shoppers and of strangers each.
pub const BUCKETS: usize = 20_000;

/// Redemptions that one shopper may ask for on one day (UTC); a request sent again is not another.
pub const REDEMPTIONS_A_DAY: u32 = 200;
/// Reviews that one shopper may write or write anew on one day (UTC).
pub const REVIEWS_A_DAY: u32 = 50;
/// Votes on reviews that one shopper may give on one day (UTC).
pub const VOTES_A_DAY: u32 = 500;
/// Orders of one shopper that are asked whether they brought a product: the newest.
pub const ORDERS_OF_A_PRODUCT: u32 = 20;
/// Redemptions that one shard numbers: a code has 20 bits for it.
pub const REDEMPTIONS_OF_A_SHARD: u32 = crate::code::NUMBERS;

/// Days that a remembered answer is kept at least.
pub const REMEMBERED_DAYS: u64 = 30;
/// Orders of forgotten shoppers that one alarm forgets, each by asking another object.
pub const ERASED_AT_ONCE: u32 = 40;
/// Days after which a signing key is replaced.
pub const SIGNING_KEY_DAYS: u64 = 30;
/// Days that a retired signing key stays public: longer than any token can live.
pub const RETIRED_KEY_DAYS: u64 = 45;
/// Seconds that a browser may keep the answer to a preflight.
pub const PREFLIGHT_SECONDS: u32 = 7200;
