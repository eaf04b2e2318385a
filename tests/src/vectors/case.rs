//! The files of vectors: cases, each a program and steps in order.

use serde::Deserialize;
use serde_json::{Map, Value};

/// A file: what it shows, and its cases, each with its program put together.
#[derive(Clone, Debug)]
pub struct VectorFile {
    /// What the file shows.
    pub about: String,
    /// Its cases.
    pub cases: Vec<Case>,
}

/// A program and steps in order.
#[derive(Clone, Debug)]
pub struct Case {
    /// What it shows.
    pub name: String,
    /// The program's document.
    pub program: Value,
    /// When it begins, where that matters.
    pub start: Option<String>,
    /// What happens.
    pub steps: Vec<Step>,
}

/// Something that happens, what it answers, and how things stand then.
#[derive(Clone, Debug)]
pub struct Step {
    /// Whom it is about.
    pub shopper: String,
    /// What happens.
    pub act: Act,
    /// What it answers, as far as it is told.
    pub expect: Option<Value>,
    /// How things stand then, as far as it is told.
    pub then: Option<Then>,
}

/// How things stand after a step.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Then {
    /// The totals.
    pub points: Option<Value>,
    /// The id of the tier.
    pub tier: Option<String>,
    /// The way to the next tier.
    pub progress: Option<Value>,
    /// What expires when.
    pub expiring: Option<Value>,
    /// The entries that the step appended: kind, change, balance, and other changes.
    pub entries: Option<Vec<Value>>,
    /// The gifts that are open or news, newest first, as far as they are told.
    pub gifts: Option<Vec<Value>>,
    /// Visits on consecutive days.
    pub streak: Option<Value>,
    /// Ways to earn by rule, as far as they are told.
    pub earn: Option<Map<String, Value>>,
    /// Rewards by id, as far as they are told.
    pub rewards: Option<Map<String, Value>>,
    /// Redemptions by name.
    pub redemptions: Option<Map<String, Value>>,
}

/// What happens in a step.
#[derive(Clone, Debug)]
pub enum Act {
    /// Points by hand.
    Adjust(i64),
    /// Something reported of an order.
    Order(OrderStep),
    /// A reward is redeemed.
    Redeem(RedeemStep),
    /// A checkout presents a redemption.
    Checkout { name: String, cart: Value },
    /// The shop captures a redemption.
    Capture { name: String, order: CaptureOf },
    /// The shop gives a hold back.
    Void(String),
    /// The shopper gives a hold back.
    GiveBack(String),
    /// The shopper joins.
    Join(String),
    /// The shop reports something that was done.
    Do { action: String, id: String },
    /// The shop reports a review.
    Review(ReviewStep),
    /// The shopper visits.
    Visit,
    /// An identity token says something of the shopper.
    Meet(MeetStep),
    /// The shop gives something.
    Give(GiveStep),
    /// The shopper says who referred them.
    Refer(String),
    /// What a cart would earn and what rewards would take off.
    Quote { cart: Value, segments: Vec<String> },
    /// Time passes.
    Wait(String),
    /// Time passes until an instant.
    Until(String),
    /// The shop tells of a product.
    Product {
        id: String,
        collections: Vec<String>,
    },
    /// The shop changes its program.
    Program(Value),
    /// Nothing: a look.
    Look,
}

/// Something reported of an order.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderStep {
    /// `placed`, `paid`, `cancelled` or `refunded`.
    pub event: String,
    /// The order; what is left out is filled in.
    pub order: Map<String, Value>,
    /// A refund of it.
    pub refund: Option<Value>,
    /// How many days ago it was paid.
    #[serde(default)]
    pub days_ago: i64,
    /// When the platform changed it last, in seconds after the case began.
    pub updated: Option<i64>,
}

/// A review that is reported.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewStep {
    /// The review.
    pub id: String,
    /// The product.
    pub product: String,
    /// The order that brought it.
    pub order: Option<String>,
}

/// What an identity token says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeetStep {
    /// `MM-DD`.
    pub birthday: Option<String>,
    /// The segments the shopper is in.
    #[serde(default)]
    pub segments: Vec<String>,
}

/// Something the shop gives.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GiveStep {
    /// The name of the gift within the case.
    #[serde(rename = "as", default)]
    pub name: String,
    /// Points.
    pub points: Option<u64>,
    /// A reward.
    pub reward: Option<String>,
    /// What the shop says with it.
    pub message: Option<String>,
    /// Until when a reward can be taken.
    pub until: Option<String>,
}

/// What a capture names: an order, or an order with its cart.
pub type CaptureOf = Value;

/// A reward that is redeemed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedeemStep {
    /// The name of the redemption within the case.
    #[serde(rename = "as", default)]
    pub name: String,
    /// The reward.
    pub reward: String,
    /// How many points to use.
    pub points: Option<u64>,
    /// The cart.
    pub cart: Option<Value>,
    /// The segments the shopper is in.
    #[serde(default)]
    pub segments: Vec<String>,
    /// The gift it takes, by its name within the case.
    pub gift: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileText {
    about: String,
    program: Value,
    cases: Vec<CaseText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseText {
    name: String,
    /// Why the numbers are what they are, for people.
    #[serde(rename = "why")]
    _why: Option<String>,
    program: Option<Value>,
    start: Option<String>,
    steps: Vec<StepText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Use {
    #[serde(rename = "use")]
    name: String,
    cart: Option<Value>,
    order: Option<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProductText {
    id: String,
    collections: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DoText {
    action: String,
    id: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepText {
    shopper: Option<String>,
    expect: Option<Value>,
    then: Option<Then>,
    adjust: Option<i64>,
    order: Option<OrderStep>,
    redeem: Option<RedeemStep>,
    checkout: Option<Use>,
    capture: Option<Use>,
    void: Option<String>,
    give_back: Option<String>,
    join: Option<String>,
    #[serde(rename = "do")]
    done: Option<DoText>,
    review: Option<ReviewStep>,
    visit: Option<Map<String, Value>>,
    meet: Option<MeetStep>,
    give: Option<GiveStep>,
    refer: Option<String>,
    quote: Option<Value>,
    #[serde(default)]
    segments: Vec<String>,
    wait: Option<String>,
    until: Option<String>,
    product: Option<ProductText>,
    program: Option<Value>,
}

/// Who acts where a step does not say.
const SHOPPER: &str = "ann";

impl VectorFile {
    /// A file from its text.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: FileText = serde_json::from_str(text).map_err(|fault| fault.to_string())?;
        let case = |case: CaseText| -> Result<Case, String> {
            let mut program = file.program.clone();
            if let Some(change) = &case.program {
                merge(&mut program, change);
            }
            let steps: Result<_, _> = case.steps.into_iter().map(step).collect();
            Ok(Case {
                steps: steps.map_err(|fault| format!("{}: {fault}", case.name))?,
                name: case.name,
                program,
                start: case.start,
            })
        };
        Ok(Self {
            cases: file.cases.into_iter().map(case).collect::<Result<_, _>>()?,
            about: file.about,
        })
    }
}

impl Case {
    /// Whether time must be moved to run it, which no door of the service allows.
    pub fn moves_time(&self) -> bool {
        let moves = |step: &Step| matches!(step.act, Act::Wait(_) | Act::Until(_));
        self.start.is_some() || self.steps.iter().any(moves)
    }
}

fn step(text: StepText) -> Result<Step, String> {
    let needs = |what: &str| format!("a step needs `{what}`");
    let used = |step: Use| match step.cart {
        Some(cart) => Ok(Act::Checkout {
            name: step.name,
            cart,
        }),
        None => Err(needs("cart")),
    };
    let captured = |step: Use| match step.order {
        Some(order) => Ok(Act::Capture {
            name: step.name,
            order,
        }),
        None => Err(needs("order")),
    };
    let segments = text.segments;
    let acts = [
        text.adjust.map(Act::Adjust),
        text.order.map(Act::Order),
        text.redeem.map(Act::Redeem),
        text.checkout.map(used).transpose()?,
        text.capture.map(captured).transpose()?,
        text.void.map(Act::Void),
        text.give_back.map(Act::GiveBack),
        text.join.map(Act::Join),
        text.done.map(|done| Act::Do {
            action: done.action,
            id: done.id,
        }),
        text.review.map(Act::Review),
        text.visit.map(|_| Act::Visit),
        text.meet.map(Act::Meet),
        text.give.map(Act::Give),
        text.refer.map(Act::Refer),
        text.quote.map(|cart| Act::Quote { cart, segments }),
        text.wait.map(Act::Wait),
        text.until.map(Act::Until),
        text.product.map(|product| Act::Product {
            id: product.id,
            collections: product.collections,
        }),
        text.program.map(Act::Program),
    ];
    let mut acts = acts.into_iter().flatten();
    let act = acts.next().unwrap_or(Act::Look);
    if acts.next().is_some() {
        return Err("a step does one thing".to_owned());
    }
    Ok(Step {
        shopper: text.shopper.unwrap_or_else(|| SHOPPER.to_owned()),
        act,
        expect: text.expect,
        then: text.then,
    })
}

/// Merges a change into a document as RFC 7396 says: `null` takes a field away.
pub fn merge(document: &mut Value, change: &Value) {
    let Value::Object(change) = change else {
        *document = change.clone();
        return;
    };
    if !document.is_object() {
        *document = Value::Object(Map::new());
    }
    if let Value::Object(fields) = document {
        for (key, value) in change {
            if value.is_null() {
                fields.remove(key);
            } else {
                merge(fields.entry(key.clone()).or_insert(Value::Null), value);
            }
        }
    }
}
