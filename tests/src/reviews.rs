//! What a test does with reviews.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::http::{Answer, Call};
use crate::shop::{Shop, fresh_key};

/// A file of Judge.me with reviews of one product: ratings, dates, texts and photos of all kinds,
/// many of them on the same day.
pub fn file_of_reviews(product: &str, rows: usize, photo_host: &str) -> String {
    let mut csv = String::from(
        "title,body,rating,review_date,source,curated,reviewer_name,reviewer_email,product_id,\
         product_handle,reply,reply_date,picture_urls,ip_address,location\n",
    );
    for row in 0..rows {
        let rating = 1 + (row * 7 + row / 5) % 5;
        let (month, day) = (1 + row / 30 % 12, 1 + row % 28);
        let body = if row % 3 == 0 {
            String::new()
        } else {
            format!("The text of number {row} says something of its own.")
        };
        let photo = if row % 4 == 0 {
            format!("https://{photo_host}/{row}.jpg")
        } else {
            String::new()
        };
        writeln!(
            csv,
            ",{body},{rating},2024-{month:02}-{day:02} 10:00:00 UTC,web,ok,Name {row},a@b.example,\
             {product},tea,,,{photo},,"
        )
        .unwrap();
    }
    csv
}

impl Shop {
    /// Tells of a product.
    pub fn product(&self, product: &str) {
        let body = json!({"title": format!("Product {product}"), "url": format!("/p/{product}")});
        let put = self.shop("PUT", &format!("/products/{product}"));
        put.json(&body).send().ok();
    }

    /// Writes a review as a shopper.
    pub fn write(&self, shopper: &str, product: &str, body: &Value) -> Answer {
        self.shopper(shopper, "POST", &format!("/products/{product}/reviews"))
            .json(body)
            .send()
    }

    /// Writes one that is published at once, and gives its id.
    #[track_caller]
    pub fn published(&self, shopper: &str, product: &str, body: &Value) -> String {
        let review = self.write(shopper, product, body).ok()["review"].clone();
        assert_eq!(review["state"], "published", "{review}");
        review["id"].as_str().unwrap().to_owned()
    }

    /// The published reviews of a product, as anyone sees them; `query` without a question mark.
    #[track_caller]
    pub fn reviews(&self, product: &str, query: &str) -> Value {
        let path = format!("/products/{product}/reviews?{query}");
        self.anyone("GET", &path).send().ok()
    }

    /// Every page of the same.
    #[track_caller]
    pub fn all_reviews(&self, product: &str, query: &str) -> Vec<Value> {
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = self.reviews(product, &format!("{query}{cursor}"));
            found.extend(page["reviews"].as_array().cloned().unwrap_or_default());
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return found,
            }
        }
    }

    /// What a shopper wrote of a product and may write.
    #[track_caller]
    pub fn mine(&self, shopper: &str, product: &str) -> Value {
        let path = format!("/products/{product}/reviews/mine");
        self.shopper(shopper, "GET", &path).send().ok()
    }

    /// Moderates a review.
    pub fn moderate(&self, product: &str, review: &str, body: &Value) -> Answer {
        let path = format!("/reviews/{product}/{review}/moderation");
        self.shop("POST", &path).json(body).send()
    }

    /// Votes on a review.
    pub fn vote(&self, shopper: &str, product: &str, review: &str, helpful: &Value) -> Answer {
        let path = format!("/reviews/{product}/{review}/votes");
        let body = json!({"helpful": helpful});
        self.shopper(shopper, "POST", &path).json(&body).send()
    }

    /// All reviews of the shop, as the shop sees them.
    #[track_caller]
    pub fn queue(&self, query: &str) -> Vec<Value> {
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = self
                .shop("GET", &format!("/reviews?{query}{cursor}"))
                .send();
            let page = page.ok();
            found.extend(page["reviews"].as_array().cloned().unwrap_or_default());
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return found,
            }
        }
    }

    /// A call that imports reviews.
    pub fn import_with(&self, csv: &str, key: &str) -> Answer {
        let call: Call = self.shop("POST", "/reviews/import").key(key);
        call.header("content-type", "text/csv").bytes(csv).send()
    }

    /// Imports reviews.
    pub fn import(&self, csv: &str) -> Answer {
        self.import_with(csv, &fresh_key())
    }

    /// Reports a paid order of one product, paid now.
    pub fn bought(&self, shopper: &str, order: &str, product: &str) -> Value {
        let at = crate::shop::now().to_string();
        let lines = json!([{"id": "a", "product": product, "price": 1000, "quantity": 1}]);
        let body = json!({"event": "paid", "order": {"id": order, "shopper": shopper, "at": at,
            "currency": "USD", "lines": lines}});
        self.order(&body).ok()
    }
}
