/** What a rule does, in order: each action with its fields, and a menu that adds one. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { RuleAction } from '../../../../../worker/api/automation/rules.ts';
import { ruleWords as words } from '../../../../locales/automation-rules.ts';
import { icons } from '../../../../theme/icons.ts';
import { renderField, renderSelect } from '../../../ui/controls/field.ts';
import '../../../ui/overlays/menu.ts';
import type { ConsoleMenu } from '../../../ui/overlays/menu.ts';
import { numberText } from '../../../ui/time/times.ts';
import type { ActionBuilder } from './builder.ts';
import { renderLabels } from './match-part.ts';
import { renderReply } from './reply-part.ts';
import { type ActionType, type DraftAction, isAnswering, moved } from './rule-draft.ts';

const types: readonly ActionType[] = [
  ...(['reply', 'saved-reply', 'menu', 'label', 'assign', 'assign-team', 'distribute', 'note'] as const),
  ...(['hand-over', 'bot', 'assistant', 'off', 'resolve', 'stop'] as const),
];
const maxActions = 10;

export function renderActions(builder: ActionBuilder, focus: (selector: string) => void) {
  const { actions } = builder;
  const problem = builder.problem('actions');
  return html`<section>
    <h4>${words.thenDo}</h4>
    <div class="actions">
      ${repeat(
        actions,
        ({ key }) => key,
        (one, place) => renderAction(builder, one, place, focus),
      )}
    </div>
    ${problem === null ? nothing : html`<p class="problem" role="alert">${problem}</p>`}
    ${actions.length < maxActions ? renderAdd(builder, focus) : nothing}
  </section>`;
}

function renderAction(
  builder: ActionBuilder,
  one: DraftAction,
  place: number,
  focus: (selector: string) => void,
) {
  const { actions } = builder;
  const { key, action } = one;
  const name = words.actions[action.type];
  const problem = action.type === 'reply' ? null : builder.problem(`action-${key}`);
  const move = (by: number) => {
    builder.arrange(moved(actions, place, place + by));
    focus(`[data-action="${key}"] .${by < 0 ? 'up' : 'down'}:not(:disabled), [data-action="${key}"] .remove`);
  };
  const last = actions.length - 1;
  return html`<div class="action" data-action=${key} role="group" aria-label=${words.step(numberText(place + 1), name)}>
    <div class="line">
      <strong>${words.step(numberText(place + 1), name)}</strong>
      <button
        type="button"
        class="icon-button up"
        aria-label=${words.moveUp(name)}
        ?disabled=${place === 0}
        @click=${() => move(-1)}
      >
        ${icons.up}
      </button>
      <button
        type="button"
        class="icon-button down"
        aria-label=${words.moveDown(name)}
        ?disabled=${place === last}
        @click=${() => move(1)}
      >
        ${icons.down}
      </button>
      <button
        type="button"
        class="icon-button remove"
        aria-label=${words.delete(name)}
        @click=${() => {
          builder.arrange(actions.filter((other) => other.key !== key));
          focus('.add');
        }}
      >
        ${icons.trash}
      </button>
    </div>
    ${renderFields(builder, key, action, problem)}
  </div>`;
}

function renderFields(builder: ActionBuilder, key: number, action: RuleAction, problem: string | null) {
  const { choices } = builder;
  const select = (
    label: string,
    value: string,
    options: readonly { id: string; name: string }[],
    change: (id: string) => void,
  ) =>
    renderSelect({
      ...{ name: `action-${key}`, label, value, problem, change },
      options: [['', words.choose], ...options.map(({ id, name }) => [id, name] as const)],
    });
  switch (action.type) {
    case 'reply':
      return renderReply(builder, key, action.content);
    case 'saved-reply':
      return renderSavedReply(builder, key, action.reply, problem);
    case 'menu':
      return select(words.menu, action.menu, choices.menus, (menu) => builder.put(key, { ...action, menu }));
    case 'assign':
      return select(words.agent, action.to, choices.agents, (to) => builder.put(key, { ...action, to }));
    case 'assign-team':
      return select(words.team, action.team, choices.teams, (team) => builder.put(key, { ...action, team }));
    case 'note':
      return renderField({
        ...{ name: `action-${key}`, label: words.note, value: action.text, rows: 2, max: 1_024, problem },
        change: (text) => builder.put(key, { ...action, text }),
      });
    case 'label':
      if (choices.labels.length === 0) return html`<p class="quiet">${words.noLabels}</p>`;
      return html`<div class="pair">
          ${renderLabels(builder, `add-${key}`, words.addLabels, action.add, (add) => builder.put(key, { ...action, add }))}
          ${renderLabels(builder, `remove-${key}`, words.removeLabels, action.remove, (remove) =>
            builder.put(key, { ...action, remove }),
          )}
        </div>
        ${problem === null ? nothing : html`<p class="problem" role="alert">${problem}</p>`}`;
    default:
      return nothing;
  }
}

function renderSavedReply(
  { choices, put }: ActionBuilder,
  key: number,
  reply: string,
  problem: string | null,
) {
  const shared = choices.replies.filter(({ isShared }) => isShared);
  if (shared.length === 0 && reply === '') return html`<p class="quiet">${words.noSharedReplies}</p>`;
  const found = shared.find(({ id }) => id === reply);
  const isGone = reply !== '' && !found;
  return html`${renderSelect({
    ...{ name: `action-${key}`, label: words.sharedReply, value: reply, hint: words.sharedReplyHint },
    problem: isGone ? words.sharedReplyGone : problem,
    options: [
      ['', words.choose],
      ...(isGone ? [[reply, reply] as const] : []),
      ...shared.map(({ id, title }) => [id, title] as const),
    ],
    change: (id) => put(key, { type: 'saved-reply', reply: id }),
  })}
    ${
      found
        ? html`<p class="sends">
            ${found.file ? html`<span>${icons.file}<bdi>${found.file.filename}</bdi></span>` : nothing}
            <span dir="auto">${found.text}</span>
          </p>`
        : nothing
    }`;
}

function renderAdd(builder: ActionBuilder, focus: (selector: string) => void) {
  const { choices } = builder;
  const isOffered = (type: ActionType) => {
    if (isAnswering(type) && !builder.isAnswerOffered) return false;
    if (type === 'menu') return choices.menus.length > 0;
    if (type === 'saved-reply') return choices.replies.some(({ isShared }) => isShared);
    return type === 'assign-team' ? choices.teams.length > 0 : true;
  };
  return html`<agent-console-menu class="add" name=${words.addAction} label=${words.addAction}>
    <span slot="mark" aria-hidden="true">${icons.plus}</span>
    ${types.filter(isOffered).map(
      (type) =>
        html`<button
          type="button"
          class="item"
          @click=${({ currentTarget }: Event) => {
            if (currentTarget instanceof HTMLElement)
              currentTarget.closest<ConsoleMenu>('agent-console-menu')?.close();
            const key = builder.add(type);
            focus(`[data-action="${key}"] :is(textarea, select, input, .remove)`);
          }}
        >
          ${words.actions[type]}
        </button>`,
    )}
  </agent-console-menu>`;
}
