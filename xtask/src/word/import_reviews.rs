//! `import-reviews`: the reviews of another app, sent to a service.

use std::path::PathBuf;
use std::process::ExitCode;

use shared::id::ShopId;

use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome};
use crate::reviews::{self, Run, Service};

pub(super) const LINE: &str = "reviews from another app's CSV: `import-reviews FILE`, \
    `--shop ID --service URL` (or `--shop URL/v1/shops/ID`), `--map FROM-PRODUCT.csv`, \
    `--again` to send anew what was sent before, once the shop allows more hosts of photos; \
    the shop's secret key is ACCOLADE_SECRET_KEY";

/// The environment variable that holds the shop's secret key.
const KEY: &str = "ACCOLADE_SECRET_KEY";

pub(super) fn run(_: &Checkout, rest: &[String]) -> Outcome<ExitCode> {
    let options = parse(rest)?;
    let key = std::env::var(KEY).unwrap_or_default();
    if key.is_empty() {
        return Err(Failure::missing(
            format!("{KEY} is not set"),
            "Set it to a secret key of the shop.",
        ));
    }
    reviews::run(&options, &key)?;
    Ok(ExitCode::SUCCESS)
}

fn parse(rest: &[String]) -> Outcome<reviews::Options> {
    let (mut files, mut maps, mut shop, mut service) = (Vec::new(), Vec::new(), None, None);
    let (mut words, mut run) = (rest.iter(), Run::Resumed);
    while let Some(word) = words.next() {
        if !word.starts_with("--") {
            files.push(PathBuf::from(word));
            continue;
        }
        if word == "--again" {
            run = Run::Anew(reviews::now().unix_ms());
            continue;
        }
        let value = words
            .next()
            .ok_or_else(|| Failure::Usage(format!("`{word}` needs a value")))?;
        match word.as_str() {
            "--shop" => shop = Some(value.as_str()),
            "--service" => service = Some(value.as_str()),
            "--map" => maps.push(PathBuf::from(value)),
            _ => {
                let said = format!("`import-reviews` does not take `{word}`");
                return Err(Failure::Usage(said));
            }
        }
    }
    let [file]: [PathBuf; 1] = files
        .try_into()
        .map_err(|_| Failure::Usage("`import-reviews` takes one file".to_owned()))?;
    let shop = shop.ok_or_else(|| Failure::Usage("`--shop` is missing".to_owned()))?;
    let (origin, shop) = match shop.split_once("/v1/shops/") {
        Some((origin, shop)) => (Some(origin), shop.trim_end_matches('/')),
        None => (service, shop),
    };
    let origin = origin.ok_or_else(|| Failure::Usage("`--service` is missing".to_owned()))?;
    let shop: ShopId = shop
        .parse()
        .map_err(|fault| Failure::Usage(format!("`--shop {shop}`: {fault}")))?;
    Ok(reviews::Options {
        file,
        maps,
        service: Service::new(origin, shop).map_err(Failure::Usage)?,
        run,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn a_shop_is_named_by_its_id_or_its_address() {
        for line in [
            "r.csv --shop juniper --service http://localhost:8787/ --map a.csv --map b.csv",
            "--shop http://localhost:8787/v1/shops/juniper --map a.csv --map b.csv r.csv",
        ] {
            let options = parse(&words(line)).unwrap();
            assert_eq!(options.file, PathBuf::from("r.csv"), "{line}");
            assert_eq!(options.maps.len(), 2, "{line}");
            assert_eq!(options.run, Run::Resumed, "{line}");
            let address = options.service.address();
            assert_eq!(
                address, "http://localhost:8787/v1/shops/juniper/reviews/import",
                "{line}"
            );
        }
    }

    #[test]
    fn again_is_a_run_of_its_own() {
        let line = "r.csv --again --shop juniper --service http://localhost";
        let options = parse(&words(line)).unwrap();
        assert!(matches!(options.run, Run::Anew(began) if began > 0));
    }

    #[test]
    fn what_is_not_known_is_refused() {
        for line in [
            "--shop juniper --service http://localhost",
            "r.csv --shop juniper",
            "r.csv --service http://localhost",
            "r.csv more.csv --shop juniper --service http://localhost",
            "r.csv --shop juni\u{e9} --service http://localhost",
            "r.csv --shop juniper --service http://shop.example",
            "r.csv --shop juniper --service localhost",
            "r.csv --shop juniper --service http://localhost --fast yes",
            "r.csv --shop juniper --service http://localhost --map",
        ] {
            let found = parse(&words(line));
            assert!(matches!(found, Err(Failure::Usage(_))), "{line}");
        }
    }
}
