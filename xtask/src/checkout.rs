//! Where things are: the checkout, its build folder and the cache that checkouts share.

use std::env;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};

/// One checkout of the project and the folders around it.
#[derive(Debug, Clone)]
pub(crate) struct Checkout {
    root: PathBuf,
    target: PathBuf,
    cache: PathBuf,
}

impl Checkout {
    /// Finds the checkout that this tool was built from.
    pub(crate) fn find() -> Outcome<Self> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here
            .parent()
            .filter(|root| root.join("Cargo.toml").is_file())
            .ok_or_else(|| {
                Failure::missing(
                    "the checkout is not where this tool was built",
                    "Run `cargo xtask` from the checkout, so that it is built again.",
                )
            })?;
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) if !folder.is_empty() => root.join(folder),
            _ => root.join("target"),
        };
        Ok(Self {
            root: root.to_path_buf(),
            target,
            cache: cache_folder()?,
        })
    }

    /// A path inside the checkout.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// The checkout itself.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Cargo's build folder.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Our own part of the build folder.
    pub(crate) fn built(&self, inside: &str) -> PathBuf {
        self.target.join("accolade").join(inside)
    }

    /// Where heavy tools are kept, shared by all checkouts.
    pub(crate) fn cache(&self) -> &Path {
        &self.cache
    }

    /// A program that npm installed as a script.
    pub(crate) fn npm_bin(&self, name: &str) -> PathBuf {
        self.path("node_modules/.bin").join(name)
    }

    /// The native esbuild binary, without the Node script around it.
    pub(crate) fn esbuild(&self) -> Outcome<PathBuf> {
        let arch = node_arch();
        self.native(
            &format!("@esbuild/{}-{arch}", node_os()),
            "bin/esbuild",
            "esbuild",
        )
    }

    /// The native workerd binary, so that its process is the one we start.
    pub(crate) fn workerd(&self) -> Outcome<PathBuf> {
        let arch = if node_arch() == "x64" {
            "64"
        } else {
            node_arch()
        };
        let os = if node_os() == "win32" {
            "windows"
        } else {
            node_os()
        };
        self.native(
            &format!("@cloudflare/workerd-{os}-{arch}"),
            "bin/workerd",
            "workerd",
        )
    }

    fn native(&self, package: &str, binary: &str, name: &str) -> Outcome<PathBuf> {
        let folder = self.path("node_modules").join(package);
        let plain = folder.join(binary);
        let exe = plain.with_extension("exe");
        [plain, exe].into_iter().find(|path| path.is_file()).ok_or_else(|| {
            Failure::missing(
                format!("{name} is not installed ({package} is not in node_modules)"),
                "Run `cargo xtask build`; if it stays missing, this machine has no build of it.",
            )
        })
    }
}

fn cache_folder() -> Outcome<PathBuf> {
    let set = |name| {
        env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    set("ACCOLADE_CACHE")
        .or_else(|| set("XDG_CACHE_HOME").map(|folder| folder.join("accolade")))
        .or_else(|| set("HOME").map(|home| home.join(".cache").join("accolade")))
        .or_else(|| set("LOCALAPPDATA").map(|folder| folder.join("accolade")))
        .ok_or_else(|| {
            Failure::missing(
                "there is no place for a cache",
                "Set ACCOLADE_CACHE to a folder.",
            )
        })
}

fn node_os() -> &'static str {
    match env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    }
}

fn node_arch() -> &'static str {
    match env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        other => other,
    }
}
