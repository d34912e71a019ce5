/** Rules for single parameters of a template message. */
import * as v from 'valibot';
import { GraphApiError } from '../../graph/graph-error.ts';
import type { Component } from '../components.ts';
import type { SentComponent, SentParameter } from './sent-components.ts';

/** The catalogue of the account. */
export interface Products {
  /** Throws if the catalogue is not connected, or does not have one of these products. */
  require(retailerIds: readonly string[], catalogId?: string): void;
}

export function countError(place: string, found: number, expected: number): GraphApiError {
  return new GraphApiError(
    132000,
    `${place}: number of localizable_params (${found}) does not match the expected number of params (${expected})`,
  );
}

export function formatError(details: string): GraphApiError {
  return new GraphApiError(132012, details);
}

const fallback = v.looseObject({ fallback_value: v.pipe(v.string(), v.nonEmpty()) });
const currency = v.looseObject({ ...fallback.entries, code: v.string(), amount_1000: v.number() });

/** A text, or an amount or a time that the phone writes in its own way. */
export function checkFallback(value: SentParameter, place: string): void {
  switch (value.type) {
    case 'text':
      return;
    case 'currency':
      if (v.is(currency, value.currency)) return;
      throw formatError(`${place}: currency needs code, amount_1000 and fallback_value`);
    case 'date_time':
      if (v.is(fallback, value.date_time)) return;
      throw formatError(`${place}: date_time needs fallback_value`);
    default:
      throw formatError(`${place}: expected text, received ${value.type}`);
  }
}

const sentOffer = v.object({ expiration_time_ms: v.pipe(v.number(), v.integer()) });

export function checkOffer(
  offer: Component | undefined,
  given: readonly SentParameter[],
  { where, now }: { where: string; now: number },
): void {
  const expected = offer?.limited_time_offer?.has_expiration ? 1 : 0;
  if (given.length !== expected) throw countError(`${where}limited_time_offer`, given.length, expected);
  const [parameter] = given;
  if (!parameter) return;
  const read = v.safeParse(sentOffer, parameter.limited_time_offer);
  if (!read.success || read.output.expiration_time_ms <= now)
    throw formatError(`${where}limited_time_offer: expiration_time_ms is missing or has passed`);
}

/** What a value of a library template looks like. */
const forms: Readonly<Record<string, RegExp>> = {
  AMOUNT: /\d/,
  DATE: /\d/,
  NUMBER: /^[\d.,\s]+$/,
  EMAIL: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  'PHONE NUMBER': /^\+?[\d\s().-]{5,}$/,
  ADDRESS: /\p{L}.*\s|\s.*\p{L}/u,
};

export function checkLibraryValues(types: readonly string[], given: readonly SentComponent[]): void {
  const values = given.filter(({ type }) => type === 'body').flatMap(({ parameters }) => parameters);
  for (const [index, type] of types.entries()) {
    const text = values[index]?.text;
    if (typeof text === 'string' && forms[type]?.test(text) === false)
      throw formatError(`body: the value ${index + 1} has to be of the type ${type}.`);
  }
}
