import { describe, expect, it } from 'vitest';
import {
  groupsOf,
  matching,
  noFilter,
  valuesOf,
} from '../../../../../widget/agent-console/settings/templates/template-groups.ts';
import { readTemplate, type Template } from '../../../../../worker/whatsapp/sending/templates/template.ts';

function template(name: string, language: string, more: Partial<Template> = {}): Template {
  const read = readTemplate({
    ...{ id: `${name}/${language}`, name, language, status: 'APPROVED', category: 'UTILITY' },
    components: [{ type: 'BODY', text: `The text of ${name}` }],
    ...more,
  });
  if (!read) throw new Error('This is no template.');
  return read;
}

const templates = [
  template('order_ready', 'en_US'),
  template('order_ready', 'de', { status: 'REJECTED' }),
  template('café_news', 'fr', { category: 'MARKETING' }),
  template('hello_world', 'en_US'),
];
const names = (groups: readonly { name: string }[]) => groups.map(({ name }) => name);

const unmarked = { marks: [], uses: [] };

describe('the list of templates', () => {
  it('has one entry for each name, with its languages in order', () => {
    const [, , order] = groupsOf(templates, unmarked);
    expect(order?.languages.map(({ language }) => language)).toEqual(['de', 'en_US']);
  });

  it('begins with favourites, and continues by name', () => {
    const groups = groupsOf(templates, {
      ...unmarked,
      marks: [{ name: 'order_ready', isFavourite: true, isHidden: false }],
    });
    expect(names(groups)).toEqual(['order_ready', 'café_news', 'hello_world']);
  });

  it('hides Meta’s samples unless they are favourites, and shows all on request', () => {
    expect(names(matching(groupsOf(templates, unmarked), noFilter))).not.toContain('hello_world');
    const liked = groupsOf(templates, {
      ...unmarked,
      marks: [{ name: 'hello_world', isFavourite: true, isHidden: false }],
    });
    expect(names(matching(liked, noFilter))).toContain('hello_world');
    expect(names(matching(groupsOf(templates, unmarked), { ...noFilter, showsHidden: true }))).toContain(
      'hello_world',
    );
  });

  it('finds all words in name and text, without accents and case', () => {
    const groups = groupsOf(templates, unmarked);
    expect(names(matching(groups, { ...noFilter, search: 'CAFE text' }))).toEqual(['café_news']);
    expect(names(matching(groups, { ...noFilter, search: 'order cafe' }))).toEqual([]);
  });

  it('keeps an entry if one of its languages matches all filters', () => {
    const groups = groupsOf(templates, unmarked);
    expect(names(matching(groups, { ...noFilter, status: 'REJECTED', language: 'de' }))).toEqual([
      'order_ready',
    ]);
    expect(names(matching(groups, { ...noFilter, status: 'REJECTED', language: 'en_US' }))).toEqual([]);
  });

  it('offers each value of a filter once', () => {
    expect(valuesOf(templates, 'language')).toEqual(['de', 'en_US', 'fr']);
  });
});
