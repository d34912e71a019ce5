import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ShortLink } from '../../../../worker/api/numbers/profile.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { maxLinkMessageLength } from '../../../../worker/whatsapp/account/short-links.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import {
  changeShortLink,
  createShortLink,
  deleteShortLink,
  listShortLinks,
} from '../../../client/api/numbers/profile.ts';
import { numberWords as words } from '../../../locales/number.ts';
import { strings } from '../../../locales/strings.ts';
import { renderQrCode } from '../../../message-us/card/qr-code.ts';
import { icons } from '../../../theme/icons.ts';
import { copyText } from '../../ui/copy-text.ts';
import { customElement } from '../../ui/custom-element.ts';
import { emptyStyles, renderEmpty } from '../../ui/feedback/empty-state.ts';
import { skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { focusOn } from '../../ui/focus-on.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { type ChangeOptions, SettingsTask } from '../settings-task.ts';
import { renderCounted } from './counted-field.ts';
import { profileStyles } from './profile-styles.ts';
import { saveQrCode } from './save-qr-code.ts';

/** Links that open a chat with a message ready in it, and QR codes of them, drawn here. */
@customElement('agent-console-short-links')
export class ShortLinks extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @state() private draft = '';
  /** The one whose message is being changed, and to what. */
  @state() private editing: { code: string; message: string } | null = null;
  /** The one whose deletion has to be confirmed. */
  @state() private leaving: string | null = null;
  @state() private copied: string | null = null;
  #task = new SettingsTask<Page<ShortLink>>(
    this,
    async (api) => this.number && listShortLinks(api, this.number.id, null),
    { of: ['profile'] },
  );

  static override readonly styles = [
    tokens,
    settingsStyles,
    skeletonStyles,
    emptyStyles,
    profileStyles,
    css`
      li.link {
        display: grid;
        grid-template-columns: 120px minmax(0, 1fr);
        gap: 12px 24px;
        align-items: start;
        padding-block: 16px;
        border-block-end: 1px solid var(--line);
      }
      .code {
        display: block;
        inline-size: 100%;
        border-radius: 10px;
      }
      .say {
        display: grid;
        gap: 8px;
      }
      .end {
        gap: 8px;
      }
      @media (max-width: 480px) {
        li.link {
          grid-template-columns: minmax(0, 1fr);
        }
        .code {
          inline-size: 144px;
        }
      }
    `,
  ];

  protected override render() {
    const { number } = this;
    const { rows: links = null, next = null } = this.#task.shown ?? {};
    return html`<h3>${words.linksTitle}: <bdi>${number?.displayPhoneNumber ?? ''}</bdi></h3>
      <p class="quiet">${words.linksHint}</p>
      <form @submit=${this.#make}>
        ${renderCounted({
          name: 'message',
          label: words.prefilledMessage,
          value: this.draft,
          most: maxLinkMessageLength,
          rows: 2,
          isRequired: true,
          change: (value) => {
            this.draft = value;
            this.#task.forgetOutcome();
          },
        })}
        <div class="end">
          <button class="primary" ?disabled=${this.#task.isBusy}>${words.createLink}</button>
          ${this.#task.renderOutcome()}
        </div>
      </form>
      ${links ? nothing : this.#task.renderUnloaded()}
      ${links?.length === 0 ? renderEmpty({ icon: icons.qrCode, text: words.noLinks }) : nothing}
      ${links && links.length > 0 ? html`<ul aria-label=${words.linksTitle}>${links.map((link) => this.#renderLink(link))}</ul>` : nothing}
      ${
        next === null
          ? nothing
          : html`<div class="end"><button class="plain" ?disabled=${this.#task.isBusy} @click=${() => this.#more(next)}>${words.moreLinks}</button></div>`
      }`;
  }

  #renderLink(link: ShortLink) {
    const { code, message, url } = link;
    const { editing } = this;
    return html`<li class="link">
      ${renderQrCode(url, words.codeFor(message))}
      <div class="say">
        ${
          editing?.code === code
            ? this.#renderEditing(editing)
            : html`<strong><bdi>${message}</bdi></strong>
                <a href=${url} target="_blank" rel="noreferrer"><bdi>${url}</bdi></a>
                ${this.leaving === code ? this.#renderLeaving(code) : this.#renderActions(link)}`
        }
      </div>
    </li>`;
  }

  #renderActions(link: ShortLink) {
    const { code, message, url } = link;
    const action = (name: string, act: () => void, id: string | typeof nothing = nothing) =>
      html`<button class="plain" id=${id} aria-label="${name}: ${message}" ?disabled=${this.#task.isBusy} @click=${act}>${name}</button>`;
    return html`<div class="end">
      ${action(this.copied === code ? words.linkCopied : words.copyLink, () => void this.#copy(code, url))}
      ${action(words.saveAs('SVG'), () => void saveQrCode(url, `whatsapp-${code}`, 'svg'))}
      ${action(words.saveAs('PNG'), () => void saveQrCode(url, `whatsapp-${code}`, 'png'))}
      ${action(words.changeLink, () => this.#edit(link), `change-${code}`)}
      ${action(words.deleteLink, () => this.#ask(code), `delete-${code}`)}
    </div>`;
  }

  #renderEditing({ code, message }: { code: string; message: string }) {
    return html`<form @submit=${this.#put}>
      ${renderCounted({
        name: `message-${code}`,
        label: words.prefilledMessage,
        value: message,
        most: maxLinkMessageLength,
        rows: 2,
        isRequired: true,
        change: (value) => {
          this.editing = { code, message: value };
        },
      })}
      <div class="end">
        <button class="primary" ?disabled=${this.#task.isBusy}>${strings.save}</button>
        <button
          type="button"
          class="plain"
          @click=${() => this.#stopEditing(code)}
        >
          ${strings.cancel}
        </button>
      </div>
    </form>`;
  }

  #renderLeaving(code: string) {
    return html`<p role="alert">${words.deleteLinkSure}</p>
      <div class="end">
        <button class="plain problem" id="sure-${code}" ?disabled=${this.#task.isBusy} @click=${() => this.#remove(code)}>${words.deleteLink}</button>
        <button
          class="plain"
          @click=${() => {
            this.leaving = null;
            void focusOn(this, `#delete-${code}`);
          }}
        >
          ${strings.cancel}
        </button>
      </div>`;
  }

  #edit({ code, message }: ShortLink): void {
    this.editing = { code, message };
    void focusOn(this, `#message-${code}`);
  }

  #stopEditing(code: string): void {
    this.editing = null;
    void focusOn(this, `#change-${code}`);
  }

  #ask(code: string): void {
    this.leaving = code;
    void focusOn(this, `#sure-${code}`);
  }

  #make(event: SubmitEvent): void {
    event.preventDefault();
    const message = this.draft.trim();
    if (!this.#fits(message)) return;
    this.#change(
      async (api, inbox, { rows, next }) => {
        const link = await createShortLink(api, inbox, message);
        this.draft = '';
        return { rows: [link, ...rows], next };
      },
      { done: strings.saved },
    );
  }

  #put(event: SubmitEvent): void {
    event.preventDefault();
    const { editing } = this;
    if (!editing || !this.#fits(editing.message.trim())) return;
    this.#change(
      async (api, inbox, { rows, next }) => {
        const wanted = { code: editing.code, message: editing.message.trim() };
        const link = await changeShortLink(api, inbox, wanted);
        this.#stopEditing(link.code);
        return { rows: rows.map((one) => (one.code === link.code ? link : one)), next };
      },
      { done: strings.saved },
    );
  }

  #remove(code: string): void {
    this.#change(async (api, inbox, { rows, next }) => {
      await deleteShortLink(api, inbox, code);
      this.leaving = null;
      void focusOn(this, '#message');
      return { rows: rows.filter((one) => one.code !== code), next };
    });
  }

  #more(after: string): void {
    this.#change(async (api, inbox, { rows }) => {
      const page = await listShortLinks(api, inbox, after);
      return { rows: [...rows, ...page.rows], next: page.next };
    });
  }

  /** Runs a command that returns the list as it is then. */
  #change(
    command: (api: ApiClient, inbox: string, links: Page<ShortLink>) => Promise<Page<ShortLink>>,
    options: ChangeOptions<Page<ShortLink>> = {},
  ): void {
    const { number } = this;
    if (!number) return;
    const none = { rows: [], next: null };
    void this.#task.show((api) => command(api, number.id, this.#task.shown ?? none), options);
  }

  async #copy(code: string, url: string): Promise<void> {
    await copyText(url);
    this.copied = code;
  }

  #fits(message: string): boolean {
    if (message !== '' && message.length <= maxLinkMessageLength) return true;
    this.#task.refuse(words.lengthFrom(1, maxLinkMessageLength));
    return false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-short-links': ShortLinks;
  }
}
