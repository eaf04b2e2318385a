//! Crockford base32: five bits a character, read without fuss about case or look-alikes.

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Writes the low `5 * N` bits of a number, highest first.
pub fn encode<const N: usize>(bits: u128) -> [char; N] {
    std::array::from_fn(|at| {
        let five = (bits >> (5 * (N - 1 - at))) & 31;
        // The mask keeps the index below 32.
        char::from(ALPHABET[five as usize])
    })
}

/// Reads one character: `O` is 0, `I` and `L` are 1.
pub fn digit(character: char) -> Option<u8> {
    let upper = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET
        .iter()
        .position(|known| char::from(*known) == upper)
        .map(|at| at as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_digit_reads_back() {
        for value in 0..32_u8 {
            let [character] = encode::<1>(u128::from(value));
            assert_eq!(digit(character), Some(value));
            assert_eq!(digit(character.to_ascii_lowercase()), Some(value));
        }
    }

    #[test]
    fn look_alikes_read_as_what_they_look_like() {
        for (seen, value) in [('o', 0), ('O', 0), ('i', 1), ('I', 1), ('l', 1), ('L', 1)] {
            assert_eq!(digit(seen), Some(value));
        }
    }

    #[test]
    fn other_characters_are_refused() {
        for other in ['U', 'u', '-', ' ', '_', 'é', '\u{660}'] {
            assert_eq!(digit(other), None, "{other:?}");
        }
    }
}
