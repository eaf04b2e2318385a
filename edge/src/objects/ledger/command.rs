//! What a ledger can be asked, and what it answers.

use serde::{Deserialize, Serialize};
use shared::cart::Cart;
use shared::discount::Basket;
use shared::id::{
    ActionId, CheckoutId, EventId, LeaseId, OrderId, ProductId, RewardId, RuleId, ShopId, ShopperId,
};
use shared::ledger::{
    FriendRef, GiftNumber, Profile, RedemptionNumber, ReferralTarget, Shard, StockLeft,
};
use shared::order::{EarnTarget, RedemptionTarget};
use shared::{Decline, Points, PointsChange, Time};

/// A question to the ledger of a shard.
#[derive(Debug, Serialize, Deserialize)]
pub struct Command {
    /// The shop.
    pub shop: ShopId,
    /// The shard.
    pub shard: Shard,
    /// The version of the program that the asker knows; an older one does not decide.
    pub program: u32,
    /// The question.
    pub ask: Ask,
}

/// The question itself.
#[derive(Debug, Serialize, Deserialize)]
pub enum Ask {
    /// The account as its shopper sees it.
    Account(AskAccount),
    /// The history before an entry, newest first.
    Entries {
        /// Whose.
        shopper: ShopperId,
        /// The entry; from the newest where absent.
        before: Option<u64>,
    },
    /// What a cart would earn and rewards would take off.
    Quote(AskQuote),
    /// Hold points for a reward.
    Redeem(AskRedeem),
    /// A redemption as it stands.
    Redemption {
        /// Which.
        number: RedemptionNumber,
        /// Who asks.
        by: By,
    },
    /// A checkout counts on a redemption.
    Present(AskPresent),
    /// An order spends a redemption.
    Capture(AskCapture),
    /// Give a redemption's points back.
    Void {
        /// Which.
        number: RedemptionNumber,
        /// Who does.
        by: By,
        /// The request id, where the route needs one.
        request: Option<RequestId>,
    },
    /// The shopper did something.
    Act(AskAct),
    /// The shopper visited.
    Visit(AskVisit),
    /// The shop gives something.
    Give(AskGive),
    /// Whether a friend's code of this number belongs to somebody, and by which rule they refer.
    Refers {
        /// The number within the shard.
        number: u32,
    },
    /// The shopper says who referred them.
    Claim(AskClaim),
    /// What a friend's order should have paid.
    ApplyReferral(ReferralTarget),
    /// Points by hand.
    Adjust(AskAdjust),
    /// What an order should have earned.
    ApplyOrder(EarnTarget),
    /// What an order should have made of a redemption.
    ApplyRedemption(RedemptionTarget),
    /// An order names a shopper: from now on their erasure reaches it.
    OrderOf {
        /// Whom.
        shopper: ShopperId,
        /// The order.
        order: OrderId,
        /// What it brought them.
        products: Vec<ProductId>,
    },
    /// A shopper is about to say something of a product: from now on their erasure reaches it.
    Voice(AskVoice),
    /// The orders of a shopper that name a product.
    Buys(AskBuys),
    /// What a review would give.
    Reward(AskReward),
    /// Forget a shopper, and every order that names them.
    Erase {
        /// Whom.
        shopper: ShopperId,
        /// More orders to forget, by the platform's word.
        orders: Vec<OrderId>,
    },
    /// Fold all entries again and compare.
    Audit,
}

/// Asks for the orders of a shopper that name a product.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskBuys {
    /// Who.
    pub shopper: ShopperId,
    /// What.
    pub product: ProductId,
    /// An order that is not to be missed, however old it is.
    pub named: Option<OrderId>,
}

/// Asks what a review would give, were it written now.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskReward {
    /// By whom.
    pub shopper: ShopperId,
    /// What their token says.
    pub profile: Profile,
    /// Of what.
    pub product: ProductId,
    /// The order that brought it, where it is known.
    pub order: Option<OrderId>,
}

/// Says that a shopper is about to write of a product, or to vote on what others wrote.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskVoice {
    /// Who.
    pub shopper: ShopperId,
    /// Of what.
    pub product: ProductId,
    /// What they are about to do.
    pub doing: Voicing,
}

/// What a shopper does with reviews.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Voicing {
    /// Writes one, or writes it anew.
    Writing,
    /// Votes on one.
    Voting,
}

/// Who asks for a redemption.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum By {
    /// The shop, for any.
    Shop,
    /// A shopper, for their own.
    Shopper(ShopperId),
}

/// A request id with the content it was first used for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RequestId {
    /// Caller kind and route.
    pub scope: String,
    /// The caller's key.
    pub key: String,
    /// The hash of the parsed command.
    pub content: String,
}

/// Asks for an account.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskAccount {
    /// Whose.
    pub shopper: ShopperId,
    /// The name to greet them by.
    pub name: Option<String>,
    /// What their token says; the shop asks without one.
    pub profile: Option<Profile>,
    /// What is left of limited rewards.
    pub stock: StockLeft,
}

/// Says what a shopper did.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskAct {
    /// Who.
    pub shopper: ShopperId,
    /// What.
    pub deed: Deed,
}

/// What a shopper did.
#[derive(Debug, Serialize, Deserialize)]
pub enum Deed {
    /// They signed up.
    Join {
        /// What the shop calls it.
        action: ActionId,
    },
    /// They did what the shop reports.
    Action {
        /// What was done.
        action: ActionId,
        /// What the shop calls this one time.
        event: EventId,
    },
    /// They wrote a review. Its rating is not told.
    Review {
        /// The review.
        review: EventId,
        /// The product.
        product: ProductId,
        /// The order that brought it.
        order: Option<OrderId>,
    },
}

/// Says that a shopper visited.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskVisit {
    /// Who.
    pub shopper: ShopperId,
    /// What their token says.
    pub profile: Profile,
}

/// Says who referred a shopper.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskClaim {
    /// Who was referred.
    pub shopper: ShopperId,
    /// What their token says.
    pub profile: Profile,
    /// Who referred.
    pub referrer: FriendRef,
    /// The rule that their ledger says is theirs.
    pub rule: Option<RuleId>,
}

/// Gives something.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskGive {
    /// To whom.
    pub shopper: ShopperId,
    /// What.
    pub present: Present,
    /// What the shop says with it.
    pub message: Option<String>,
    /// Until when a reward can be taken.
    pub until: Option<Time>,
    /// The request id.
    pub request: RequestId,
}

/// What a shop gives.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Present {
    /// Points.
    Points(Points),
    /// A reward for nothing.
    Reward(RewardId),
}

/// Asks for a quote.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskQuote {
    /// For whom.
    pub shopper: ShopperId,
    /// What their token says.
    pub profile: Profile,
    /// What is left of limited rewards.
    pub stock: StockLeft,
    /// The cart.
    pub cart: Cart,
}

/// Asks for a redemption.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskRedeem {
    /// For whom.
    pub shopper: ShopperId,
    /// What their token says; the shop asks without one.
    pub profile: Option<Profile>,
    /// The reward.
    pub reward: RewardId,
    /// The gift to take.
    pub gift: Option<GiftNumber>,
    /// One of a limited reward, where there was one.
    pub lease: Option<LeaseId>,
    /// How many points to use.
    pub points: Option<Points>,
    /// The cart.
    pub basket: Option<Basket>,
    /// The version of the program that the shopper saw.
    pub seen: Option<u32>,
    /// The request id.
    pub request: RequestId,
}

/// Presents a redemption at a checkout.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskPresent {
    /// Which.
    pub number: RedemptionNumber,
    /// Who asks.
    pub by: By,
    /// The cart.
    pub basket: Basket,
    /// What the shop calls the checkout.
    pub checkout: Option<CheckoutId>,
}

/// Captures a redemption for an order.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskCapture {
    /// Which.
    pub number: RedemptionNumber,
    /// The order.
    pub order: OrderId,
    /// What was ordered, where it was told.
    pub basket: Option<Basket>,
    /// The request id.
    pub request: RequestId,
}

/// Changes points by hand.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskAdjust {
    /// Whose.
    pub shopper: ShopperId,
    /// By how many.
    pub points: PointsChange,
    /// Why.
    pub reason: String,
    /// The request id.
    pub request: RequestId,
}

/// What a ledger answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Answer {
    /// Granted; the body is the answer's JSON.
    Granted {
        /// The status.
        status: u16,
        /// The body.
        body: String,
    },
    /// The rules say no.
    Declined(Decline),
    /// There is no such thing, or it is somebody else's.
    NotFound,
    /// The request id was used for something else.
    Conflict,
    /// The program is not the one that the shopper saw.
    ProgramChanged,
    /// The shop has no program.
    NoProgram,
    /// The order now keeps these points.
    Keeps(Points),
    /// A redemption has heard of its order.
    Heard {
        /// Whether another order had used it already.
        overused: bool,
    },
    /// The shopper was forgotten.
    Erased,
    /// The shopper has asked often enough today.
    TooOften {
        /// Seconds after which they may ask again.
        retry_after: u32,
    },
    /// The code is somebody's, who refers by this rule.
    Refers(Option<RuleId>),
    /// The orders that name the product, newest first.
    Orders(Vec<OrderId>),
    /// A review would give these points.
    WouldGive(Points),
    /// It is done.
    Done,
}

impl Ask {
    /// The shopper it names.
    pub fn shopper(&self) -> Option<&ShopperId> {
        match self {
            Self::Account(ask) => Some(&ask.shopper),
            Self::Quote(ask) => Some(&ask.shopper),
            Self::Redeem(ask) => Some(&ask.shopper),
            Self::Adjust(ask) => Some(&ask.shopper),
            Self::Act(ask) => Some(&ask.shopper),
            Self::Visit(ask) => Some(&ask.shopper),
            Self::Give(ask) => Some(&ask.shopper),
            Self::Claim(ask) => Some(&ask.shopper),
            Self::ApplyOrder(target) => Some(&target.shopper),
            Self::Voice(ask) => Some(&ask.shopper),
            Self::Buys(ask) => Some(&ask.shopper),
            Self::Reward(ask) => Some(&ask.shopper),
            Self::Entries { shopper, .. }
            | Self::OrderOf { shopper, .. }
            | Self::Erase { shopper, .. } => Some(shopper),
            Self::Redemption { .. }
            | Self::Present(_)
            | Self::Capture(_)
            | Self::Void { .. }
            | Self::ApplyRedemption(_)
            | Self::Refers { .. }
            | Self::ApplyReferral(_)
            | Self::Audit => None,
        }
    }
}
