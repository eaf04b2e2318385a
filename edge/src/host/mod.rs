//! The few functions of `host.js`, behind types.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use crate::fault::Fault;
use crate::objects::sql::Alarm;

#[wasm_bindgen(module = "/src/host/host.js")]
extern "C" {
    #[wasm_bindgen(js_name = head)]
    fn js_head(request: &JsValue, address: &str) -> String;
    #[wasm_bindgen(js_name = body, catch)]
    async fn js_body(request: &JsValue, most: u32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = drain, catch)]
    async fn js_drain(request: &JsValue, most: u32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = reader)]
    fn js_reader(request: &JsValue, most: f64) -> JsValue;
    #[wasm_bindgen(js_name = release)]
    fn js_release(reader: &JsValue);
    #[wasm_bindgen(js_name = piece, catch)]
    async fn js_piece(reader: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = reply, catch)]
    fn js_reply(status: u16, headers: &str, text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = text, catch)]
    async fn js_text(request: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = asset, catch)]
    async fn js_asset(
        env: &JsValue,
        path: &str,
        encoding: &str,
        headers: &str,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = assetText, catch)]
    async fn js_asset_text(env: &JsValue, path: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = migrate, catch)]
    fn js_migrate(state: &JsValue, steps: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = query, catch)]
    fn js_query(state: &JsValue, statements: &str) -> Result<String, JsValue>;
    #[wasm_bindgen(js_name = commit, catch)]
    fn js_commit(state: &JsValue, statements: &str, alarm: f64) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = ask, catch)]
    async fn js_ask(
        env: &JsValue,
        namespace: &str,
        name: &str,
        command: &str,
    ) -> Result<JsValue, JsValue>;
}

/// The request line and the headers that are read, a line each; the last is the caller's address,
/// in the header of that name.
pub fn head(request: &JsValue, address: &str) -> String {
    js_head(request, address)
}

/// The bytes of a body; nothing when there are more than `most`, or the caller went away.
pub async fn body(request: &JsValue, most: u32) -> Option<Vec<u8>> {
    let bytes = js_body(request, most).await.ok()?;
    bytes
        .dyn_into::<Uint8Array>()
        .ok()
        .map(|bytes| bytes.to_vec())
}

/// Reads what is left of a body, `most` bytes of it, so that whoever sends it hears the answer.
pub async fn drain(request: &JsValue, most: u32) {
    // A caller who went away hears nothing in any case.
    let _ = js_drain(request, most).await;
}

/// A body that is read piece by piece, up to a length.
pub struct Pieces {
    reader: JsValue,
    left: usize,
}

/// Why a body can't be read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// The caller went away in the middle of it.
    Broken,
    /// It is too long, or says that it is.
    TooLong,
}

impl Pieces {
    /// The body of a request; where the request says that it is longer than `most`, none of it is
    /// read.
    pub fn of(request: &JsValue, most: usize) -> Result<Self, Cut> {
        let reader = js_reader(request, most as f64);
        if reader.is_null() {
            return Err(Cut::TooLong);
        }
        Ok(Self { reader, left: most })
    }

    /// The next piece; nothing after the last.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, Cut> {
        if self.reader.is_undefined() {
            return Ok(None);
        }
        let piece = js_piece(&self.reader).await.map_err(|_| Cut::Broken)?;
        let piece = piece.dyn_into::<Uint8Array>().ok();
        let Some(bytes) = piece.map(|bytes| bytes.to_vec()) else {
            return Ok(None);
        };
        self.left = self.left.checked_sub(bytes.len()).ok_or(Cut::TooLong)?;
        Ok(Some(bytes))
    }
}

impl Drop for Pieces {
    fn drop(&mut self) {
        if !self.reader.is_undefined() {
            js_release(&self.reader);
        }
    }
}

/// An answer; `headers` are lines of name and value in turn.
pub fn reply(status: u16, headers: &str, text: &str) -> Result<JsValue, Fault> {
    js_reply(status, headers, text).map_err(|error| Fault::Object(message(&error)))
}

/// Asks an object and gives its answer.
pub async fn ask(
    env: &JsValue,
    namespace: &str,
    name: &str,
    command: &str,
) -> Result<String, Fault> {
    let answer = js_ask(env, namespace, name, command).await;
    let answer = answer.map_err(|error| Fault::Object(message(&error)))?;
    answer.as_string().ok_or(Fault::Unreadable("answer"))
}

/// The text of a command.
pub async fn text(request: &JsValue) -> Result<String, Fault> {
    let text = js_text(request)
        .await
        .map_err(|error| Fault::Object(message(&error)))?;
    text.as_string().ok_or(Fault::Unreadable("command"))
}

/// A file of the assets as an answer, if there is one at this path.
pub async fn asset(
    env: &JsValue,
    path: &str,
    encoding: &str,
    headers: &str,
) -> Result<Option<JsValue>, Fault> {
    let found = js_asset(env, path, encoding, headers).await;
    let found = found.map_err(|error| Fault::Object(message(&error)))?;
    Ok((!found.is_undefined()).then_some(found))
}

/// The text of a file of the assets.
pub async fn asset_text(env: &JsValue, path: &str) -> Result<String, Fault> {
    let text = js_asset_text(env, path).await;
    let text = text.map_err(|error| Fault::Object(message(&error)))?;
    text.as_string().ok_or(Fault::Unreadable("asset"))
}

/// Brings the tables of an object to the newest step.
pub fn migrate(state: &JsValue, steps: &str) -> Result<(), Fault> {
    js_migrate(state, steps).map_err(|error| Fault::Storage(message(&error)))
}

/// The rows of each statement, as one JSON text.
pub fn query(state: &JsValue, statements: &str) -> Result<String, Fault> {
    js_query(state, statements).map_err(|error| Fault::Storage(message(&error)))
}

/// Runs all statements or none, and does with the alarm what is asked.
pub fn commit(state: &JsValue, statements: &str, alarm: Alarm) -> Result<(), Fault> {
    let alarm = match alarm {
        Alarm::AsItIs => -1.0,
        Alarm::Off => -2.0,
        // Times in milliseconds are far below 2^53.
        Alarm::At(at) => at as f64,
    };
    js_commit(state, statements, alarm).map_err(|error| Fault::Storage(message(&error)))
}

/// Now, in milliseconds; asked once per request and handed down.
pub fn now() -> u64 {
    // The clock of the platform counts from 1970 and is far below 2^53.
    js_sys::Date::now() as u64
}

fn message(error: &JsValue) -> String {
    let message = js_sys::Reflect::get(error, &JsValue::from_str("message"));
    message
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| "unknown".into())
}
