/** The button on the owner's pages: its settings, and clicks on it. */
import * as v from 'valibot';
import { schemaTexts } from '../../whatsapp/input-texts.ts';
import { referencePattern } from '../../whatsapp/receiving/reference.ts';
import { language } from '../languages.ts';
import { isWebAddress, queryNumber, text, time, whole } from '../values.ts';
import { businessHours } from './hours.ts';

const line = (max: number) => v.exactOptional(v.pipe(v.string(), v.trim(), v.maxLength(max)));
const isSecure = (url: string) => /^https:\/\//.test(url) && URL.canParse(url);
const address = v.exactOptional(
  v.pipe(v.string(), v.maxLength(1_024), v.check(isSecure, schemaTexts.address_form)),
);
/** The path of an uploaded picture, which the Worker serves. */
const uploaded = /^\/api\/inboxes\/[\w-]+\/button\/pictures\/[\w-]+$/;
const picture = v.exactOptional(
  v.pipe(
    v.string(),
    v.maxLength(1_024),
    v.check((url) => isSecure(url) || uploaded.test(url), schemaTexts.address_form),
  ),
);

/** A person or department to choose in the card. Omitted fields are taken from the button. */
export const buttonAgent = v.strictObject({
  name: text(60),
  /** Such as `Sales`. */
  role: line(60),
  avatar: picture,
  number: line(100),
  text: line(1_000),
  hours: v.exactOptional(businessHours),
});
export type ButtonAgent = v.InferOutput<typeof buttonAgent>;

/**
 * The settings of a button, beyond its attributes. Any page that names the number as its `connection` gets it. A
 * page can also write it as JSON into the element.
 */
export const buttonSettings = v.strictObject({
  /** The number with its country code, or a short link `wa.me/message/CODE`. The Worker adds its own number. */
  number: line(100),
  label: line(60),
  /** The text in the visitor's message field; can have `{TITLE}` and other names in it. */
  text: line(1_000),
  color: line(60),
  /** Whether a click opens the card first. By default it does if there are greetings, agents, hours or a consent. */
  card: v.exactOptional(v.boolean()),
  /** Who answers, as the head of the card. */
  name: line(60),
  /** Address of a picture, or the path of an uploaded one. */
  avatar: picture,
  /** Such as `Usually answers within an hour`; shown while it is open. */
  status: line(120),
  greeting: v.exactOptional(v.pipe(v.array(v.pipe(v.string(), v.trim(), v.maxLength(500))), v.maxLength(5))),
  agents: v.exactOptional(v.pipe(v.array(buttonAgent), v.maxLength(20))),
  hours: v.exactOptional(businessHours),
  /** The language of the button and its card, if the page does not say its own. The Worker adds that of its number. */
  language: v.exactOptional(language),
  /** What to say while it is closed, and whether visitors can write anyway. */
  closed: v.exactOptional(v.strictObject({ text: line(500), takesMessages: v.exactOptional(v.boolean()) })),
  /** A line above the link to WhatsApp; `isRequired` makes it a box to tick first. */
  consent: v.exactOptional(
    v.strictObject({ text: text(500), url: address, isRequired: v.exactOptional(v.boolean()) }),
  ),
});
export type ButtonSettings = v.InferOutput<typeof buttonSettings>;

/** The settings that are stored for a number's button. Its hours and its language are those of the number. */
export const buttonDesign = v.omit(buttonSettings, ['hours', 'language']);
export type ButtonDesign = v.InferOutput<typeof buttonDesign>;

/** The most that an uploaded picture may have. The console makes it smaller before it uploads it. */
export const maxPictureBytes = 64 * 1024;

/** An uploaded picture: its path is a value for `avatar`. It is deleted once no agent and no button uses it. */
export const uploadedPicture = v.object({ avatar: v.string() });
export type UploadedPicture = v.InferOutput<typeof uploadedPicture>;

const short = (max: number) => v.pipe(v.string(), v.maxLength(max));

/** A click on the button, sent by the page where it happened. */
export const press = v.strictObject({
  reference: v.pipe(v.string(), v.regex(referencePattern, 'A reference is made by the button.')),
  number: v.optional(short(100), ''),
  connection: v.optional(short(32), ''),
  page: v.pipe(short(2_000), v.check(isWebAddress, 'The page is an address that begins with http.')),
  title: v.optional(short(300), ''),
  referrer: v.optional(
    v.pipe(
      short(2_000),
      v.check((url) => url === '' || isWebAddress(url), 'An address, or empty.'),
    ),
    '',
  ),
  language: v.optional(short(35), ''),
});

export const pressesQuery = v.object({ days: v.optional(queryNumber(1, 90), '30') });

/** How often the button was clicked, and how many conversations came from it. */
export const pressStatistics = v.object({
  since: time,
  /** The 100 rows with the most clicks. `campaign` is the `utm_campaign`. */
  rows: v.array(
    v.object({
      page: v.string(),
      campaign: v.nullable(v.string()),
      presses: whole,
      conversations: whole,
    }),
  ),
});
export type PressStatistics = v.InferOutput<typeof pressStatistics>;
