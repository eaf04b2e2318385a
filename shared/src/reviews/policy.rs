//! Policy: what the shop's settings say of reviews.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::slug::slugs;
use super::{Buyer, Finding, Moderation, PhotoHost, PhotoUrl};
use crate::document::{self, Fault, Node};
use crate::limits::PHOTO_HOSTS_MAX;

slugs! {
    /// Which reviews are published at once. It cannot see the rating.
    Publish {
        /// What passes the checks.
        Checked = "checked",
        /// What passes the checks and is by a verified buyer.
        Verified = "verified",
        /// None: a person looks at each.
        Held = "held",
    }
}

/// How a shop treats reviews.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// Which are published at once.
    pub publish: Publish,
    /// Where photos may come from.
    pub photo_hosts: Vec<PhotoHost>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            publish: Publish::Checked,
            photo_hosts: Vec::new(),
        }
    }
}

impl Policy {
    /// A policy of a document: `{"publish": "checked", "photo_hosts": ["cdn.shop.example"]}`.
    pub fn read(document: &Value) -> Result<Self, Vec<Fault>> {
        document::read(document, Self::from_node)
    }

    /// A policy of a place in the shop's settings; what is absent is as by default.
    pub fn from_node(node: &Node<'_, '_>) -> Option<Self> {
        let otherwise = Self::default();
        let fields = node.fields_only(&["publish", "photo_hosts"])?;
        let publish = fields.or("publish", otherwise.publish, Node::parsed);
        let hosts = fields.or("photo_hosts", otherwise.photo_hosts, |node| {
            node.all(PHOTO_HOSTS_MAX, Node::parsed)
        });
        Some(Self {
            publish: publish?,
            photo_hosts: hosts?,
        })
    }

    /// Whether a photo is on a host of the shop's.
    pub fn allows(&self, photo: &PhotoUrl) -> bool {
        self.photo_hosts.contains(photo.host())
    }

    /// What becomes of a review that was just written.
    pub fn judge(&self, findings: Vec<Finding>, buyer: &Buyer) -> Moderation {
        let is_trusted = match self.publish {
            Publish::Checked => true,
            Publish::Verified => matches!(buyer, Buyer::Verified { .. }),
            Publish::Held => false,
        };
        if is_trusted && findings.is_empty() {
            Moderation::Published
        } else {
            Moderation::Pending { findings }
        }
    }
}
