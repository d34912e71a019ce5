import { css, html } from 'lit';
import { property } from 'lit/decorators.js';
import { ruleBook, ruleWords as words } from '../../../../locales/automation-rules.ts';
import type { FormDraft } from '../../../composer/drafts/composer-draft.ts';
import '../../../composer/forms/compose-form.ts';
import type { FormContent } from '../../../composer/forms/compose-form.ts';
import type { FormKind } from '../../../composer/forms/form-fields.ts';
import { customElement } from '../../../ui/custom-element.ts';
import '../../../ui/overlays/dialog.ts';
import { tokens } from '../../../ui/tokens.ts';
import { WordedElement } from '../../../ui/worded-element.ts';
import type { StoredContent } from './reply-draft.ts';

/** The message is complete. */
export class MessageWritten extends Event {
  constructor(readonly content: StoredContent) {
    super('message-written', { bubbles: true, composed: true });
  }
}

/** The composer's form for a message that is sent later. Remove it on `message-written` and on `dialog-close`. */
@customElement('agent-console-rule-message')
export class MessageDialog extends WordedElement {
  protected override readonly book = ruleBook;
  @property({ attribute: false }) kind: FormKind = 'buttons';
  @property({ attribute: false }) draft: FormDraft | null = null;

  static override readonly styles = [
    tokens,
    css`
      :host {
        display: contents;
      }
      agent-console-dialog {
        --dialog: 720px;
      }
    `,
  ];

  protected override render() {
    const { kind } = this;
    const heading = kind === 'buttons' || kind === 'list' || kind === 'link' ? words.replies[kind] : '';
    return html`<agent-console-dialog heading=${heading}>
      <agent-console-form
        .kind=${kind}
        .draft=${this.draft}
        .action=${words.useMessage}
        .takesFiles=${false}
        @form-content=${({ content }: FormContent) => this.dispatchEvent(new MessageWritten({ ...content }))}
      ></agent-console-form>
    </agent-console-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-rule-message': MessageDialog;
  }
}
