import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { ConversationWanted } from '../agent-console/settings/conversation-wanted.ts';
import type { SignedInEvent } from '../agent-console/shell/session/sign-in.ts';
import { SpokenLanguage } from '../agent-console/shell/session/spoken-language.ts';
import { controlStyles } from '../agent-console/ui/controls/control-styles.ts';
import { tokens } from '../agent-console/ui/tokens.ts';
import type { Texts } from '../locales/strings.ts';
import { strings } from '../locales/strings-first-load.ts';
import { AnalyticsSession } from './analytics-session.ts';
import { ConversationChoose } from './events.ts';

const scriptOrigin = new URL(import.meta.url).origin;

/**
 * What is counted of the team's WhatsApp numbers, on any page. It is as high as what it shows, and takes its colors and
 * font from the custom properties of `<agent-console>`.
 *
 * @fires {ConversationChoose} conversation-choose - A conversation behind a figure was chosen: `inbox`, `conversationId`. It opens in a new tab, unless the page calls `preventDefault()`.
 * @fires {SignIn} sign-in - The analytics are open for this `agent`.
 * @fires {SignedOut} sign-out - The agent's session has ended.
 */
export class MessageUsAnalytics extends LitElement {
  /** Origin of your Worker. Default: the origin of this script. */
  @property() worker = '';
  /** The `phone_number_id` of a number, to show only that one. Default: all numbers that the agent can see. */
  @property() inbox = '';
  /** Address of the page with your inbox, where conversations open. Default: the Worker's own `/console/`. */
  @property() console = '';
  /**
   * Returns a session token, on a site with its own login. It is called again when the session ends. Without it, the
   * agent is asked to sign in.
   */
  @property({ attribute: false }) getToken: (() => Promise<string>) | null = null;
  /**
   * Your own texts, by the keys in `widget/locales/en/`, such as `{ analytics: { title: 'Our week' } }`. The rest is in
   * the language of `lang`, the page or the browser.
   */
  @property({ attribute: false }) strings: Texts = {};

  #language = new SpokenLanguage(this, () => this.strings);
  #session = new AnalyticsSession(this, {
    origin: () => this.#origin,
    spoken: () => this.#language.ready,
  });

  /** @internal */
  static override readonly styles = [
    tokens,
    controlStyles,
    css`
      :host {
        color-scheme: light dark;
        display: block;
        background: var(--surface);
      }
      :host([hidden]) {
        display: none;
      }
      /* As in the inbox: a page's rule for all elements does not reach what is inside. */
      .all {
        all: initial;
        display: contents;
        color-scheme: inherit;
        visibility: inherit;
        pointer-events: inherit;
        font: 400 var(--text-14) var(--font);
        color: var(--ink);
        -webkit-text-size-adjust: 100%;
        -webkit-user-select: text;
        user-select: text;
      }
      .middle {
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 12px;
        min-block-size: 320px;
        padding: 24px;
        color: var(--quiet);
        text-align: center;
      }
      agent-console-sign-in {
        display: block;
        min-block-size: 320px;
      }
    `,
  ];

  /** @internal */
  override connectedCallback(): void {
    super.connectedCallback();
    // A property that the page sets right after the tag is there by then.
    queueMicrotask(() => void this.#session.start());
  }

  /** @internal */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#session.end();
  }

  /** @internal */
  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const isLate = changed.has('getToken') && changed.get('getToken') !== undefined;
    if (isLate && this.#session.phase === 'sign-in') void this.#session.start();
    const isOther = ['worker', 'inbox'].some((name) => changed.has(name) && changed.get(name) !== undefined);
    if (isOther) void this.#session.start();
    if (changed.has('strings') && changed.get('strings') !== undefined) this.#language.load();
  }

  /** @internal */
  protected override render() {
    const { speech } = this.#language;
    if (speech === null) return nothing;
    const { language, direction } = speech;
    return html`<div class="all" lang=${language} dir=${direction}>${keyed(speech, this.#renderPhase())}</div>`;
  }

  #renderPhase() {
    const session = this.#session;
    switch (session.phase) {
      case 'loading':
        return html`<div class="middle" aria-busy="true"></div>`;
      case 'sign-in':
        return html`<agent-console-sign-in
          .worker=${this.#origin}
          @signed-in=${({ session: { token } }: SignedInEvent) => session.signedIn(token)}
        ></agent-console-sign-in>`;
      case 'ready':
        return html`<agent-console-analytics
          .api=${session.api}
          .numbers=${session.numbers}
          .inbox=${session.numbers[0]?.id ?? ''}
          .console=${this.console === '' ? `${this.#origin}/console/` : new URL(this.console, location.href).href}
          @conversation-wanted=${this.#choose}
        ></agent-console-analytics>`;
      case 'problem':
        return html`<div class="middle" role="alert">
          <span>${session.problem}</span>
          <button class="button" @click=${() => void session.start()}>${strings.tryAgain}</button>
        </div>`;
    }
  }

  /** The page may show it in an inbox of its own. */
  #choose(event: ConversationWanted): void {
    event.stopPropagation();
    const { inbox, id } = event.ref;
    if (!this.dispatchEvent(new ConversationChoose(inbox, id))) event.preventDefault();
  }

  get #origin(): string {
    return this.worker === '' ? scriptOrigin : new URL(this.worker, location.href).origin;
  }
}
