//! Carts: what is about to be bought, and the part of it that earns.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::document::{self, Fault, Node};
use crate::id::{CollectionId, LineId, ProductId, Sku};
use crate::limits::{CART_LINES_MAX, COLLECTIONS_MAX, QUANTITY_MAX};
use crate::money::{Amount, Currency};

/// What is about to be bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cart {
    /// The currency of every amount in it.
    pub currency: Currency,
    /// Its lines.
    pub lines: Vec<Line>,
    /// What shipping costs.
    pub shipping: Amount,
    /// Discounts of the whole cart.
    pub discount: Amount,
}

/// A line of a cart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its name within the cart.
    pub id: Option<LineId>,
    /// The product.
    pub product: Option<ProductId>,
    /// The stock keeping unit.
    pub sku: Option<Sku>,
    /// The collections the product is in.
    pub collections: Vec<CollectionId>,
    /// The price of one.
    pub price: Amount,
    /// The tax inside the price of the whole line.
    pub tax: Amount,
    /// How many, at least 1.
    pub quantity: u64,
    /// Discounts of the whole line.
    pub discount: Amount,
    /// Whether it is a gift card, which is money in another form and earns nothing.
    pub gift_card: bool,
}

impl Line {
    /// What the line costs before discounts of the whole cart.
    pub fn net(&self) -> Amount {
        self.price.times(self.quantity).less(self.discount)
    }
}

impl Cart {
    /// A cart from its JSON, or every fault of it.
    pub fn parse(document: &Value) -> Result<Self, Vec<Fault>> {
        document::read(document, Self::read)
    }

    /// A cart from a place in a document.
    pub fn read(node: &Node<'_, '_>) -> Option<Self> {
        let fields = node.fields()?;
        let currency = fields.required("currency").and_then(|node| node.parsed());
        let lines = fields
            .required("lines")
            .and_then(|node| node.all(CART_LINES_MAX, Line::read));
        let shipping = fields.or("shipping", Amount::ZERO, amount);
        let discount = fields.or("discount", Amount::ZERO, amount);
        Some(Self {
            currency: currency?,
            lines: lines?,
            shipping: shipping?,
            discount: discount?,
        })
    }

    /// What the lines cost after their own discounts and their share of the cart's, gift cards left
    /// out: what thresholds and percentages are of.
    pub fn subtotal(&self) -> Amount {
        let nets = self.lines.iter().zip(self.nets());
        nets.filter(|(line, _)| !line.gift_card)
            .map(|(_, net)| net)
            .sum()
    }

    /// What everything costs: all lines after discounts, and shipping.
    pub fn total(&self) -> Amount {
        self.nets().into_iter().sum::<Amount>().plus(self.shipping)
    }

    /// What each line costs after its own discount and its share of the cart's.
    pub fn nets(&self) -> Vec<Amount> {
        let before: Vec<Amount> = self.lines.iter().map(Line::net).collect();
        let shares = shares_of(self.discount, &before);
        before
            .into_iter()
            .zip(shares)
            .map(|(net, share)| net.less(share))
            .collect()
    }

    /// The part of each line that earns: what it costs, less the tax inside; 0 for gift cards.
    pub fn bases(&self) -> Vec<Amount> {
        let basis = |(line, net): (&Line, Amount)| {
            if line.gift_card {
                Amount::ZERO
            } else {
                net.less(line.tax)
            }
        };
        self.lines.iter().zip(self.nets()).map(basis).collect()
    }

    /// Whether anything is already off.
    pub fn has_discount(&self) -> bool {
        !self.discount.is_zero() || self.lines.iter().any(|line| !line.discount.is_zero())
    }
}

impl Line {
    fn read(node: &Node<'_, '_>) -> Option<Self> {
        let fields = node.fields()?;
        let id = fields.maybe("id", Node::id);
        let product = fields.maybe("product", Node::id);
        // Platforms write an empty text where a product has none.
        let sku = fields.maybe("sku", |node| match node.value().as_str() {
            Some("") => Some(None),
            _ => node.id().map(Some),
        });
        let collections = fields.or("collections", Vec::new(), |node| {
            node.all(COLLECTIONS_MAX, Node::id)
        });
        let price = fields.required("price").and_then(|node| amount(&node));
        let tax = fields.or("tax", Amount::ZERO, amount);
        let quantity = fields
            .required("quantity")
            .and_then(|node| node.integer(1, QUANTITY_MAX));
        let discount = fields.or("discount", Amount::ZERO, amount);
        let gift_card = fields.or("gift_card", false, Node::boolean);
        Some(Self {
            id: id?,
            product: product?,
            sku: sku?.flatten(),
            collections: collections?,
            price: price?,
            tax: tax?,
            quantity: quantity?.unsigned_abs(),
            discount: discount?,
            gift_card: gift_card?,
        })
    }
}

/// An amount in minor units from a place in a document.
pub fn amount(node: &Node<'_, '_>) -> Option<Amount> {
    let minor = node.integer(0, Amount::MAX.get() as i64)?;
    Amount::new(minor.unsigned_abs())
}

/// Shares `whole` over `parts` pro rata by largest remainder: each gets the floor of its share, and
/// the odd units go to the largest remainders, the first of equals first. Never more than a part.
pub fn shares_of(whole: Amount, parts: &[Amount]) -> Vec<Amount> {
    let sum: u128 = parts.iter().map(|part| u128::from(part.get())).sum();
    if sum == 0 {
        return vec![Amount::ZERO; parts.len()];
    }
    let whole = u128::from(whole.get()).min(sum);
    let product = |part: &Amount| u128::from(part.get()) * whole;
    let mut shares: Vec<u128> = parts.iter().map(|part| product(part) / sum).collect();
    let mut by_remainder: Vec<usize> = (0..parts.len()).collect();
    by_remainder.sort_by_key(|index| std::cmp::Reverse(product(&parts[*index]) % sum));
    let odd = whole - shares.iter().sum::<u128>();
    for index in by_remainder
        .into_iter()
        .take(usize::try_from(odd).unwrap_or(usize::MAX))
    {
        shares[index] += 1;
    }
    shares.into_iter().map(Amount::saturating).collect()
}
