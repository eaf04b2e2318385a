// What Juniper sells. Prices are in minor units of CURRENCY.

/** The shop's one currency. */
export const CURRENCY = "USD";

/**
 * @typedef {object} Product
 * @property {string} id the platform's product id
 * @property {string} slug its address below /products/
 * @property {string} sku
 * @property {'coffee' | 'cups' | 'linen'} collection
 * @property {string} name
 * @property {string} line one line under the name
 * @property {string} story a paragraph
 * @property {string[]} facts
 * @property {number} price
 * @property {boolean} taxable coffee is food, and untaxed where Juniper is
 * @property {string} picture what the picture shows
 * @property {{label: string, values: string[]}} [option]
 */

const GRIND = { label: "Grind", values: ["Whole bean", "Filter", "Espresso"] };

/** @type {Product[]} */
export const PRODUCTS = [
  {
    id: "88",
    slug: "morning-ridge",
    sku: "COF-RIDGE-250",
    collection: "coffee",
    name: "Morning Ridge",
    line: "Washed Ethiopian, 250 g",
    story:
      "Apricot, black tea and a clean finish. Grown above two thousand metres near Yirgacheffe by " +
      "some four hundred families, and roasted here on Tuesdays, light enough to keep the fruit.",
    facts: ["Roasted this week", "Rest it for five days", "Good black, patient with milk"],
    price: 1900,
    taxable: false,
    picture: "A tall paper bag of coffee with a round green label, a few beans beside it",
    option: GRIND,
  },
  {
    id: "89",
    slug: "slow-hearth",
    sku: "COF-HEARTH-250",
    collection: "coffee",
    name: "Slow Hearth",
    line: "House blend, 250 g tin",
    story:
      "Walnut, cocoa and burnt sugar. Two Brazilians and a Sumatran that have known each other for " +
      "years. It is the one we drink ourselves, from a tin you will want to keep.",
    facts: ["Refill the tin for $3 less", "Made for moka pots", "Keeps six weeks"],
    price: 1750,
    taxable: false,
    picture: "A round dark green tin with its lid leaning against it and a wooden scoop",
    option: GRIND,
  },
  {
    id: "4411",
    slug: "tide-mug",
    sku: "CUP-TIDE-300",
    collection: "cups",
    name: "Tide mug",
    line: "Stoneware, 300 ml",
    story:
      "Thrown in one go and dipped twice, so that every mug has its own waterline. The handle takes " +
      "three fingers; the foot is left bare to sit quietly on a table.",
    facts: ["Thrown by Ines in Winooski", "Dishwasher, yes", "Microwave, also yes"],
    price: 3400,
    taxable: true,
    picture: "A clay mug dipped in pale glaze, steam rising in morning light",
  },
  {
    id: "4412",
    slug: "nest-cups",
    sku: "CUP-NEST-2",
    collection: "cups",
    name: "Nest cups",
    line: "A pair, 120 ml each",
    story:
      "Two small cups without handles, for short coffees and long talks. One green, one oat, thin " +
      "at the lip and thick where you hold them.",
    facts: ["Porcelain", "They stack", "Sold as a pair, on principle"],
    price: 4200,
    taxable: true,
    picture: "Two small cups, one dark green and one oat, one standing inside the other",
  },
  {
    id: "4413",
    slug: "hill-dripper",
    sku: "CUP-HILL-02",
    collection: "cups",
    name: "Hill dripper",
    line: "Pour-over cone, size 02",
    story:
      "A cone with eight ribs and one hole, in clay that holds its heat for the three minutes that " +
      "matter. Takes any paper filter of size 02.",
    facts: ["For one or two cups", "Comes with ten filters", "Warm it first"],
    price: 4800,
    taxable: true,
    picture: "A clay pour-over cone on a glass server half full of coffee",
  },
  {
    id: "4414",
    slug: "well-carafe",
    sku: "CUP-WELL-1L",
    collection: "cups",
    name: "Well carafe",
    line: "Stoneware, one litre",
    story:
      "For water, milk or a branch of something. It pours without dripping, which took Ines eleven " +
      "attempts, and she would like that known.",
    facts: ["Holds a litre", "Glazed inside", "Each a little different"],
    price: 7600,
    taxable: true,
    picture: "A tall pale carafe holding a branch of juniper with dark blue berries",
  },
  {
    id: "4420",
    slug: "field-napkins",
    sku: "LIN-FIELD-4",
    collection: "linen",
    name: "Field napkins",
    line: "Linen, a set of four",
    story:
      "Flax from Normandy, woven in Lithuania, washed once already so that they are soft on the " +
      "first evening. Stains become part of the family.",
    facts: ["45 by 45 cm", "Mitred corners", "Wash at 40 degrees"],
    price: 5200,
    taxable: true,
    picture: "Four folded napkins in clay, oat and green, stacked and tied with a cord",
    option: { label: "Colour", values: ["Mixed", "Oat", "Juniper"] },
  },
  {
    id: "4421",
    slug: "long-towel",
    sku: "LIN-LONG-1",
    collection: "linen",
    name: "Long towel",
    line: "Linen tea towel",
    story:
      "Longer than it needs to be, so that it can hang over a shoulder. Dries glasses without fluff " +
      "and bread without stickiness.",
    facts: ["50 by 80 cm", "A loop to hang it by", "Better every year"],
    price: 2400,
    taxable: true,
    picture: "An oat linen towel with green stripes hanging from a wooden peg",
  },
];

const BY_ID = new Map(PRODUCTS.map((product) => [product.id, product]));
const BY_SLUG = new Map(PRODUCTS.map((product) => [product.slug, product]));

/** @param {string} id @returns {Product | undefined} */
export function productById(id) {
  return BY_ID.get(id);
}

/** @param {string} slug @returns {Product | undefined} */
export function productBySlug(slug) {
  return BY_SLUG.get(slug);
}
