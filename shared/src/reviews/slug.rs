//! Enumerations whose variants have a name on the wire.

/// A text that is none of the names there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownSlug(pub(super) &'static [&'static str]);

impl std::fmt::Display for UnknownSlug {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "allowed are {}", self.0.join(", "))
    }
}

impl std::error::Error for UnknownSlug {}

macro_rules! slugs {
    (
        $(#[$outer:meta])* $name:ident {
            $($(#[$doc:meta])* $variant:ident = $slug:literal),+ $(,)?
        }
    ) => {
        $(#[$outer])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $slug)] $variant,)+
        }

        impl $name {
            /// Every one of them, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name on the wire.
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug,)+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::reviews::UnknownSlug;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($slug => Ok(Self::$variant),)+
                    _ => Err($crate::reviews::slug::UnknownSlug(&[$($slug),+])),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.slug())
            }
        }
    };
}

pub(super) use slugs;
