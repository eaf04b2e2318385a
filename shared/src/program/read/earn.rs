//! Ways to earn.

use super::audience::audience;
use super::label::label;
use super::names::Names;
use super::value::{Kinds, cap, count, points, some_amount};
use crate::cart::amount;
use crate::document::{Fields, Node};
use crate::limits::{CAP_TIMES_MAX, PROGRAM_LIST_MAX, RULE_POINTS_MAX, STREAK_DAYS_MAX};
use crate::points::Points;
use crate::program::{EarnRule, LineFilter, OrderRule, Per, RuleOn};
use crate::time::Span;

/// What a rule is on, as the document says it.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::program) enum On {
    Order,
    NthOrder,
    Signup,
    Birthday,
    Anniversary,
    Review,
    Action,
    VisitStreak,
    Referral,
}

pub(in crate::program) const ONS: Kinds<On> = Kinds {
    what: "rule on",
    words: &[
        ("order", On::Order),
        ("nth_order", On::NthOrder),
        ("signup", On::Signup),
        ("birthday", On::Birthday),
        ("anniversary", On::Anniversary),
        ("review", On::Review),
        ("action", On::Action),
        ("visit_streak", On::VisitStreak),
        ("referral", On::Referral),
    ],
    common: &[
        "id", "on", "cap", "pending", "from", "until", "tiers", "segments", "label",
    ],
    own: On::fields,
};

impl On {
    /// The fields that only such rules have.
    const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Order => &["points", "per", "only", "except", "min_subtotal"],
            Self::NthOrder => &["n", "points"],
            Self::Signup | Self::Birthday | Self::Anniversary | Self::Review => &["points"],
            Self::Action => &["action", "points"],
            Self::VisitStreak => &["days", "points"],
            Self::Referral => &["referrer", "referred", "min_subtotal"],
        }
    }

    /// What a cap of such rules may count in: only what they know of.
    pub(in crate::program) const fn pers(self) -> &'static [Per] {
        use Per::{Day, Lifetime, Month, Order, Product, Week, Year};
        match self {
            Self::Order => &[Day, Week, Month, Year, Lifetime, Order],
            Self::Review => &[Day, Week, Month, Year, Lifetime, Product, Order],
            _ => &[Day, Week, Month, Year, Lifetime],
        }
    }
}

/// A rule.
pub(super) fn rule(node: &Node<'_, '_>, names: &Names) -> Option<EarnRule> {
    let fields = node.fields()?;
    let on = ONS.read(&fields, "on");
    let id = fields.required("id").and_then(|node| node.id());
    let rule_on = on.and_then(|on| rule_on(&fields, on));
    let pers = on.unwrap_or(On::Review).pers();
    let cap = fields.maybe("cap", |node| cap(node, pers));
    let pending = fields.maybe("pending", Node::parsed::<Span>);
    let audience = audience(&fields, names);
    let label = fields.maybe("label", label);
    Some(EarnRule {
        id: id?,
        on: rule_on?,
        cap: cap?,
        pending: pending?.filter(|span| !span.is_zero()),
        audience: audience?,
        label: label?,
    })
}

fn rule_on(fields: &Fields<'_, '_>, on: On) -> Option<RuleOn> {
    let given = || fields.required("points").and_then(|node| points(&node));
    match on {
        On::Order => order(fields).map(RuleOn::Order),
        On::NthOrder => {
            let n = fields
                .required("n")
                .and_then(|node| count(&node, 1, CAP_TIMES_MAX));
            let points = given();
            Some(RuleOn::NthOrder {
                n: n?,
                points: points?,
            })
        }
        On::Signup => given().map(|points| RuleOn::Signup { points }),
        On::Birthday => given().map(|points| RuleOn::Birthday { points }),
        On::Anniversary => given().map(|points| RuleOn::Anniversary { points }),
        On::Review => given().map(|points| RuleOn::Review { points }),
        On::Action => {
            let action = fields.required("action").and_then(|node| node.id());
            let points = given();
            Some(RuleOn::Action {
                action: action?,
                points: points?,
            })
        }
        On::VisitStreak => {
            let days = fields
                .required("days")
                .and_then(|node| count(&node, 1, STREAK_DAYS_MAX));
            let points = given();
            Some(RuleOn::VisitStreak {
                days: days?,
                points: points?,
            })
        }
        On::Referral => referral(fields),
    }
}

fn order(fields: &Fields<'_, '_>) -> Option<OrderRule> {
    let points = fields.required("points").and_then(|node| points(&node));
    let per = fields.required("per").and_then(|node| some_amount(&node));
    let only = fields.maybe("only", |node| {
        let filter = line_filter(node)?;
        if filter == LineFilter::default() {
            return node.fault(
                "found no product, collection or sku, so the rule covers nothing; \
                 allowed is at least one",
            );
        }
        Some(filter)
    });
    let except = fields.maybe("except", line_filter);
    let min_subtotal = fields.maybe("min_subtotal", amount);
    Some(OrderRule {
        points: points?,
        per: per?,
        only: only?,
        except: except?,
        min_subtotal: min_subtotal?,
    })
}

pub(in crate::program) const FILTER_FIELDS: &[&str] = &["products", "collections", "skus"];

fn line_filter(node: &Node<'_, '_>) -> Option<LineFilter> {
    let fields = node.fields_only(FILTER_FIELDS)?;
    let products = fields.or("products", Vec::new(), |node| {
        node.all(PROGRAM_LIST_MAX, Node::id)
    });
    let collections = fields.or("collections", Vec::new(), |node| {
        node.all(PROGRAM_LIST_MAX, Node::id)
    });
    let skus = fields.or("skus", Vec::new(), |node| {
        node.all(PROGRAM_LIST_MAX, Node::id)
    });
    Some(LineFilter {
        products: products?,
        collections: collections?,
        skus: skus?,
    })
}

/// Either side of a referral may get nothing, but not both.
fn referral(fields: &Fields<'_, '_>) -> Option<RuleOn> {
    let side = |key| {
        fields
            .required(key)
            .and_then(|node| node.integer(0, RULE_POINTS_MAX))
            .and_then(|number| Points::new(number.unsigned_abs()))
    };
    let referrer = side("referrer");
    let referred = side("referred");
    let min_subtotal = fields.maybe("min_subtotal", amount);
    let (referrer, referred) = (referrer?, referred?);
    if referrer.plus(referred).is_zero() {
        return fields
            .node()
            .fault("found 0 points for either side, allowed is 0 for one of them");
    }
    Some(RuleOn::Referral {
        referrer,
        referred,
        min_subtotal: min_subtotal?,
    })
}
