//! What workerd is told: the same text for every run, with ports and folders on the command line.

use crate::pins::COMPATIBILITY_DATE;

/// The classes of the worker's objects and the names they are bound to.
const OBJECTS: [(&str, &str, &str); 4] = [
    ("ShopObject", "SHOP", "accolade-shop"),
    ("LedgerObject", "LEDGER", "accolade-ledger"),
    ("OrderObject", "ORDER", "accolade-order"),
    ("BooksObject", "BOOKS", "accolade-books"),
];
/// The texts the worker reads from the environment.
const TEXTS: [&str; 2] = ["ACCOLADE_OPERATOR_KEY", "ACCOLADE_SEAL_KEY"];
/// The texts the stand-in shop reads from the environment.
pub(super) const SHOP_TEXTS: [&str; 6] = [
    "ACCOLADE_URL",
    "SHOP_ID",
    "IDENTITY_SECRET",
    "SHOP_SECRET_KEY",
    "WEBHOOK_SECRET",
    "ACCOLADE_OPERATOR_KEY",
];

/// The config of the worker alone.
pub(super) fn serve() -> String {
    let services = edge_services();
    let sockets = "(name = \"http\", http = (), service = \"edge\")";
    format!("{}{}", head(&services, sockets), edge_worker())
}

/// The config of the worker with the stand-in shop in front of it.
pub(super) fn demo() -> String {
    let services = format!(
        "{}\n    (name = \"www\", worker = .www),\n    (name = \"pages\", disk = ()),\n    \
         (name = \"www-storage\", disk = (writable = true)),",
        edge_services()
    );
    let sockets = "(name = \"shop\", http = (), service = \"www\"),\n    \
                   (name = \"http\", http = (), service = \"edge\")";
    let import = "using Www = import \"/www/shop.capnp\";\n";
    format!("{import}{}{}{}", head(&services, sockets), edge_worker(), shop_worker())
}

fn head(services: &str, sockets: &str) -> String {
    format!(
        "using Workerd = import \"/workerd/workerd.capnp\";\n\n\
         const config :Workerd.Config = (\n  services = [\n{services}\n  ],\n  \
         sockets = [\n    {sockets}\n  ],\n);\n"
    )
}

fn edge_services() -> String {
    "    (name = \"edge\", worker = .edge),\n    (name = \"assets\", disk = ()),\n    \
     (name = \"storage\", disk = (writable = true)),"
        .to_owned()
}

fn edge_worker() -> String {
    let namespace = |&(class, _, key): &(&str, &str, &str)| {
        format!("    (className = \"{class}\", uniqueKey = \"{key}\", enableSql = true),\n")
    };
    let object = |&(class, name, _): &(&str, &str, &str)| {
        format!("    (name = \"{name}\", durableObjectNamespace = \"{class}\"),\n")
    };
    let namespaces: String = OBJECTS.iter().map(namespace).collect();
    let objects: String = OBJECTS.iter().map(object).collect();
    format!(
        "\nconst edge :Workerd.Worker = (\n  modules = [\n    \
         (name = \"index.js\", esModule = embed \"edge/index.js\"),\n    \
         (name = \"index_bg.wasm\", wasm = embed \"edge/index_bg.wasm\"),\n  ],\n  \
         compatibilityDate = \"{COMPATIBILITY_DATE}\",\n  \
         durableObjectNamespaces = [\n{namespaces}  ],\n  \
         durableObjectStorage = (localDisk = \"storage\"),\n  bindings = [\n{objects}{}    \
         (name = \"ASSETS\", service = \"assets\"),\n  ],\n);\n",
        texts(&TEXTS)
    )
}

fn shop_worker() -> String {
    format!(
        "\nconst www :Workerd.Worker = (\n  modules = Www.modules,\n  \
         compatibilityDate = \"{COMPATIBILITY_DATE}\",\n  durableObjectNamespaces = [\n    \
         (className = \"StoreObject\", uniqueKey = \"accolade-www-store\", enableSql = true),\n  ],\n  \
         durableObjectStorage = (localDisk = \"www-storage\"),\n  bindings = [\n    \
         (name = \"STORE\", durableObjectNamespace = \"StoreObject\"),\n    \
         (name = \"ACCOLADE\", service = \"edge\"),\n    (name = \"PAGES\", service = \"pages\"),\n\
         {}  ],\n);\n",
        texts(&SHOP_TEXTS)
    )
}

fn texts(names: &[&str]) -> String {
    names
        .iter()
        .map(|name| format!("    (name = \"{name}\", fromEnvironment = \"{name}\"),\n"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkout::Checkout;
    use crate::pins;

    #[test]
    fn every_object_is_bound_here_and_on_cloudflare() {
        let checkout = Checkout::find().expect("the tests run in the checkout");
        let wrangler = pins::read_toml(&checkout.path("edge/wrangler.toml")).expect("it is TOML");
        let bindings = wrangler["durable_objects"]["bindings"].as_array().expect("it is a list");
        let bound: Vec<(&str, &str)> = bindings
            .iter()
            .filter_map(|one| Some((one["class_name"].as_str()?, one["name"].as_str()?)))
            .collect();
        assert_eq!(bound, OBJECTS.map(|(class, name, _)| (class, name)));
        for (class, name, key) in OBJECTS {
            for text in [class, name, key] {
                assert!(serve().contains(text) && demo().contains(text), "{text}");
            }
        }
    }
}
