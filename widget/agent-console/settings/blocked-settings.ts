import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import type { BlockedCustomer, Page } from '../../../worker/api.ts';
import type { ApiClient } from '../../client/api-client.ts';
import { numberWords as words } from '../../locales/number.ts';
import { strings } from '../../locales/strings.ts';
import { customElement } from '../ui/custom-element.ts';
import { settingsStyles } from '../ui/form-styles.ts';
import { momentText } from '../ui/time/times.ts';
import { tokens } from '../ui/tokens.ts';
import { AtMeta } from './profile/at-meta.ts';

/** The customers whose messages Meta keeps away from a number. */
@customElement('agent-console-blocked-settings')
export class BlockedSettings extends AtMeta {
  @state() private customers: readonly BlockedCustomer[] | null = null;
  @state() private next: string | null = null;

  static override readonly styles = [tokens, settingsStyles];

  protected override async load(api: ApiClient, path: string): Promise<void> {
    const { rows, next } = await api.call<Page<BlockedCustomer>>('GET', `${path}/blocked`);
    this.customers = rows;
    this.next = next;
  }

  protected override render() {
    const { customers, number } = this;
    return html`<h3 tabindex="-1">${strings.blockedTitle}: <bdi>${number?.displayPhoneNumber ?? ''}</bdi></h3>
      <p class="quiet">${words.blockedHint}</p>
      ${customers?.length === 0 ? html`<p>${words.nobodyBlocked}</p>` : nothing}
      ${
        customers && customers.length > 0
          ? html`<ul aria-label=${strings.blockedTitle}>${customers.map((customer) => this.#renderRow(customer))}</ul>`
          : nothing
      }
      ${
        this.next === null
          ? nothing
          : html`<div class="end">
              <button class="plain" ?disabled=${this.isBusy} @click=${() => this.#more()}>${words.moreLinks}</button>
            </div>`
      }
      ${this.renderOutcome(customers === null)}`;
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
        class="plain"
        aria-label="${strings.unblock}: ${called}"
        ?disabled=${this.isBusy}
        @click=${() => this.#unblock(phone, called)}
      >
        ${strings.unblock}
      </button>
    </li>`;
  }

  #unblock(phone: string, called: string): void {
    void this.attempt(async (api, path) => {
      await api.call('DELETE', `${path}/blocked/${phone}`);
      this.customers = this.customers?.filter((customer) => customer.phone !== phone) ?? null;
      void this.focusOn('h3');
    }, words.unblocked(called));
  }

  #more(): void {
    const { next } = this;
    if (next === null) return;
    void this.attempt(async (api, path) => {
      const query = new URLSearchParams({ after: next });
      const page = await api.call<Page<BlockedCustomer>>('GET', `${path}/blocked?${query}`);
      this.customers = [...(this.customers ?? []), ...page.rows];
      this.next = page.next;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-blocked-settings': BlockedSettings;
  }
}
