//! Random bytes from the platform's generator.

use crate::fault::Fault;

/// Fresh random bytes.
pub fn bytes<const N: usize>() -> Result<[u8; N], Fault> {
    let mut bytes = [0; N];
    getrandom::getrandom(&mut bytes).map_err(|_| Fault::NoRandomness)?;
    Ok(bytes)
}
