import { describe, expect, it } from 'vitest';
import {
  categoryText,
  editedAt,
  languageName,
  notesOf,
  statusText,
  toneOf,
} from '../../../../../widget/agent-console/settings/templates/template-status.ts';
import { readTemplate, type Template } from '../../../../../worker/whatsapp/sending/templates/template.ts';

const now = Date.parse('2026-11-30T12:00:00Z');
const day = 24 * 60 * 60_000;

function template(more: Readonly<Record<string, unknown>> = {}): Template {
  const read = readTemplate({
    ...{ id: '1', name: 'one', language: 'en', status: 'APPROVED', category: 'UTILITY', components: [] },
    ...more,
  });
  if (!read) throw new Error('This is no template.');
  return read;
}
const texts = (one: Template) => notesOf(one, now).map(({ text }) => text);

describe('a template’s status', () => {
  it('that is unknown is shown as Meta writes it, as something to look at', () => {
    expect(statusText('BRAND_NEW')).toBe('Brand new');
    expect(toneOf('BRAND_NEW')).toBe('bad');
    expect(categoryText('FREE_SERVICE')).toBe('Free service');
  });
});

describe('the notes of a template', () => {
  it('are none for an approved template without trouble', () => {
    expect(texts(template({ last_updated_time: String((now - 30 * day) / 1000) }))).toEqual([]);
  });

  it('say what to do about a rejection, also if Meta gives no reason', () => {
    expect(texts(template({ status: 'REJECTED', rejected_reason: 'SCAM' }))[0]).toContain('shortened');
    expect(texts(template({ status: 'REJECTED' }))[0]).toContain('same text and footer');
    expect(texts(template({ status: 'REJECTED', rejected_reason: 'TOO_LOUD' }))).toEqual([
      'Meta’s reason: Too loud.',
    ]);
  });

  it('announce a category that Meta will give it', () => {
    expect(texts(template({ correct_category: 'MARKETING' }))[0]).toContain('Marketing');
    expect(texts(template({ correct_category: 'UTILITY' }))).toEqual([]);
  });

  it('warn from 45 days before Meta may archive it', () => {
    const edited = (days: number) =>
      template({ last_updated_time: new Date(now - days * day).toISOString() });
    expect(texts(edited(319))).toEqual([]);
    expect(texts(edited(321))[0]).toContain('Jan 13, 2027');
    expect(texts(edited(500))[0]).toContain('Nov 30, 2026');
  });

  it('count a year from the last time that it was sent, if that was after the last edit', () => {
    const old = template({ last_updated_time: new Date(now - 500 * day).toISOString() });
    const sent = (days: number) => notesOf(old, now, now - days * day).map(({ text }) => text);
    expect(sent(10)).toEqual([]);
    expect(sent(321)[0]).toContain('Jan 13, 2027');
  });
});

it('the time of the last edit is read in both of Meta’s forms', () => {
  expect(editedAt(template({ last_updated_time: '2026-11-30T12:00:00+0000' }))).toBe(now);
  expect(editedAt(template({ last_updated_time: now / 1000 }))).toBe(now);
  expect(editedAt(template({ last_updated_time: 'soon' }))).toBeNull();
});

it('a language is named in words, and an unknown code is shown as it is', () => {
  expect(languageName('pt_BR')).toBe('Brazilian Portuguese');
  expect(languageName('not a language')).toBe('not a language');
});
