import { html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { BlockedCustomer } from '../../../../worker/api/conversations/contacts.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { Page } from '../../../../worker/api/values.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { listBlocked, unblockPhone } from '../../../client/api/conversations/contacts.ts';
import { numberWords as words } from '../../../locales/number.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { emptyStyles, renderEmpty } from '../../ui/feedback/empty-state.ts';
import { renderSkeleton, skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { focusOn } from '../../ui/focus-on.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { momentText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';

/** The contacts that a number has blocked. */
@customElement('agent-console-blocked-settings')
export class BlockedSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  #task = new SettingsTask<Page<BlockedCustomer>>(
    this,
    async (api) => this.number && listBlocked(api, this.number.id, null),
  );

  static override readonly styles = [tokens, settingsStyles, controlStyles, emptyStyles, skeletonStyles];

  protected override render() {
    const { number } = this;
    const { rows: customers = null, next = null } = this.#task.shown ?? {};
    return html`<h3 tabindex="-1">${strings.blockedTitle}: <bdi>${number?.displayPhoneNumber ?? ''}</bdi></h3>
      <p class="quiet">${words.blockedHint}</p>
      ${customers === null && this.#task.isBusy ? renderSkeleton() : nothing}
      ${customers?.length === 0 ? renderEmpty({ icon: icons.blocked, text: words.noneBlocked }) : nothing}
      ${
        customers && customers.length > 0
          ? html`<ul aria-label=${strings.blockedTitle}>${customers.map((customer) => this.#renderRow(customer))}</ul>`
          : nothing
      }
      ${
        next === null
          ? nothing
          : html`<div class="end">
              <button class="button" ?disabled=${this.#task.isBusy} @click=${() => this.#more(next)}>${words.moreLinks}</button>
            </div>`
      }
      ${this.#task.renderOutcome()}`;
  }

  #renderRow({ phone, name, blockedAt }: BlockedCustomer) {
    const called = name ?? `+${phone}`;
    return html`<li>
      <span>
        <bdi>${called}</bdi>
        <small>
          ${name === null || name === `+${phone}` ? nothing : html`<bdi dir="ltr">+${phone}</bdi> · `}
          ${blockedAt === null ? words.blockedElsewhere : strings.blockedSince(momentText(blockedAt))}
        </small>
      </span>
      <button
        class="button"
        aria-label="${strings.unblock}: ${called}"
        ?disabled=${this.#task.isBusy}
        @click=${() => this.#unblock(phone, called)}
      >
        ${strings.unblock}
      </button>
    </li>`;
  }

  #unblock(phone: string, called: string): void {
    const { number } = this;
    if (!number) return;
    void this.#task.show(
      async (api) => {
        await unblockPhone(api, number.id, phone);
        void focusOn(this, 'h3');
        const { rows = [], next = null } = this.#task.shown ?? {};
        return { rows: rows.filter((customer) => customer.phone !== phone), next };
      },
      { done: words.unblocked(called) },
    );
  }

  #more(after: string): void {
    const { number } = this;
    if (!number) return;
    void this.#task.show(async (api) => {
      const page = await listBlocked(api, number.id, after);
      return { rows: [...(this.#task.shown?.rows ?? []), ...page.rows], next: page.next };
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-blocked-settings': BlockedSettings;
  }
}
