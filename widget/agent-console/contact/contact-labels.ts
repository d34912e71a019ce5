import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { Label } from '../../../worker/api/conversations/labels.ts';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import { renderNewLabel } from '../commands/choice-menu.ts';
import { TeamActionEvent } from '../conversation/header/conversation-tools.ts';
import { customElement } from '../ui/custom-element.ts';
import { labelStyles, renderLabel } from '../ui/labels/label-mark.ts';
import { LabelWanted } from '../ui/labels/label-wanted.ts';
import { contactStyles } from './contact-styles.ts';
import '../ui/overlays/menu.ts';
import { type ConsoleMenu, menuItems } from '../ui/overlays/menu.ts';
import { tokens } from '../ui/tokens.ts';

/** The labels of a conversation, each with a button that takes it off, and a menu of those that it does not have. */
@customElement('agent-console-contact-labels')
export class ContactLabels extends LitElement {
  /** Ids of those that it has. */
  @property({ attribute: false }) on: readonly string[] = [];
  /** All that there are. */
  @property({ attribute: false }) labels: readonly Label[] = [];
  /** Only admins create labels. */
  @property({ attribute: false }) isAdmin = false;
  @query('agent-console-menu') private menu?: ConsoleMenu | null;

  static override readonly styles = [
    tokens,
    contactStyles,
    menuItems,
    labelStyles,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        margin-inline-start: -4px;
      }
      .take-off {
        display: inline-flex;
        gap: 4px;
        align-items: center;
        min-block-size: 32px;
        max-inline-size: 100%;
        padding: 4px;
        border: 0;
        border-radius: var(--radius-s);
        background: none;
        color: var(--quiet);
      }
      @media (pointer: coarse) {
        .take-off {
          min-block-size: 44px;
        }
      }
      .take-off:hover {
        background: var(--sunken);
      }
      .take-off .label {
        max-inline-size: 256px;
        font-size: 13px;
      }
      .take-off svg {
        flex: none;
        inline-size: 14px;
        block-size: 14px;
      }
      /* Its word begins where the labels do. */
      agent-console-menu {
        margin-inline-start: -8px;
      }
    `,
  ];

  #isTakingOff = false;

  /** Keeps the focus in place after a label is removed. */
  protected override updated(changed: PropertyValues<this>): void {
    if (!this.#isTakingOff || (changed.get('on')?.length ?? 0) <= this.on.length) return;
    this.#isTakingOff = false;
    this.menu?.focus();
  }

  protected override render() {
    const on = this.labels.filter(({ id }) => this.on.includes(id));
    const others = this.labels.filter(({ id }) => !this.on.includes(id));
    return html`<section>
      <h4>${strings.labels}</h4>
      ${this.labels.length === 0 && !this.isAdmin ? html`<p class="quiet">${strings.noLabels}</p>` : nothing}
      ${
        on.length === 0
          ? nothing
          : html`<ul>
              ${on.map(
                (label) => html`<li>
                  <button
                    class="take-off"
                    aria-label=${strings.removeLabel(label.name)}
                    @click=${() => this.#change({ remove: [label.id] })}
                  >
                    ${renderLabel(label)} ${icons.close}
                  </button>
                </li>`,
              )}
            </ul>`
      }
      ${
        others.length === 0 && !this.isAdmin
          ? nothing
          : html`<agent-console-menu name=${strings.labels} label=${strings.addLabel}>
              ${others.map(
                (label) => html`<button class="item" @click=${() => this.#change({ add: [label.id] })}>
                  ${renderLabel(label)}
                </button>`,
              )}
              ${this.isAdmin ? renderNewLabel(() => this.#create()) : nothing}
            </agent-console-menu>`
      }
    </section>`;
  }

  #create(): void {
    this.menu?.close();
    this.dispatchEvent(new LabelWanted());
  }

  #change(change: { add?: string[]; remove?: string[] }): void {
    this.#isTakingOff = change.remove !== undefined;
    this.menu?.close();
    this.dispatchEvent(new TeamActionEvent({ type: 'label', ...change }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-contact-labels': ContactLabels;
  }
}
