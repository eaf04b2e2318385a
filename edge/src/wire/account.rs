//! An account as its shopper sees it.

use serde::Serialize;
use shared::id::ShopperId;
use shared::ledger::{AccountView, Referred};
use shared::program::{EarnRule, Forms, Label, Program, RuleOn};
use shared::{Amount, Currency, Points};

use super::redemption::RedemptionWire;

/// The answer to `GET /account`.
#[derive(Clone, Debug, Serialize)]
pub struct AccountWire {
    shopper: ShopperId,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(flatten)]
    view: AccountView,
    redemptions: Vec<RedemptionWire>,
    #[serde(skip_serializing_if = "Option::is_none")]
    points_name: Option<Forms>,
    currency: Currency,
    name_of_program: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    referral: Option<ReferralWire>,
}

/// What a shopper gives to friends, and what it brings.
#[derive(Clone, Debug, Serialize)]
pub struct ReferralWire {
    code: String,
    referrer: Points,
    referred: Points,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_subtotal: Option<Amount>,
    currency: Currency,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<Label>,
    claimed: bool,
}

impl ReferralWire {
    /// A code with the rule that it is for.
    pub fn of(
        code: String,
        rule: &EarnRule,
        currency: Currency,
        referred_by: Referred,
    ) -> Option<Self> {
        let RuleOn::Referral {
            referrer,
            referred,
            min_subtotal,
        } = rule.on
        else {
            return None;
        };
        Some(Self {
            code,
            referrer,
            referred,
            min_subtotal,
            currency,
            label: rule.label.clone(),
            claimed: referred_by == Referred::ByFriend,
        })
    }
}

impl AccountWire {
    /// The account of a shopper, with its redemptions, newest first.
    pub fn of(
        shopper: ShopperId,
        name: Option<String>,
        view: AccountView,
        redemptions: Vec<RedemptionWire>,
        program: &Program,
    ) -> Self {
        Self {
            shopper,
            name,
            view,
            redemptions,
            points_name: program.points_name.clone(),
            currency: program.currency,
            name_of_program: program.name.clone(),
            referral: None,
        }
    }
    /// With what the shopper gives to friends.
    #[must_use]
    pub fn with_referral(self, referral: Option<ReferralWire>) -> Self {
        Self { referral, ..self }
    }
}
