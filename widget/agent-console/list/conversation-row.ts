/** What a row of the list shows. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Label } from '../../../worker/api/conversations/labels.ts';
import type { Message } from '../../../worker/api/conversations/messages.ts';
import type { InboxConversation, Unsent } from '../../client/state/inbox-state.ts';
import { closingMs } from '../../client/state/list-view.ts';
import { strings } from '../../locales/strings-first-load.ts';
import { icons } from '../../theme/icons-first-load.ts';
import { avatarColors, renderAvatar } from '../ui/avatar.ts';
import { listTimeText, numberText } from '../ui/time/times.ts';
import { previewText } from './preview.ts';

/** What a row shows beside the conversation itself. */
export interface RowContext {
  /** The names of the numbers by their ids, where rows of several are shown. */
  readonly numbers: ReadonlyMap<string, string> | null;
  /** Who else is writing. */
  readonly writer: string | undefined;
  readonly draft: string | undefined;
  readonly unsent: Unsent | undefined;
  /** Those that rows can have. */
  readonly labels: readonly Label[];
  readonly now: number;
  /** Called when a text that has to be loaded is there. */
  readonly loaded: () => void;
}

export function renderRow(conversation: InboxConversation, context: RowContext) {
  const { inbox, contact, unread, lastMessage, lastMessageAt } = conversation;
  const { numbers, writer, draft, unsent, now, loaded } = context;
  return html`${renderAvatar(contact.name, contact.id)}
    <span class="who">
      <span class="name" dir="auto">${contact.name}</span>
      ${numbers ? html`<span class="number c${[...numbers.keys()].indexOf(inbox) % avatarColors}" dir="auto">${numbers.get(inbox)}</span>` : nothing}
    </span>
    <span class="time">${lastMessageAt > 0 ? listTimeText(lastMessageAt, now) : nothing}</span>
    <span class="last"
      >${
        writer !== undefined
          ? html`<span class="writer" dir="auto">${strings.typingReply([writer])}</span>`
          : draft
            ? html`<span class="draft">${strings.draft}</span> <span class="said" dir="auto">${beginning(draft)}</span>`
            : renderLast(lastMessage, unsent, loaded)
      }</span
    >
    <span class="end">
      ${renderMarks(conversation, context)}
      ${unread > 0 ? html`<span class="unread" aria-label=${strings.unread(unread)}>${numberText(unread)}</span>` : nothing}
    </span>`;
}

function renderLast(lastMessage: Message | null, unsent: Unsent | undefined, loaded: () => void) {
  const { content, direction } = unsent ? { ...unsent, direction: 'out' as const } : (lastMessage ?? {});
  if (!content || !direction) return nothing;
  const text = previewText(content, direction, loaded);
  const fate = unsent?.isFailed ? strings.status.failed : strings.notSentYet;
  return html`${unsent ? html`<span class="unsent" role="img" aria-label=${fate} title=${fate}>!</span>` : nothing}
    ${direction === 'out' ? strings.you : nothing}<span class="said" dir="auto">${beginning(text)}</span>`;
}

function renderMarks(conversation: InboxConversation, { labels: known, now }: RowContext) {
  const { state, assignee, team, labels, handledBy, waitingSince, mentioned, window } = conversation;
  const left = (window.expiresAt ?? 0) - now;
  const holder = assignee ?? team;
  return html`${known
    .filter(({ id }) => labels.includes(id))
    .slice(0, 2)
    .map(
      ({ name, color }) =>
        html`<span class="spot ${color}" role="img" aria-label=${name} title=${name}></span>`,
    )}
    ${state === 'open' ? nothing : mark(state, strings.states[state], icons[state])}
    ${mentioned ? mark('mention', strings.mentioned, icons.mention) : nothing}
    ${handledBy === null ? nothing : mark('bot', strings.handledAutomatically, icons.bot)}
    ${waitingSince === null ? nothing : mark('waits', strings.needsReply, icons.reply)}
    ${left <= 0 ? mark('closed', strings.closed, icons.closed) : left < closingMs ? mark('soon', strings.closesSoon, icons.soon) : nothing}
    ${
      holder === null
        ? nothing
        : html`<span role="img" aria-label=${strings.assignedTo(holder.name)} title=${strings.assignedTo(holder.name)}
            >${renderAvatar(holder.name, holder.id, 20)}</span
          >`
    }`;
}

/** A quiet icon with its words on hover. */
function mark(kind: string, words: string, icon: TemplateResult) {
  return html`<span class="icon ${kind}" role="img" aria-label=${words} title=${words}>${icon}</span>`;
}

/** More than a line shows. The row is named by it, so a screen reader does not read the whole message. */
const mostShown = 120;

function beginning(text: string): string {
  // Taken as characters and not as code units, so that no emoji is cut in two.
  const characters = [...text.slice(0, 2 * (mostShown + 1))];
  return characters.length > mostShown ? `${characters.slice(0, mostShown).join('')}…` : text;
}
