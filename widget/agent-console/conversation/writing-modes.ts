/** Reply or note, and a hint while the agent writes in a conversation that is not assigned to them. */
import { html, nothing } from 'lit';
import type { Person } from '../../../worker/api/values.ts';
import { strings } from '../../locales/strings.ts';
import '../ui/controls/tabs.ts';

export function renderModes({
  isNoting,
  write,
  hint,
}: {
  isNoting: boolean;
  write: (isNoting: boolean) => void;
  /** Null: there is nothing to say. */
  hint: { assignee: Person | null; assignToMe: () => void } | null;
}) {
  const mode = (isNote: boolean, text: string) =>
    html`<button class="tab" aria-pressed=${isNoting === isNote ? 'true' : 'false'} @click=${() => write(isNote)}>
      ${text}
    </button>`;
  return html`<div class="modes">
    <agent-console-tabs role="group" aria-label=${strings.writeWhat}>
      ${mode(false, strings.writeReply)} ${mode(true, strings.writeNote)}
    </agent-console-tabs>
    ${
      hint === null
        ? nothing
        : html`<span class="hint" role="status">
            ${hint.assignee === null ? strings.notAssigned : strings.assignedToOther(hint.assignee.name)}
            <button class="plain" @click=${hint.assignToMe}>
              ${hint.assignee === null ? strings.assignToMe : strings.takeOver}
            </button>
          </span>`
    }
  </div>`;
}
