/** The conversations that a figure of the analytics counts. */
import * as v from 'valibot';
import { conversation } from '../conversations/conversations.ts';
import { limit, pageOf, queryNumber, whole } from '../values.ts';
import { figure, filters } from './analytics.ts';

const short = v.pipe(v.string(), v.nonEmpty(), v.maxLength(64));
const seconds = v.optional(queryNumber(0, 1_000_000_000));

/** The conversations that a figure counts, or one row of a table. What does not belong to the figure finds none. */
export const figureQuery = v.object({
  ...filters,
  figure,
  /** Only failures with this code. */
  code: v.optional(short),
  /** Only messages of this template, such as `order_update/en_US`. */
  template: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(600))),
  /** With `pressed`: only presses of the quick reply with this text. */
  button: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(256))),
  /** With `sent`: only messages of this kind of sender, as in `sent` of the summary. */
  sender: v.optional(v.picklist(['agents', 'api', 'phoneApp', 'automatic'])),
  /** With `answered`, `first-responses`: only waits that were longer, in seconds, and not longer than `upTo`. */
  above: seconds,
  upTo: seconds,
  /** `open`: waits are compared in the hours in which the number was open. */
  clock: v.optional(v.picklist(['wall', 'open'])),
  /** With `mode`, `assistant-handed-over`, `assistant-withdrawn`: only for this reason; empty if none is known. */
  reason: v.optional(v.pipe(v.string(), v.maxLength(64))),
  /** With `resolved`: only episodes that had this label at their end. */
  endLabel: v.optional(short),
  /** With the figures of clicks: only clicks on this page, and with this campaign; empty for none. */
  page: v.optional(v.pipe(v.string(), v.maxLength(2_048))),
  campaign: v.optional(v.pipe(v.string(), v.maxLength(256))),
  /** With `charged`: only messages with this category, type and country, as in `costs`; empty if WhatsApp named none. */
  category: v.optional(v.pipe(v.string(), v.maxLength(64))),
  type: v.optional(v.pipe(v.string(), v.maxLength(64))),
  country: v.optional(v.pipe(v.string(), v.maxLength(8))),
  /** With `rated`, `commented`: only answers with this score. */
  score: v.optional(queryNumber(1, 5)),
  /** 1: Monday. Only what was in this weekday and hour. */
  weekday: v.optional(queryNumber(1, 7)),
  hour: v.optional(queryNumber(0, 23)),
  /** `next` of the page before. */
  before: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,16}$/, 'Pass `next` of the page before.'), v.toNumber()),
  ),
  limit,
});
export type FigureQuery = v.InferOutput<typeof figureQuery>;
export type FigureFilter = v.InferInput<typeof figureQuery>;

export const countedConversations = v.object({
  ...pageOf(conversation).entries,
  /** How often each conversation of the page is counted, by its id: with `received`, how many messages it has. */
  counts: v.record(v.string(), whole),
  /**
   * How many there are on all pages, and what the figure counts in them at this moment. The figures of past days are from
   * last night, and those older than a week do not change any more.
   */
  total: v.object({ conversations: whole, counted: whole }),
  /** False if messages of the period are deleted: their conversations were counted, and are not listed. */
  isComplete: v.boolean(),
});
export type CountedConversations = v.InferOutput<typeof countedConversations>;
