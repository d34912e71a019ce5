/**
 * The components of a template as a business submits them. Types and formats may be written in any case and are answered in
 * capitals. Graph refuses keys that it does not know.
 */
import * as v from 'valibot';

const upper = v.pipe(v.string(), v.toUpperCase());
const text = v.exactOptional(v.string());
const flag = v.exactOptional(v.boolean());

const app = v.strictObject({ package_name: v.string(), signature_hash: v.string() });
const button = v.strictObject({
  type: upper,
  text,
  url: text,
  phone_number: text,
  example: v.exactOptional(v.union([v.string(), v.array(v.string())])),
  flow_id: v.exactOptional(v.union([v.string(), v.pipe(v.number(), v.toString())])),
  flow_name: text,
  flow_json: text,
  flow_action: v.exactOptional(v.pipe(v.string(), v.toLowerCase())),
  navigate_screen: text,
  icon: text,
  ttl_minutes: v.exactOptional(v.number()),
  otp_type: v.exactOptional(upper),
  autofill_text: text,
  supported_apps: v.exactOptional(v.array(app)),
  package_name: text,
  signature_hash: text,
  zero_tap_terms_accepted: flag,
});
const namedSample = v.strictObject({ param_name: v.string(), example: v.string() });
const example = v.strictObject({
  header_text: v.exactOptional(v.union([v.string(), v.array(v.string())])),
  header_text_named_params: v.exactOptional(v.array(namedSample)),
  header_handle: v.exactOptional(v.union([v.string(), v.array(v.string())])),
  // Meta's own examples also have a text or a flat list for a single variable.
  body_text: v.exactOptional(v.union([v.string(), v.array(v.union([v.string(), v.array(v.string())]))])),
  body_text_named_params: v.exactOptional(v.array(namedSample)),
});
const offer = v.strictObject({ text: v.string(), has_expiration: flag });
const part = {
  type: upper,
  format: v.exactOptional(upper),
  text,
  example: v.exactOptional(example),
  buttons: v.exactOptional(v.array(button)),
};
const cardPart = v.strictObject(part);
const component = v.strictObject({
  ...part,
  cards: v.exactOptional(v.array(v.strictObject({ components: v.array(cardPart) }))),
  limited_time_offer: v.exactOptional(offer),
  add_security_recommendation: flag,
  code_expiration_minutes: v.exactOptional(v.number()),
});
export const componentList = v.array(component);

export type Component = v.InferOutput<typeof component>;
export type Card = NonNullable<Component['cards']>[number];
export type Button = v.InferOutput<typeof button>;
export type Example = v.InferOutput<typeof example>;

export function componentOf(components: readonly Component[], type: string): Component | undefined {
  return components.find((one) => one.type === type);
}

/** What a person reads in a body: one text, or none for an authentication template. */
export function bodyOf(components: readonly Component[]): string {
  return componentOf(components, 'BODY')?.text ?? '';
}
