import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { ConversationMode } from '../../../../worker/api/conversations/conversations.ts';
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

/** Who answers a conversation of a number that answers automatically, and until when. */
@customElement('agent-console-mode')
export class ModeMenu extends LitElement {
  @property({ attribute: false }) conversation: InboxConversation | null = null;
  /** Whether an admin has paused all that answers automatically for the number. */
  @property({ attribute: false }) isPaused = false;
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
      agent-console-menu {
        --menu-label: var(--mode-words);
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
    const { conversation, isPaused } = this;
    if (!conversation) return nothing;
    const { label, hint, actions } = shownOf(conversation, isPaused, this.now);
    const isIdle = isPaused || modeAt(conversation, this.now) !== 'automatic';
    return html`<agent-console-menu name=${strings.whoAnswers} label=${label} title=${label}>
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

function shownOf(conversation: InboxConversation, isPaused: boolean, now: number): Shown {
  const { modeUntil } = conversation;
  const takeOver = [strings.takeOverAutomation, 'person'] as const;
  const resume = [strings.resumeAutomation, 'automatic'] as const;
  const turnOff = [strings.turnAutomationOff, 'off'] as const;
  switch (isPaused ? 'stopped' : modeAt(conversation, now)) {
    case 'stopped':
      return { label: strings.automationStopped, hint: strings.automationStoppedHint, actions: [] };
    case 'automatic':
      return { label: strings.automationOn, hint: strings.automationOnHint, actions: [takeOver, turnOff] };
    case 'off':
      return {
        ...{ label: strings.automationOff, hint: strings.automationOffHint },
        actions: [[strings.turnAutomationOn, 'automatic']],
      };
    case 'person':
      return {
        label:
          modeUntil === null
            ? strings.automationPaused
            : strings.automationPausedUntil(untilText(modeUntil, now)),
        ...{ hint: strings.automationPausedHint, actions: [resume, turnOff] },
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
