/** The 60 products of the demo's shop: 12 kinds of pottery in 5 glazes. */
export interface Product {
  id: string;
  /** The shop's own id, which messages name. */
  retailerId: string;
  name: string;
  description: string;
  /** In cents. */
  price: number;
  availability: 'in stock' | 'out of stock' | 'preorder';
  /** The color of the glaze, as red, green and blue. */
  color: readonly [red: number, green: number, blue: number];
}

/** The catalogue of the examples in the rest of the demo. */
export const catalogId = '194836987003835';
export const catalogName = 'Lumen & Clay';
export const currency = 'EUR';

const kinds: readonly [slug: string, name: string, price: number, words: string][] = [
  ['bowl', 'Bowl', 4_800, 'Thrown by hand, 22 cm wide.'],
  ['cup', 'Cup', 1_250, 'Holds a quarter of a litre.'],
  ['plate', 'Plate', 3_200, 'Flat, 26 cm wide.'],
  ['vase', 'Vase', 5_600, 'For a few tall stems.'],
  ['jug', 'Jug', 4_200, 'Pours without a drop.'],
  ['teapot', 'Teapot', 8_900, 'With a strainer in the spout.'],
  ['mug', 'Mug', 1_800, 'Thick walls keep it warm.'],
  ['espresso', 'Espresso cup', 950, 'Small, with a saucer.'],
  ['platter', 'Platter', 6_400, 'For a cake or a roast.'],
  ['planter', 'Planter', 3_800, 'With a hole and a saucer.'],
  ['candle', 'Candle holder', 2_200, 'For one slim candle.'],
  ['lamp', 'Lamp', 12_900, 'Porcelain that lets the light through.'],
];
const glazes: readonly [slug: string, name: string, color: Product['color']][] = [
  ['blue', 'Blue', [63, 116, 168]],
  ['green', 'Green', [96, 138, 92]],
  ['salt', 'Salt', [214, 205, 188]],
  ['rust', 'Rust', [163, 84, 52]],
  ['black', 'Black', [58, 56, 60]],
];
const firstId = 6_300_000_000_000;

export const products: readonly Product[] = kinds.flatMap(([slug, name, price, words], kind) =>
  glazes.map(([glaze, glazeName, color], index): Product => {
    const number = kind * glazes.length + index;
    return {
      id: String(firstId + number * 17),
      // The demo's customers ask for the cup without naming its glaze.
      retailerId: slug === 'cup' && glaze === 'blue' ? 'cup' : `${slug}-${glaze}`,
      name: `${glazeName} ${name.toLowerCase()}`,
      description: `${words} Stoneware with a ${glazeName.toLowerCase()} glaze.`,
      price: price + index * 100,
      availability: number % 11 === 10 ? 'out of stock' : number % 17 === 16 ? 'preorder' : 'in stock',
      color,
    };
  }),
);

export function productWith(retailerId: string): Product | undefined {
  return products.find((one) => one.retailerId === retailerId);
}

export function priceOf({ price }: Product): string {
  return `€${(price / 100).toFixed(2)}`;
}
