/** What a template's status, category and history mean, in words and colors. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Template } from '../../../../worker/api/numbers/numbers.ts';
import { languageTag } from '../../../../worker/whatsapp/templates/languages.ts';
import { speech } from '../../../locales/speak.ts';
import { templateWords as words } from '../../../locales/templates.ts';
import { lifetimeText } from '../../content/cards/template-terms.ts';
import { momentText } from '../../ui/time/times.ts';

const day = 24 * 60 * 60_000;
/** Meta archives what was neither sent nor edited for a year. */
const [archivedAfter, warnedBefore] = [365 * day, 45 * day];

export type Tone = 'good' | 'waiting' | 'bad' | 'off';

export function toneOf(status: string): Tone {
  switch (status) {
    case 'APPROVED':
      return 'good';
    case 'PENDING':
    case 'IN_APPEAL':
      return 'waiting';
    case 'ARCHIVED':
    case 'DELETED':
    case 'PENDING_DELETION':
      return 'off';
    default:
      return 'bad';
  }
}

/** Meta's own word for a status that is newer than these texts. */
export function statusText(status: string): string {
  const known: Readonly<Record<string, string>> = words.statuses;
  return known[status] ?? plainWord(status);
}

export function categoryText(category: string): string {
  const known: Readonly<Record<string, string>> = words.categories;
  return known[category] ?? plainWord(category);
}

export function qualityText(score: string): string {
  const known: Readonly<Record<string, string>> = words.qualities;
  return known[score] ?? plainWord(score);
}

/** What to do about Meta's reason; null for a reason that says all itself. */
export function reasonText(reason: string): string | null {
  const known: Readonly<Record<string, string>> = words.reasons;
  return known[reason] ?? null;
}

export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(speech.locale, { type: 'language' }).of(languageTag(code)) ?? code;
  } catch {
    // Meta can list a code that is no language tag.
    return code;
  }
}

/** Meta's own word, where there is no text for it. */
export function plainWord(code: string): string {
  const text = code.replaceAll('_', ' ').toLowerCase();
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** When Meta last saw an edit, in Unix milliseconds. */
export function editedAt({ last_updated_time: time }: Template): number | null {
  if (time === undefined) return null;
  const at = /^\d+$/.test(time) ? Number(time) * 1_000 : Date.parse(time);
  return Number.isNaN(at) ? null : at;
}

export interface TemplateNote {
  tone: 'bad' | 'warning';
  text: string;
}

/** What the team should know of a template, with what to do. `sentAt` is the last time that it was sent. */
export function notesOf(
  template: Template,
  now: number,
  sentAt: number | null = null,
): readonly TemplateNote[] {
  const { status, category, correct_category: upcoming, quality_score, rejected_reason: reason } = template;
  const notes: TemplateNote[] = [];
  if (status === 'REJECTED') {
    notes.push({
      tone: 'bad',
      text: reasonText(reason ?? 'NONE') ?? words.rejectedFor(plainWord(reason ?? '')),
    });
  }
  if (status === 'PAUSED') notes.push({ tone: 'bad', text: words.pausedNote });
  if (status === 'DISABLED') notes.push({ tone: 'bad', text: words.disabledNote });
  if (status === 'ARCHIVED') notes.push({ tone: 'bad', text: words.archivedNote });
  if (upcoming !== undefined && upcoming !== category) {
    notes.push({ tone: 'warning', text: words.categoryChanges(categoryText(upcoming)) });
  }
  const score = quality_score?.score;
  if (status === 'APPROVED' && (score === 'RED' || score === 'YELLOW')) {
    notes.push({ tone: 'warning', text: score === 'RED' ? words.qualityLow : words.qualityMedium });
  }
  const edited = editedAt(template);
  const archived = edited === null ? null : Math.max(edited, sentAt ?? 0) + archivedAfter;
  if (status === 'APPROVED' && archived !== null && archived - now < warnedBefore) {
    notes.push({ tone: 'warning', text: words.archivedFrom(dayOf(Math.max(archived, now))) });
  }
  return notes;
}

function dayOf(at: number): string {
  const text = new Intl.DateTimeFormat(speech.locale, { dateStyle: 'medium' }).format(at);
  return speech.direction === 'rtl' ? `\u2068${text}\u2069` : text;
}

export function renderStatus(status: string): TemplateResult {
  return html`<span class="status ${toneOf(status)}">${statusText(status)}</span>`;
}

/** Category, quality, last edit and last time that it was sent, as far as they are known. */
export function renderFacts(template: Template, sentAt: number | null = null): TemplateResult {
  const edited = editedAt(template);
  const score = template.quality_score?.score;
  const lifetime = lifetimeText(template);
  const facts = [
    categoryText(template.category),
    ...(score === undefined || score === 'UNKNOWN' ? [] : [words.quality(qualityText(score))]),
    ...(edited === null ? [] : [words.editedAt(momentText(edited))]),
    ...(sentAt === null ? [] : [words.sentOn(dayOf(sentAt))]),
    ...(lifetime === null ? [] : [lifetime]),
  ];
  return html`<small>${facts.join(' · ')}</small>`;
}

export function renderNotes(notes: readonly TemplateNote[], subject = '') {
  if (notes.length === 0) return nothing;
  return notes.map(
    ({ tone, text }) =>
      html`<p class="note ${tone}">${subject === '' ? nothing : html`<strong><bdi>${subject}</bdi></strong> `}${text}</p>`,
  );
}
