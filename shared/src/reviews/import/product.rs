//! How a file names a product.

use serde::{Deserialize, Serialize};

use crate::id::ProductId;

/// The most characters of a handle.
const HANDLE_LENGTH_MAX: usize = 255;

/// A product's name in addresses: `morning-ridge`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Handle(String);

impl Handle {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for Handle {
    type Err = NotAHandle;

    fn from_str(text: &str) -> Result<Self, NotAHandle> {
        let length = text.chars().take(HANDLE_LENGTH_MAX + 1).count();
        let is_plain = !text
            .chars()
            .any(|letter| letter.is_control() || letter.is_whitespace());
        if (1..=HANDLE_LENGTH_MAX).contains(&length) && is_plain {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAHandle)
        }
    }
}

impl TryFrom<String> for Handle {
    type Error = NotAHandle;

    fn try_from(text: String) -> Result<Self, NotAHandle> {
        text.parse()
    }
}

impl From<Handle> for String {
    fn from(handle: Handle) -> Self {
        handle.0
    }
}

/// A text that is no handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAHandle;

impl std::fmt::Display for NotAHandle {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a handle has 1 to 255 characters and no spaces")
    }
}

impl std::error::Error for NotAHandle {}

/// What a row calls its product: one of the two at least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductReference {
    /// The platform's id.
    pub id: Option<ProductId>,
    /// The name in addresses.
    pub handle: Option<Handle>,
}

impl ProductReference {
    /// The product that is meant where nobody says otherwise: the id, else the handle as one, which
    /// is what a shop without a platform calls its products by.
    pub fn product(&self) -> Option<ProductId> {
        let by_handle = || self.handle.as_ref()?.as_str().parse().ok();
        self.id.clone().or_else(by_handle)
    }
}
