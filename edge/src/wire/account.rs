//! An account as its shopper sees it.

use serde::Serialize;
use shared::Currency;
use shared::id::ShopperId;
use shared::ledger::AccountView;
use shared::program::{Forms, Program};

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
        }
    }
}
