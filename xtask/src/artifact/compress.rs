//! The two compressed forms that lie beside each shipped file.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::failure::{Failure, Outcome};

/// Brotli's best quality and its largest ordinary window.
const BROTLI_QUALITY: u32 = 11;
const BROTLI_WINDOW: u32 = 24;
const BUFFER: usize = 64 * 1024;

/// The compressed forms of one file.
#[derive(Debug)]
pub(super) struct Forms {
    pub(super) gzip: Vec<u8>,
    pub(super) brotli: Vec<u8>,
}

impl Forms {
    /// Compresses both ways.
    pub(super) fn of(bytes: &[u8]) -> Outcome<Self> {
        Ok(Self {
            gzip: gzip(bytes)?,
            brotli: brotli(bytes)?,
        })
    }
}

/// Compresses as `gzip -9` does, without name and time.
fn gzip(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder
        .write_all(bytes)
        .map_err(Failure::io("compressing with gzip"))?;
    encoder
        .finish()
        .map_err(Failure::io("compressing with gzip"))
}

/// Compresses as `brotli -q 11` does.
fn brotli(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut made = Vec::new();
    {
        let mut encoder =
            brotli::CompressorWriter::new(&mut made, BUFFER, BROTLI_QUALITY, BROTLI_WINDOW);
        encoder
            .write_all(bytes)
            .map_err(Failure::io("compressing with brotli"))?;
    }
    Ok(made)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn both_forms_give_the_bytes_back() {
        let bytes: Vec<u8> = (0..20_000_u32).map(|n| (n * n % 251) as u8).collect();
        let mut back = Vec::new();
        let gz = gzip(&bytes).expect("gzip works");
        flate2::read::GzDecoder::new(&gz[..])
            .read_to_end(&mut back)
            .expect("it is gzip");
        assert_eq!(back, bytes);
        back.clear();
        let br = brotli(&bytes).expect("brotli works");
        brotli::Decompressor::new(&br[..], BUFFER)
            .read_to_end(&mut back)
            .expect("it is brotli");
        assert_eq!(back, bytes);
    }
}
