/** What happened to a template: what the team did, and what Meta reported. */
import { html, nothing } from 'lit';
import type { TemplateEvent } from '../../../../worker/api/templates/templates.ts';
import { templateWords as words } from '../../../locales/templates.ts';
import { momentText } from '../../ui/time/times.ts';
import { categoryText, qualityText, reasonText, statusText, toneOf } from './template-status.ts';

export function renderHistory(history: readonly TemplateEvent[]) {
  if (history.length === 0) return html`<p class="quiet">${words.noHistory}</p>`;
  return html`<ol class="history">
    ${history.map(
      (event) => html`<li class=${event.what === 'status' && event.value !== null ? toneOf(event.value) : ''}>
        <strong>${titleOf(event)}</strong> <small>${momentText(event.at)}</small>
        ${event.reason === null ? nothing : html`<p dir="auto">${reasonText(event.reason) ?? event.reason}</p>`}
        ${event.advice === null ? nothing : html`<p dir="auto">${event.advice}</p>`}
      </li>`,
    )}
  </ol>`;
}

function titleOf({ what, by, value, previous }: TemplateEvent): string {
  const name = by?.name ?? 'Meta';
  switch (what) {
    case 'submitted':
      return words.done.submitted(name);
    case 'edited':
      return words.done.edited(name);
    case 'deleted':
      return words.done.deleted(name);
    case 'unpaused':
      return words.done.unpaused(name);
    case 'status':
      return words.done.status(statusText(value ?? ''));
    case 'quality':
      return words.done.quality(changeOf(qualityText, previous, value));
    case 'category':
      return words.done.category(changeOf(categoryText, previous, value));
    case 'components':
      return words.done.components;
  }
}

function changeOf(text: (value: string) => string, previous: string | null, value: string | null): string {
  const now = text(value ?? '');
  return previous === null || previous === value ? now : words.change(text(previous), now);
}
