import { css, html, LitElement, nothing } from 'lit';
import { query, state } from 'lit/decorators.js';
import { strings } from '../../locales/strings.ts';
import { controlStyles } from '../ui/controls/control-styles.ts';
import { customElement } from '../ui/custom-element.ts';
import { momentText } from '../ui/time/times.ts';
import { tokens } from '../ui/tokens.ts';

/** An agent wants conversations back at this time. */
export class SnoozeMoment extends Event {
  constructor(readonly until: number) {
    super('snooze-moment', { bubbles: true, composed: true });
  }
}

/** Any date and time, and the button that snoozes until then. */
@customElement('agent-console-snooze-moment')
export class SnoozeMomentField extends LitElement {
  @state() private until = Number.NaN;
  @query('input') private field?: HTMLInputElement | null;

  static override readonly styles = [
    tokens,
    controlStyles,
    css`
      :host {
        display: grid;
        gap: 8px;
        padding: 8px 12px;
      }
      label {
        display: grid;
        gap: 4px;
        font-size: 13px;
      }
      input {
        inline-size: 100%;
        min-block-size: var(--control);
        padding: 4px 12px;
        border: 1px solid var(--field-line);
        border-radius: var(--radius-m);
        background: var(--surface);
        color: inherit;
        font: inherit;
      }
      p {
        margin: 0;
        color: var(--alarm);
        font-size: 13px;
      }
      .button {
        white-space: normal;
      }
    `,
  ];

  protected override render() {
    const isPast = this.until <= Date.now();
    const isSet = !Number.isNaN(this.until);
    return html`<label
        >${strings.snoozeTime}
        <input
          type="datetime-local"
          aria-invalid=${isPast ? 'true' : nothing}
          aria-describedby=${isPast ? 'past' : nothing}
          @input=${({ target }: Event) => {
            this.until = new Date(target instanceof HTMLInputElement ? target.value : '').getTime();
          }}
          @keydown=${(event: KeyboardEvent) => {
            if (event.key === 'Enter') this.#snooze();
          }}
        />
      </label>
      ${isPast ? html`<p id="past" role="alert">${strings.timeIsPast}</p>` : nothing}
      <button class="button main" ?disabled=${!isSet || isPast} @click=${this.#snooze}>
        ${isSet && !isPast ? strings.snoozeUntil(momentText(this.until)) : strings.snooze}
      </button>`;
  }

  override focus(): void {
    this.field?.focus();
  }

  #snooze(): void {
    if (this.until > Date.now()) this.dispatchEvent(new SnoozeMoment(this.until));
    else this.field?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-snooze-moment': SnoozeMomentField;
  }
}
