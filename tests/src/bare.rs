//! The service with keys that it must not serve with.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::http::Client;
use crate::service::{Running, Service, free_port, target, tests_folder, xtask};
use crate::together::until_within;

/// The worker with whatever keys, by workerd itself: what `serve` says no to is not asked.
#[derive(Debug)]
pub struct Bare {
    client: Client,
    _running: Running,
}

impl Bare {
    /// Starts it; a key that is nothing is not in the environment at all.
    pub fn start(name: &str, operator: Option<&str>, seal: Option<&str>) -> Self {
        // A service that runs has written what workerd is told.
        Service::shared();
        let (port, data) = (free_port(), tests_folder().join(name));
        fs::create_dir_all(data.join("objects")).unwrap();
        let built = target().join("accolade");
        let mut command = Command::new(workerd());
        command.arg("serve").arg(built.join("service.capnp"));
        for (name, folder) in [
            ("assets", built.join("assets")),
            ("storage", data.join("objects")),
        ] {
            command.arg(format!("--directory-path={name}={}", folder.display()));
        }
        command.arg(format!("--socket-addr=http=127.0.0.1:{port}"));
        command.env_clear();
        let keys = [
            ("ACCOLADE_OPERATOR_KEY", operator),
            ("ACCOLADE_SEAL_KEY", seal),
        ];
        command.envs(
            keys.into_iter()
                .filter_map(|(name, key)| Some((name, key?))),
        );
        let log = File::create(data.join("log")).unwrap();
        command.stdout(log.try_clone().unwrap()).stderr(log);
        let running = Running::watched(command.spawn().unwrap());
        Self {
            client: answering(port),
            _running: running,
        }
    }

    /// Who sends requests to it.
    pub fn client(&self) -> Client {
        self.client.clone()
    }
}

/// What `cargo xtask serve` says with such keys; it never gets as far as listening.
pub fn refusal_of_serve(operator: &str, seal: &str) -> String {
    let data = tests_folder().join("refused");
    let said = xtask()
        .args(["serve", "--port", &free_port().to_string(), "--data"])
        .arg(data)
        .env("ACCOLADE_OPERATOR_KEY", operator)
        .env("ACCOLADE_SEAL_KEY", seal)
        .output()
        .unwrap();
    assert!(
        !said.status.success(),
        "it serves with {operator:?} {seal:?}"
    );
    String::from_utf8_lossy(&said.stderr).into_owned()
}

/// Who sends requests to a worker that has just been started, once it answers anything.
pub(crate) fn answering(port: u16) -> Client {
    let client = Client::new(format!("http://127.0.0.1:{port}"));
    let answers = || client.call("GET", "/healthz").try_send().ok().map(drop);
    assert!(until_within(Duration::from_secs(60), answers).is_some());
    client
}

/// The workerd of this machine, without the script around it.
pub(crate) fn workerd() -> PathBuf {
    let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../node_modules/@cloudflare");
    let folders = fs::read_dir(packages).unwrap();
    let binaries = folders.map(|folder| folder.unwrap().path().join("bin/workerd"));
    let found = binaries.filter(|path| path.is_file()).last();
    found.unwrap()
}
