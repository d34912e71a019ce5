import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { ConversationMode } from '../../../../worker/api/conversations/conversations.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { InboxConversation } from '../../../client/state/inbox-state.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { customElement } from '../../ui/custom-element.ts';
import '../../ui/overlays/menu.ts';
import { menuItems } from '../../ui/overlays/menu.ts';
import { momentText, timeText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';

/** Who answers is to change. */
export class ModeChange extends Event {
  constructor(readonly mode: ConversationMode) {
    super('mode-change', { bubbles: true, composed: true });
  }
}

interface Shown {
  label: string;
  hint: string;
  actions: readonly (readonly [text: string, mode: ConversationMode])[];
}

/** Who answers a conversation of a number with a bot, and until when. */
@customElement('agent-console-mode')
export class ModeMenu extends LitElement {
  @property({ attribute: false }) conversation: InboxConversation | null = null;
  @property({ attribute: false }) bot: InboxSummary['bot'] = null;
  @property({ attribute: false }) now = Date.now();

  static override readonly styles = [
    tokens,
    menuItems,
    css`
      :host {
        display: inline-block;
        min-inline-size: 0;
      }
      p {
        margin: 8px 12px;
        max-inline-size: 260px;
        color: var(--quiet);
        font-size: 13px;
        line-height: 18px;
      }
      [slot='mark'] {
        display: grid;
        flex: none;
      }
      .idle {
        color: var(--quiet);
      }
    `,
  ];

  protected override render() {
    const { conversation, bot } = this;
    if (!conversation || !bot) return nothing;
    const { label, hint, actions } = shownOf(conversation, bot, this.now);
    const isIdle = bot.isPaused || modeAt(conversation, this.now) !== 'automatic';
    return html`<agent-console-menu name=${strings.whoAnswers} label=${label}>
      <span slot="mark" class=${isIdle ? 'idle' : ''}>${isIdle ? icons.botOff : icons.bot}</span>
      <p>${hint}</p>
      ${actions.map(
        ([text, mode]) =>
          html`<button class="item" @click=${() => this.#change(mode)}><span>${text}</span></button>`,
      )}
    </agent-console-menu>`;
  }

  #change(mode: ConversationMode): void {
    this.renderRoot.querySelector('agent-console-menu')?.close();
    this.dispatchEvent(new ModeChange(mode));
  }
}

function shownOf(
  conversation: InboxConversation,
  { isPaused }: NonNullable<InboxSummary['bot']>,
  now: number,
): Shown {
  const { modeUntil } = conversation;
  const takeOver = [strings.takeOverFromBot, 'person'] as const;
  const resume = [strings.resumeBot, 'automatic'] as const;
  const turnOff = [strings.turnBotOff, 'off'] as const;
  switch (isPaused ? 'stopped' : modeAt(conversation, now)) {
    case 'stopped':
      return { label: strings.botStopped, hint: strings.botStoppedHint, actions: [] };
    case 'automatic':
      return { label: strings.botOn, hint: strings.botOnHint, actions: [takeOver, turnOff] };
    case 'off':
      return {
        ...{ label: strings.botOff, hint: strings.botOffHint },
        actions: [[strings.turnBotOn, 'automatic']],
      };
    case 'person':
      return {
        label: modeUntil === null ? strings.botPaused : strings.botPausedUntil(untilText(modeUntil, now)),
        ...{ hint: strings.botPausedHint, actions: [resume, turnOff] },
      };
  }
}

/** Today the time is enough. */
function untilText(until: number, now: number): string {
  const isToday = new Date(until).toDateString() === new Date(now).toDateString();
  return isToday ? timeText(until) : momentText(until);
}

/** The time of a person can end while the conversation is on screen. */
function modeAt({ mode, modeUntil }: InboxConversation, now: number): ConversationMode {
  return mode === 'person' && modeUntil !== null && modeUntil <= now ? 'automatic' : mode;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-mode': ModeMenu;
  }
}
