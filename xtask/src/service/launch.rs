//! Starting workerd: checks what can go wrong first, then becomes workerd.

use std::env;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Command;

use super::options::Options;
use super::{config, secrets};
use crate::artifact;
use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome};
use crate::output;

/// Serves the worker; returns only when it could not start.
pub(crate) fn serve(checkout: &Checkout, options: &Options) -> Outcome<std::convert::Infallible> {
    let operator = secrets::operator_key(env::var("ACCOLADE_OPERATOR_KEY").ok())?;
    let file = prepare(checkout, options, "service.capnp", &config::serve())?;
    free(options.port)?;
    let mut command = workerd(checkout, &file, options)?;
    command.arg(format!("--socket-addr=http=127.0.0.1:{}", options.port));
    command.env("ACCOLADE_OPERATOR_KEY", operator);
    println!("Accolade: http://127.0.0.1:{}", options.port);
    become_it(command)
}

/// Serves the demo: the stand-in shop on the port, the worker on the next.
pub(crate) fn demo(checkout: &Checkout, options: &Options) -> Outcome<std::convert::Infallible> {
    let file = prepare(checkout, options, "demo.capnp", &config::demo())?;
    let (shop, edge) = (options.port, options.port + 1);
    free(shop)?;
    free(edge)?;
    let mut command = workerd(checkout, &file, options)?;
    command.arg("--import-path").arg(checkout.root());
    command.arg(format!("--socket-addr=shop=127.0.0.1:{shop}"));
    command.arg(format!("--socket-addr=http=127.0.0.1:{edge}"));
    folder(&mut command, "pages", &checkout.path("www/storefront"))?;
    folder(
        &mut command,
        "www-storage",
        &made(&options.data.join("www"))?,
    )?;
    command
        .env("ACCOLADE_URL", format!("http://127.0.0.1:{edge}"))
        .env("SHOP_ID", "juniper");
    for name in config::DEMO_KEYS {
        command.env(name, secrets::demo_key(&options.data, name)?);
    }
    println!("Juniper, the demo shop: http://127.0.0.1:{shop}");
    println!("Accolade: http://127.0.0.1:{edge}");
    become_it(command)
}

/// Builds unless a parent has, and writes what both words need.
fn prepare(
    checkout: &Checkout,
    options: &Options,
    name: &str,
    text: &str,
) -> Outcome<std::path::PathBuf> {
    if env::var_os("ACCOLADE_PREBUILT").is_none() {
        artifact::build(checkout, &artifact::ALL)?;
    }
    if !checkout.built("edge/index_bg.wasm").is_file() {
        return Err(Failure::missing(
            "the worker is not built, and ACCOLADE_PREBUILT says not to build it",
            "Run `cargo xtask build`, or unset ACCOLADE_PREBUILT.",
        ));
    }
    made(&options.data)?;
    let file = checkout.built(name);
    output::write_if_changed(&file, text.as_bytes())?;
    Ok(file)
}

fn workerd(checkout: &Checkout, file: &Path, options: &Options) -> Outcome<Command> {
    let mut command = Command::new(checkout.workerd()?);
    command.arg("serve").arg(file);
    folder(&mut command, "assets", &made(&checkout.built("assets"))?)?;
    folder(
        &mut command,
        "storage",
        &made(&options.data.join("objects"))?,
    )?;
    let seal = secrets::seal_key(env::var("ACCOLADE_SEAL_KEY").ok(), &options.data)?;
    command.env("ACCOLADE_SEAL_KEY", seal);
    // A binding that is there and empty: nobody's word on an address is believed.
    if env::var_os("ACCOLADE_CLIENT_ADDRESS").is_none() {
        command.env("ACCOLADE_CLIENT_ADDRESS", "");
    }
    Ok(command)
}

fn folder(command: &mut Command, name: &str, path: &Path) -> Outcome<()> {
    if !path.is_dir() {
        return Err(Failure::missing(
            format!("{} is not there", path.display()),
            "Is the checkout whole?",
        ));
    }
    command.arg(format!("--directory-path={name}={}", path.display()));
    Ok(())
}

fn made(folder: &Path) -> Outcome<std::path::PathBuf> {
    fs::create_dir_all(folder).map_err(Failure::io(format!("making {}", folder.display())))?;
    Ok(folder.to_path_buf())
}

/// Says who is in the way before workerd does it less clearly.
fn free(port: u16) -> Outcome<()> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map(drop)
        .map_err(|fault| {
            Failure::missing(
                format!("port {port} can't be listened on: {fault}"),
                "Stop what listens there, or name another with --port.",
            )
        })
}

#[cfg(unix)]
fn become_it(mut command: Command) -> Outcome<std::convert::Infallible> {
    use std::os::unix::process::CommandExt as _;
    let source = command.exec();
    Err(Failure::Io {
        doing: "starting workerd".to_owned(),
        source,
    })
}

#[cfg(not(unix))]
fn become_it(mut command: Command) -> Outcome<std::convert::Infallible> {
    let status = command.status().map_err(Failure::io("starting workerd"))?;
    std::process::exit(status.code().unwrap_or(1))
}
