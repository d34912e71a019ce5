import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { failureOf } from '../../client/api/api-failure.ts';
import type { ContactCommands } from '../../client/store/contact-commands.ts';
import { strings } from '../../locales/strings.ts';
import { customElement } from '../ui/custom-element.ts';
import { downloadFile } from '../ui/download-file.ts';
import '../ui/overlays/menu.ts';
import { menuItems } from '../ui/overlays/menu.ts';
import { tokens } from '../ui/tokens.ts';
import { contactStyles } from './contact-styles.ts';

/** A customer's right to a copy of their data, and behind a menu what takes something away: blocking and erasing. */
@customElement('agent-console-contact-removal')
export class ContactRemoval extends LitElement {
  @property({ attribute: false }) name = '';
  @property({ attribute: false }) commands: ContactCommands | null = null;
  @property({ attribute: false }) isAdmin = false;
  @property({ attribute: false }) isBlocked = false;
  @state() private isAsking = false;
  @state() private typed = '';
  @state() private isBusy = false;
  @state() private problem: string | null = null;

  static override readonly styles = [
    tokens,
    contactStyles,
    menuItems,
    css`
      .item.danger {
        color: var(--alarm);
      }
      .hint {
        max-inline-size: 260px;
        padding: 0 12px 8px;
        color: var(--quiet);
        font-size: 12px;
      }
      .primary.danger {
        background: var(--alarm);
        color: var(--surface);
      }
    `,
  ];

  protected override render() {
    return html`<section>
      <h4>${strings.personalData}</h4>
      <div class="ends">
        <button class="plain" ?disabled=${this.isBusy} @click=${() => void this.#save('html')}>
          ${strings.exportPage}
        </button>
        <button class="plain" ?disabled=${this.isBusy} @click=${() => void this.#save('json')}>
          ${strings.exportJson}
        </button>
        <agent-console-menu name=${strings.moreActions} label=${strings.moreActions}>
          <button class="item" ?disabled=${this.isBusy} @click=${() => void this.#block()}>
            ${this.isBlocked ? strings.unblock : strings.block}
          </button>
          ${this.isBlocked ? nothing : html`<p class="hint">${strings.blockHint}</p>`}
          ${
            this.isAdmin
              ? html`<button class="item danger" @click=${() => this.#ask()}>${strings.eraseContact}</button>`
              : nothing
          }
        </agent-console-menu>
      </div>
      ${this.isAsking ? this.#renderQuestion() : nothing}
      <p class="problem" role="alert" ?hidden=${this.problem === null}>${this.problem}</p>
    </section>`;
  }

  #renderQuestion() {
    return html`<form
      @submit=${(event: Event) => {
        event.preventDefault();
        void this.#try(async () => this.commands?.erase(this.typed));
      }}
    >
      <label>
        ${strings.eraseQuestion(this.name)}
        <input
          dir="auto"
          autocomplete="off"
          .value=${this.typed}
          @input=${({ target }: Event) => {
            if (target instanceof HTMLInputElement) this.typed = target.value;
          }}
        />
      </label>
      <div class="ends">
        <button class="primary danger" ?disabled=${this.isBusy || this.typed.trim() !== this.name.trim()}>
          ${strings.eraseForGood}
        </button>
        <button
          type="button"
          class="plain"
          @click=${() => {
            this.isAsking = false;
          }}
        >
          ${strings.cancel}
        </button>
      </div>
    </form>`;
  }

  async #block(): Promise<void> {
    this.#menu?.close();
    await this.#try(async () => this.commands?.setBlocked(!this.isBlocked));
  }

  get #menu() {
    return this.renderRoot.querySelector('agent-console-menu');
  }

  #ask(): void {
    this.#menu?.close();
    this.isAsking = true;
    this.typed = '';
    void this.updateComplete.then(() => this.renderRoot.querySelector('input')?.focus());
  }

  async #save(format: 'json' | 'html'): Promise<void> {
    await this.#try(async () => {
      const file = await this.commands?.export(format);
      if (!file) return;
      downloadFile(file, `${this.name}.${format}`);
    });
  }

  async #try(command: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.problem = null;
    const failure = await failureOf(command).finally(() => {
      this.isBusy = false;
    });
    this.problem = failure?.message ?? null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-contact-removal': ContactRemoval;
  }
}
