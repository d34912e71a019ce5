/** Meta's constants in words. One that is unknown is shown as Meta writes it. */
import { html } from 'lit';
import { numberWords } from '../../../locales/number.ts';
import { setupWords as words } from '../../../locales/setup.ts';
import { numberText } from '../../ui/time/times.ts';

const kinds = {
  quality: () => words.values.quality,
  nameStatus: () => numberWords.nameStatus,
  platform: () => words.values.platform,
  token: () => words.values.token,
  permission: () => words.values.permission,
} satisfies Record<string, () => Readonly<Record<string, string>>>;

type Kind = keyof typeof kinds | 'limit';

export function metaText(kind: Kind, value: string | null): string {
  if (value === null || value === '') return words.notSaid;
  if (kind === 'limit') {
    const [, digits, thousands] = /^TIER_(\d+)(K?)$/.exec(value) ?? [];
    if (digits !== undefined)
      return words.values.limit(numberText(Number(digits) * (thousands === 'K' ? 1_000 : 1)));
    return value === 'TIER_UNLIMITED' ? words.values.unlimited : value;
  }
  const known: Readonly<Record<string, string>> = kinds[kind]();
  return known[value] ?? value;
}

/** The words, with Meta's constant as a tooltip for those who look it up. */
export function renderMeta(kind: Kind, value: string | null) {
  const text = metaText(kind, value);
  return value === null || text === value
    ? html`<bdi>${text}</bdi>`
    : html`<bdi title=${value}>${text}</bdi>`;
}
