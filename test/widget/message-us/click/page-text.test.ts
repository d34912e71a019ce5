import { afterEach, describe, expect, it } from 'vitest';
import { fillText } from '../../../../widget/message-us/click/page-text.ts';

const button = () => document.createElement('message-us');

afterEach(() => {
  document.head.innerHTML = '';
  history.replaceState(null, '', '/');
});

describe('the pre-filled text of a button', () => {
  it('contains details of the page', () => {
    document.title = 'The blue bowl';
    document.documentElement.lang = 'en-GB';
    history.replaceState(null, '', '/bowls/blue?utm_source=letter&utm_campaign=May%20sale');
    expect(fillText('{TITLE}, {LANG}: {UTM_SOURCE}/{UTM_CAMPAIGN} {UTM_TERM}', button(), {})).toBe(
      'The blue bowl, en-GB: letter/May sale',
    );
    expect(fillText('{URL} {HREF}', button(), {})).toBe(
      `${location.origin}/bowls/blue ${location.origin}/bowls/blue?utm_source=letter&utm_campaign=May%20sale`,
    );
    document.head.innerHTML = '<meta property="og:site_name" content="Lumen &amp; Clay">';
    expect(fillText('{SITE}', button(), {})).toBe('Lumen & Clay');
  });

  it('prefers values set by a script to data attributes, and both to the page', () => {
    const element = button();
    element.setAttribute('data-order-id', '1042');
    expect(fillText('{ORDER_ID}', element, {})).toBe('1042');
    expect(fillText('{ORDER_ID} {TITLE}', element, { ORDER_ID: 7, TITLE: '' })).toBe('7');
  });

  it('finds the product in JSON-LD, alone, in a list or in a graph, and skips malformed JSON', () => {
    const product = {
      '@type': 'Product',
      name: 'Blue bowl',
      sku: 'B-22',
      brand: 'Lumen',
      offers: [{ price: 48, priceCurrency: 'EUR' }],
    };
    for (const json of [product, [{ '@type': 'WebPage' }, product], { '@graph': [product] }]) {
      document.head.innerHTML = `<script type="application/ld+json">{oops</script><script type="application/ld+json">${JSON.stringify(json)}</script>`;
      expect(fillText('{PRODUCT} {SKU} {PRICE} {CURRENCY} {BRAND}', button(), {})).toBe(
        'Blue bowl B-22 48 EUR Lumen',
      );
    }
  });

  it('uses the variant in the address of the page, or the first one', () => {
    const sized = (id: number, sku: string, price: string) => ({
      '@id': `/products/bowl?variant=${id}#variant`,
      '@type': 'Product',
      sku,
      offers: { price, priceCurrency: 'EUR' },
    });
    const hasVariant = [sized(11, 'S', '30.00'), sized(12, 'L', '40.00')];
    const group = { '@type': 'ProductGroup', name: 'Blue bowl', hasVariant };
    document.head.innerHTML = `<script type="application/ld+json">${JSON.stringify(group)}</script>`;
    const text = () => fillText('{PRODUCT} {SKU} {PRICE} {CURRENCY}', button(), {});
    expect(text()).toBe('Blue bowl S 30.00 EUR');
    history.replaceState(null, '', '/?variant=12');
    expect(text()).toBe('Blue bowl L 40.00 EUR');
    history.replaceState(null, '', '/?variant=13');
    expect(text()).toBe('Blue bowl S 30.00 EUR');
  });

  it('finds the SKU and price of a product in its first offer', () => {
    const offers = { '@type': 'AggregateOffer', offers: [{ price: 12, priceCurrency: 'EUR' }] };
    const product = { '@type': 'Product', name: 'Bowl', offers };
    document.head.innerHTML = `<script type="application/ld+json">${JSON.stringify(product)}</script>`;
    expect(fillText('{PRICE} {CURRENCY}', button(), {})).toBe('12 EUR');
    const listed = { ...product, offers: [{ sku: 'B-1' }, { sku: 'B-2' }] };
    document.head.innerHTML = `<script type="application/ld+json">${JSON.stringify(listed)}</script>`;
    expect(fillText('{SKU}', button(), {})).toBe('B-1');
  });

  it('leaves no gap for a name without a value', () => {
    expect(fillText('About {PRODUCT} {PRICE} {A}!', button(), { A: 1 })).toBe('About 1!');
  });

  it('falls back to Open Graph, and removes unknown names', () => {
    document.head.innerHTML = '<meta property="product:price:amount" content="12.50">';
    expect(fillText('{PRICE}{SKU}{NOBODY} {not a name}', button(), {})).toBe('12.50 {not a name}');
  });

  it('does not fill in names inside a value', () => {
    expect(fillText('{A}', button(), { A: '{TITLE} $& $1' })).toBe('{TITLE} $& $1');
  });
});
