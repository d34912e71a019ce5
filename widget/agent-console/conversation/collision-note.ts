import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Message } from '../../../worker/api/conversations/messages.ts';
import { strings } from '../../locales/strings.ts';
import { contentText } from '../content/content-text.ts';
import { customElement } from '../ui/custom-element.ts';
import { tokens } from '../ui/tokens.ts';

/** The agent has read another agent's reply; `isSent` sends their own anyway. */
export class CollisionChoice extends Event {
  constructor(readonly isSent: boolean) {
    super('collision-choice', { bubbles: true, composed: true });
  }
}

/** Warns that another agent has replied, before a second reply is sent. It blocks nothing else. */
@customElement('agent-console-collision')
export class CollisionNote extends LitElement {
  /** The other agent's reply. */
  @property({ attribute: false }) answer: Message | null = null;

  static override readonly styles = [
    tokens,
    css`
      div {
        display: grid;
        gap: 8px;
        padding: 12px 16px;
        border-block-start: 1px solid var(--line);
        background: var(--alarm-surface);
      }
      blockquote {
        max-block-size: 6lh;
        margin: 0;
        overflow: auto;
        padding-inline-start: 8px;
        border-inline-start: 3px solid var(--alarm);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .ends {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .plain {
        min-block-size: 44px;
        padding-inline: 16px;
      }
    `,
  ];

  protected override render() {
    const { answer } = this;
    if (!answer) return nothing;
    const name = answer.author?.type === 'agent' ? answer.author.name : strings.phoneApp;
    return html`<div role="alert">
      <strong>${strings.answeredMeanwhile(name)}</strong>
      <blockquote dir="auto" tabindex="0">${contentText(answer.content, answer.direction)}</blockquote>
      <span class="ends">
        <button class="primary" @click=${() => this.dispatchEvent(new CollisionChoice(false))}>${strings.keepEditing}</button>
        <button class="plain" @click=${() => this.dispatchEvent(new CollisionChoice(true))}>${strings.sendAnyway}</button>
      </span>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-collision': CollisionNote;
  }
}
