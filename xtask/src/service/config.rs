//! What workerd is told: the same text for every run, with ports and folders on the command line.

use crate::pins::COMPATIBILITY_DATE;

const SERVE: &str = include_str!("serve.capnp");
const DEMO: &str = include_str!("demo.capnp");
const EDGE: &str = include_str!("edge.capnp");

/// Keys of the demo, made once and kept, by the names the stand-in shop reads them under.
pub(super) const DEMO_KEYS: [&str; 4] = [
    "IDENTITY_SECRET",
    "SHOP_SECRET_KEY",
    "WEBHOOK_SECRET",
    "ACCOLADE_OPERATOR_KEY",
];

/// The config of the worker alone.
pub(super) fn serve() -> String {
    dated(SERVE)
}

/// The config of the worker with the stand-in shop in front of it.
pub(super) fn demo() -> String {
    dated(DEMO)
}

fn dated(services: &str) -> String {
    format!("{services}{EDGE}").replace("COMPATIBILITY_DATE", COMPATIBILITY_DATE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkout::Checkout;
    use crate::pins;

    #[test]
    fn every_object_is_bound_here_as_on_cloudflare() {
        let checkout = Checkout::find().expect("the tests run in the checkout");
        let wrangler = pins::read_toml(&checkout.path("edge/wrangler.toml")).expect("it is TOML");
        let bindings = wrangler["durable_objects"]["bindings"]
            .as_array()
            .expect("it is a list");
        let steps = wrangler["migrations"].as_array().expect("it is a list");
        let migrated = steps.iter().map(|step| {
            let classes = step["new_sqlite_classes"].as_array();
            classes.expect("it is a list").len()
        });
        assert_eq!(migrated.sum::<usize>(), bindings.len());
        for binding in bindings {
            let text = |key: &str| binding[key].as_str().expect("it is text").to_owned();
            let (name, class) = (text("name"), text("class_name"));
            let bound = format!("(name = \"{name}\", durableObjectNamespace = \"{class}\")");
            assert!(EDGE.contains(&bound), "{bound}");
        }
        assert_eq!(EDGE.matches("enableSql = true").count(), bindings.len());
        for name in wrangler["vars"].as_table().expect("it is a table").keys() {
            let bound = format!("(name = \"{name}\", fromEnvironment = \"{name}\")");
            assert!(EDGE.contains(&bound), "{bound}");
        }
    }

    #[test]
    fn every_key_of_the_demo_is_read_from_the_environment() {
        for key in DEMO_KEYS {
            assert!(
                demo().contains(&format!("fromEnvironment = \"{key}\"")),
                "{key}"
            );
        }
        assert_eq!(serve().matches(COMPATIBILITY_DATE).count(), 1);
        assert_eq!(demo().matches(COMPATIBILITY_DATE).count(), 2);
    }
}
