import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AuditEntry, Page } from '../../../worker/api.ts';
import type { ApiClient } from '../../client/api-client.ts';
import { refusalOf } from '../../client/refusal.ts';
import { strings } from '../../locales/strings.ts';
import { customElement } from '../ui/custom-element.ts';
import { settingsStyles } from '../ui/form-styles.ts';
import { momentText } from '../ui/time/times.ts';
import { tokens } from '../ui/tokens.ts';
import { csvOf } from './csv.ts';

/** Who did what. For admins. */
@customElement('agent-console-audit-settings')
export class AuditSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @state() private entries: readonly AuditEntry[] | null = null;
  @state() private next: string | null = null;
  @state() private isSaving = false;
  @state() private problem: string | null = null;

  static override readonly styles = [
    tokens,
    settingsStyles,
    css`
      li > :first-child {
        flex-basis: 224px;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    queueMicrotask(() => void this.#try((api) => this.#more(api)));
  }

  protected override render() {
    const { entries } = this;
    if (!entries) return this.#renderProblem();
    return html`<h3>${strings.auditLog}</h3>
      <div class="end">
        <span class="quiet">${strings.auditHint}</span>
        <button class="plain" ?disabled=${this.isSaving} @click=${() => void this.#try((api) => this.#save(api))}>
          ${strings.auditSave}
        </button>
      </div>
      <ul aria-label=${strings.auditLog}>
        ${entries.map(
          (entry) => html`<li>
            ${renderDeed(entry)} <small>${momentText(entry.at)}</small>
          </li>`,
        )}
      </ul>
      ${
        this.next === null
          ? nothing
          : html`<div class="end">
              <button class="plain" @click=${() => void this.#try((api) => this.#more(api))}>${strings.auditMore}</button>
            </div>`
      }
      ${this.#renderProblem()}`;
  }

  #renderProblem() {
    return html`<p class="problem" role="alert">${this.problem ?? ''}</p>`;
  }

  async #more(api: ApiClient): Promise<void> {
    const { rows, next } = await page(api, this.next, 100);
    this.entries = [...(this.entries ?? []), ...rows];
    this.next = next;
  }

  /** The whole log, not only what is on the screen. */
  async #save(api: ApiClient): Promise<void> {
    this.isSaving = true;
    try {
      const all: AuditEntry[] = [];
      let next: string | null = null;
      do {
        const got: Page<AuditEntry> = await page(api, next, 500);
        all.push(...got.rows);
        next = got.next;
      } while (next !== null);
      const lines = all.map(({ at, by, action, subject }) => [
        new Date(at).toISOString(),
        by?.id ?? '',
        by?.name ?? '',
        action,
        subject,
      ]);
      const url = URL.createObjectURL(
        new Blob([csvOf([['at', 'agent_id', 'agent', 'action', 'subject'], ...lines])], { type: 'text/csv' }),
      );
      const link = document.createElement('a');
      link.href = url;
      link.download = 'audit.csv';
      link.click();
      URL.revokeObjectURL(url);
    } finally {
      this.isSaving = false;
    }
  }

  async #try(command: (api: ApiClient) => Promise<void>): Promise<void> {
    const { api } = this;
    if (!api) return;
    this.problem = null;
    this.problem = await refusalOf(() => command(api));
  }
}

/** Who, what, and to what; a phone number keeps its own direction. */
function renderDeed({ by, action, subject }: AuditEntry) {
  const deed = strings.auditActions[action];
  // Whoever has joined is who did it.
  const isSaid = subject === '' || subject === by?.name;
  return html`<span
    ><bdi>${by?.name ?? strings.auditDeployment}</bdi> ${isSaid ? deed : strings.auditDeed(deed)}
    ${isSaid ? nothing : html`<bdi>${subject}</bdi>`}</span
  >`;
}

function page(api: ApiClient, before: string | null, limit: number): Promise<Page<AuditEntry>> {
  return api.call('GET', `/audit?limit=${limit}${before === null ? '' : `&before=${before}`}`);
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-audit-settings': AuditSettings;
  }
}
