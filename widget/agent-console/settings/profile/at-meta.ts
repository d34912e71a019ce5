import { html, LitElement } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../worker/api.ts';
import { type ApiClient, ApiFailure } from '../../../client/api-client.ts';
import { numberWords as words } from '../../../locales/number.ts';

/** A part of a number's page at Meta: fetched when it is first shown, and changed there. */
export abstract class AtMeta extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @state() protected outcome: { isGood: boolean; text: string } | null = null;
  @state() protected isBusy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    queueMicrotask(() => void this.attempt((api, path) => this.load(api, path)));
  }

  protected abstract load(api: ApiClient, path: string): Promise<void>;

  /** `done` is said when it was. */
  protected async attempt(
    command: (api: ApiClient, path: string) => Promise<void>,
    done: string | null = null,
  ): Promise<void> {
    if (!this.api || !this.number) return;
    this.isBusy = true;
    this.outcome = null;
    try {
      await command(this.api, `/inboxes/${this.number.id}`);
      if (done !== null) this.outcome = { isGood: true, text: done };
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      this.outcome = { isGood: false, text: textOf(error) };
    } finally {
      this.isBusy = false;
    }
  }

  /** What was pressed may be gone: the keyboard goes on from here. */
  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  protected renderOutcome(isLoading = false) {
    const { outcome } = this;
    return html`<span role="status" class=${outcome?.isGood === false ? 'problem' : 'quiet'}
      >${outcome?.text ?? (isLoading ? words.loading : '')}</span
    >`;
  }
}

/** In the reader's language; Meta's own words stay as they are. */
function textOf({ code, message, details }: ApiFailure): string {
  switch (code) {
    case 'meta_unreachable':
      return words.metaUnreachable;
    case 'meta_busy':
      return words.metaBusy;
    case 'app_unknown':
      return words.appUnknown;
    case 'refused_by_meta': {
      const said = Object(details);
      return `${words.metaRefused} ${said.details ?? said.title ?? message}`;
    }
    default:
      return message;
  }
}
