import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Presence } from '../../../../worker/api/conversations/live.ts';
import { strings } from '../../../locales/strings.ts';
import { avatarStyles, renderAvatar } from '../../ui/avatar.ts';
import { customElement } from '../../ui/custom-element.ts';
import { spokenOnly } from '../../ui/spoken-only.ts';
import { tokens } from '../../ui/tokens.ts';

const maxShown = 3;

/** Who else of the team has this conversation on their screen, and who is writing in it. */
@customElement('agent-console-people')
export class PeopleHere extends LitElement {
  @property({ attribute: false }) people: readonly Presence[] = [];

  static override readonly styles = [
    tokens,
    avatarStyles,
    css`
      :host {
        display: flex;
        gap: 8px;
        align-items: center;
        min-inline-size: 0;
      }
      .people {
        display: flex;
      }
      .person {
        border: 2px solid var(--surface);
        border-radius: 50%;
      }
      .person + .person {
        margin-inline-start: -8px;
      }
      .typing {
        box-shadow: 0 0 0 2px var(--accent);
      }
      .says {
        overflow: hidden;
        color: var(--quiet);
        font-size: 13px;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      /* Where there is no room the avatars say it, and the words are only spoken. */
      @container (max-width: 560px) {
        .says {
          ${spokenOnly}
        }
      }
    `,
  ];

  protected override render() {
    const { people } = this;
    const typing = people.filter(({ isTyping }) => isTyping).map(({ name }) => name);
    const names = people.map(({ name }) => name);
    const says =
      typing.length > 0 ? strings.typingReply(typing) : names.length > 0 ? strings.alsoViewing(names) : '';
    return html`${
      people.length === 0
        ? nothing
        : html`<span class="people" aria-hidden="true">
              ${people
                .slice(0, maxShown)
                .map(
                  ({ agentId, name, isTyping }) =>
                    html`<span class="person ${isTyping ? 'typing' : ''}" title=${name}>${renderAvatar(name, agentId, 28)}</span>`,
                )}
            </span>`
    }
      <span class="says" role="status" dir="auto" title=${says}>${says}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-people': PeopleHere;
  }
}
