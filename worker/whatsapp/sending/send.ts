/**
 * What a business can send, and the request that sends it: `POST /{version}/{phone-number-id}/messages`.
 * Source: Meta's OpenAPI description v23.0 (`Message`), and
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages.
 */

import * as v from 'valibot';
import type { interactivePrompt } from '../content/interactive.ts';
import type { templateContent } from '../content/template.ts';
import type { GraphBody } from '../graph/graph.ts';
import type { Recipient } from '../identity/aliases.ts';
import { noWords, plainIssue } from '../plain-issue.ts';
import { beyondLimits, sendLimits } from './limits.ts';
import type { MediaKind } from './media.ts';
import { type OutboundContent, type OutboundIssue, outboundContent } from './outbound-content.ts';
import { brokenRules } from './rules.ts';

/** Finds everything that Meta would reject and that can be checked without a request. */
export function checkOutbound(content: unknown): { content: OutboundContent } | { issues: OutboundIssue[] } {
  const result = v.safeParse(outboundContent, content, { message: noWords });
  if (!result.success) return { issues: result.issues.map(invalid) };
  const { output } = result;
  const kind = output.type === 'interactive' ? `interactive.${output.interactive.type}` : output.type;
  const issues = [
    ...unknownKeys(content, output, ''),
    ...beyondLimits(sendLimits[kind] ?? [], output),
    ...brokenRules(output),
  ];
  return issues.length > 0 ? { issues } : { content: output };
}

/** The stored content without `shown`, which is only for display in the thread and is never sent. */
export function withoutShown(body: string): unknown {
  const { shown: _, ...content } = v.parse(v.looseObject({}), JSON.parse(body));
  return content;
}

export interface OutboundMessage {
  recipient: Recipient;
  content: OutboundContent;
  /** `wamid` of the message to quote. */
  replyTo?: string;
  /** Returned in the message's statuses; at most 512 characters. */
  callbackData?: string;
  /** The known identity of the customer. If it has changed since, Meta rejects the message with error 137000. */
  identityHash?: string;
}

export function composeMessage(message: OutboundMessage): GraphBody {
  const { recipient, content, replyTo, callbackData, identityHash } = message;
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...recipient,
    ...content,
    // To remove a reaction, Meta requires an empty emoji, not an absent one.
    ...(content.type === 'reaction' && { reaction: { emoji: '', ...content.reaction } }),
    // The only policy there is. Meta's OpenAPI description requires it; its servers do not.
    ...(content.type === 'template' && {
      template: {
        ...content.template,
        language: { policy: 'deterministic', ...content.template.language },
      },
    }),
    ...(replyTo !== undefined && { context: { message_id: replyTo } }),
    ...(callbackData !== undefined && { biz_opaque_callback_data: callbackData }),
    ...(identityHash !== undefined && { recipient_identity_key_hash: identityHash }),
  };
}

/** A file in a message: its id, or its address. */
export interface OutboundFile {
  kind: MediaKind;
  id?: string | undefined;
  link?: string | undefined;
}

/** All files of a message, including its header. */
export function filesIn(content: OutboundContent): OutboundFile[] {
  const files: OutboundFile[] = [];
  replaceMedia(content, (media, kind) => {
    files.push({ kind, id: media.id, link: media.link });
    return media;
  });
  return files;
}

/** The ids of all media in a message, including its header. */
export function mediaIdsIn(content: OutboundContent): string[] {
  return filesIn(content).flatMap(({ id }) => id ?? []);
}

/** Whether the customer gets a file with it: uploaded or by a link, also in its header. */
export function hasFile(content: OutboundContent): boolean {
  return filesIn(content).length > 0;
}

/** The same message with other media ids. */
export function withMediaIds(content: OutboundContent, ids: ReadonlyMap<string, string>): OutboundContent {
  return replaceMedia(content, (media) =>
    media.id === undefined ? media : { ...media, id: ids.get(media.id) ?? media.id },
  );
}

type Replace = <Media extends Pick<OutboundFile, 'id' | 'link'>>(media: Media, kind: MediaKind) => Media;

function replaceMedia(content: OutboundContent, inner: Replace): OutboundContent {
  switch (content.type) {
    case 'image':
      return { ...content, image: inner(content.image, 'image') };
    case 'video':
      return { ...content, video: inner(content.video, 'video') };
    case 'audio':
      return { ...content, audio: inner(content.audio, 'audio') };
    case 'document':
      return { ...content, document: inner(content.document, 'document') };
    case 'sticker':
      return { ...content, sticker: inner(content.sticker, 'sticker') };
    case 'interactive':
      return { ...content, interactive: replaceInHeader(content.interactive, inner) };
    case 'template':
      return { ...content, template: replaceInTemplate(content.template, inner) };
    default:
      return content;
  }
}

type Prompt = v.InferOutput<typeof interactivePrompt>;

function replaceInHeader(prompt: Prompt, inner: Replace): Prompt {
  if (!('header' in prompt) || !prompt.header) return prompt;
  const { header } = prompt;
  switch (header.type) {
    case 'image':
      return { ...prompt, header: { ...header, image: inner(header.image, 'image') } };
    case 'video':
      return { ...prompt, header: { ...header, video: inner(header.video, 'video') } };
    case 'document':
      return { ...prompt, header: { ...header, document: inner(header.document, 'document') } };
    case 'text':
      return prompt;
  }
}

type SentTemplate = v.InferOutput<typeof templateContent>['template'];
type SentComponent = NonNullable<SentTemplate['components']>[number];
const mediaValue = v.looseObject({ id: v.optional(v.string()), link: v.optional(v.string()) });
const mediaParameter = v.looseObject({ type: v.picklist(['image', 'video', 'document']) });
const cardComponents = v.array(v.looseObject({ components: v.array(v.looseObject({ type: v.string() })) }));

/** Replaces media in the parameters of a template and of its carousel cards. */
function replaceInTemplate(template: SentTemplate, inner: Replace): SentTemplate {
  if (!template.components) return template;
  const inParameter = (parameter: unknown): unknown => {
    if (!v.is(mediaParameter, parameter)) return parameter;
    const media = parameter[parameter.type];
    return v.is(mediaValue, media)
      ? { ...parameter, [parameter.type]: inner(media, parameter.type) }
      : parameter;
  };
  const inComponent = (component: SentComponent): SentComponent => ({
    ...component,
    ...(Array.isArray(component.parameters) && { parameters: component.parameters.map(inParameter) }),
    ...(v.is(cardComponents, component.cards) && {
      cards: component.cards.map((card) => ({ ...card, components: card.components.map(inComponent) })),
    }),
  });
  return { ...template, components: template.components.map(inComponent) };
}

function invalid(issue: v.BaseIssue<unknown>): OutboundIssue {
  const path = pathOf(issue);
  return {
    path,
    code: issue.received === 'undefined' ? 'missing' : 'invalid',
    message: plainIssue(issue, path),
  };
}

function pathOf(issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? []).reduce(
    (path, { key }) =>
      typeof key === 'number' ? `${path}[${key}]` : path === '' ? String(key) : `${path}.${key}`,
    '',
  );
}

/** Schemas drop unknown keys, and Meta rejects them. A misspelt option must not be dropped silently. */
function unknownKeys(given: unknown, known: unknown, path: string): OutboundIssue[] {
  if (Array.isArray(given) && Array.isArray(known)) {
    return given.flatMap((element, i) => unknownKeys(element, known[i], `${path}[${i}]`));
  }
  if (!isObject(given) || !isObject(known)) return [];
  return Object.entries(given).flatMap(([key, value]): OutboundIssue[] => {
    const at = path === '' ? key : `${path}.${key}`;
    return Object.hasOwn(known, key)
      ? unknownKeys(value, known[key], at)
      : [
          {
            path: at,
            code: 'unknown_key',
            message: 'This kind of message has no such option. Check its spelling, or leave it out.',
          },
        ];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
