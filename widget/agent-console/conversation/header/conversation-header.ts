/** The header of an open conversation: one row at every width. */
import { html, nothing } from 'lit';
import type { Label } from '../../../../worker/api/conversations/labels.ts';
import type { Presence } from '../../../../worker/api/conversations/live.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { Agent } from '../../../../worker/api/people/sessions.ts';
import type { Person } from '../../../../worker/api/values.ts';
import type { InboxConversation } from '../../../client/state/inbox-state.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { isAutomatic } from '../../ui/automatic.ts';
import { renderAvatar } from '../../ui/avatar.ts';
import { renderLabel } from '../../ui/labels/label-mark.ts';
import { renderTeamName } from '../../ui/team-name.ts';
import './conversation-tools.ts';
import './people-here.ts';
import { renderWindow } from './window-ring.ts';

export interface HeaderView {
  conversation: InboxConversation;
  me: Agent | null;
  number: InboxSummary | null;
  /** The name of the number where there are several. */
  numberName: string | null;
  /** The people the conversation can be assigned to. */
  people: readonly Person[];
  /** The colleagues who are viewing it. */
  present: readonly Presence[];
  labels: readonly Label[];
  isContactOpen: boolean;
  now: number;
  back(): void;
  toggleContact(): void;
  /** Opens the search in its messages. */
  find(): void;
  chooseDate(): void;
  /** Something is done with the conversation. */
  acted(): void;
}

export function renderHeader(view: HeaderView) {
  const { conversation, now } = view;
  const { contact, window } = conversation;
  return html`<header part="header" class="${view.isContactOpen ? 'beside' : ''} ${view.number && isAutomatic(view.number) ? 'automatic' : ''}">
    <button class="round back" aria-label=${strings.backToList} @click=${view.back}>${icons.back}</button>
    <div class="who" @click=${view.toggleContact}>
      ${renderAvatar(contact.name, contact.id, 36)}
      <h2 tabindex="-1"><bdi>${contact.name}</bdi></h2>
      ${renderFacts(view)}
    </div>
    <agent-console-people .people=${[...view.present]}></agent-console-people>
    ${renderWindow(window.expiresAt, now)}
    <agent-console-tools
      .conversation=${conversation}
      .me=${view.me}
      .people=${view.people}
      .labels=${view.labels}
      .number=${view.number}
      .now=${now}
      @team-action=${view.acted}
      @contact-wanted=${view.toggleContact}
      @find-wanted=${view.find}
      @date-wanted=${view.chooseDate}
    ></agent-console-tools>
    <button
      class="icon-button about"
      aria-label=${strings.aboutCustomer}
      title=${strings.aboutCustomer}
      aria-expanded=${view.isContactOpen ? 'true' : 'false'}
      @click=${view.toggleContact}
    >
      ${icons.panel}
    </button>
  </header>`;
}

/** The number, the team, what keeps messages from them, and the labels: what gives way first where there is no room. */
function renderFacts({ conversation, numberName, labels }: HeaderView) {
  const facts = [
    ...(numberName === null ? [] : [html`<bdi>${numberName}</bdi>`]),
    ...(conversation.team === null ? [] : [renderTeamName(conversation.team)]),
    ...(conversation.blockedAt === null ? [] : [html`<span class="alarm">${strings.blocked}</span>`]),
    ...(conversation.marketingStoppedAt === null ? [] : [html`<span>${strings.noMarketing}</span>`]),
    ...labels.filter(({ id }) => conversation.labels.includes(id)).map(renderLabel),
  ];
  return facts.length === 0 ? nothing : html`<small class="facts">${facts}</small>`;
}
