import { html } from 'lit';
import type { ButtonAgent } from '../../../../worker/api/numbers/button.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { buttonWords as words } from '../../../locales/button.ts';
import { renderCheckbox, renderField } from '../../ui/controls/field.ts';
import type { FormCheck } from '../../ui/controls/form-check.ts';
import { type HoursChange, usualHours } from './hours-editor.ts';
import type { PictureChange } from './picture-field.ts';
import './picture-field.ts';

interface Options {
  api: ApiClient | null;
  number: InboxSummary;
  worker: string;
  check: FormCheck;
  change: (agent: ButtonAgent) => void;
  remove: () => void;
}

/** The fields of one person or department to choose in the card. `index` makes their names unique. */
export function renderAgent(agent: ButtonAgent, index: number, options: Options) {
  const { check, change, remove } = options;
  const { hours: _, ...withoutHours } = agent;
  const field = (name: 'name' | 'role' | 'number' | 'text', label: string, max: number, rows?: number) =>
    renderField({
      name: `agent-${index}-${name}`,
      label,
      value: agent[name] ?? '',
      check,
      max,
      ...(rows && { rows }),
      ...(name === 'name' && { isRequired: true }),
      ...(name === 'number' && { type: 'tel', dir: 'ltr' }),
      change: (value) => change({ ...agent, [name]: value }),
    });
  return html`<div class="agent" role="group" aria-label=${words.agent(index + 1)}>
    <div class="pair">
      ${field('name', words.agentName, 60)} ${field('role', words.agentRole, 60)}
      ${field('number', words.agentNumber, 100)} ${field('text', words.agentText, 1_000, 1)}
    </div>
    <agent-console-picture
      .api=${options.api}
      .inbox=${options.number.id}
      .worker=${options.worker}
      .name=${agent.name}
      .picture=${agent.avatar ?? ''}
      @picture-change=${({ picture }: PictureChange) => change({ ...agent, avatar: picture })}
    ></agent-console-picture>
    ${renderCheckbox({
      name: `agent-${index}-hours`,
      label: words.agentHours,
      hint: words.agentHoursHint,
      isOn: agent.hours !== undefined,
      change: (isOn) => change(isOn ? { ...agent, hours: usualHours() } : withoutHours),
    })}
    ${
      agent.hours
        ? html`<agent-console-hours
            .hours=${agent.hours}
            @hours-change=${({ hours }: HoursChange) => change({ ...agent, hours })}
          ></agent-console-hours>`
        : ''
    }
    <div>
      <button type="button" class="button" @click=${remove}>
        ${words.removeAgent(agent.name || words.agent(index + 1))}
      </button>
    </div>
  </div>`;
}
