/** The body of a call that creates or edits a template, before its components are checked. */
import * as v from 'valibot';
import { componentList } from '../components.ts';
import type { TemplateDefinition } from '../template.ts';
import { parameterError, templateError } from '../template-error.ts';
import { languages } from './languages.ts';

const categories = ['AUTHENTICATION', 'MARKETING', 'UTILITY'] as const;
const subCategories = [
  ...['ORDER_DETAILS', 'ORDER_STATUS', 'RICH_ORDER_STATUS', 'BOOKING_STATUS', 'CALL_PERMISSIONS_REQUEST'],
  ...['FRAUD_ALERT', 'FLIGHT_DELAY_AND_GATE_CHANGE_ALERT'],
];

const upper = v.pipe(v.string(), v.toUpperCase());
/** What changes in an edit as well. */
export const changeable = {
  category: v.exactOptional(v.pipe(upper, v.picklist(categories))),
  parameter_format: v.exactOptional(v.pipe(upper, v.picklist(['POSITIONAL', 'NAMED']))),
  sub_category: v.exactOptional(v.pipe(upper, v.picklist(subCategories))),
  message_send_ttl_seconds: v.exactOptional(
    v.pipe(v.union([v.number(), v.pipe(v.string(), v.regex(/^-?\d+$/), v.transform(Number))]), v.integer()),
  ),
  cta_url_link_tracking_opted_out: v.exactOptional(v.boolean()),
  display_format: v.exactOptional(v.pipe(upper, v.literal('ORDER_DETAILS'))),
  is_primary_device_delivery_only: v.exactOptional(v.boolean()),
};
const { category: _, ...optional } = changeable;
/** Checked in this order. */
export const creation = v.object({
  name: v.pipe(v.string(), v.regex(/^[a-z0-9_]{1,512}$/)),
  language: v.pipe(
    v.string(),
    v.check((code) => languages.has(code)),
  ),
  category: v.pipe(upper, v.picklist(categories)),
  ...optional,
});

/** Reads parameters, and names the first that is wrong. */
export function readParameters<Schema extends v.GenericSchema>(
  schema: Schema,
  given: unknown,
): v.InferOutput<Schema> {
  const read = v.safeParse(schema, given);
  if (read.success) return read.output;
  const [issue] = read.issues;
  const name = v.getDotPath(issue) ?? '';
  throw parameterError(
    issue.received === 'undefined' ? `The parameter ${name} is required.` : `Param ${name} is not valid.`,
  );
}

/** Graph names an unknown key of a component, and the place where it is. */
export function readComponents(given: unknown): TemplateDefinition['components'] {
  if (given === undefined) throw parameterError('The parameter components is required.');
  const read = v.safeParse(componentList, given);
  if (read.success) return read.output;
  const [issue] = read.issues;
  const path = v.getDotPath(issue) ?? '';
  if (issue.type === 'strict_object' && issue.expected === 'never')
    throw parameterError(`Unexpected key on param components: ${path}`);
  throw parameterError(`Param components: ${path} is not valid.`);
}

const day = 24 * 60 * 60;
const validities: Readonly<Record<string, [least: number, most: number]>> = {
  AUTHENTICATION: [30, 900],
  UTILITY: [30, day / 2],
  MARKETING: [day / 2, 30 * day],
};

/** `message_send_ttl_seconds`; -1 means 30 days, but not for marketing. */
export function checkValidity(category: string, seconds: number | undefined): void {
  if (seconds === undefined || (seconds === -1 && category !== 'MARKETING')) return;
  const [least, most] = validities[category] ?? [0, 0];
  if (seconds < least || seconds > most)
    throw parameterError(
      `Param message_send_ttl_seconds must be from ${least} to ${most} for the category ${category}.`,
    );
}

/** Authentication templates are for verified businesses. */
export function checkVerified(category: string, isVerified: boolean): void {
  if (category === 'AUTHENTICATION' && !isVerified)
    throw templateError('unverified', 'Verify the business before you create authentication templates.');
}
