/**
 * Rules for outgoing messages beyond the schema and the limits. Sources: the
 * page of each kind under https://developers.facebook.com/documentation/business-messaging/whatsapp/messages, and
 * `MediaObject`, `ActionObject` and `SectionObject` in Meta's OpenAPI description v23.0.
 */

import type { InferOutput } from 'valibot';
import type { interactivePrompt } from '../content/interactive.ts';
import { maxProducts, maxRows } from './limits.ts';
import type { OutboundContent, OutboundIssue } from './outbound-content.ts';
import { parameterIssues } from './templates/template-parameters.ts';

export function brokenRules(content: OutboundContent): OutboundIssue[] {
  switch (content.type) {
    case 'image':
      return media('image', content.image);
    case 'video':
      return media('video', content.video);
    case 'audio':
      return media('audio', content.audio);
    case 'document':
      return media('document', content.document);
    case 'sticker':
      return media('sticker', content.sticker);
    case 'location':
      return [
        ...within('location.latitude', content.location.latitude, 90),
        ...within('location.longitude', content.location.longitude, 180),
      ];
    case 'contacts':
      return content.contacts.flatMap(({ name = {} }, i) => contactName(name, `contacts[${i}].name`));
    case 'reaction':
      return reaction(content.reaction.emoji);
    case 'template':
      return [
        ...templateName(content.template.name),
        ...parameterIssues(content.template.components ?? [], 'template.components'),
      ];
    case 'interactive':
      return interactive(content.interactive);
    case 'text':
      return [];
  }
}

function templateName(name: string): OutboundIssue[] {
  return /^[a-z0-9_]*$/.test(name)
    ? []
    : [
        wrong(
          'template.name',
          'invalid',
          'Use only a to z, 0 to 9 and underscores in the name of a template.',
        ),
      ];
}

type Prompt = InferOutput<typeof interactivePrompt>;

function interactive(prompt: Prompt): OutboundIssue[] {
  const header = 'header' in prompt && prompt.header ? headerRules(prompt.header) : [];
  switch (prompt.type) {
    case 'button': {
      const at = 'interactive.action.buttons';
      const replies = prompt.action.buttons.map((button) => button.reply);
      return [
        ...header,
        ...replies.flatMap((reply, i) => trimmed(`${at}[${i}].reply.id`, reply.id)),
        ...unique(replies.map((reply, i) => [`${at}[${i}].reply.id`, reply.id])),
        ...unique(replies.map((reply, i) => [`${at}[${i}].reply.title`, reply.title])),
      ];
    }
    case 'list': {
      const { sections } = prompt.action;
      const rows = sections.flatMap((section, s) =>
        section.rows.map((row, r): [string, string] => [
          `interactive.action.sections[${s}].rows[${r}].id`,
          row.id,
        ]),
      );
      return [
        ...header,
        ...textHeader(prompt.header),
        ...titled(sections),
        ...inAll(rows.length, maxRows, 'rows'),
        ...unique(rows),
      ];
    }
    case 'product_list': {
      const { sections } = prompt.action;
      const products = sections.flatMap((section) => section.product_items).length;
      return [
        ...header,
        ...textHeader(prompt.header),
        ...titled(sections),
        ...inAll(products, maxProducts, 'products'),
      ];
    }
    case 'cta_url':
      return [...header, ...link('interactive.action.parameters.url', prompt.action.parameters.url)];
    case 'flow': {
      const { flow_id, flow_name } = prompt.action.parameters;
      const path = 'interactive.action.parameters.flow_id';
      return [...header, ...oneOf(path, flow_id, flow_name, 'Set either flow_id or flow_name.')];
    }
    case 'carousel':
      return carousel(prompt.action.cards);
    case 'product':
    case 'catalog_message':
    case 'location_request_message':
    case 'address_message':
    case 'request_contact_info':
      return header;
  }
}

type Card = Extract<Prompt, { type: 'carousel' }>['action']['cards'][number];

/** Cards must be alike: the same kind of header, the same buttons, one catalog. */
function carousel(cards: Card[]): OutboundIssue[] {
  const [first] = cards;
  return cards.flatMap((card, i) => {
    const at = `interactive.action.cards[${i}]`;
    const issues: OutboundIssue[] = [];
    if (card.card_index !== i) {
      issues.push(
        wrong(`${at}.card_index`, 'invalid', `Number the cards from 0 in their order. This one is ${i}.`),
      );
    }
    if (first && likenessOf(card) !== likenessOf(first)) {
      issues.push(
        wrong(at, 'conflict', 'Every card must have the same kind of header and buttons as the first.'),
      );
    }
    if ('header' in card) issues.push(...mediaHeader(`${at}.header`, card.header));
    if ('parameters' in card.action)
      issues.push(...link(`${at}.action.parameters.url`, card.action.parameters.url));
    if ('body' in card && card.body && card.body.text.split('\n').length > 3) {
      issues.push({ ...wrong(`${at}.body.text`, 'too_many', 'At most 2 line breaks.'), limit: 2 });
    }
    return issues;
  });
}

function likenessOf(card: Card): string {
  if (card.type === 'product') return `product of ${card.action.catalog_id}`;
  return `${card.header.type} with ${'buttons' in card.action ? card.action.buttons.length : card.action.name}`;
}

type Header = NonNullable<Extract<Prompt, { type: 'button' }>['header']>;
type HostedMedia = { id?: string | undefined; link?: string | undefined };

function headerRules(header: Header): OutboundIssue[] {
  return header.type === 'text' ? [] : mediaHeader('interactive.header', header);
}

function mediaHeader(path: string, header: Exclude<Header, { type: 'text' }>): OutboundIssue[] {
  switch (header.type) {
    case 'image':
      return media(`${path}.image`, header.image);
    case 'video':
      return media(`${path}.video`, header.video);
    case 'document':
      return media(`${path}.document`, header.document);
  }
}

function textHeader(header: Header | undefined): OutboundIssue[] {
  return header && header.type !== 'text'
    ? [wrong('interactive.header.type', 'invalid', 'Use a text header. This kind of message has no other.')]
    : [];
}

function media(path: string, { id, link: url }: HostedMedia): OutboundIssue[] {
  return [
    ...oneOf(`${path}.id`, id, url, 'Set either the id of an upload or a link.'),
    ...(url === undefined ? [] : link(`${path}.link`, url)),
  ];
}

function link(path: string, url: string): OutboundIssue[] {
  return /^https?:\/\/\S+$/i.test(url)
    ? []
    : [wrong(path, 'invalid', 'Start the link with https:// or http://, and remove spaces.')];
}

function oneOf(path: string, a: string | undefined, b: string | undefined, message: string): OutboundIssue[] {
  if (Boolean(a) !== Boolean(b)) return [];
  return [wrong(path, a ? 'conflict' : 'missing', message)];
}

function within(path: string, degrees: number, max: number): OutboundIssue[] {
  return Math.abs(degrees) <= max
    ? []
    : [{ ...wrong(path, 'invalid', `Between -${max} and ${max} degrees.`), limit: max }];
}

function contactName(name: Record<string, string | undefined>, path: string): OutboundIssue[] {
  const { formatted_name, ...parts } = name;
  if (!formatted_name)
    return [wrong(`${path}.formatted_name`, 'missing', 'Add the full name of the contact.')];
  return Object.values(parts).some(Boolean)
    ? []
    : [wrong(path, 'missing', 'Besides the full name, WhatsApp requires a part of it, such as first_name.')];
}

function reaction(emoji: string | undefined): OutboundIssue[] {
  if (!emoji) return [];
  const graphemes = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(emoji)];
  const isEmoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(emoji);
  return graphemes.length === 1 && isEmoji
    ? []
    : [wrong('reaction.emoji', 'invalid', 'A reaction is one emoji. Send an empty one to remove it.')];
}

function titled(sections: { title?: string | undefined }[]): OutboundIssue[] {
  if (sections.length < 2) return [];
  return sections.flatMap(({ title }, i) =>
    title
      ? []
      : [
          wrong(
            `interactive.action.sections[${i}].title`,
            'missing',
            'Give each section a title if there are several.',
          ),
        ],
  );
}

function inAll(count: number, limit: number, what: string): OutboundIssue[] {
  return count > limit
    ? [
        {
          ...wrong(
            'interactive.action.sections',
            'too_many',
            `Use at most ${limit} ${what} in all sections together. There are ${count}.`,
          ),
          limit,
        },
      ]
    : [];
}

function trimmed(path: string, value: string): OutboundIssue[] {
  return value === value.trim()
    ? []
    : [wrong(path, 'invalid', 'Remove the spaces at the start and end of the id.')];
}

function unique(values: [path: string, value: string][]): OutboundIssue[] {
  const seen = new Set<string>();
  return values.flatMap(([path, value]) => {
    if (seen.has(value))
      return [wrong(path, 'duplicate', 'This value appears twice in the message. Change one.')];
    seen.add(value);
    return [];
  });
}

function wrong(path: string, code: OutboundIssue['code'], message: string): OutboundIssue {
  return { path, code, message };
}
