/**
 * Checks the values of a template. Meta rejects line breaks, tabs and more than four consecutive spaces (132018), values
 * that are missing or blank (131008), values without the name of their variable (100), and texts that become too long when
 * they are filled in (132005). Source:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
import * as v from 'valibot';
import { GraphApiError } from '../../graph/graph-error.ts';
import type { Component as Part } from '../components.ts';
import { variablesIn } from '../rules/variables.ts';

const parameter = v.looseObject({
  type: v.string(),
  text: v.exactOptional(v.unknown()),
  coupon_code: v.exactOptional(v.unknown()),
  parameter_name: v.exactOptional(v.unknown()),
  document: v.exactOptional(v.unknown()),
});
interface Component {
  type: string;
  sub_type?: string;
  parameters: v.InferOutput<typeof parameter>[];
  cards: { components: Component[] }[];
}
const component: v.GenericSchema<unknown, Component> = v.object({
  type: v.pipe(v.string(), v.toLowerCase()),
  sub_type: v.exactOptional(v.pipe(v.string(), v.toLowerCase())),
  parameters: v.optional(v.array(parameter), []),
  cards: v.optional(v.array(v.object({ components: v.lazy(() => v.array(component)) })), []),
});
const componentList = v.array(component);

/** Rejects values that are invalid in every template, before the template is looked up. */
export function checkValues(components: unknown): void {
  for (const { type, sub_type, parameters, cards } of read(components)) {
    for (const one of parameters) {
      // Quick replies show no value. Meta's own example sets a boolean.
      if (one.type === 'text' && sub_type !== 'quick_reply') checkText(one.text);
      if (one.type === 'coupon_code') checkCode(one.coupon_code);
      if (one.type === 'document') checkFilename(one.document);
      if (type === 'button' && one.type === 'text' && String(one.text).length > 2_000)
        throw new GraphApiError(132005, 'The URL is too long once it is filled in.');
    }
    for (const card of cards) checkValues(card.components);
  }
}

interface SentTexts {
  type: string;
  parameters: readonly { type: string; text?: unknown; parameter_name?: unknown }[];
}

/** In a template with named variables, the order of values does not matter. */
export function checkNames(
  format: 'POSITIONAL' | 'NAMED',
  parts: readonly Part[],
  given: readonly SentTexts[],
): void {
  if (format !== 'NAMED') return;
  for (const { type, parameters } of given) {
    if (type !== 'header' && type !== 'body') continue;
    const known = variablesIn(parts.find((part) => part.type.toLowerCase() === type)?.text ?? '');
    for (const { type: kind, parameter_name: name } of parameters) {
      if (kind !== 'text') continue;
      if (typeof name !== 'string' || name.trim() === '')
        throw new GraphApiError(100, 'Parameter name is missing or empty');
      if (!known.includes(name))
        throw new GraphApiError(132000, `${type}: there is no variable named ${name}.`);
    }
  }
}

/** The texts of a template are as short with their values as the template itself has to be. */
export function checkFilledLength(
  parts: readonly Part[],
  given: readonly SentTexts[],
  maxBody = maxBodyOf(parts),
): void {
  for (const { type, parameters } of given) {
    const part = parts.find((one) => one.type.toLowerCase() === type);
    const most = part?.type === 'HEADER' ? 60 : maxBody;
    if (part?.text === undefined || (type !== 'header' && type !== 'body')) continue;
    const fixed = part.text.replace(/\{\{\w+\}\}/g, '').length;
    const filled = parameters.reduce(
      (sum, { text }) => sum + (typeof text === 'string' ? text.length : 0),
      fixed,
    );
    if (filled > most)
      throw new GraphApiError(132005, `${type}: ${filled} characters once it is filled in, at most ${most}.`);
  }
}

function maxBodyOf(parts: readonly Part[]): number {
  if (parts.some(({ type }) => type === 'LIMITED_TIME_OFFER')) return 600;
  return parts.some(({ format }) => format === 'PRODUCT') ? 160 : 1_024;
}

function read(components: unknown): Component[] {
  const result = v.safeParse(componentList, components ?? []);
  if (result.success) return result.output;
  throw new GraphApiError(131009, 'Param template.components is not a list of components with parameters.');
}

function checkText(text: unknown): void {
  if (typeof text !== 'string' || text.trim() === '')
    throw new GraphApiError(131008, 'Parameter of type text is missing text value');
  if (/[\n\r\t\v\f\u0085\u2028\u2029]| {5}/.test(text)) {
    throw new GraphApiError(
      132018,
      'Param text cannot have new-line/tab characters or more than 4 consecutive spaces',
    );
  }
}

const named = v.looseObject({
  filename: v.exactOptional(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(240))),
});

function checkFilename(document: unknown): void {
  if (document !== undefined && !v.is(named, document))
    throw new GraphApiError(131009, 'Param document.filename has 1 to 240 characters.');
}

function checkCode(code: unknown): void {
  if (typeof code !== 'string' || code.trim() === '')
    throw new GraphApiError(131008, 'Parameter of type coupon_code is missing coupon_code value');
  if (code.length > 15) throw new GraphApiError(131009, 'Param coupon_code has at most 15 characters.');
}
