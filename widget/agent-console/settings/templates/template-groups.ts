/** The list of templates: one entry for each name, with its languages. */
import type { Template } from '../../../../worker/api/numbers/numbers.ts';
import type { TemplateWorkshop } from '../../../../worker/api/templates/templates.ts';

export interface TemplateGroup {
  name: string;
  isFavourite: boolean;
  isHidden: boolean;
  /** By language code. */
  languages: readonly Template[];
  /** When each language was last sent from here, by its code. */
  sentAt: ReadonlyMap<string, number>;
}

export interface TemplateFilter {
  search: string;
  /** Empty: any. */
  status: string;
  category: string;
  language: string;
  showsHidden: boolean;
}

export const noFilter: TemplateFilter = {
  ...{ search: '', status: '', category: '', language: '', showsHidden: false },
};

/** Meta gives every account some, which are no use to customers. */
export const isSample = (name: string) => name === 'hello_world' || name.startsWith('sample_');

/** Favourites first, then by name. */
export function groupsOf(
  templates: readonly Template[],
  { marks, uses }: Pick<TemplateWorkshop, 'marks' | 'uses'>,
): readonly TemplateGroup[] {
  const byName = Map.groupBy(templates, ({ name }) => name);
  const groups = [...byName].map(([name, languages]): TemplateGroup => {
    const mark = marks.find((one) => one.name === name);
    const isFavourite = mark?.isFavourite ?? false;
    return {
      ...{ name, isFavourite, isHidden: mark?.isHidden === true || (isSample(name) && !isFavourite) },
      languages: languages.toSorted((a, b) => a.language.localeCompare(b.language)),
      sentAt: new Map(uses.filter((use) => use.name === name).map((use) => [use.language, use.sentAt])),
    };
  });
  return groups.sort((a, b) => Number(b.isFavourite) - Number(a.isFavourite) || a.name.localeCompare(b.name));
}

/** An entry stays if one of its languages matches everything. All words have to be found, without accents and case. */
export function matching(
  groups: readonly TemplateGroup[],
  { search, status, category, language, showsHidden }: TemplateFilter,
): readonly TemplateGroup[] {
  const words = folded(search).split(/\s+/);
  const isWanted = (one: Template) =>
    ['', one.status].includes(status) &&
    ['', one.category].includes(category) &&
    ['', one.language].includes(language) &&
    words.every((word) => folded(textsOf(one)).includes(word));
  return groups.filter(({ isHidden, languages }) => (showsHidden || !isHidden) && languages.some(isWanted));
}

/** The values that a filter can have, each once. */
export function valuesOf(templates: readonly Template[], by: 'status' | 'category' | 'language'): string[] {
  return [...new Set(templates.map((one) => one[by]))].filter((value) => value !== '').sort();
}

function textsOf({ name, components }: Template): string {
  const parts = components.flatMap((one) => [one, ...one.cards.flatMap((card) => card.components)]);
  const texts = parts.flatMap(({ text = '', buttons }) => [text, ...buttons.map((button) => button.text)]);
  return [name, name.replaceAll('_', ' '), ...texts].join('\n');
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/** `order_ready` becomes `order_ready_v2`, and that `order_ready_v3`. */
export function nextVersion(name: string): string {
  const [, base = name, number] = /^(.*)_v(\d+)$/.exec(name) ?? [];
  return `${base}_v${Number(number ?? 1) + 1}`;
}
