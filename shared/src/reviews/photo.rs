//! Photos: addresses of images on hosts that the shop allows.

use serde::{Deserialize, Serialize};

use crate::limits::PHOTO_URL_LENGTH_MAX;

/// The most characters of a host's name, and of a part of it.
const HOST_LENGTH_MAX: usize = 253;
const LABEL_LENGTH_MAX: usize = 63;

/// The name of a host that photos may come from, in lower case: `cdn.juniper.example`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhotoHost(String);

impl PhotoHost {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for PhotoHost {
    type Err = NotAPhotoHost;

    /// A name of at least two parts whose last begins with a letter: no address in numbers, which
    /// has too many ways to be written.
    fn from_str(text: &str) -> Result<Self, NotAPhotoHost> {
        let host = text.to_ascii_lowercase();
        let mut labels = host.rsplit('.');
        let last = labels.next().unwrap_or_default();
        let is_named = last.starts_with(|first: char| first.is_ascii_alphabetic());
        let is_host = host.len() <= HOST_LENGTH_MAX
            && host.contains('.')
            && is_named
            && host.split('.').all(is_label);
        if is_host {
            Ok(Self(host))
        } else {
            Err(NotAPhotoHost)
        }
    }
}

fn is_label(label: &str) -> bool {
    (1..=LABEL_LENGTH_MAX).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

impl TryFrom<String> for PhotoHost {
    type Error = NotAPhotoHost;

    fn try_from(text: String) -> Result<Self, NotAPhotoHost> {
        text.parse()
    }
}

impl From<PhotoHost> for String {
    fn from(host: PhotoHost) -> Self {
        host.0
    }
}

impl std::fmt::Display for PhotoHost {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

/// A text that is no name of a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPhotoHost;

impl std::fmt::Display for NotAPhotoHost {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a photo host is a name alone, such as cdn.shop.example")
    }
}

impl std::error::Error for NotAPhotoHost {}

/// The address of a photo: https, a named host, and nothing that could end an attribute.
///
/// That the host is one of the shop's is the word of [`super::Policy::allows`], since a shop
/// changes its hosts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhotoUrl {
    text: String,
    host: PhotoHost,
}

impl PhotoUrl {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The host it is on.
    pub const fn host(&self) -> &PhotoHost {
        &self.host
    }
}

impl std::str::FromStr for PhotoUrl {
    type Err = NotAPhoto;

    fn from_str(text: &str) -> Result<Self, NotAPhoto> {
        if text.len() > PHOTO_URL_LENGTH_MAX || !text.bytes().all(is_plain) {
            return Err(NotAPhoto);
        }
        let (scheme, rest) = text.split_once("://").ok_or(NotAPhoto)?;
        if !scheme.eq_ignore_ascii_case("https") {
            return Err(NotAPhoto);
        }
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, place) = rest.split_at(end);
        let host = authority.strip_suffix(":443").unwrap_or(authority);
        let host: PhotoHost = host.parse().map_err(|_| NotAPhoto)?;
        let slash = if place.starts_with('/') { "" } else { "/" };
        let text = format!("https://{host}{slash}{place}");
        if text.len() > PHOTO_URL_LENGTH_MAX {
            return Err(NotAPhoto);
        }
        Ok(Self { text, host })
    }
}

/// Whether a byte may be in an address: visible, and no quote, bracket or backslash.
const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_graphic()
        && !matches!(
            byte,
            b'"' | b'\'' | b'`' | b'<' | b'>' | b'\\' | b'{' | b'}' | b'|' | b'^'
        )
}

impl TryFrom<String> for PhotoUrl {
    type Error = NotAPhoto;

    fn try_from(text: String) -> Result<Self, NotAPhoto> {
        text.parse()
    }
}

impl From<PhotoUrl> for String {
    fn from(photo: PhotoUrl) -> Self {
        photo.text
    }
}

impl std::fmt::Display for PhotoUrl {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.text)
    }
}

/// A text that is no address of a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPhoto;

impl std::fmt::Display for NotAPhoto {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            out,
            "a photo is an https address of at most {PHOTO_URL_LENGTH_MAX} characters, with a \
             named host, the usual port and no user"
        )
    }
}

impl std::error::Error for NotAPhoto {}
