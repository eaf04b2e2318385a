//! Rate limits: a bucket per caller, counted by each isolate for itself. Shoppers and strangers are
//! counted apart, so that any number of strangers takes no shopper's place.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::limits;
use crate::problem::Rejection;

thread_local! {
    static SHOPPERS: RefCell<Buckets> = RefCell::default();
    static STRANGERS: RefCell<Buckets> = RefCell::default();
}

/// Who is counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Counted {
    /// A shopper of a shop.
    Shopper(String, String),
    /// A client address.
    Address(String),
    /// Everyone whose address nobody tells.
    Anyone,
}

#[derive(Clone, Copy)]
struct Allowance {
    burst: u32,
    rate: u32,
}

/// What is left of an allowance, in thousandths of a request.
#[derive(Clone, Copy)]
struct Bucket {
    left: u64,
    at: u64,
}

#[derive(Default)]
struct Buckets(HashMap<Counted, Bucket>);

/// Counts a request, or says when the next one is welcome.
pub fn count(caller: Counted, now: u64) -> Result<(), Rejection> {
    let buckets = match caller {
        Counted::Shopper(..) => &SHOPPERS,
        Counted::Address(_) | Counted::Anyone => &STRANGERS,
    };
    buckets.with_borrow_mut(|buckets| buckets.count(caller, now))
}

impl Counted {
    fn allowance(&self) -> Allowance {
        match self {
            Self::Shopper(..) => Allowance {
                burst: limits::SHOPPER_BURST,
                rate: limits::SHOPPER_RATE,
            },
            Self::Address(_) => Allowance {
                burst: limits::ADDRESS_BURST,
                rate: limits::ADDRESS_RATE,
            },
            Self::Anyone => Allowance {
                burst: limits::ANYONE_BURST,
                rate: limits::ANYONE_RATE,
            },
        }
    }
}

impl Buckets {
    fn count(&mut self, caller: Counted, now: u64) -> Result<(), Rejection> {
        self.make_room(&caller, now);
        let allowance = caller.allowance();
        let full = Bucket {
            left: u64::from(allowance.burst) * 1000,
            at: now,
        };
        let bucket = self.0.entry(caller).or_insert(full);
        *bucket = bucket.refilled(allowance, now);
        match bucket.left.checked_sub(1000) {
            Some(left) => {
                bucket.left = left;
                Ok(())
            }
            None => {
                let missing = 1000 - bucket.left;
                let seconds = missing.div_ceil(u64::from(allowance.rate) * 1000).max(1);
                Err(Rejection::RateLimited {
                    retry_after: u32::try_from(seconds).unwrap_or(1),
                })
            }
        }
    }

    /// Forgets those who have been quiet long enough, when there are too many.
    fn make_room(&mut self, caller: &Counted, now: u64) {
        if self.0.len() < limits::BUCKETS || self.0.contains_key(caller) {
            return;
        }
        self.0.retain(|caller, bucket| {
            let allowance = caller.allowance();
            bucket.refilled(allowance, now).left < u64::from(allowance.burst) * 1000
        });
        if self.0.len() >= limits::BUCKETS {
            self.0.clear();
        }
    }
}

impl Bucket {
    fn refilled(self, allowance: Allowance, now: u64) -> Self {
        // A rate per second is as many thousandths per millisecond.
        let back = now
            .saturating_sub(self.at)
            .saturating_mul(u64::from(allowance.rate));
        let left = self
            .left
            .saturating_add(back)
            .min(u64::from(allowance.burst) * 1000);
        Self {
            left,
            at: now.max(self.at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shopper(id: usize) -> Counted {
        Counted::Shopper("juniper".into(), id.to_string())
    }

    #[test]
    fn a_burst_is_granted_and_then_the_rate() {
        let mut buckets = Buckets::default();
        for _ in 0..600 {
            assert!(buckets.count(shopper(1), 5000).is_ok());
        }
        let got = buckets.count(shopper(1), 5000);
        assert_eq!(got, Err(Rejection::RateLimited { retry_after: 1 }));
        assert!(buckets.count(shopper(1), 5099).is_err());
        assert!(buckets.count(shopper(1), 5100).is_ok());
        assert!(buckets.count(shopper(1), 5100).is_err());
        assert!(buckets.count(shopper(2), 5100).is_ok());
    }

    #[test]
    fn a_clock_that_goes_back_gives_nothing() {
        let mut buckets = Buckets::default();
        for _ in 0..600 {
            assert!(buckets.count(shopper(1), 5000).is_ok());
        }
        assert!(buckets.count(shopper(1), 0).is_err());
        assert!(buckets.count(shopper(1), 5000).is_err());
    }

    #[test]
    fn a_flood_of_strangers_gives_no_shopper_a_new_allowance() {
        for _ in 0..limits::SHOPPER_BURST {
            assert!(count(shopper(1), 5000).is_ok());
        }
        for id in 0..limits::BUCKETS + 10 {
            assert!(count(Counted::Address(id.to_string()), 5000).is_ok());
        }
        assert!(count(shopper(1), 5000).is_err());
    }

    #[test]
    fn those_without_an_address_share_a_large_allowance() {
        let mut buckets = Buckets::default();
        for _ in 0..limits::ANYONE_BURST {
            assert!(buckets.count(Counted::Anyone, 5000).is_ok());
        }
        assert!(buckets.count(Counted::Anyone, 5000).is_err());
        assert!(buckets.count(Counted::Address("::1".into()), 5000).is_ok());
    }

    #[test]
    fn the_number_of_buckets_is_bounded() {
        let mut buckets = Buckets::default();
        for id in 0..limits::BUCKETS + 10 {
            assert!(buckets.count(shopper(id), 0).is_ok());
        }
        assert!(buckets.0.len() <= limits::BUCKETS);
    }
}
