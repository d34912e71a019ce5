import { css, html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import type { Page, ShortLink } from '../../../../worker/api.ts';
import { maxLinkMessageLength } from '../../../../worker/whatsapp/account/short-links.ts';
import type { ApiClient } from '../../../client/api-client.ts';
import { numberWords as words } from '../../../locales/number.ts';
import { strings } from '../../../locales/strings.ts';
import { renderQrCode } from '../../../message-us/card/qr-code.ts';
import { copyText } from '../../ui/copy-text.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { AtMeta } from './at-meta.ts';
import { renderCounted } from './counted-field.ts';
import { profileStyles } from './profile-styles.ts';
import { saveQrCode } from './save-qr-code.ts';

/** Links that open a chat with a message ready in it, and QR codes of them, drawn here. */
@customElement('agent-console-short-links')
export class ShortLinks extends AtMeta {
  @state() private links: readonly ShortLink[] | null = null;
  @state() private next: string | null = null;
  @state() private draft = '';
  /** The one whose message is being changed, and to what. */
  @state() private editing: { code: string; message: string } | null = null;
  /** The one that is about to be deleted. */
  @state() private leaving: string | null = null;
  @state() private copied: string | null = null;

  static override readonly styles = [
    tokens,
    settingsStyles,
    profileStyles,
    css`
      li.link {
        display: grid;
        grid-template-columns: 120px minmax(0, 1fr);
        gap: 12px 20px;
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

  protected override async load(api: ApiClient, path: string): Promise<void> {
    const page = await api.call<Page<ShortLink>>('GET', `${path}/short-links`);
    this.links = page.rows;
    this.next = page.next;
  }

  protected override render() {
    const { links, number } = this;
    return html`<h3>${words.linksTitle}: <bdi>${number?.displayPhoneNumber ?? ''}</bdi></h3>
      <p class="quiet">${words.linksHint}</p>
      <form @submit=${this.#make}>
        ${renderCounted({
          name: 'message',
          label: words.linkMessage,
          value: this.draft,
          most: maxLinkMessageLength,
          rows: 2,
          isRequired: true,
          change: (value) => {
            this.draft = value;
            this.outcome = null;
          },
        })}
        <div class="end">
          <button class="primary" ?disabled=${this.isBusy}>${words.makeLink}</button>
          ${this.renderOutcome(links === null)}
        </div>
      </form>
      ${links?.length === 0 ? html`<p class="quiet">${words.noLinks}</p>` : nothing}
      ${links && links.length > 0 ? html`<ul aria-label=${words.linksTitle}>${links.map((link) => this.#renderLink(link))}</ul>` : nothing}
      ${
        this.next === null
          ? nothing
          : html`<div class="end"><button class="plain" ?disabled=${this.isBusy} @click=${() => this.#more()}>${words.moreLinks}</button></div>`
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
      html`<button class="plain" id=${id} aria-label="${name}: ${message}" ?disabled=${this.isBusy} @click=${act}>${name}</button>`;
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
        label: words.linkMessage,
        value: message,
        most: maxLinkMessageLength,
        rows: 2,
        isRequired: true,
        change: (value) => {
          this.editing = { code, message: value };
        },
      })}
      <div class="end">
        <button class="primary" ?disabled=${this.isBusy}>${strings.save}</button>
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
        <button class="plain problem" id="sure-${code}" ?disabled=${this.isBusy} @click=${() => this.#remove(code)}>${words.deleteLink}</button>
        <button
          class="plain"
          @click=${() => {
            this.leaving = null;
            void this.focusOn(`#delete-${code}`);
          }}
        >
          ${strings.cancel}
        </button>
      </div>`;
  }

  #edit({ code, message }: ShortLink): void {
    this.editing = { code, message };
    void this.focusOn(`#message-${code}`);
  }

  #stopEditing(code: string): void {
    this.editing = null;
    void this.focusOn(`#change-${code}`);
  }

  #ask(code: string): void {
    this.leaving = code;
    void this.focusOn(`#sure-${code}`);
  }

  #make(event: SubmitEvent): void {
    event.preventDefault();
    const message = this.draft.trim();
    if (!this.#fits(message)) return;
    void this.attempt(async (api, path) => {
      const link = await api.call<ShortLink>('POST', `${path}/short-links`, { message });
      this.links = [link, ...(this.links ?? [])];
      this.draft = '';
    }, strings.saved);
  }

  #put(event: SubmitEvent): void {
    event.preventDefault();
    const { editing } = this;
    if (!editing || !this.#fits(editing.message.trim())) return;
    void this.attempt(async (api, path) => {
      const body = { message: editing.message.trim() };
      const link = await api.call<ShortLink>('PUT', `${path}/short-links/${editing.code}`, body);
      this.links = this.links?.map((one) => (one.code === link.code ? link : one)) ?? null;
      this.#stopEditing(link.code);
    }, strings.saved);
  }

  #remove(code: string): void {
    void this.attempt(async (api, path) => {
      await api.call('DELETE', `${path}/short-links/${code}`);
      this.links = this.links?.filter((one) => one.code !== code) ?? null;
      this.leaving = null;
      void this.focusOn('#message');
    });
  }

  #more(): void {
    const { next } = this;
    if (next === null) return;
    void this.attempt(async (api, path) => {
      const query = new URLSearchParams({ after: next });
      const page = await api.call<Page<ShortLink>>('GET', `${path}/short-links?${query}`);
      this.links = [...(this.links ?? []), ...page.rows];
      this.next = page.next;
    });
  }

  async #copy(code: string, url: string): Promise<void> {
    await copyText(url);
    this.copied = code;
  }

  #fits(message: string): boolean {
    if (message !== '' && message.length <= maxLinkMessageLength) return true;
    this.outcome = { isGood: false, text: words.lengthFrom(1, maxLinkMessageLength) };
    return false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-short-links': ShortLinks;
  }
}
