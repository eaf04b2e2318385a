//! A look into what orders have stored, which no answer of the service tells.

use std::fs::File;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::bare::{answering, workerd};
use crate::http::Client;
use crate::service::{Running, Service, free_port};

/// The storage of the orders of a service that is not running.
#[derive(Debug)]
pub struct Look {
    client: Client,
    _running: Running,
}

impl Look {
    /// Opens what a service stored; it must have been killed.
    pub fn into(service: &Service) -> Self {
        let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/look.capnp");
        let (port, data) = (free_port(), service.data());
        let log = File::create(data.join("log-of-look")).unwrap();
        let mut command = Command::new(workerd());
        command.arg("serve").arg(config);
        let storage = data.join("data/objects");
        command.arg(format!("--directory-path=storage={}", storage.display()));
        command.arg(format!("--socket-addr=http=127.0.0.1:{port}"));
        command.stdout(log.try_clone().unwrap()).stderr(log);
        let running = Running::watched(command.spawn().unwrap());
        Self {
            client: answering(port),
            _running: running,
        }
    }

    /// How many rows each of some tables of an order has.
    pub fn rows(&self, shop: &str, order: &str, tables: &[&str]) -> Vec<u64> {
        let count = |table: &&str| {
            let call = self.client.call("POST", format!("/{shop}%20{order}"));
            let rows: Value = call
                .bytes(format!("SELECT count(*) AS rows FROM {table}"))
                .send()
                .ok();
            rows[0]["rows"].as_u64().unwrap()
        };
        tables.iter().map(count).collect()
    }
}
