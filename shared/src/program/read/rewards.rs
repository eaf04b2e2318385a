//! Rewards.

use super::audience::audience;
use super::label::label;
use super::names::Names;
use super::value::{Kinds, cap, count, percent, points, some_amount};
use crate::cart::amount;
use crate::document::{Fields, Node};
use crate::limits::STOCK_MAX;
use crate::program::{Combines, Per, Reward, RewardKind};

/// A reward's kind, as the document says it.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::program) enum Kind {
    AmountOff,
    PercentOff,
    FreeShipping,
    FreeProduct,
    PointsOff,
}

pub(in crate::program) const KINDS: Kinds<Kind> = Kinds {
    what: "reward of",
    words: &[
        ("amount_off", Kind::AmountOff),
        ("percent_off", Kind::PercentOff),
        ("free_shipping", Kind::FreeShipping),
        ("free_product", Kind::FreeProduct),
        ("points_off", Kind::PointsOff),
    ],
    common: &[
        "id",
        "kind",
        "points",
        "min_subtotal",
        "per_shopper",
        "stock",
        "combines",
        "from",
        "until",
        "tiers",
        "segments",
        "label",
    ],
    own: Kind::fields,
};

/// What a shopper's limit counts in.
pub(in crate::program) const PERS: &[Per] =
    &[Per::Day, Per::Week, Per::Month, Per::Year, Per::Lifetime];

impl Kind {
    /// The fields that only such rewards have.
    const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::AmountOff => &["amount"],
            Self::PercentOff => &["percent", "max_amount"],
            Self::FreeShipping => &["max_amount"],
            Self::FreeProduct => &["product"],
            Self::PointsOff => &["amount", "min_points", "max_percent"],
        }
    }
}

/// A reward.
pub(super) fn reward(node: &Node<'_, '_>, names: &Names) -> Option<Reward> {
    let fields = node.fields()?;
    let kind = KINDS.read(&fields, "kind");
    let id = fields.required("id").and_then(|node| node.id());
    let does = kind.and_then(|kind| reward_kind(&fields, kind));
    let points = fields.required("points").and_then(|node| points(&node));
    let min_subtotal = fields.maybe("min_subtotal", amount);
    let per_shopper = fields.maybe("per_shopper", |node| cap(node, PERS));
    let stock = fields.maybe("stock", |node| count(node, 0, STOCK_MAX));
    let combines = fields.or("combines", true, Node::boolean);
    let audience = audience(&fields, names);
    let label = fields.maybe("label", label);
    Some(Reward {
        id: id?,
        kind: does?,
        points: points?,
        min_subtotal: min_subtotal?,
        per_shopper: per_shopper?,
        stock: stock?,
        combines: if combines? {
            Combines::WithOthers
        } else {
            Combines::Alone
        },
        audience: audience?,
        label: label?,
    })
}

fn reward_kind(fields: &Fields<'_, '_>, kind: Kind) -> Option<RewardKind> {
    let off = || {
        fields
            .required("amount")
            .and_then(|node| some_amount(&node))
    };
    match kind {
        Kind::AmountOff => off().map(|amount| RewardKind::AmountOff { amount }),
        Kind::PercentOff => {
            let percent = fields.required("percent").and_then(|node| percent(&node));
            let max_amount = fields.maybe("max_amount", some_amount);
            Some(RewardKind::PercentOff {
                percent: percent?,
                max_amount: max_amount?,
            })
        }
        Kind::FreeShipping => fields
            .maybe("max_amount", some_amount)
            .map(|max_amount| RewardKind::FreeShipping { max_amount }),
        Kind::FreeProduct => fields
            .required("product")
            .and_then(|node| node.id())
            .map(|product| RewardKind::FreeProduct { product }),
        Kind::PointsOff => {
            let amount = off();
            let min_points = fields.maybe("min_points", points);
            let max_percent = fields.maybe("max_percent", percent);
            Some(RewardKind::PointsOff {
                amount: amount?,
                min_points: min_points?,
                max_percent: max_percent?,
            })
        }
    }
}
