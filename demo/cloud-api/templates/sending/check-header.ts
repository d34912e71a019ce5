/** The header of a template message. */
import * as v from 'valibot';
import type { Component } from '../components.ts';
import { variablesIn } from '../rules/variables.ts';
import { checkFallback, countError, formatError, type Products } from './check-parameters.ts';
import type { SentParameter } from './sent-components.ts';

const filled = v.pipe(v.string(), v.nonEmpty());
const place = v.object({
  latitude: v.pipe(filled, v.decimal()),
  longitude: v.pipe(filled, v.decimal()),
  name: filled,
  address: filled,
});
const file = v.object({ id: v.exactOptional(filled), link: v.exactOptional(filled) });
const product = v.object({ product_retailer_id: filled, catalog_id: filled });

export function checkSentHeader(
  header: Component | undefined,
  given: readonly SentParameter[],
  where: string,
  products: Products,
): void {
  const kind = header?.format?.toLowerCase() ?? 'text';
  const expected = kind === 'text' ? variablesIn(header?.text ?? '').length : 1;
  if (given.length !== expected) throw countError(`${where}header`, given.length, expected);
  const [parameter] = given;
  if (!parameter) return;
  if (kind === 'text') {
    checkFallback(parameter, `${where}header`);
    return;
  }
  if (parameter.type !== kind)
    throw formatError(`${where}header: expected ${kind}, received ${parameter.type}`);
  if (kind === 'location') {
    if (v.is(place, parameter.location)) return;
    throw formatError(`${where}header: location needs latitude, longitude, name and address`);
  }
  if (kind === 'product') {
    const read = v.safeParse(product, parameter.product);
    if (!read.success) throw formatError(`${where}header: product needs product_retailer_id and catalog_id`);
    products.require([read.output.product_retailer_id], read.output.catalog_id);
    return;
  }
  const read = v.safeParse(file, parameter[kind]);
  if (!read.success || (read.output.id === undefined) === (read.output.link === undefined))
    throw formatError(`${where}header: ${kind} needs either id or link`);
}
