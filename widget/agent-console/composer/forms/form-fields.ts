/** The fields of each form, and the message content built from their values. */
import type { Content } from '../../../../worker/api/conversations/messages.ts';
import { maxRows, sendLimits } from '../../../../worker/whatsapp/sending/limits.ts';
import { strings } from '../../../locales/strings.ts';
import type { FormDraft, HeaderFile, ListSection } from '../drafts/composer-draft.ts';
import { placeIn } from './place-in.ts';

export type FormKind = 'location' | 'contact' | 'buttons' | 'list' | 'link';

/** The values that a message is built from. */
export interface Filled {
  values: FormDraft['values'];
  sections: readonly ListSection[];
  header: Pick<HeaderFile, 'kind' | 'name'> | null;
}

export interface Field {
  name: string;
  label: string;
  hint?: string;
  isLong?: boolean;
  isRequired?: boolean;
  type?: 'text' | 'tel' | 'email' | 'url' | 'number';
  /** Characters. */
  max?: number;
}

export const emptySections: readonly ListSection[] = [{ id: 0, rows: [0, 1] }];

/** Types of message that can have a picture, video or document as the header. A list can only have a text. */
export function takesMediaHeader(kind: FormKind): boolean {
  return kind === 'buttons' || kind === 'link';
}

export function rowsIn(sections: readonly ListSection[]): number[] {
  return sections.flatMap(({ rows }) => rows);
}

/** Adds a row to this section, or to a new one; a full list stays the same. */
export function withRow(sections: readonly ListSection[], section: number | null): ListSection[] {
  const row = Math.max(-1, ...rowsIn(sections)) + 1;
  if (rowsIn(sections).length >= maxRows) return [...sections];
  if (section === null) {
    return [...sections, { id: Math.max(-1, ...sections.map(({ id }) => id)) + 1, rows: [row] }];
  }
  return sections.map((one) => (one.id === section ? { ...one, rows: [...one.rows, row] } : one));
}

/** Removes a row, and its section if it was the last one. */
export function withoutRow(sections: readonly ListSection[], row: number): ListSection[] {
  return sections
    .map((one) => ({ ...one, rows: one.rows.filter((other) => other !== row) }))
    .filter(({ rows }) => rows.length > 0);
}

export function sectionTitleField(section: number, number: number): Field {
  const max = limitOf('interactive.list', 'interactive.action.sections[].title');
  return { name: `section${section}`, label: strings.sectionTitle(number), max };
}

export function rowFields(row: number, number: number): Field[] {
  const at = 'interactive.action.sections[].rows[]';
  const [title, description] = [`${at}.title`, `${at}.description`].map((path) =>
    limitOf('interactive.list', path),
  );
  return [
    { name: `row${row}`, label: strings.rowTitle(number), ...(title && { max: title }) },
    {
      name: `description${row}`,
      label: strings.rowDescription(number),
      ...(description && { max: description }),
    },
  ];
}

/** All fields except those of a list's sections, which appear between `before` and `after`. */
export function fieldsOf(kind: FormKind, maxBody: number): { before: Field[]; after: Field[] } {
  const body: Field = { name: 'body', label: strings.text, isLong: true, isRequired: true, max: maxBody };
  const after: Field[] = [
    { name: 'header', label: strings.header, max: 60 },
    { name: 'footer', label: strings.footer, max: 60 },
  ];
  switch (kind) {
    case 'location':
      return {
        before: [
          { name: 'place', label: strings.compose.place, hint: strings.compose.placeHint },
          { name: 'latitude', label: strings.latitude, type: 'number', isRequired: true },
          { name: 'longitude', label: strings.longitude, type: 'number', isRequired: true },
          { name: 'name', label: strings.placeName, max: limitOf('location', 'location.name') },
          { name: 'address', label: strings.placeAddress, max: limitOf('location', 'location.address') },
        ],
        after: [],
      };
    case 'contact':
      return {
        before: [
          { name: 'name', label: strings.contactName, isRequired: true },
          { name: 'phone', label: strings.contactPhone, type: 'tel' },
          { name: 'email', label: strings.contactEmail, type: 'email' },
          { name: 'company', label: strings.contactCompany },
        ],
        after: [],
      };
    case 'buttons':
      return {
        before: [
          body,
          ...buttonNumbers.map((number) => ({
            name: `button${number}`,
            label: strings.buttonLabel(number),
            max: 20,
          })),
        ],
        after,
      };
    case 'list':
      return {
        before: [body, { name: 'button', label: strings.listButton, isRequired: true, max: 20 }],
        after,
      };
    case 'link':
      return {
        before: [
          body,
          { name: 'label', label: strings.linkLabel, isRequired: true, max: 20 },
          { name: 'url', label: strings.linkAddress, type: 'url', isRequired: true, max: 2000 },
        ],
        after,
      };
  }
}

const buttonNumbers = [1, 2, 3];

function limitOf(kind: string, path: string): number {
  const limit = sendLimits[kind]?.find((one) => one.path === path);
  if (!limit) throw new Error(`There is no limit for ${path} of ${kind}`);
  return limit.max;
}

/** The problems of fields, except their length, by the field's name. */
export function problemsOf(kind: FormKind, { values, sections }: Filled): Map<string, string> {
  const value = reader(values);
  const problems = new Map<string, string>();
  const { before } = fieldsOf(kind, 0);
  for (const { name, isRequired } of before) {
    if (isRequired && value(name) === '') problems.set(name, strings.templateValue.empty);
  }
  if (kind === 'location') {
    const found = placeIn(value('place'));
    if (found === 'short') problems.set('place', strings.compose.placeShort);
    else if (found === null && value('place') !== '') problems.set('place', strings.compose.placeUnread);
    for (const [name, most] of [
      ['latitude', 90],
      ['longitude', 180],
    ] as const) {
      if (value(name) !== '' && !(Math.abs(Number(value(name))) <= most))
        problems.set(name, strings.numberBetween(`-${most}`, `${most}`));
    }
  }
  if (kind === 'buttons') {
    const names = buttonNumbers.map((number) => `button${number}`);
    if (names.every((name) => value(name) === '')) problems.set('button1', strings.templateValue.empty);
    for (const [index, name] of names.entries()) {
      const isTwice = names.slice(0, index).some((other) => value(other) === value(name));
      if (isTwice && value(name) !== '') problems.set(name, strings.sameButtonLabel);
    }
  }
  if (kind === 'list') {
    const filled = filledSections(sections, value);
    const isEmpty = filled.length === 0;
    for (const { id, rows } of isEmpty ? sections.slice(0, 1) : filled) {
      if (filled.length > 1 && value(`section${id}`) === '')
        problems.set(`section${id}`, strings.sectionNeedsTitle);
      const begun = rows.filter((row) => isRowBegun(row, value));
      for (const row of begun.length > 0 ? begun : rows.slice(0, 1)) {
        if (value(`row${row}`) === '') problems.set(`row${row}`, strings.templateValue.empty);
      }
    }
  }
  return problems;
}

type Reader = (name: string) => string;

function reader(values: Readonly<Record<string, string>>): Reader {
  return (name) => (values[name] ?? '').trim();
}

function isRowBegun(row: number, value: Reader): boolean {
  return value(`row${row}`) !== '' || value(`description${row}`) !== '';
}

/** The fields that are not empty; the others are left out of the message. */
function filledSections(sections: readonly ListSection[], value: Reader): ListSection[] {
  return sections.filter(
    ({ id, rows }) => value(`section${id}`) !== '' || rows.some((row) => isRowBegun(row, value)),
  );
}

/** The message. The file of its header gets its id later. */
export function contentOf(kind: FormKind, { values, sections, header }: Filled): Content {
  const value = reader(values);
  const around = {
    ...headerOf(header, value('header')),
    body: { text: value('body') },
    ...(value('footer') && { footer: { text: value('footer') } }),
  };
  switch (kind) {
    case 'location':
      return {
        type: 'location',
        location: {
          // An empty field must not become the place at 0, 0.
          latitude: value('latitude') === '' ? Number.NaN : Number(value('latitude')),
          longitude: value('longitude') === '' ? Number.NaN : Number(value('longitude')),
          ...(value('name') && { name: value('name') }),
          ...(value('address') && { address: value('address') }),
        },
      };
    case 'contact': {
      const [first = '', ...rest] = value('name').split(/\s+/);
      return {
        type: 'contacts',
        contacts: [
          {
            name: {
              formatted_name: value('name'),
              first_name: first,
              ...(rest.length > 0 && { last_name: rest.join(' ') }),
            },
            phones: [
              {
                phone: value('phone'),
                type: 'CELL',
                // With `wa_id`, WhatsApp offers to message the contact. It is left out if the number was edited.
                ...(value('wa_id') && value('phone') === `+${value('wa_id')}` && { wa_id: value('wa_id') }),
              },
            ],
            ...(value('email') && { emails: [{ email: value('email'), type: 'WORK' }] }),
            ...(value('company') && { org: { company: value('company') } }),
          },
        ],
      };
    }
    case 'buttons': {
      const titles = buttonNumbers.map((number) => value(`button${number}`)).filter((title) => title !== '');
      const buttons = titles.map((title) => ({ type: 'reply' as const, reply: { id: title, title } }));
      return { type: 'interactive', interactive: { type: 'button', ...around, action: { buttons } } };
    }
    case 'list': {
      const action = { button: value('button'), sections: sectionsOf(sections, value) };
      return { type: 'interactive', interactive: { type: 'list', ...around, action } };
    }
    case 'link': {
      const parameters = { display_text: value('label'), url: value('url') };
      return {
        type: 'interactive',
        interactive: { type: 'cta_url', ...around, action: { name: 'cta_url', parameters } },
      };
    }
  }
}

function headerOf(file: Filled['header'], text: string) {
  switch (file?.kind) {
    case 'image':
      return { header: { type: 'image' as const, image: {} } };
    case 'video':
      return { header: { type: 'video' as const, video: {} } };
    case 'document':
      return { header: { type: 'document' as const, document: { filename: file.name.slice(-240) } } };
    case undefined:
      return text === '' ? {} : { header: { type: 'text' as const, text } };
  }
}

/** A row's id is its title, so that replies are readable. Repeated titles are numbered. */
function sectionsOf(sections: readonly ListSection[], value: Reader) {
  const ids = new Set<string>();
  const idFor = (title: string) => {
    let id = title;
    for (let number = 2; ids.has(id); number += 1) id = `${title} (${number})`;
    ids.add(id);
    return id;
  };
  return filledSections(sections, value).map(({ id, rows }) => ({
    ...(value(`section${id}`) && { title: value(`section${id}`) }),
    rows: rows
      .filter((row) => isRowBegun(row, value))
      .map((row) => ({
        id: idFor(value(`row${row}`)),
        title: value(`row${row}`),
        ...(value(`description${row}`) && { description: value(`description${row}`) }),
      })),
  }));
}
