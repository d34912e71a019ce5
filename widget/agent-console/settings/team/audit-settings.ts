import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { AuditEntry } from '../../../../worker/api/people/team.ts';
import type { Page } from '../../../../worker/api/values.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { listAuditLog } from '../../../client/api/people/team.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { customElement } from '../../ui/custom-element.ts';
import { downloadFile } from '../../ui/download-file.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { Table } from '../../ui/table/table.ts';
import { tableStyles } from '../../ui/table/table-styles.ts';
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
  #table = new Table<AuditEntry>(this);
  #task = new SettingsTask<Page<AuditEntry>>(this, (api) =>
    listAuditLog(api, { before: null, limit: pageSize }),
  );

  static override readonly styles = [
    tokens,
    settingsStyles,
    tableStyles,
    css`
      .deed::first-letter {
        text-transform: uppercase;
      }
      .deed {
        display: block;
      }
    `,
  ];

  protected override render() {
    const { rows = null, next = null } = this.#task.shown ?? {};
    if (!rows && !this.#task.isBusy) return this.#task.renderProblem();
    return html`<div class="top">
        <h3>${strings.auditLog}</h3>
        <button class="plain" ?disabled=${this.#task.isBusy} @click=${() => void this.#task.run(exportLog)}>
          ${strings.auditSave}
        </button>
      </div>
      <p class="quiet">${strings.auditHint}</p>
      ${this.#table.render({
        label: strings.auditLog,
        rows,
        keyOf: ({ id }) => id,
        empty: { icon: icons.log, text: strings.noAuditEntries },
        columns: [
          {
            name: 'agent',
            heading: strings.agent,
            cell: ({ by }) => html`<bdi>${by?.name ?? strings.auditDeployment}</bdi>`,
          },
          { name: 'action', heading: strings.auditAction, kind: 'long', cell: renderDeed },
          { name: 'time', heading: strings.auditTime, kind: 'time', cell: ({ at }) => momentText(at) },
        ],
      })}
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

/** What was done, and to what; a phone number keeps its own direction. */
function renderDeed({ by, action, subject }: AuditEntry) {
  const deed = strings.auditActions[action];
  // For someone who joined, the actor and the subject are the same person.
  const isSaid = subject === '' || subject === by?.name;
  return html`<span class="deed"
    >${isSaid ? deed : html`${strings.auditDeed(deed)} <bdi>${subject}</bdi>`}</span
  >`;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-audit-settings': AuditSettings;
  }
}
