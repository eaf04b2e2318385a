//! Words: every sentence a shopper reads, by key, with `{places}` for what varies.

use shared::Decline;

macro_rules! catalogue {
    ($($key:ident = $text:literal),+ $(,)?) => {
        /// What is to be said.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Key {
            $($key),+
        }

        impl Key {
            /// Every key.
            #[cfg(test)]
            const ALL: &[Self] = &[$(Self::$key),+];

            /// The English words.
            const fn english(self) -> &'static str {
                match self { $(Self::$key => $text),+ }
            }
        }
    };
}

pub(crate) use catalogue;

catalogue! {
    Point = "point",
    Points = "points",
    PointsPhrase = "{number} {name}",
    YouHave = "You have {points}",
    YouHaveWorth = "You have {points}, worth {money}",
    Worth = "Worth {money}",
    OnTheWay = "{points} on the way",
    HeldForCode = "{points} set aside for a code",
    UseBy = "{points} to use by {date}",
    Deficit = "{points} to make up",
    DeficitNote = "A refund took back more than was left. What you earn next makes up for it \
        first.",
    FirstStep = "Your first order starts the count.",
    SignedOutBalance = "Sign in to see your {name}",
    SignedOutTier = "Sign in to see where you stand",
    SignedOutRewards = "Sign in to use your {name} for these",
    SignedOutCart = "Sign in to collect them",
    WelcomeGain = "Joining brings {points}.",
    SignIn = "Sign in",
    Offline = "We can't reach your {name} right now.",
    OfflineKnown = "No connection. This is as of {time}.",
    Retry = "Try again",
    Failed = "This part isn't working at the moment. Your {name} are safe.",
    ToNext = "{points} to {tier}",
    Progress = "{have} of {to}",
    TopTier = "The highest tier, and it's yours",
    KeepTier = "{points} more by {date} keeps {tier}",
    EarnsTimes = "{factor}\u{d7} {name}",
    AmountOff = "{money} off",
    PercentOff = "{percent} off",
    FreeShipping = "Free shipping",
    FreeProduct = "A free product",
    PointsOff = "Pay with {name}",
    UpTo = "Up to {money}",
    FromSubtotal = "From {money}",
    Rate = "{points} = {money}",
    UpToShare = "Up to {percent} of a cart",
    Redeem = "Redeem",
    RedeemWhat = "Redeem {reward} for {points}",
    ToGo = "{points} to go",
    NoRewards = "No rewards yet. Your {name} keep until there are some.",
    ConfirmTitle = "Use {points} for {reward}?",
    ConfirmLeaves = "That leaves {points}.",
    ConfirmNote = "You get a code for the checkout. If you don't use it in time, the {name} \
        come back.",
    ConfirmYes = "Use {points}",
    ConfirmNo = "Not now",
    HowMany = "How many {name}",
    AmountRange = "From {least} to {most}",
    Working = "Setting your {name} aside",
    Waiting = "No connection. Your request is kept and goes out once, as soon as there is one.",
    ProgramChanged = "The terms of this reward have just changed. Please look again.",
    Refused = "That didn't go through. Nothing was taken from your {name}.",
    Dismiss = "OK",
    CodeReady = "Your code for {reward} is ready",
    UseAtCheckout = "Enter it at checkout.",
    Copy = "Copy",
    CopyCode = "Copy the code",
    Copied = "Copied",
    CopiedAloud = "Code copied",
    Selected = "Selected, ready to copy",
    TimeLeft = "{time} left",
    TimeUp = "Time is up for {reward}. Your {name} are back.",
    GiveBack = "Give the {name} back",
    GivingBack = "Giving them back",
    GivenBack = "{points} are back",
    InCheckout = "In use at a checkout",
    InCheckoutNote = "Finish the order there, or leave it: the {name} come back by themselves.",
    CannotGiveBack = "The code is in a checkout right now, so it can't be given back here.",
    GiveBackFailed = "That didn't get through. Please try again.",
    CapturedNote = "{reward}, used. Enjoy your order.",
    CartEarns = "This cart earns {points}",
    CartEarnsNothing = "This cart earns no {name}",
    CartEmpty = "Add something to see what it earns",
    CartOffline = "We can't work out your {name} right now.",
    UsePoints = "Use {name} on this cart",
    CartYouHave = "You have {points}.",

    Earn = "Earn {points}",
    EarnBy = "Earn {points}, all yours by {date}",
    SignedOutEarn = "Sign in to collect {name}",
    WayOrder = "Place an order",
    WayNthOrder = "Place order number {number}",
    WaySignup = "Open an account",
    WayBirthday = "Have a birthday",
    WayAnniversary = "Each year with us",
    WayReview = "Write a review",
    WayStreak = "Come by {days} days in a row",
    WayReferral = "Bring a friend",
    WayIs = "{way}: {gain}.",
    WayIsWith = "{way}: {gain}. {terms}.",
    PerMoney = "{points} per {money}",
    SomeProducts = "On some products",
    FriendGets = "{points} for your friend",
    FirstOrder = "After their first order",
    FirstOrderFrom = "After their first order from {money}",
    OrdersFrom = "Orders from {money}",
    ComesAfter = "Arrives after {time}",
    NextOn = "Next on {date}",
    Until = "Until {date}",
    Once = "Once",
    Times = "{times} times at most",
    OnceADay = "Once a day",
    TimesADay = "Up to {times} a day",
    OnceAWeek = "Once a week",
    TimesAWeek = "Up to {times} a week",
    OnceAMonth = "Once a month",
    TimesAMonth = "Up to {times} a month",
    OnceAYear = "Once a year",
    TimesAYear = "Up to {times} a year",
    OnceAProduct = "Once per product",
    TimesAProduct = "Up to {times} per product",
    OnceAnOrder = "Once per order",
    TimesAnOrder = "Up to {times} per order",
    TimesLeft = "{count} left",
    OpensOn = "Opens on {date}",
    Done = "Done",
    CapReached = "You've had all there is for now",
    ForTiers = "For {tiers}",
    OpensAt = "Opens at {tier}",
    OpensAtNext = "Opens at {tier}, {needs} away",
    Streak = "{days} days in a row",
    StreakOne = "1 day in a row",
    StreakTomorrow = "{points} if you come by on the next day too",
    StreakNext = "{points} after {days} more days in a row",

    SignedOutHistory = "Sign in to see your history",
    NoHistory = "Nothing has happened yet. Your first order will stand here.",
    HistoryOffline = "We can't read your history right now.",
    ShowMore = "Show more",
    MoreCame = "{count} more",
    BalanceAfter = "Balance {number}",
    PendingChange = "{number} on the way",
    EntryEarn = "Earned",
    EntryVisit = "For coming by",
    EntryGift = "A gift",
    EntryAvailable = "Ready to use",
    EntryHold = "Set aside for a code",
    EntryPresent = "The code is in a checkout",
    EntryAttach = "The code waits for its order to be paid",
    EntryCapture = "Used on an order",
    EntryVoid = "The code was given back",
    EntryTimedOut = "The code wasn't used in time, and the {name} came back",
    EntryRestore = "Back after a refund",
    EntryClawback = "Taken back after a refund",
    EntryAdjustment = "Changed by the shop",
    EntryExpire = "Expired",
    EntryTier = "Your tier changed",
    EntryOther = "Something else",

    Launcher = "Your {name}",
    LauncherLabel = "{points}, {title}",
    Close = "Close",
    ProgramTitle = "Rewards",
    TabHome = "Overview",
    TabEarn = "Earn",
    TabRewards = "Rewards",
    TabHistory = "History",
    Gifts = "For you",
    BringFriend = "Bring a friend",
    Questions = "Good to know",
    GiftTitle = "A gift: {gift}",
    UseGiftBy = "Use it by {date}",
    GivenOn = "Given on {date}",
    UseGift = "Use it",
    UseGiftWhat = "Use it: {reward}, a gift",
    ConfirmGift = "Use your gift, {reward}?",
    ConfirmGiftNote = "You get a code for the checkout. It costs no {name}.",
    FriendTerms = "{points} for you and {friend} for a friend, once they have ordered for the \
        first time.",
    FriendTermsFrom = "{points} for you and {friend} for a friend, once they have ordered for \
        the first time, from {money}.",
    CopyLink = "Copy the link",
    Share = "Share",
    FriendCame = "A friend sent you: your first order brings {points}.",
    FriendCameFrom = "A friend sent you: your first order from {money} brings {points}.",
    FriendOwn = "That link is your own. It works for your friends.",
    FriendAlready = "You came by a friend's link before, and that one counts.",
    FriendNotNew = "Friends' links are for people who haven't ordered here yet.",
    FriendNone = "Friends' links bring nothing at the moment.",
    FriendUnknown = "That friend's link isn't one we know.",
    AskEarn = "How do I earn {name}?",
    AskRedeem = "How do I use them?",
    AskExpire = "When do my {name} expire?",
    AskTiers = "What are the tiers?",
    RedeemFrom = "Rewards start at {points}.",
    RedeemHow = "Choose a reward and confirm it. You get a code, which you enter at checkout.",
    RedeemHold = "The code is good for {time}. If you don't use it, the {name} come back.",
    ExpireNever = "Your {name} don't expire.",
    ExpireEarned = "{time} after you get them, your {name} expire.",
    ExpireIdle = "Your {name} expire after {time} without an order or a reward used. Each one \
        starts the time again.",
    ExpireNext = "Next: {points} on {date}.",
    LevelFrom = "{tier} from {from}.",
    LevelFromWith = "{tier} from {from}: {perks}.",
    CountsRolling = "What you earn on orders in the last {time} counts.",
    CountsYear = "What you earn on orders in a calendar year counts.",
    CountsLifetime = "Everything you earn on orders counts.",
    NextBrings = "At {tier}: {perks}",
    OneOrder = "1 order",
    Orders = "{count} orders",
    StockLeft = "{count} left",

    RatingOf = "{rating} of 5 from {count} ratings",
    RatingOfOne = "{rating} of 5 from 1 rating",
    RatingCount = "({count})",
    NoRatings = "No ratings yet",

    NotOpen = "Not on offer at the moment",
    TierTooLow = "Opens at a higher tier",
    NotForYou = "Not open to this account",
    LimitReached = "You've had this one",
    OutOfStock = "All gone for now",
    OtherCurrency = "Only for carts in {currency}",
    CartTooSmall = "For carts from {money}",
    AddToCart = "Add {money} to the cart for this",
    NotCombinable = "Doesn't go with the cart's other discounts",
    PointsBelowMinimum = "Starts at {points}",
    NotEnough = "Not enough {name} yet",
    TooManyHolds = "Use or give back one of your codes first",
    NotNow = "Not available right now",

    NotOpenNext = "This reward has just closed. Nothing was taken.",
    TierTooLowNext = "This reward opens at a higher tier. Your next orders bring you closer.",
    NotForYouNext = "This reward isn't open to your account. The others are yours to use.",
    LimitReachedNext = "You've used this reward as often as it's offered. Have a look at the \
        others.",
    OutOfStockNext = "The last one has just gone. Your {name} are untouched.",
    OtherCurrencyNext = "This reward works for carts in {currency}. Change the currency to use it.",
    CartTooSmallNext = "This reward is for carts from {money}. Add a little and try again.",
    NotCombinableNext = "Take the other discount off the cart to use this reward.",
    PointsBelowMinimumNext = "Choose at least {points}.",
    NotEnoughNext = "You don't have enough {name} for this one yet. Every order adds some.",
    TooManyHoldsNext = "You have several codes open. Use one, or give one back, then try again.",
    NotNowNext = "This reward isn't available right now. Nothing was taken.",
}

/// The words of a key, with its places filled.
pub(crate) fn say(key: Key, places: &[(&str, &str)]) -> String {
    fill(key.english(), places)
}

/// A text with its places filled.
pub(crate) fn fill(text: &'static str, places: &[(&str, &str)]) -> String {
    let mut said = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let value = places.iter().find(|(place, _)| *place == name);
        said.push_str(value.map_or("", |(_, value)| value));
        rest = after;
    }
    said.push_str(rest);
    said
}

/// Why a reward is not open, in a few words beside it.
pub(crate) fn reason(why: Option<Decline>) -> Key {
    match why {
        Some(Decline::RewardNotOpen) => Key::NotOpen,
        Some(Decline::TierTooLow) => Key::TierTooLow,
        Some(Decline::NotForYou) => Key::NotForYou,
        Some(Decline::LimitReached) => Key::LimitReached,
        Some(Decline::OutOfStock) => Key::OutOfStock,
        Some(Decline::CurrencyMismatch) => Key::OtherCurrency,
        Some(Decline::CartTooSmall | Decline::CartChanged) => Key::CartTooSmall,
        Some(Decline::NotCombinable) => Key::NotCombinable,
        Some(Decline::PointsBelowMinimum) => Key::PointsBelowMinimum,
        Some(Decline::NotEnoughPoints) => Key::NotEnough,
        Some(Decline::TooManyHolds) => Key::TooManyHolds,
        _ => Key::NotNow,
    }
}

/// Why a redemption was declined, and what to do next.
pub(crate) fn explanation(why: Option<Decline>) -> Key {
    match why {
        Some(Decline::RewardNotOpen) => Key::NotOpenNext,
        Some(Decline::TierTooLow) => Key::TierTooLowNext,
        Some(Decline::NotForYou) => Key::NotForYouNext,
        Some(Decline::LimitReached) => Key::LimitReachedNext,
        Some(Decline::OutOfStock) => Key::OutOfStockNext,
        Some(Decline::CurrencyMismatch) => Key::OtherCurrencyNext,
        Some(Decline::CartTooSmall | Decline::CartChanged) => Key::CartTooSmallNext,
        Some(Decline::NotCombinable) => Key::NotCombinableNext,
        Some(Decline::PointsBelowMinimum) => Key::PointsBelowMinimumNext,
        Some(Decline::NotEnoughPoints) => Key::NotEnoughNext,
        Some(Decline::TooManyHolds) => Key::TooManyHoldsNext,
        _ => Key::NotNowNext,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_in_any_order_and_unknown_ones_vanish() {
        let cases = [
            (Key::Point, &[][..], "point"),
            (
                Key::ToNext,
                &[("tier", "Silver"), ("points", "120 berries")],
                "120 berries to Silver",
            ),
            (
                Key::ToNext,
                &[("tier", "{points}"), ("points", "1")],
                "1 to {points}",
            ),
            (Key::Worth, &[], "Worth "),
        ];
        for (key, places, expected) in cases {
            assert_eq!(say(key, places), expected, "{key:?}");
        }
    }

    #[test]
    fn every_text_has_closed_places_and_a_calm_voice() {
        for key in Key::ALL {
            let text = key.english();
            assert_eq!(
                text.matches('{').count(),
                text.matches('}').count(),
                "{key:?}"
            );
            assert!(!text.is_empty() && !text.contains('!'), "{key:?}");
        }
    }

    #[test]
    fn every_decline_at_redemption_has_words_of_its_own() {
        let at_redemption = &Decline::ALL[1..12];
        for decline in at_redemption {
            assert_ne!(reason(Some(*decline)), Key::NotNow, "{decline}");
            assert_ne!(explanation(Some(*decline)), Key::NotNowNext, "{decline}");
        }
        assert_eq!(reason(None), Key::NotNow);
    }
}
