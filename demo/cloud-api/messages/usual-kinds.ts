/**
 * The usual kinds of message as Meta takes them. The product's own rules are not used here: one must not bless the
 * other's mistake. Sources: Meta's OpenAPI description v23.0 (`MessageRequest` and what it refers to), and
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages for the limits it lacks.
 */
import * as v from 'valibot';
import { captioned, captionless, fileOf, text } from './parameters.ts';
import { prompt, promptKinds } from './prompts.ts';

const words = v.exactOptional(v.string());
const degrees = (most: number) =>
  v.pipe(
    v.union([v.number(), v.pipe(v.string(), v.regex(/^-?\d+(\.\d+)?$/), v.transform(Number))]),
    v.minValue(-most),
    v.maxValue(most),
  );

const person = v.strictObject({
  name: v.pipe(
    v.strictObject({
      formatted_name: text(),
      first_name: words,
      last_name: words,
      middle_name: words,
      suffix: words,
      prefix: words,
    }),
    v.check(
      ({ formatted_name: _, ...parts }) => Object.values(parts).some(Boolean),
      'One more part of the name is needed.',
    ),
  ),
  addresses: v.exactOptional(
    v.array(
      v.strictObject({
        ...{ street: words, city: words, state: words, zip: words },
        ...{ country: words, country_code: words, type: words },
      }),
    ),
  ),
  birthday: words,
  emails: v.exactOptional(v.array(v.strictObject({ email: words, type: words }))),
  org: v.exactOptional(v.strictObject({ company: words, department: words, title: words })),
  phones: v.exactOptional(v.array(v.strictObject({ phone: words, type: words, wa_id: words }))),
  urls: v.exactOptional(v.array(v.strictObject({ url: words, type: words }))),
});

const emoji = v.pipe(
  v.string(),
  v.check(
    (given) => given === '' || /^(\p{RGI_Emoji}|\p{Extended_Pictographic})$/v.test(given),
    'A reaction is one emoji, or empty to remove it.',
  ),
);

export const usualContent = v.variant('type', [
  v.strictObject({
    type: v.literal('text'),
    text: v.strictObject({ body: text(4_096), preview_url: v.exactOptional(v.boolean()) }),
  }),
  v.strictObject({ type: v.literal('image'), image: fileOf(captioned) }),
  v.strictObject({ type: v.literal('video'), video: fileOf(captioned) }),
  v.strictObject({
    type: v.literal('audio'),
    audio: fileOf({ ...captionless, voice: v.exactOptional(v.boolean()) }),
  }),
  v.strictObject({
    type: v.literal('document'),
    document: fileOf({ ...captioned, filename: v.exactOptional(text(240)) }),
  }),
  v.strictObject({ type: v.literal('sticker'), sticker: fileOf(captionless) }),
  v.strictObject({
    type: v.literal('location'),
    location: v.strictObject({
      latitude: degrees(90),
      longitude: degrees(180),
      name: v.exactOptional(text(1_000)),
      address: v.exactOptional(text(1_000)),
    }),
  }),
  v.strictObject({
    type: v.literal('contacts'),
    contacts: v.pipe(v.array(person), v.minLength(1), v.maxLength(257)),
  }),
  v.strictObject({
    type: v.literal('reaction'),
    reaction: v.strictObject({ message_id: text(512), emoji: v.exactOptional(emoji) }),
  }),
  v.strictObject({ type: v.literal('interactive'), interactive: prompt }),
  v.strictObject({
    type: v.literal('template'),
    template: v.strictObject({
      name: v.pipe(text(512), v.regex(/^[a-z0-9_]+$/)),
      namespace: words,
      language: v.strictObject({
        code: v.pipe(v.string(), v.regex(/^[a-z]{2,3}(_[A-Za-z]{2,4})?$/)),
        policy: v.exactOptional(v.literal('deterministic')),
      }),
      components: v.exactOptional(
        v.array(
          v.looseObject({
            type: v.string(),
            parameters: v.exactOptional(v.array(v.looseObject({ type: v.string() }))),
          }),
        ),
      ),
    }),
  }),
]);
export type UsualContent = v.InferOutput<typeof usualContent>;

const kinds: readonly string[] = usualContent.options.map(({ entries }) => entries.type.literal);
const named = v.object({ type: v.string(), interactive: v.optional(v.object({ type: v.string() })) });

/** Refused for its `type`, and not for what is wrong with the rest. */
export function isUnknownKind(content: { type: string }): boolean {
  if (!kinds.includes(content.type)) return true;
  const read = v.safeParse(named, content);
  const name = read.success ? read.output.interactive?.type : undefined;
  return content.type === 'interactive' && name !== undefined && !promptKinds.includes(name);
}

/** Ids of uploads in a message, in whatever part of it. */
export function mediaIdsIn(content: unknown): string[] {
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([name, value]) => {
    const isFile = ['image', 'video', 'audio', 'document', 'sticker'].includes(name);
    const file = v.safeParse(v.object({ id: v.string() }), value);
    return isFile && file.success ? [file.output.id] : mediaIdsIn(value);
  });
}
