//! What a shopper sees: the elements of Accolade, drawn with Yew.
//!
//! The loader (`loader/`) defines the custom elements and brings this crate's wasm when the page is
//! idle. One [`start`] makes the store that all elements share; each [`draw`] puts one element into
//! a node of its shadow root. Views are functions of plain data, so that they can be rendered
//! elsewhere too; decisions about points and money are the rules' own (`shared`), words come from
//! one catalogue, and everything that a locale writes its own way goes through one formatter.

#![cfg_attr(
    not(feature = "page"),
    allow(
        dead_code,
        reason = "what only a page does is left out of the edge when it is linked"
    )
)]

mod account;
mod act;
mod api;
mod choice;
mod copy;
mod count;
mod deed;
mod desk;
mod dialog;
mod earning;
mod element;
mod event;
mod field;
mod focus;
mod format;
#[cfg(feature = "fragment")]
pub mod fragment;
mod friend;
mod history;
mod invitation;
mod kind;
#[cfg(feature = "page")]
mod mount;
mod news;
mod node;
mod outbox;
#[cfg(feature = "page")]
mod page;
mod past;
mod pricing;
mod proof;
mod quoting;
mod read;
mod redeeming;
mod session;
mod state;
mod storage;
mod store;
mod timer;
mod view;
mod visits;
mod wants;
mod words;

pub use proof::{Layout, ProofKind, Subject};

#[cfg(feature = "page")]
pub use page::{
    act, change, draw, erase, forget, hydrate, identified, redeem, refresh, show, start,
};
