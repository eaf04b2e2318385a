//! Which product is meant by what a file calls it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use csv::{ReaderBuilder, Trim};
use shared::id::ProductId;
use shared::reviews::import::{Handle, ProductReference};

use crate::failure::{Failure, Outcome};

/// Ids and handles of a file, and the products of the shop.
#[derive(Debug, Default)]
pub(super) struct Map(HashMap<String, ProductId>);

impl Map {
    /// The pairs `from,product` of some files.
    pub(super) fn read(paths: &[PathBuf]) -> Outcome<Self> {
        let mut map = Self::default();
        for path in paths {
            map.add(path)?;
        }
        Ok(map)
    }

    fn add(&mut self, path: &Path) -> Outcome<()> {
        let fault = |fault: &dyn std::fmt::Display| Failure::document(path, fault);
        let file = std::fs::File::open(path)
            .map_err(Failure::io(format!("reading {}", path.display())))?;
        let mut reader = ReaderBuilder::new().trim(Trim::All).from_reader(file);
        let names = reader.headers().map_err(|error| fault(&error))?;
        let names: Vec<&str> = names.iter().collect();
        let first = names
            .first()
            .map(|name| name.trim_start_matches('\u{feff}'));
        if first != Some("from") || names.get(1) != Some(&"product") {
            return Err(fault(&"its first line must be `from,product`"));
        }
        for record in reader.records() {
            let record = record.map_err(|error| fault(&error))?;
            let line = record.position().map_or(0, csv::Position::line);
            let (from, product) = (&record[0], &record[1]);
            let product: ProductId = product
                .parse()
                .map_err(|error| fault(&format!("line {line}, product: {error}")))?;
            self.0.insert(plain(from), product);
        }
        Ok(())
    }

    /// The product, or why it can't be told. With a map, a handle that is not in it is not guessed
    /// to be a product's id.
    pub(super) fn product(&self, reference: &ProductReference) -> Result<ProductId, String> {
        let id = reference.id.as_ref().map(ProductId::as_str);
        let handle = reference.handle.as_ref().map(Handle::as_str);
        let mut names = [id, handle].into_iter().flatten();
        if let Some(product) = names.find_map(|name| self.0.get(name)) {
            return Ok(product.clone());
        }
        let taken = reference
            .product()
            .filter(|_| id.is_some() || self.0.is_empty());
        let name = handle.unwrap_or_default();
        taken.ok_or_else(|| format!("no map says which product `{name}` is"))
    }
}

/// An id as it is compared: without `gid://shopify/Product/`.
fn plain(from: &str) -> String {
    let id = from.parse().map(|id: ProductId| id.to_string());
    id.unwrap_or_else(|_| from.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reference(id: &str, handle: &str) -> ProductReference {
        ProductReference {
            id: id.parse().ok(),
            handle: handle.parse().ok(),
        }
    }

    #[test]
    fn ids_go_before_handles_and_handles_are_not_guessed_beside_a_map() {
        let pairs = [("555", "88"), ("tide-mug", "4411")];
        let pairs = pairs.map(|(from, product)| (from.to_owned(), product.parse().unwrap()));
        let map = Map(HashMap::from(pairs));
        for (id, handle, expected) in [
            ("555", "tide-mug", Some("88")),
            ("gid://shopify/Product/555", "", Some("88")),
            ("777", "tide-mug", Some("4411")),
            ("", "tide-mug", Some("4411")),
            ("777", "other", Some("777")),
            ("", "other", None),
        ] {
            let found = map.product(&reference(id, handle)).ok();
            let found = found.as_ref().map(ProductId::as_str);
            assert_eq!(found, expected, "{id} {handle}");
        }
        let none = Map::default();
        let found = none.product(&reference("", "other"));
        assert_eq!(found, Ok("other".parse().unwrap()));
        assert!(none.product(&reference("", "tasse-bleue-été")).is_err());
    }
}
