import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { AuditEntry } from '../../../../worker/api/people/team.ts';
import type { Page } from '../../../../worker/api/values.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { listAuditLog } from '../../../client/api/people/team.ts';
import { strings } from '../../../locales/strings.ts';
import { customElement } from '../../ui/custom-element.ts';
import { downloadFile } from '../../ui/download-file.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { momentText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';
import { csvOf } from './csv.ts';

const pageSize = 100;
const exportPageSize = 500;

/** Who did what. For admins. */
@customElement('agent-console-audit-settings')
export class AuditSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  #task = new SettingsTask<Page<AuditEntry>>(this, (api) =>
    listAuditLog(api, { before: null, limit: pageSize }),
  );

  static override readonly styles = [
    tokens,
    settingsStyles,
    css`
      li > :first-child {
        flex-basis: 224px;
      }
    `,
  ];

  protected override render() {
    const page = this.#task.shown;
    if (!page) return this.#task.renderProblem();
    const { rows, next } = page;
    return html`<h3>${strings.auditLog}</h3>
      <div class="end">
        <span class="quiet">${strings.auditHint}</span>
        <button class="plain" ?disabled=${this.#task.isBusy} @click=${() => void this.#task.run(exportLog)}>
          ${strings.auditSave}
        </button>
      </div>
      <ul aria-label=${strings.auditLog}>
        ${rows.map(
          (entry) => html`<li>
            ${renderDeed(entry)} <small>${momentText(entry.at)}</small>
          </li>`,
        )}
      </ul>
      ${
        next === null
          ? nothing
          : html`<div class="end">
              <button class="plain" ?disabled=${this.#task.isBusy} @click=${() => this.#more(next)}>${strings.auditMore}</button>
            </div>`
      }
      ${this.#task.renderProblem()}`;
  }

  #more(before: string): void {
    void this.#task.show(async (api) => {
      const page = await listAuditLog(api, { before, limit: pageSize });
      return { ...page, rows: [...(this.#task.shown?.rows ?? []), ...page.rows] };
    });
  }
}

/** The whole log, not only the part on screen. */
async function exportLog(api: ApiClient): Promise<void> {
  const all: AuditEntry[] = [];
  let next: string | null = null;
  do {
    const page: Page<AuditEntry> = await listAuditLog(api, { before: next, limit: exportPageSize });
    all.push(...page.rows);
    next = page.next;
  } while (next !== null);
  const lines = all.map(({ at, by, action, subject }) => [
    new Date(at).toISOString(),
    by?.id ?? '',
    by?.name ?? '',
    action,
    subject,
  ]);
  const csv = csvOf([['at', 'agent_id', 'agent', 'action', 'subject'], ...lines]);
  downloadFile(new Blob([csv], { type: 'text/csv' }), 'audit.csv');
}

/** Who, what, and to what; a phone number keeps its own direction. */
function renderDeed({ by, action, subject }: AuditEntry) {
  const deed = strings.auditActions[action];
  // For someone who joined, the actor and the subject are the same person.
  const isSaid = subject === '' || subject === by?.name;
  return html`<span
    ><bdi>${by?.name ?? strings.auditDeployment}</bdi> ${isSaid ? deed : strings.auditDeed(deed)}
    ${isSaid ? nothing : html`<bdi>${subject}</bdi>`}</span
  >`;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-audit-settings': AuditSettings;
  }
}
