import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Label } from '../../../worker/api/conversations/labels.ts';
import type { Agent } from '../../../worker/api/people/sessions.ts';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import { availabilityStyles, availabilityText, renderAvailability } from '../ui/availability-mark.ts';
import { avatarStyles, renderAvatar } from '../ui/avatar.ts';
import { customElement } from '../ui/custom-element.ts';
import { availabilityOf, followAvailability } from '../ui/known-availability.ts';
import '../ui/overlays/menu.ts';
import { type ConsoleMenu, menuItems } from '../ui/overlays/menu.ts';
import { tokens } from '../ui/tokens.ts';

/** What the menu leads to. */
export interface AccountHost {
  loadParts(): Promise<{ actions: { setAway(isAway: boolean): void } }>;
  openPage(section: string): Promise<void>;
}

/** The agent who is signed in, and whether conversations are assigned to them. */
@customElement('agent-console-account-menu')
export class AccountMenu extends LitElement {
  @property({ attribute: false }) host: AccountHost | null = null;
  @property({ attribute: false }) agent: Agent | null = null;
  /** Another list when pictures have been loaded. */
  @property({ attribute: false }) labels: readonly Label[] = [];

  static override readonly styles = [
    tokens,
    menuItems,
    avatarStyles,
    availabilityStyles,
    css`
      :host {
        position: absolute;
        inset-block-start: 8px;
        inset-inline-end: 8px;
        display: grid;
        place-items: center;
        inline-size: 44px;
        block-size: 44px;
      }
      .me {
        position: relative;
      }
      .me > .here {
        position: absolute;
        inset-block-end: -2px;
        inset-inline-end: -2px;
        background: var(--surface);
        outline: 2px solid var(--surface);
      }
      .me > .here.available {
        background: var(--good);
      }
      p {
        max-inline-size: 240px;
        margin: 4px 8px 8px;
        color: var(--quiet);
        font-size: 12px;
      }
      .name {
        overflow: hidden;
        font-size: 14px;
        text-overflow: ellipsis;
        color: inherit;
      }
      hr {
        margin: 8px 0;
        border: 0;
        border-block-start: 1px solid var(--line);
      }
    `,
  ];

  constructor() {
    super();
    followAvailability(this);
  }

  protected override render() {
    const { agent } = this;
    if (!agent) return nothing;
    const { id, name } = agent;
    const presence = availabilityOf(id);
    const isAway = presence === 'away';
    return html`<agent-console-menu
      icon
      side="end"
      name=${strings.yourAccount}
      label=${presence === null ? name : availabilityText(presence)}
    >
      <span slot="mark" class="me">${renderAvatar(name, id, 28)}${renderAvailability(presence)}</span>
      <p class="group name"><bdi>${name}</bdi></p>
      ${
        presence === null
          ? nothing
          : html`${this.#renderChoice('available', !isAway)} ${this.#renderChoice('away', isAway)}
              <p>${strings.awayHint}</p>`
      }
      <hr />
      <button class="item" @click=${this.#openAccount}>${icons.settings}<span>${strings.yourAccount}</span></button>
    </agent-console-menu>`;
  }

  #renderChoice(choice: 'available' | 'away', isOn: boolean) {
    return html`<button class="item" aria-pressed=${isOn ? 'true' : 'false'} @click=${() => this.#choose(choice === 'away')}>
      ${renderAvailability(choice)}<span>${availabilityText(choice)}</span>
    </button>`;
  }

  #choose(isAway: boolean): void {
    this.#menu?.close();
    void this.host?.loadParts().then(({ actions }) => actions.setAway(isAway));
  }

  #openAccount(): void {
    this.#menu?.close();
    void this.host?.openPage('account');
  }

  get #menu(): ConsoleMenu | null {
    return this.renderRoot.querySelector('agent-console-menu');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-account-menu': AccountMenu;
  }
}
