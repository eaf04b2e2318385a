//! What a ledger keeps in memory: folded accounts, so that no turn depends on a history's length.

use std::collections::HashMap;

use serde_json::json;
use shared::Time;
use shared::id::{OrderId, ShopId, ShopperId};
use shared::ledger::{Account, Profile, RedemptionNumber, RowKind, Shard};

use super::LedgerObject;
use super::wakes::Wakes;
use crate::fault::Fault;
use crate::objects::sql::Statement;

/// What is kept between turns; all of it can be read back from storage.
#[derive(Default)]
pub(super) struct Memory {
    /// Whose ledger this is.
    pub(super) home: Option<(ShopId, Shard)>,
    /// The accounts, by shopper.
    pub(super) accounts: HashMap<ShopperId, Account>,
    /// When to wake, and for what.
    pub(super) wakes: Option<Wakes>,
}

impl LedgerObject {
    /// The account of a shopper, taken out of memory; it goes back only when its turn was kept.
    pub(super) fn take_account(&self, shopper: &ShopperId) -> Result<Account, Fault> {
        if let Some(account) = self.memory.borrow_mut().accounts.remove(shopper) {
            return Ok(account);
        }
        let kinds: Vec<&str> = RowKind::OPEN.iter().map(|kind| kind.name()).collect();
        let select = "SELECT kind, key, value FROM account_row \
            WHERE shopper = ? AND kind IN (SELECT value FROM json_each(?))";
        let kinds = json!(json!(kinds).to_string());
        let statement = Statement::new(select, [json!(shopper.as_str()), kinds]);
        let rows: Vec<(String, String, String)> = self.store.rows(statement)?;
        account_from(&rows)
    }

    /// Gives an account back after its turn was kept.
    pub(super) fn keep_account(&self, shopper: &ShopperId, account: Account) {
        self.memory
            .borrow_mut()
            .accounts
            .insert(shopper.clone(), account);
    }

    /// The newest version of the program that decided for a shopper.
    pub(super) fn last_version(&self, shopper: &ShopperId) -> Result<u32, Fault> {
        let account = self.take_account(shopper)?;
        let version = account.core().program;
        self.keep_account(shopper, account);
        Ok(version)
    }

    /// Lends the record of an order to an account that does not have it.
    pub(super) fn lend_order(
        &self,
        shopper: &ShopperId,
        account: &mut Account,
        order: &OrderId,
    ) -> Result<(), Fault> {
        if account.order(order).is_some() {
            return Ok(());
        }
        self.lend(shopper, account, RowKind::Order, order.as_str())
    }

    /// Lends a redemption that is no longer held.
    pub(super) fn lend_redemption(
        &self,
        shopper: &ShopperId,
        account: &mut Account,
        number: RedemptionNumber,
    ) -> Result<(), Fault> {
        if account.redemption(number).is_some() {
            return Ok(());
        }
        self.lend(shopper, account, RowKind::Redemption, &number.0.to_string())
    }

    /// Whose redemption a number is.
    pub(super) fn owner(&self, number: RedemptionNumber) -> Result<Option<ShopperId>, Fault> {
        let select = "SELECT shopper FROM redemption WHERE number = ?";
        let statement = Statement::new(select, [json!(number.0)]);
        let row: Option<(Option<ShopperId>,)> = self.store.first(statement)?;
        Ok(row.and_then(|(shopper,)| shopper))
    }

    /// When a shopper was forgotten.
    pub(super) fn erased_at(&self, shopper: &ShopperId) -> Result<Option<Time>, Fault> {
        let select = "SELECT at FROM erased WHERE shopper = ?";
        let statement = Statement::new(select, [json!(shopper.as_str())]);
        let row: Option<(i64,)> = self.store.first(statement)?;
        Ok(row.map(|(at,)| Time::from_unix_ms(at)))
    }

    /// What a token says of a shopper, unless they were forgotten: then nothing of it is kept.
    pub(super) fn may_meet(
        &self,
        shopper: &ShopperId,
        profile: Option<Profile>,
    ) -> Result<Option<Profile>, Fault> {
        match self.erased_at(shopper)? {
            Some(_) => Ok(None),
            None => Ok(profile),
        }
    }

    /// Lends one stored row.
    pub(super) fn lend(
        &self,
        shopper: &ShopperId,
        account: &mut Account,
        kind: RowKind,
        key: &str,
    ) -> Result<(), Fault> {
        let select = "SELECT value FROM account_row WHERE shopper = ? AND kind = ? AND key = ?";
        let values = [json!(shopper.as_str()), json!(kind.name()), json!(key)];
        let row: Option<(String,)> = self.store.first(Statement::new(select, values))?;
        let Some((value,)) = row else { return Ok(()) };
        account
            .lend(kind, key, &value)
            .map_err(|_| Fault::Unreadable("account row"))
    }
}

fn account_from(rows: &[(String, String, String)]) -> Result<Account, Fault> {
    let mut account = Account::default();
    for (kind, key, value) in rows {
        let kind = RowKind::from_name(kind).ok_or(Fault::Unreadable("account row"))?;
        account
            .lend(kind, key, value)
            .map_err(|_| Fault::Unreadable("account row"))?;
    }
    Ok(account)
}
