/** What the assistant of a number may answer from. */
import * as v from 'valibot';
import { maxEntryLength } from '../../assistant/knowledge/page-text.ts';
import { language } from '../languages.ts';
import { person, text, time, whole } from '../values.ts';

/** `question`: the title is the question, the text its answer. `page`: taken from a page of your site. */
export const knowledgeKind = v.picklist(['text', 'question', 'page', 'file']);
export type KnowledgeKind = v.InferOutput<typeof knowledgeKind>;

const shape = {
  title: v.string(),
  text: v.string(),
  /** Null: not set. */
  language: v.nullable(language),
  /** After this time it is no longer used; null: it stays valid. */
  validUntil: v.nullable(time),
};

const input = {
  title: text(300),
  text: text(maxEntryLength),
  language: v.optional(v.nullable(language), null),
  validUntil: v.optional(v.nullable(time), null),
};

export const newKnowledge = v.strictObject({
  ...input,
  kind: v.optional(v.picklist(['text', 'question', 'file']), 'text'),
  /** The name of the file that the text was taken from. */
  filename: v.exactOptional(text(240)),
});
export type NewKnowledge = v.InferOutput<typeof newKnowledge>;
export type KnowledgeInput = v.InferInput<typeof newKnowledge>;

export const knowledgeChange = v.strictObject({
  ...input,
  /** The version that was read; another one in the meantime is an error. */
  version: v.exactOptional(whole),
});
export type KnowledgeChange = v.InferOutput<typeof knowledgeChange>;
export type KnowledgeChangeInput = v.InferInput<typeof knowledgeChange>;

/** Fetches a page. With `id` it replaces the text of that entry. */
export const knowledgePage = v.strictObject({
  url: v.pipe(v.string(), v.trim(), v.maxLength(2_048)),
  id: v.exactOptional(whole),
});
export type KnowledgePage = v.InferOutput<typeof knowledgePage>;

const listed = {
  id: whole,
  kind: knowledgeKind,
  ...shape,
  /** The page; null if it is none. */
  url: v.nullable(v.string()),
  filename: v.nullable(v.string()),
  /** Counts its changes, from 1. */
  version: whole,
  /** How much of a prompt it takes. */
  tokens: whole,
  updatedAt: time,
  updatedBy: person,
  /** When an answer or a suggestion was last taken from it, as far as the log of turns goes back; null: not yet. */
  lastUsedAt: v.nullable(time),
};

/** An entry in the list has the beginning of its text. */
export const knowledgeEntry = v.object(listed);
export type KnowledgeEntry = v.InferOutput<typeof knowledgeEntry>;

export const knowledgeVersion = v.object({
  version: whole,
  title: v.string(),
  text: v.string(),
  updatedAt: time,
  updatedBy: person,
});
export type KnowledgeVersion = v.InferOutput<typeof knowledgeVersion>;

/** The entry, and what it was before, newest first. */
export const knowledgeDetails = v.object({ ...listed, before: v.array(knowledgeVersion) });
export type KnowledgeDetails = v.InferOutput<typeof knowledgeDetails>;
