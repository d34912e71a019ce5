import { css, html, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { AutomationFile } from '../../../../../worker/api/automation/files.ts';
import type { Content } from '../../../../../worker/api/conversations/messages.ts';
import { kindOfFile, type MediaKind } from '../../../../../worker/whatsapp/sending/media.ts';
import { valuesIn } from '../../../../../worker/whatsapp/sending/templates/template-values.ts';
import type { ApiClient } from '../../../../client/api/api-client.ts';
import { uploadAutomationFile } from '../../../../client/api/automation.ts';
import { listTemplates } from '../../../../client/api/conversations/message-details.ts';
import { automationBook } from '../../../../locales/automation.ts';
import { ruleBook, ruleWords as words } from '../../../../locales/automation-rules.ts';
import { mediaProblemText } from '../../../composer/attachments/media-words.ts';
import type { TemplateDraft } from '../../../composer/drafts/composer-draft.ts';
import '../../../composer/templates/template-picker.ts';
import type { TemplateChosen } from '../../../composer/templates/template-picker.ts';
import { customElement } from '../../../ui/custom-element.ts';
import '../../../ui/overlays/dialog.ts';
import { tokens } from '../../../ui/tokens.ts';
import { WordedElement } from '../../../ui/worded-element.ts';
import { variableNames, variableTitle } from '../variables.ts';
import { MessageWritten } from './message-dialog.ts';
import { type StoredContent, templateOf } from './reply-draft.ts';

/** The composer's templates, for a message that is sent later. Remove it on `message-written` and on `dialog-close`. */
@customElement('agent-console-rule-template')
export class TemplateDialog extends WordedElement {
  protected override readonly book = [ruleBook, automationBook];
  @property({ attribute: false }) api: ApiClient | null = null;
  /** Id of the number. */
  @property() inbox = '';
  @property({ attribute: false }) content: StoredContent = { type: 'template' };
  @property({ attribute: false }) files: readonly AutomationFile[] = [];
  #draft: TemplateDraft | null = null;

  static override readonly styles = [
    tokens,
    css`
      :host {
        display: contents;
      }
      agent-console-dialog {
        --dialog: 760px;
      }
    `,
  ];

  /** Only what was filled in before the dialog opened: the picker has what is filled in now. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('content')) this.#draft = this.#begun();
  }

  protected override render() {
    const offers = variableNames.map((name) => ({ value: `{{${name}}}`, label: variableTitle(name) }));
    return html`<agent-console-dialog heading=${words.chooseTemplate}>
      <agent-console-templates
        .load=${this.#load}
        .upload=${this.#upload}
        .draft=${this.#draft}
        .action=${words.useTemplate}
        .hint=${words.templateHint}
        .offers=${offers}
        @template-change=${(event: Event) => event.stopPropagation()}
        @template-chosen=${({ content }: TemplateChosen) =>
          this.dispatchEvent(new MessageWritten(withoutPreview(content)))}
      ></agent-console-templates>
    </agent-console-dialog>`;
  }

  /** What was filled in before. */
  #begun(): TemplateDraft | null {
    const { name, language, components } = templateOf(this.content);
    if (name === '') return null;
    const values = valuesIn(components);
    const names = Object.entries(values).flatMap(([id, value]) => {
      const filename = this.files.find((file) => file.id === value)?.filename;
      return filename ? [[id, filename] as const] : [];
    });
    return { name, language: language.code, values: { ...values }, files: Object.fromEntries(names) };
  }

  #load = (isForced: boolean) => {
    if (!this.api) throw new Error('The dialog has no API');
    return listTemplates(this.api, this.inbox, isForced);
  };

  #upload = async (kind: string, file: File): Promise<string> => {
    const { api, inbox } = this;
    if (!api) throw new Error('The dialog has no API');
    const as: MediaKind =
      kind === 'image' || kind === 'video' || kind === 'document' ? kind : kindOfFile(file.type, file.size);
    const problem = mediaProblemText({ kind: as, mimeType: file.type, size: file.size });
    if (problem !== null) throw new Error(problem);
    const { signal } = new AbortController();
    const { id } = await uploadAutomationFile(api, inbox, as, file, { progress: () => {}, signal });
    return id;
  };
}

/** A rule stores only what is sent. */
function withoutPreview(content: Content): StoredContent {
  const { shown: _, ...sent } = { shown: null, ...content };
  return sent;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-rule-template': TemplateDialog;
  }
}
