//! Whatever JSON there is: reading it never panics, and every fault points into it.

mod common;

use common::{example, json, places};
use proptest::prelude::*;
use serde_json::{Value, json};
use shared::cart::Cart;
use shared::document::Fault;
use shared::limits::FAULTS_MAX;
use shared::program::Program;

/// Every fault points to what is there, or to a field that is missing from an object that is there.
fn faults_point_into(document: &Value, faults: &[Fault]) -> Result<(), TestCaseError> {
    prop_assert!((1..=FAULTS_MAX).contains(&faults.len()));
    for fault in faults {
        let there = document.pointer(&fault.pointer).is_some();
        let parent = fault.pointer.rsplit_once('/').map(|(parent, _)| parent);
        let object = parent.and_then(|parent| document.pointer(parent));
        prop_assert!(
            there || object.is_some_and(Value::is_object),
            "{}",
            fault.pointer
        );
        prop_assert!(!fault.detail.is_empty());
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_json_is_a_program_or_has_faults(document in json()) {
        if let Err(faults) = Program::parse(&document) {
            faults_point_into(&document, &faults)?;
        }
        Program::public_document(&document);
    }

    #[test]
    fn any_json_is_a_cart_or_has_faults(document in json()) {
        match Cart::parse(&document) {
            Ok(cart) => prop_assert!(cart.subtotal() <= cart.total()),
            Err(faults) => faults_point_into(&document, &faults)?,
        }
    }

    #[test]
    fn anything_in_any_place_of_the_example_is_read_or_has_faults(
        place in any::<prop::sample::Index>(),
        value in json(),
    ) {
        let mut document = example();
        let mut all = Vec::new();
        places(&document, "", &mut all);
        let pointer = place.get(&all);
        *document.pointer_mut(pointer).unwrap() = value;
        match Program::parse(&document) {
            Ok(_) => {
                let is_valid = common::validator().is_valid(&document);
                prop_assert!(is_valid, "{document}");
            }
            Err(faults) => faults_point_into(&document, &faults)?,
        }
    }

    #[test]
    fn any_line_has_a_basis_within_what_it_costs(
        price in any::<u32>(), quantity in 1..1000_u64, tax in any::<u32>(),
        off in any::<u32>(), discount in any::<u32>(), gift_card in any::<bool>(),
    ) {
        let line = json!({
            "price": price, "quantity": quantity, "tax": tax, "discount": off,
            "gift_card": gift_card,
        });
        let document = json!({
            "currency": "EUR", "lines": [line, {"price": 999, "quantity": 1}],
            "discount": discount, "shipping": 1,
        });
        let cart = Cart::parse(&document).unwrap();
        for ((basis, net), line) in cart.bases().into_iter().zip(cart.nets()).zip(&cart.lines) {
            prop_assert!(basis <= net && net <= line.net());
        }
        prop_assert!(cart.subtotal() <= cart.total());
    }
}
