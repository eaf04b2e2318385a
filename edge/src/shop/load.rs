//! Getting at a shop and its programs: from memory, or from its object.

use std::rc::Rc;

use shared::id::ShopId;
use worker::Env;

use super::cache;
use super::open::{Shop, VersionedProgram};
use crate::fault::Fault;
use crate::keys::service::ServiceKeys;
use crate::objects::shop::{self as object, Command, Description};

/// The shop of an id, as it was half a minute ago at most; an unknown one touches no object but the
/// registry.
pub async fn shop(
    env: &Env,
    keys: &ServiceKeys,
    id: &ShopId,
    now: u64,
) -> Result<Option<Rc<Shop>>, Fault> {
    if let Some(remembered) = cache::shop(id, now) {
        return Ok(remembered);
    }
    let generation = cache::generation();
    let shop = ask(env, keys, id).await?;
    cache::remember_shop(id, shop.clone(), now, generation);
    Ok(shop)
}

/// The same, for what is decided once and for good: a shop that is remembered without a program is
/// asked again whether it has one by now.
pub async fn shop_of_now(
    env: &Env,
    keys: &ServiceKeys,
    id: &ShopId,
    now: u64,
) -> Result<Option<Rc<Shop>>, Fault> {
    let known = shop(env, keys, id, now).await?;
    if known.as_ref().is_none_or(|shop| shop.program.is_some()) {
        return Ok(known);
    }
    cache::forget_shop(id);
    shop(env, keys, id, now).await
}

/// A version of a shop's program, which never changes.
pub async fn program(env: &Env, id: &ShopId, version: u32) -> Result<Rc<VersionedProgram>, Fault> {
    if let Some(program) = cache::program(id, version) {
        return Ok(program);
    }
    let text: Option<String> = object::ask(env, id, &Command::Program { version }).await?;
    parsed(
        id,
        version,
        text.ok_or(Fault::Unreadable("program version"))?,
    )
}

async fn ask(env: &Env, keys: &ServiceKeys, id: &ShopId) -> Result<Option<Rc<Shop>>, Fault> {
    let knows = Command::Knows { shop: id.clone() };
    if !object::ask_registry(env, &knows).await? {
        return Ok(None);
    }
    let found: Option<Description> =
        object::ask(env, id, &Command::Describe { shop: id.clone() }).await?;
    let Some(Description { stored, program }) = found else {
        return Ok(None);
    };
    let program = match (stored.program, program) {
        (Some(version), Some(text)) => Some(parsed(id, version, text)?),
        _ => None,
    };
    Ok(Some(Rc::new(Shop::open(
        id.clone(),
        stored,
        program,
        &keys.seal,
    )?)))
}

/// A version of a program, parsed once by each isolate.
fn parsed(id: &ShopId, version: u32, text: String) -> Result<Rc<VersionedProgram>, Fault> {
    if let Some(program) = cache::program(id, version) {
        return Ok(program);
    }
    let program = Rc::new(VersionedProgram::parse(version, text)?);
    cache::remember_program(id, Rc::clone(&program));
    Ok(program)
}
