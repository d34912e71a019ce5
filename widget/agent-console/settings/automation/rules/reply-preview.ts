import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { MessageMedia } from '../../../../../worker/api/conversations/messages.ts';
import { strings } from '../../../../locales/strings.ts';
import { contentStyles } from '../../../content/content-styles.ts';
import { renderContent } from '../../../content/message-content.ts';
import { customElement } from '../../../ui/custom-element.ts';
import { tokens } from '../../../ui/tokens.ts';
import { phoneStyles } from '../../templates/template-phone.ts';
import { type StoredContent, shownContent } from './reply-draft.ts';

/** The message of a rule as a bubble; nothing while it is not complete. */
@customElement('agent-console-reply-preview')
export class ReplyPreview extends LitElement {
  @property({ attribute: false }) content: StoredContent | null = null;
  @property() label = '';
  /** The file of the message, and its address here. */
  @property({ attribute: false }) media: MessageMedia | null = null;
  @property({ attribute: false }) url: string | null = null;

  static override readonly styles = [
    tokens,
    contentStyles,
    phoneStyles,
    css`
      :host {
        display: block;
      }
    `,
  ];

  protected override render() {
    const shown = this.content && shownContent(this.content);
    if (!shown) return nothing;
    const { media, url } = this;
    return html`<section class="phone" aria-label=${this.label || strings.preview}>
      <div class="bubble">
        <div class="words">${renderContent(shown, { direction: 'out', media, url })}</div>
      </div>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-reply-preview': ReplyPreview;
  }
}
