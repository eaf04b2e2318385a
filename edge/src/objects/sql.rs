//! Storage of an object: rows out and statements in, a crossing each, all writes of a turn at once.

use std::cell::Cell;

use serde::de::DeserializeOwned;
use serde_json::Value;
use wasm_bindgen::JsValue;
use worker::State;

use crate::fault::Fault;
use crate::host;

/// The storage of one object.
pub struct Store {
    state: JsValue,
    schema: &'static [&'static str],
    is_ready: Cell<bool>,
}

/// A statement with its values.
#[derive(Clone, Debug)]
pub struct Statement(Vec<Value>);

/// The writes of one turn: all are kept, or none.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    statements: Vec<Vec<Value>>,
    alarm: Alarm,
}

/// What becomes of an object's alarm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alarm {
    /// It stays as it is.
    #[default]
    AsItIs,
    /// It goes off at this time.
    At(u64),
    /// It does not go off.
    Off,
}

impl Statement {
    /// A statement whose question marks stand for `values`.
    pub fn new(text: &str, values: impl IntoIterator<Item = Value>) -> Self {
        Self(std::iter::once(Value::from(text)).chain(values).collect())
    }
}

impl Batch {
    /// Adds a statement.
    pub fn push(&mut self, text: &str, values: impl IntoIterator<Item = Value>) {
        self.statements.push(Statement::new(text, values).0);
    }

    /// Sets the alarm with the writes.
    pub fn alarm_at(&mut self, at: u64) {
        self.alarm = Alarm::At(at);
    }

    /// Takes the alarm back with the writes.
    pub fn alarm_off(&mut self) {
        self.alarm = Alarm::Off;
    }

    /// Whether there is nothing to keep.
    pub fn is_empty(&self) -> bool {
        self.statements.is_empty() && self.alarm == Alarm::AsItIs
    }
}

impl Store {
    /// The storage of an object, whose tables the steps of `schema` make.
    pub fn new(state: State, schema: &'static [&'static str]) -> Self {
        Self {
            state: state._inner().into(),
            schema,
            is_ready: Cell::new(false),
        }
    }

    /// The rows of one statement.
    pub fn rows<T: DeserializeOwned>(&self, statement: Statement) -> Result<Vec<T>, Fault> {
        let text = self.query(&[statement])?;
        let [rows]: [Vec<T>; 1] =
            serde_json::from_str(&text).map_err(|_| Fault::Unreadable("row"))?;
        Ok(rows)
    }

    /// The first row of one statement.
    pub fn first<T: DeserializeOwned>(&self, statement: Statement) -> Result<Option<T>, Fault> {
        Ok(self.rows(statement)?.into_iter().next())
    }

    /// The rows of several statements in one crossing, as JSON.
    pub fn query(&self, statements: &[Statement]) -> Result<String, Fault> {
        self.make_ready()?;
        let list: Vec<&Vec<Value>> = statements.iter().map(|statement| &statement.0).collect();
        let text = serde_json::to_string(&list).map_err(|_| Fault::Unreadable("statement"))?;
        host::query(&self.state, &text)
    }

    /// Keeps all writes of a turn, or none of them.
    pub fn commit(&self, batch: &Batch) -> Result<(), Fault> {
        if batch.is_empty() {
            return Ok(());
        }
        self.make_ready()?;
        let text = serde_json::to_string(&batch.statements);
        let text = text.map_err(|_| Fault::Unreadable("statement"))?;
        host::commit(&self.state, &text, batch.alarm)
    }

    /// Brings the tables to the newest step before the first use.
    fn make_ready(&self) -> Result<(), Fault> {
        if !self.is_ready.get() {
            let steps = serde_json::to_string(self.schema);
            host::migrate(
                &self.state,
                &steps.map_err(|_| Fault::Unreadable("schema"))?,
            )?;
            self.is_ready.set(true);
        }
        Ok(())
    }
}
