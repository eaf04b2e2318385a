//! Fragments: the public elements of a page, drawn here by the very code that the page runs.

pub mod build;
pub mod piece;
pub mod query;
