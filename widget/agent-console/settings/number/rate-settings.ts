import { html } from 'lit';
import { property } from 'lit/decorators.js';
import type { Rates, RateTable } from '../../../../worker/api/analytics/rates.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { changeRates, getRates } from '../../../client/api/numbers/analytics.ts';
import { analyticsBook, analyticsWords as words } from '../../../locales/analytics.ts';
import { speech } from '../../../locales/speak.ts';
import { strings } from '../../../locales/strings.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderField } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { numberText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import { SettingsTask } from '../settings-task.ts';
import { UnsavedChange } from '../unsaved.ts';
import { readRates, writeRates } from './rate-text.ts';

/** What the owner pays for messages: the table that analytics estimate costs with. */
@customElement('agent-console-rates')
export class RateSettings extends WordedElement {
  protected override readonly book = analyticsBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  #task = new SettingsTask<{ table: RateTable | null }>(this, async (api) =>
    this.number ? getRates(api, this.number.id) : null,
  );

  static override readonly styles = [tokens, settingsStyles, skeletonStyles, controlStyles, fieldStyles];

  protected override render() {
    const { shown } = this.#task;
    if (!shown) return this.#task.renderUnloaded();
    const { table } = shown;
    const { rates } = words;
    return html`<h4>${rates.title}</h4>
      <p class="quiet">${table === null ? rates.none : rates.count(table.rates.length)} ${rates.intro}</p>
      <form
        novalidate
        @input=${() => this.dispatchEvent(new UnsavedChange(true))}
        @submit=${this.#submit}
      >
        ${renderField({
          ...{ name: 'currency', label: rates.currency, hint: rates.currencyHint, dir: 'ltr' },
          value: table?.currency ?? '',
        })}
        ${renderField({
          ...{ name: 'table', label: rates.table, hint: rates.tableHint, rows: 8, dir: 'ltr' },
          placeholder: 'Country,Marketing,Utility,Authentication,Service\nDE,0.1131,0.0456,0.0456,0.0456',
          value: table === null ? '' : writeRates(table),
        })}
        <div class="end">
          <button class="button" ?disabled=${this.#task.isBusy}>${strings.save}</button>
          ${this.#task.renderOutcome()}
        </div>
      </form>`;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const { number } = this;
    if (!(event.target instanceof HTMLFormElement) || !number) return;
    const data = new FormData(event.target);
    const text = String(data.get('table') ?? '').trim();
    if (text === '') {
      void this.#task.show((api) => this.#store(api, number.id, null), { done: strings.saved });
      return;
    }
    const found = readRates(text, speech.locale);
    if (!found || found.rates.length === 0) {
      this.#task.refuse(words.rates.notUnderstood);
      return;
    }
    const written = String(data.get('currency') ?? '')
      .trim()
      .toUpperCase();
    const currency = written === '' ? found.currency : written;
    if (currency === null || !/^[A-Z]{3}$/.test(currency)) {
      this.#task.refuse(words.rates.currencyMissing);
      return;
    }
    const table = { currency, rates: found.rates };
    const done = [
      strings.saved,
      ...(found.unknown.length === 0
        ? []
        : [words.rates.unknown(numberText(found.unknown.length), found.unknown.slice(0, 5).join(', '))]),
    ].join(' ');
    void this.#task.show((api) => this.#store(api, number.id, table), { done });
  }

  async #store(api: ApiClient, inbox: string, table: RateTable | null): Promise<Rates> {
    const stored = await changeRates(api, inbox, { table });
    this.dispatchEvent(new UnsavedChange(false));
    return stored;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-rates': RateSettings;
  }
}
