//! Outbox: redemptions that were asked for and not yet finally answered, kept before they are sent.
//!
//! Each request stands under a key of its own, so that two tabs never overwrite each other's.

use shared::id::{ShopId, ShopperId};

/// A redemption to be sent, with the id that makes sending it again harmless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Request {
    /// The Idempotency-Key.
    pub(crate) id: String,
    /// The whole body, to the letter.
    pub(crate) body: String,
}

/// What became of sending a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attempt {
    /// The service answered with this status.
    Answered(u16),
    /// No answer: it may have arrived, or not.
    Unanswered,
}

/// What to do with a request after an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// The answer is final: forget the request.
    Clear,
    /// The token was refused: send again once there is a fresh one.
    Identify,
    /// Send again later with the same id.
    Wait,
}

impl Attempt {
    /// What the attempt means for the request.
    pub(crate) fn next(self) -> Next {
        match self {
            Self::Answered(401) => Next::Identify,
            Self::Answered(429) | Self::Unanswered => Next::Wait,
            Self::Answered(200..=499) => Next::Clear,
            Self::Answered(_) => Next::Wait,
        }
    }
}

const FIRST_WAIT_MS: u32 = 1_000;
const LONGEST_WAIT_MS: u32 = 60_000;

/// How long to wait before attempt number `attempt` (0 is the first repeat); the service's own
/// `Retry-After`, in seconds, counts when it is longer.
pub(crate) fn wait_ms(attempt: u32, retry_after: Option<u32>) -> u32 {
    let own = FIRST_WAIT_MS
        .saturating_mul(1 << attempt.min(6))
        .min(LONGEST_WAIT_MS);
    let asked = retry_after.unwrap_or(0).min(3_600).saturating_mul(1_000);
    own.max(asked)
}

/// Where requests are kept.
pub(crate) trait Drawer {
    /// Every key.
    fn keys(&self) -> Vec<String>;
    /// What stands under a key.
    fn get(&self, key: &str) -> Option<String>;
    /// Keeps a text under a key.
    fn put(&mut self, key: &str, text: &str);
    /// Forgets a key.
    fn remove(&mut self, key: &str);
}

/// One shopper's requests at one shop, in a drawer.
pub(crate) struct Outbox<D> {
    prefix: String,
    drawer: D,
}

impl<D: Drawer> Outbox<D> {
    /// The outbox of a shopper. Ids have no spaces, so no two pairs share a prefix.
    pub(crate) fn of(shop: &ShopId, shopper: &ShopperId, drawer: D) -> Self {
        Self::under("accolade outbox ", shop, shopper, drawer)
    }

    /// The reviews of a shopper that were not taken yet, one for each product.
    pub(crate) fn of_reviews(shop: &ShopId, shopper: &ShopperId, drawer: D) -> Self {
        Self::under("accolade review ", shop, shopper, drawer)
    }

    fn under(kind: &str, shop: &ShopId, shopper: &ShopperId, drawer: D) -> Self {
        let prefix = [kind, shop.as_str(), " ", shopper.as_str(), " "].concat();
        Self { prefix, drawer }
    }

    /// Keeps a request; to be called before it is sent.
    pub(crate) fn keep(&mut self, request: &Request) {
        let key = self.key(&request.id);
        self.drawer.put(&key, &request.body);
    }

    /// Forgets a request that was finally answered.
    pub(crate) fn clear(&mut self, id: &str) {
        let key = self.key(id);
        self.drawer.remove(&key);
    }

    /// The requests that were never finally answered.
    pub(crate) fn unfinished(&self) -> Vec<Request> {
        let own = |key: &String| key.strip_prefix(&self.prefix).map(str::to_owned);
        let read = |key: &String| {
            Some(Request {
                id: own(key)?,
                body: self.drawer.get(key)?,
            })
        };
        self.drawer.keys().iter().filter_map(read).collect()
    }

    fn key(&self, id: &str) -> String {
        [self.prefix.as_str(), id].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    impl Drawer for &mut BTreeMap<String, String> {
        fn keys(&self) -> Vec<String> {
            BTreeMap::keys(self).cloned().collect()
        }

        fn get(&self, key: &str) -> Option<String> {
            BTreeMap::get(self, key).cloned()
        }

        fn put(&mut self, key: &str, text: &str) {
            self.insert(key.to_owned(), text.to_owned());
        }

        fn remove(&mut self, key: &str) {
            BTreeMap::remove(self, key);
        }
    }

    fn ids(shopper: &str, drawer: &mut BTreeMap<String, String>) -> Option<Vec<String>> {
        let outbox = Outbox::of(&"juniper".parse().ok()?, &shopper.parse().ok()?, drawer);
        Some(
            outbox
                .unfinished()
                .into_iter()
                .map(|request| request.id)
                .collect(),
        )
    }

    #[test]
    fn only_a_final_answer_clears() {
        let cases = [
            (Attempt::Answered(201), Next::Clear),
            (Attempt::Answered(200), Next::Clear),
            (Attempt::Answered(400), Next::Clear),
            (Attempt::Answered(401), Next::Identify),
            (Attempt::Answered(403), Next::Clear),
            (Attempt::Answered(404), Next::Clear),
            (Attempt::Answered(409), Next::Clear),
            (Attempt::Answered(422), Next::Clear),
            (Attempt::Answered(429), Next::Wait),
            (Attempt::Answered(500), Next::Wait),
            (Attempt::Answered(503), Next::Wait),
            (Attempt::Answered(0), Next::Wait),
            (Attempt::Unanswered, Next::Wait),
        ];
        for (attempt, next) in cases {
            assert_eq!(attempt.next(), next, "{attempt:?}");
        }
    }

    #[test]
    fn waits_grow_to_a_minute_and_respect_the_service() {
        let cases = [
            (0, None, 1_000),
            (1, None, 2_000),
            (5, None, 32_000),
            (6, None, 60_000),
            (u32::MAX, None, 60_000),
            (0, Some(7), 7_000),
            (6, Some(7), 60_000),
            (0, Some(u32::MAX), 3_600_000),
        ];
        for (attempt, retry_after, expected) in cases {
            assert_eq!(
                wait_ms(attempt, retry_after),
                expected,
                "{attempt} {retry_after:?}"
            );
        }
    }

    #[test]
    fn a_request_is_kept_until_cleared_and_seen_by_its_shopper_only() {
        let mut drawer = BTreeMap::new();
        let request = Request {
            id: "r1".to_owned(),
            body: "{}".to_owned(),
        };
        let (Ok(shop), Ok(ada)) = ("juniper".parse(), "ada".parse()) else {
            panic!("ids")
        };
        Outbox::of(&shop, &ada, &mut drawer).keep(&request);
        assert_eq!(ids("ada", &mut drawer), Some(vec!["r1".to_owned()]));
        assert_eq!(ids("ad", &mut drawer), Some(Vec::new()));
        Outbox::of(&shop, &ada, &mut drawer).clear("r1");
        assert_eq!(ids("ada", &mut drawer), Some(Vec::new()));
    }
}
