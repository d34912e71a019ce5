import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { BusinessHours, Weekday } from '../../../../worker/api/numbers/hours.ts';
import { buttonBook, buttonWords as words } from '../../../locales/button.ts';
import { speech } from '../../../locales/speak.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderCheckbox, renderSelect } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import { nextSpan, type Span, spansIn, textOf } from './hours-spans.ts';

export const weekdays: readonly Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

/** The hours in the editor have changed. */
export class HoursChange extends Event {
  constructor(readonly hours: BusinessHours) {
    super('hours-change');
  }
}

/**
 * Edits business hours: the time zone, several spans for each day of the week, and days that differ from their weekday.
 */
@customElement('agent-console-hours')
export class HoursEditor extends WordedElement {
  protected override readonly book = buttonBook;
  @property({ attribute: false }) hours: BusinessHours = usualHours();

  static override readonly styles = [
    tokens,
    controlStyles,
    fieldStyles,
    css`
      :host {
        display: grid;
        gap: 16px;
        container-type: inline-size;
      }
      ul {
        display: grid;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .day {
        display: grid;
        grid-template-columns: 152px minmax(0, 1fr);
        gap: 4px 12px;
        align-items: start;
        padding-block: 4px;
      }
      li + li {
        border-block-start: 1px solid var(--line);
      }
      .spans {
        display: grid;
        gap: 4px;
      }
      .span {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
      }
      .span .input {
        flex: 0 1 128px;
        inline-size: auto;
      }
      .closed {
        align-content: center;
        min-block-size: var(--control);
        color: var(--quiet);
      }
      .day .input {
        max-inline-size: 152px;
      }
      .choice {
        padding-block: 8px;
      }
      .title {
        margin: 0;
        font-size: 14px;
        font-weight: 600;
      }
      @container (max-width: 419px) {
        .day {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  protected override render() {
    const { timeZone, week, days = {} } = this.hours;
    const dates = Object.keys(days).sort();
    return html`${renderSelect({
      name: 'time-zone',
      label: words.timeZone,
      value: timeZone,
      options: [...new Set([timeZone, ...Intl.supportedValuesOf('timeZone')])].map((zone) => [
        zone,
        zone.replaceAll('_', ' '),
      ]),
      change: (zone) => this.#change({ timeZone: zone }),
    })}
      <ul aria-label=${words.week}>
        ${weekdays.map((day, index) => this.#renderWeekday(day, dayName(index), week[day]))}
      </ul>
      <div>
        <button type="button" class="button" @click=${this.#copyMonday}>${words.copyToAll(dayName(0))}</button>
      </div>
      <p class="title" id="special">${words.days}</p>
      ${
        dates.length === 0
          ? nothing
          : html`<ul aria-labelledby="special">
              ${dates.map((date) => this.#renderDate(date, days[date] ?? ''))}
            </ul>`
      }
      <div><button type="button" class="button" @click=${this.#addDate}>${words.addDay}</button></div>`;
  }

  #renderWeekday(day: Weekday, name: string, text = '') {
    const spans = spansIn(text);
    const set = (next: readonly Span[]) =>
      this.#change({ week: { ...this.hours.week, [day]: textOf(next) } });
    return html`<li class="day">
      ${renderCheckbox({
        name: day,
        label: name,
        isOn: spans.length > 0,
        change: (isOn) => set(isOn ? [nextSpan([])] : []),
      })}
      ${this.#renderSpans(name, spans, set)}
    </li>`;
  }

  #renderDate(date: string, text: string) {
    const spans = spansIn(text);
    const set = (next: readonly Span[]) =>
      this.#change({ days: { ...this.hours.days, [date]: textOf(next) } });
    const name = new Intl.DateTimeFormat(speech.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
      new Date(date),
    );
    return html`<li><div class="day" role="group" aria-label=${name}>
      <input
        class="input"
        type="date"
        aria-label=${words.date}
        .value=${date}
        @change=${({ target }: Event) => target instanceof HTMLInputElement && this.#moveDate(date, target.value)}
      />
      <div class="spans">
        ${this.#renderSpans(name, spans, set)}
        <div class="span">
          ${
            spans.length === 0
              ? html`<button type="button" class="button ghost" @click=${() => set([nextSpan([])])}>${words.addHours}</button>`
              : nothing
          }
          <button type="button" class="button ghost" @click=${() => this.#removeDate(date)}>${words.removeDay}</button>
        </div>
      </div>
    </div></li>`;
  }

  #renderSpans(day: string, spans: readonly Span[], set: (spans: readonly Span[]) => void) {
    if (spans.length === 0) return html`<span class="closed">${words.dayClosed}</span>`;
    const field = (index: number, end: 'from' | 'to') =>
      html`<input
        class="input"
        type="time"
        required
        aria-label="${day}, ${words[end]}"
        .value=${spans[index]?.[end] ?? ''}
        @change=${({ target }: Event) => {
          if (!(target instanceof HTMLInputElement) || target.value === '') return;
          set(spans.map((span, place) => (place === index ? { ...span, [end]: target.value } : span)));
        }}
      />`;
    return html`<div class="spans">
      ${spans.map(
        (_, index) => html`<div class="span">
          ${field(index, 'from')}<span aria-hidden="true">–</span>${field(index, 'to')}
          ${
            spans.length > 1
              ? html`<button
                  type="button"
                  class="icon-button"
                  aria-label="${words.removeHours}: ${day}"
                  @click=${() => set(spans.filter((_one, place) => place !== index))}
                >
                  ${icons.close}
                </button>`
              : nothing
          }
          ${
            index === spans.length - 1
              ? html`<button
                  type="button"
                  class="icon-button"
                  aria-label="${words.addHours}: ${day}"
                  @click=${() => set([...spans, nextSpan(spans)])}
                >
                  ${icons.plus}
                </button>`
              : nothing
          }
        </div>`,
      )}
    </div>`;
  }

  #copyMonday(): void {
    const { monday = '' } = this.hours.week;
    this.#change({ week: Object.fromEntries(weekdays.map((day) => [day, monday])) });
  }

  /** The first day from tomorrow on without special hours. */
  #addDate(): void {
    const days = { ...this.hours.days };
    const dayMs = 24 * 60 * 60_000;
    let at = Date.now() + dayMs;
    const dateAt = (time: number) => new Date(time).toISOString().slice(0, 10);
    while (dateAt(at) in days) at += dayMs;
    this.#change({ days: { ...days, [dateAt(at)]: '' } });
  }

  #moveDate(from: string, to: string): void {
    const { [from]: text = '', ...others } = this.hours.days ?? {};
    if (to === '' || to in others) this.requestUpdate();
    else this.#change({ days: { ...others, [to]: text } });
  }

  #removeDate(date: string): void {
    const { [date]: _, ...others } = this.hours.days ?? {};
    this.#change({ days: others });
  }

  #change(change: Partial<BusinessHours>): void {
    this.hours = { ...this.hours, ...change };
    this.dispatchEvent(new HoursChange(this.hours));
  }
}

/** Monday to Friday, in the time zone of the admin. */
export function usualHours(): BusinessHours {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const week = Object.fromEntries(weekdays.slice(0, 5).map((day) => [day, '09:00-17:00']));
  return { timeZone, week };
}

/** Monday first, in the reader's language. */
function dayName(index: number): string {
  return new Intl.DateTimeFormat(speech.locale, { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2026, 0, 5 + index)),
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-hours': HoursEditor;
  }
  interface HTMLElementEventMap {
    'hours-change': HoursChange;
  }
}
