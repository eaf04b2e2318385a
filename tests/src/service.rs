//! The service: workerd with the edge in it, in a folder of its own, killed when it is dropped.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::OnceLock;
use std::time::Duration;

use crate::http::Client;
use crate::together::until_within;

/// The operator's key of every service that tests start.
pub const OPERATOR_KEY: &str = "qT7vXw2LmR9kZp4sNd8bHy3c";
/// The header that tells a caller's address, where one is believed.
const ADDRESS_HEADER: &str = "cf-connecting-ip";

/// A running service.
#[derive(Debug)]
pub struct Service {
    running: Mutex<Running>,
    port: u16,
    data: PathBuf,
    address_header: &'static str,
    client: Client,
}

impl Service {
    /// The one service of a test binary. It ends with the binary: nothing of it is worth an orderly
    /// end.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Service> = OnceLock::new();
        SHARED.get_or_init(|| {
            let name = std::env::current_exe().unwrap();
            let name = name.file_stem().unwrap().to_string_lossy().into_owned();
            Self::start(&name)
        })
    }

    /// A service of its own, with nothing stored.
    pub fn start(name: &str) -> Self {
        Self::start_behind(ADDRESS_HEADER, name)
    }

    /// One that nobody stands in front of: it believes no word on an address.
    pub fn start_in_the_open(name: &str) -> Self {
        Self::start_behind("", name)
    }

    fn start_behind(address_header: &'static str, name: &str) -> Self {
        let data = tests_folder().join(name);
        if data.exists() {
            fs::remove_dir_all(&data).unwrap();
        }
        fs::create_dir_all(&data).unwrap();
        let port = free_port();
        let service = Self {
            running: Mutex::new(Running::start(port, &data, address_header)),
            port,
            data,
            address_header,
            client: Client::new(format!("http://127.0.0.1:{port}")),
        };
        service.wait_for_health();
        service
    }

    /// Who sends requests to it.
    pub fn client(&self) -> Client {
        self.client.clone()
    }

    /// Ends it as a power cut would: SIGKILL, to the very process that holds the storage.
    pub fn kill(&self) {
        self.running.lock().unwrap().end();
    }

    /// Starts it again on what it had stored.
    pub fn restart(&self) {
        *self.running.lock().unwrap() = Running::start(self.port, &self.data, self.address_header);
        self.wait_for_health();
    }

    /// Whether a text stands anywhere in what is stored. Ask when the service is not running.
    pub fn has_stored(&self, text: &str) -> bool {
        let kinds = ["shop", "ledger", "order", "books", "product", "voices"];
        let mut files = kinds.iter().flat_map(|kind| self.stored(kind));
        files.any(|file| {
            let bytes = fs::read(file).unwrap();
            bytes.windows(text.len()).any(|at| at == text.as_bytes())
        })
    }

    /// Where it keeps all it has.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    /// The files of the objects of a kind: `ledger`, `order`.
    pub fn stored(&self, kind: &str) -> Vec<PathBuf> {
        let folder = self.data.join(format!("data/objects/accolade-{kind}"));
        let files = fs::read_dir(folder).into_iter().flatten();
        let files = files.map(|file| file.unwrap().path());
        let is_object = |file: &PathBuf| !file.to_string_lossy().contains("metadata");
        files.filter(is_object).collect()
    }

    fn wait_for_health(&self) {
        let healthy = until_within(Duration::from_secs(60), || {
            let exit = self.running.lock().unwrap().workerd.try_wait().unwrap();
            assert!(exit.is_none(), "the service ended: {}", self.log());
            let answer = self.client.call("GET", "/healthz").try_send();
            answer
                .is_ok_and(|answer| answer.status == 200)
                .then_some(())
        });
        assert!(
            healthy.is_some(),
            "the service is not healthy: {}",
            self.log()
        );
    }

    /// What it has said.
    pub fn log(&self) -> String {
        let log = fs::read_to_string(self.data.join("log")).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(40)..].join("\n")
    }
}

/// Workerd, and a watch that ends it when the tests are gone, however they ended.
#[derive(Debug)]
pub(crate) struct Running {
    workerd: Child,
    watch: Child,
}

impl Running {
    fn start(port: u16, data: &Path, address: &str) -> Self {
        Self::watched(spawn(port, data, address))
    }

    pub(crate) fn watched(workerd: Child) -> Self {
        let watch = "while kill -0 $1 2>/dev/null; do sleep 0.3; done; kill -9 $2";
        let watch = Command::new("sh")
            .args(["-c", watch, "watch"])
            .arg(std::process::id().to_string())
            .arg(workerd.id().to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self { workerd, watch }
    }

    /// Ends both, the watch first: the number of a process that is gone may be another's soon.
    fn end(&mut self) {
        for child in [&mut self.watch, &mut self.workerd] {
            if let Err(error) = child.kill().and_then(|()| child.wait()) {
                eprintln!("a child process could not be ended: {error}");
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

/// The folder that cargo builds into: this binary lies in `<target>/debug/deps`.
pub(crate) fn target() -> PathBuf {
    let exe = std::env::current_exe().unwrap();
    exe.ancestors().nth(3).unwrap().to_owned()
}

/// Where the services of tests keep what they store.
pub(crate) fn tests_folder() -> PathBuf {
    target().join("tmp/accolade-tests")
}

/// The developer tool, told to build nothing.
pub(crate) fn xtask() -> Command {
    let path = std::env::var_os("ACCOLADE_XTASK");
    let mut xtask = Command::new(path.unwrap_or_else(|| target().join("debug/xtask").into()));
    xtask
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
        .env("ACCOLADE_PREBUILT", "1")
        .env("CARGO_TARGET_DIR", target());
    xtask
}

pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

fn spawn(port: u16, data: &Path, address: &str) -> Child {
    let log = File::options()
        .create(true)
        .append(true)
        .open(data.join("log"))
        .unwrap();
    // The tool replaces itself by workerd, so the child is workerd; it has no children of its own.
    xtask()
        .args(["serve", "--port", &port.to_string(), "--data"])
        .arg(data.join("data"))
        .env("ACCOLADE_OPERATOR_KEY", OPERATOR_KEY)
        // Each shop of a test calls from an address of its own.
        .env("ACCOLADE_CLIENT_ADDRESS", address)
        .stdout(log.try_clone().unwrap())
        .stderr(log)
        .spawn()
        .unwrap_or_else(|error| panic!("xtask does not start: {error}"))
}
