//! Codes and redemption ids: they carry their own route and a tag, so that a wrong one is refused
//! without touching an object.

use shared::id::ShopperId;
use shared::ledger::{FriendRef, RedemptionNumber, RedemptionRef, Shard};

use crate::base32;
use crate::keys::root::{CodeKey, FriendKey, RedemptionKey, ShardKey};
use crate::limits;

const SHARD_BITS: u32 = 30;
const NUMBER_BITS: u32 = 20;
const TAG_BITS: u32 = 30;
const CHARACTERS: usize = 16;

/// How many redemptions a shard can number.
pub const NUMBERS: u32 = 1 << NUMBER_BITS;

/// The number after the last one that was given; none when a code has no room for it.
pub fn number_after(last: Option<u32>) -> Option<RedemptionNumber> {
    let next = last.map_or(Some(0), |last| last.checked_add(1))?;
    (next < NUMBERS).then_some(RedemptionNumber(next))
}

/// The shard that serves a shopper.
pub fn shard_of(key: &ShardKey, shopper: &ShopperId) -> Shard {
    Shard(key.tag(shopper.as_str().as_bytes()))
}

/// The name of a shard in the name of its object.
pub fn shard_name(shard: Shard) -> String {
    base32::encode::<6>(u128::from(shard.0)).iter().collect()
}

/// The shard of a name.
pub fn shard_from_name(name: &str) -> Option<Shard> {
    let mut bits = 0;
    for character in name.chars() {
        bits = bits << 5 | u32::from(base32::digit(character)?);
    }
    (name.len() == 6).then_some(Shard(bits))
}

/// Where a redemption is: what both its code and its id say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place(pub RedemptionRef);

impl Place {
    /// The code that a shopper types: four groups of four characters.
    pub fn code(self, key: &CodeKey) -> String {
        self.grouped(key.tag(&self.bytes()))
    }

    /// The place that a typed code names, if its tag is right.
    pub fn from_code(key: &CodeKey, typed: &str) -> Option<Self> {
        let (place, tag) = Self::typed(typed)?;
        (key.tag(&place.bytes()) == tag).then_some(place)
    }

    /// The code that a shopper gives to friends, in the same form.
    pub fn friend_code(friend: FriendRef, key: &FriendKey) -> String {
        let place = Self::of_friend(friend);
        place.grouped(key.tag(&place.bytes()))
    }

    /// Where the ledger is of who gave a friend's code, if its tag is right.
    pub fn from_friend_code(key: &FriendKey, typed: &str) -> Option<FriendRef> {
        let (place, tag) = Self::typed(typed)?;
        let RedemptionRef { shard, number } = place.0;
        let friend = FriendRef {
            shard,
            number: number.0,
        };
        (key.tag(&place.bytes()) == tag).then_some(friend)
    }

    const fn of_friend(friend: FriendRef) -> Self {
        Self(RedemptionRef {
            shard: friend.shard,
            number: RedemptionNumber(friend.number),
        })
    }

    fn grouped(self, tag: u32) -> String {
        let text = self.text(tag);
        let groups: Vec<&str> = [0, 4, 8, 12]
            .iter()
            .filter_map(|at| text.get(*at..at + 4))
            .collect();
        groups.join("-")
    }

    fn typed(typed: &str) -> Option<(Self, u32)> {
        if typed.len() > limits::CODE {
            return None;
        }
        Self::parse(typed.chars().filter(|c| !matches!(c, ' ' | '-')))
    }

    /// The id of the redemption: `r` and 16 characters.
    pub fn redemption_id(self, key: &RedemptionKey) -> String {
        format!("r{}", self.text(key.tag(&self.bytes())))
    }

    /// The place that a redemption id names, if it is one of ours to the letter.
    pub fn from_redemption_id(key: &RedemptionKey, id: &str) -> Option<Self> {
        let (place, tag) = Self::parse(id.strip_prefix('r')?.chars())?;
        let genuine = key.tag(&place.bytes()) == tag;
        (genuine && place.redemption_id(key) == id).then_some(place)
    }

    fn parse(digits: impl Iterator<Item = char>) -> Option<(Self, u32)> {
        let mut bits = 0_u128;
        let mut count = 0;
        for character in digits {
            count += 1;
            if count > CHARACTERS {
                return None;
            }
            bits = bits << 5 | u128::from(base32::digit(character)?);
        }
        if count != CHARACTERS {
            return None;
        }
        let shard = Shard(low_bits(bits >> (NUMBER_BITS + TAG_BITS), SHARD_BITS));
        let number = RedemptionNumber(low_bits(bits >> TAG_BITS, NUMBER_BITS));
        Some((
            Self(RedemptionRef { shard, number }),
            low_bits(bits, TAG_BITS),
        ))
    }

    fn text(self, tag: u32) -> String {
        let bits = u128::from(self.0.shard.0) << (NUMBER_BITS + TAG_BITS)
            | u128::from(self.0.number.0) << TAG_BITS
            | u128::from(tag);
        base32::encode::<CHARACTERS>(bits).iter().collect()
    }

    fn bytes(self) -> [u8; 8] {
        let mut bytes = [0; 8];
        bytes[..4].copy_from_slice(&self.0.shard.0.to_be_bytes());
        bytes[4..].copy_from_slice(&self.0.number.0.to_be_bytes());
        bytes
    }
}

fn low_bits(bits: u128, count: u32) -> u32 {
    // The mask keeps at most 30 bits, so nothing is lost.
    (bits & ((1 << count) - 1)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::root::RootKey;

    const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    fn root(byte: u8) -> RootKey {
        RootKey::from_bytes(&[byte; 32]).unwrap()
    }

    fn place(number: u32) -> Place {
        let shard = shard_of(&root(1).shard_key(), &"7001".parse().unwrap());
        Place(RedemptionRef {
            shard,
            number: RedemptionNumber(number),
        })
    }

    #[test]
    fn numbers_end_where_codes_have_no_room_for_more() {
        assert_eq!(number_after(None), Some(RedemptionNumber(0)));
        assert_eq!(number_after(Some(0)), Some(RedemptionNumber(1)));
        let last = NUMBERS - 1;
        assert_eq!(number_after(Some(last - 1)), Some(RedemptionNumber(last)));
        assert_eq!(number_after(Some(last)), None);
        assert_eq!(number_after(Some(u32::MAX)), None);
    }

    #[test]
    fn codes_and_ids_read_back() {
        let root = root(1);
        for number in [0, 1, 31, 32, 1000, NUMBERS - 1] {
            let place = place(number);
            let code = place.code(&root.code_key());
            assert_eq!(code.len(), 19);
            assert_eq!(Place::from_code(&root.code_key(), &code), Some(place));
            let id = place.redemption_id(&root.redemption_key());
            assert_eq!(
                Place::from_redemption_id(&root.redemption_key(), &id),
                Some(place)
            );
        }
        let shard = place(0).0.shard;
        assert_eq!(shard_from_name(&shard_name(shard)), Some(shard));
    }

    #[test]
    fn case_spaces_hyphens_and_look_alikes_do_not_matter() {
        let key = root(1).code_key();
        let code = place(7).code(&key);
        let spaced = code.replace('-', " ");
        let joined = code.replace('-', "");
        let shuffled = format!(" -{}- ", code.to_ascii_lowercase());
        let alike = code.replace('0', "o").replace('1', "l");
        let shouted = code.replace('0', "O").replace('1', "I");
        for typed in [spaced, joined, shuffled, alike, shouted] {
            assert_eq!(Place::from_code(&key, &typed), Some(place(7)), "{typed}");
        }
    }

    #[test]
    fn every_other_character_in_a_code_is_refused() {
        let key = root(1).code_key();
        let code = place(7).code(&key).replace('-', "");
        for at in 0..code.len() {
            for other in ALPHABET.chars().filter(|c| !code[at..].starts_with(*c)) {
                let mut typed: Vec<char> = code.chars().collect();
                typed[at] = other;
                let typed: String = typed.iter().collect();
                assert_eq!(Place::from_code(&key, &typed), None, "{typed}");
            }
            let shorter = format!("{}{}", &code[..at], &code[at + 1..]);
            assert_eq!(Place::from_code(&key, &shorter), None);
            let longer = format!("{}0{}", &code[..at], &code[at..]);
            assert_eq!(Place::from_code(&key, &longer), None);
        }
    }

    #[test]
    fn every_other_character_in_an_id_is_refused() {
        let key = root(1).redemption_key();
        let id = place(7).redemption_id(&key);
        for at in 0..id.len() {
            for other in (' '..='~').filter(|c| !id[at..].starts_with(*c)) {
                let mut typed: Vec<char> = id.chars().collect();
                typed[at] = other;
                let typed: String = typed.iter().collect();
                assert_eq!(Place::from_redemption_id(&key, &typed), None, "{typed}");
            }
        }
    }

    #[test]
    fn a_code_is_no_id_and_belongs_to_one_shop() {
        let (ours, theirs) = (root(1), root(2));
        let code = place(7).code(&ours.code_key());
        assert_eq!(Place::from_code(&theirs.code_key(), &code), None);
        assert_eq!(Place::from_friend_code(&ours.friend_key(), &code), None);
        let as_id = format!("r{}", code.replace('-', ""));
        assert_eq!(
            Place::from_redemption_id(&ours.redemption_key(), &as_id),
            None
        );
    }

    #[test]
    fn friends_codes_read_back_and_every_other_character_in_one_is_refused() {
        let key = root(1).friend_key();
        let RedemptionRef { shard, number } = place(3).0;
        let friend = FriendRef {
            shard,
            number: number.0,
        };
        let code = Place::friend_code(friend, &key);
        assert_eq!(Place::from_friend_code(&key, &code), Some(friend));
        for at in (0..code.len()).filter(|at| at % 5 != 4) {
            for other in ALPHABET.chars().filter(|c| !code[at..].starts_with(*c)) {
                let mut typed: Vec<char> = code.chars().collect();
                typed[at] = other;
                let typed: String = typed.iter().collect();
                assert_eq!(Place::from_friend_code(&key, &typed), None, "{typed}");
            }
        }
    }

    #[test]
    fn nonsense_is_refused() {
        let key = root(1).code_key();
        let long = "0".repeat(limits::CODE + 1);
        for typed in [
            "",
            "-",
            "SUMMER10",
            "0000-0000-0000-0000",
            "ÄÄÄÄ-0000-0000-0000",
            &long,
        ] {
            assert_eq!(Place::from_code(&key, typed), None, "{typed}");
        }
    }
}
