/** The parameters of the buttons of a template message. Buttons that never change take none. */
import * as v from 'valibot';
import type { Button } from '../components.ts';
import { countError, formatError, type Products } from './check-parameters.ts';
import type { SentPart } from './sent-components.ts';

type Need = 'needed' | 'optional' | 'none';

function needOf({ type, url }: Button): Need {
  switch (type) {
    case 'URL':
      return url?.includes('{{') ? 'needed' : 'none';
    case 'OTP':
    case 'COPY_CODE':
    case 'FLOW':
    case 'MPM':
    case 'ORDER_DETAILS':
      return 'needed';
    case 'QUICK_REPLY':
    case 'CATALOG':
    case 'VOICE_CALL':
      return 'optional';
    default:
      return 'none';
  }
}

export function checkSentButtons(
  buttons: readonly Button[],
  given: readonly SentPart[],
  where: string,
  products: Products,
): void {
  const sent = given.filter(({ type, parameters }) => type === 'button' && parameters.length > 0);
  const counted = sent.filter(({ index = 0 }) => needOf(buttons[index] ?? { type: '' }) !== 'optional');
  const expected = buttons.filter((button) => needOf(button) === 'needed').length;
  const found = counted.flatMap(({ parameters }) => parameters).length;
  if (found !== expected) throw countError(`${where}button`, found, expected);
  const indexes = sent.map(({ index }) => index);
  if (indexes.includes(undefined)) throw formatError(`${where}button: index is missing`);
  if (new Set(indexes).size !== indexes.length) throw formatError(`${where}button: an index occurs twice`);
  for (const one of sent) {
    const button = buttons[one.index ?? 0];
    if (!button) throw formatError(`${where}button: there is no button ${one.index}`);
    const subType = button.type === 'OTP' ? 'url' : button.type.toLowerCase();
    if (one.sub_type !== subType)
      throw formatError(`${where}button ${one.index}: expected ${subType}, received ${one.sub_type}`);
    checkParameter(one, `${where}button ${one.index}`, products);
  }
}

const filled = v.pipe(v.string(), v.nonEmpty());
const productAction = v.looseObject({ thumbnail_product_retailer_id: v.exactOptional(filled) });
const sections = v.object({
  thumbnail_product_retailer_id: filled,
  sections: v.pipe(
    v.array(
      v.object({
        title: v.exactOptional(v.pipe(filled, v.maxLength(24))),
        product_items: v.pipe(v.array(v.object({ product_retailer_id: filled })), v.minLength(1)),
      }),
    ),
    v.minLength(1),
    v.maxLength(10),
  ),
});
const maxProducts = 30;

function checkParameter(
  { sub_type: subType, parameters }: SentPart,
  place: string,
  products: Products,
): void {
  const [parameter] = parameters;
  if (!parameter) return;
  const require = (type: string) => {
    if (parameter.type !== type) throw formatError(`${place}: expected ${type}, received ${parameter.type}`);
  };
  switch (subType) {
    case 'url':
      require('text');
      return;
    case 'copy_code':
      require('coupon_code');
      return;
    case 'quick_reply':
      // Meta's own example sends a text.
      if (parameter.type !== 'text') require('payload');
      return;
    case 'voice_call':
      return;
    case 'catalog': {
      require('action');
      const read = v.safeParse(productAction, parameter.action);
      if (!read.success) throw formatError(`${place}: action is not valid`);
      const { thumbnail_product_retailer_id: thumbnail } = read.output;
      products.require(thumbnail === undefined ? [] : [thumbnail]);
      return;
    }
    case 'mpm': {
      require('action');
      const read = v.safeParse(sections, parameter.action);
      if (!read.success)
        throw formatError(
          `${place}: action needs thumbnail_product_retailer_id and 1 to 10 sections with products`,
        );
      const ids = read.output.sections.flatMap(({ product_items: items }) =>
        items.map(({ product_retailer_id: id }) => id),
      );
      if (ids.length > maxProducts) throw formatError(`${place}: at most ${maxProducts} products`);
      if (read.output.sections.length > 1 && read.output.sections.some(({ title }) => title === undefined))
        throw formatError(`${place}: each of several sections needs a title`);
      products.require([read.output.thumbnail_product_retailer_id, ...ids]);
      return;
    }
    default:
      require('action');
      return;
  }
}
