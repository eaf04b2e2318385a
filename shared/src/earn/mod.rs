//! Earning: what an order comes to in points, rule by rule, with the record of how.

use serde::{Deserialize, Serialize};

use crate::cart::{Cart, Line};
use crate::id::{CampaignId, RuleId, Segment, TierId};
use crate::money::Amount;
use crate::points::Points;
use crate::program::{Audience, Campaign, EarnRule, Label, OrderRule, Program, RuleOn};
use crate::time::Time;

mod multiply;

use multiply::Product;

/// A line with the part of it that earns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarningLine {
    /// The line.
    pub line: Line,
    /// The part that earns.
    pub basis: Amount,
    /// What is paid for it, tax inside it included.
    pub paid: Amount,
}

/// Who earns, and when.
#[derive(Clone, Copy, Debug)]
pub struct Earner<'a> {
    /// Their tier at that time, where the program has tiers.
    pub tier: Option<&'a TierId>,
    /// Their segments.
    pub segments: &'a [Segment],
    /// The time that counts: when the order was paid.
    pub at: Time,
    /// The rules whose cap is reached.
    pub capped: &'a [RuleId],
}

/// What an order earned, rule by rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderEarned {
    /// The rules that covered anything.
    pub rules: Vec<RuleEarned>,
}

/// What one rule gave for an order, and how that came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleEarned {
    /// The rule.
    pub rule: RuleId,
    /// What shoppers read of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// The lines it covered, by their place in the order.
    pub lines: Vec<usize>,
    /// What those lines came to.
    pub basis: Amount,
    /// Points per step.
    pub rate: Points,
    /// Minor units per step.
    pub per: Amount,
    /// floor(basis x rate / per).
    pub base: Points,
    /// The tier's multiplier in basis points.
    pub multiplier: u32,
    /// The campaigns that ran.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub campaigns: Vec<CampaignEarned>,
    /// What the rule gave in all.
    pub points: Points,
    /// What it gave before campaigns: this counts toward tiers.
    pub qualifying: Points,
    /// When the points become available, where that is not at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending_until: Option<Time>,
}

/// What a campaign added to a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignEarned {
    /// The campaign.
    pub id: CampaignId,
    /// Its multiplier in basis points.
    pub multiplier: u32,
    /// The points it added.
    pub extra: Points,
}

/// What campaigns made of what a rule says it gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Multiplied {
    /// What the rule says.
    pub base: Points,
    /// The campaigns that named the rule and ran.
    pub campaigns: Vec<CampaignEarned>,
}

impl Multiplied {
    /// Nothing to tell where no campaign ran.
    pub(crate) fn of(base: Points, campaigns: Vec<CampaignEarned>) -> Option<Self> {
        (!campaigns.is_empty()).then_some(Self { base, campaigns })
    }
}

impl OrderEarned {
    /// The sum over the rules.
    pub fn points(&self) -> Points {
        self.rules.iter().map(|rule| rule.points).sum()
    }

    /// What counts toward tiers.
    pub fn qualifying(&self) -> Points {
        self.rules.iter().map(|rule| rule.qualifying).sum()
    }
}

impl RuleEarned {
    /// What is kept of `points` once the rule's lines keep `kept` of their basis: floor, and 0
    /// where there was no basis.
    pub fn keeps(&self, points: Points, kept: &[Amount]) -> Points {
        points.share_floor(self.basis_kept(kept).get(), self.basis.get())
    }

    /// What is kept of the rule's basis, given what is kept of each line of the order.
    pub fn basis_kept(&self, kept: &[Amount]) -> Amount {
        self.lines
            .iter()
            .filter_map(|line| kept.get(*line))
            .copied()
            .sum()
    }
}

/// The lines of a cart with what earns of each.
pub fn earning_lines(cart: &Cart) -> Vec<EarningLine> {
    let amounts = cart.bases().into_iter().zip(cart.nets());
    let line = |(line, (basis, paid)): (&Line, _)| EarningLine {
        line: line.clone(),
        basis,
        paid,
    };
    cart.lines.iter().zip(amounts).map(line).collect()
}

/// What an order of these lines earns: the same function for a quote and for an award.
pub fn order_earns(program: &Program, lines: &[EarningLine], earner: Earner<'_>) -> OrderEarned {
    let mut campaigns = running_campaigns(program, earner);
    let goods = lines.iter().filter(|line| !line.line.gift_card);
    let subtotal: Amount = goods.map(|line| line.paid).sum();
    let mut earned = OrderEarned::default();
    for rule in program
        .earn
        .iter()
        .filter(|rule| is_for(&rule.audience, earner) && !earner.capped.contains(&rule.id))
    {
        let RuleOn::Order(order) = &rule.on else {
            continue;
        };
        if order.min_subtotal.is_some_and(|least| subtotal < least) {
            continue;
        }
        earned.rules.extend(rule_earns(
            program,
            rule,
            order,
            lines,
            earner,
            &mut campaigns,
        ));
    }
    earned
}

/// A campaign that runs, with the extra points it may still give to this order.
struct Running<'a> {
    campaign: &'a Campaign,
    left: Points,
}

impl Running<'_> {
    /// Multiplies a product, by as much as the campaign's ceiling lets it; what is left of that.
    fn multiply(&self, product: &mut Product) -> (CampaignEarned, Points) {
        let before = product.floor();
        *product = product.times(self.campaign.multiplier);
        let extra = product.floor().less(before);
        if extra > self.left {
            *product = Product::of(before.plus(self.left));
        }
        let extra = extra.min(self.left);
        let earned = CampaignEarned {
            id: self.campaign.id.clone(),
            multiplier: self.campaign.multiplier,
            extra,
        };
        (earned, self.left.less(extra))
    }
}

fn running_campaigns<'a>(program: &'a Program, earner: Earner<'_>) -> Vec<Running<'a>> {
    let running = program
        .campaigns
        .iter()
        .filter(|campaign| is_for(&campaign.audience, earner));
    running
        .map(|campaign| Running {
            campaign,
            left: campaign.max_points.unwrap_or(Points::MAX),
        })
        .collect()
}

/// Whether something is there for who earns, at the time that counts.
pub fn is_for(audience: &Audience, earner: Earner<'_>) -> bool {
    audience.is_open(earner.at)
        && audience.has_tier(earner.tier)
        && audience.has_segment(earner.segments)
}

fn rule_earns(
    program: &Program,
    rule: &EarnRule,
    order: &OrderRule,
    lines: &[EarningLine],
    earner: Earner<'_>,
    campaigns: &mut [Running<'_>],
) -> Option<RuleEarned> {
    let covered = |line: &EarningLine| order.covers(&line.line);
    let places: Vec<usize> = (0..lines.len())
        .filter(|place| covered(&lines[*place]))
        .collect();
    if places.is_empty() {
        return None;
    }
    let basis: Amount = places.iter().map(|place| lines[*place].basis).sum();
    let steps = u128::from(basis.get()) * u128::from(order.points.get());
    let base = Points::saturating(steps / u128::from(order.per.get().max(1)));
    let multiplier = tier_multiplier(program, earner.tier);
    let mut product = Product::of(base).times(multiplier);
    let qualifying = product.floor();
    let mut ran = Vec::new();
    for running in campaigns
        .iter_mut()
        .filter(|running| names(running.campaign, &rule.id))
    {
        let (campaign, left) = running.multiply(&mut product);
        running.left = left;
        ran.push(campaign);
    }
    let pending = rule.pending.as_ref().filter(|span| !span.is_zero());
    Some(RuleEarned {
        rule: rule.id.clone(),
        label: rule.label.clone(),
        lines: places,
        basis,
        rate: order.points,
        per: order.per,
        base,
        multiplier,
        campaigns: ran,
        points: product.floor(),
        qualifying,
        pending_until: pending.map(|span| earner.at.plus(span, &program.zone)),
    })
}

fn names(campaign: &Campaign, rule: &RuleId) -> bool {
    campaign.rules.is_empty() || campaign.rules.contains(rule)
}

/// The multiplier of a tier in basis points; 10000 where there is none.
pub fn tier_multiplier(program: &Program, tier: Option<&TierId>) -> u32 {
    let level = |tier: &TierId| {
        program
            .tiers
            .as_ref()?
            .levels
            .iter()
            .find(|level| level.id == *tier)
    };
    tier.and_then(level)
        .map_or(multiply::ONE, |level| level.multiplier)
}

/// What a rule gives for something other than an order: what it says, times each running campaign
/// that names it, rounded down once.
pub fn occasion_earns(
    program: &Program,
    rule: &RuleId,
    base: Points,
    earner: Earner<'_>,
) -> (Points, Vec<CampaignEarned>) {
    extra_earns(program, rule, base, earner, &[])
}

/// What a rule gives with an order beyond what the order comes to: the same, where campaigns had
/// `added` to the order by then. A campaign's ceiling is for all that comes with one order.
pub fn extra_earns(
    program: &Program,
    rule: &RuleId,
    base: Points,
    earner: Earner<'_>,
    added: &[CampaignEarned],
) -> (Points, Vec<CampaignEarned>) {
    let mut product = Product::of(base);
    let mut ran = Vec::new();
    let running = running_campaigns(program, earner).into_iter();
    for mut running in running.filter(|running| running.campaign.rules.contains(rule)) {
        let of_it = added.iter().filter(|it| it.id == running.campaign.id);
        running.left = running.left.less(of_it.map(|it| it.extra).sum());
        ran.push(running.multiply(&mut product));
    }
    (product.floor(), ran.into_iter().map(|(it, _)| it).collect())
}
