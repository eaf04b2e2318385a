//! Requests in and answers out, with few crossings between JavaScript and wasm.

pub mod etag;
pub mod head;
pub mod percent;
pub mod reply;
