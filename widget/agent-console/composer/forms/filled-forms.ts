import { html, type ReactiveControllerHost } from 'lit';
import type { Contact } from '../../../../worker/api/conversations/conversations.ts';
import type { Content } from '../../../../worker/api/conversations/messages.ts';
import type { TemplateList } from '../../../../worker/api/numbers/numbers.ts';
import type { Place } from '../../../../worker/api/numbers/places.ts';
import type { InboxConversation } from '../../../client/state/inbox-state.ts';
import type { ProductShelf } from '../../../client/store/product-shelf.ts';
import { strings } from '../../../locales/strings.ts';
import type { OptIn } from '../../content/cards/template-terms.ts';
import type { AttachmentsHost } from '../attachments/attachments.ts';
import {
  type ComposerExtras,
  type FormDraft,
  joinTemplates,
  type TemplateDraft,
} from '../drafts/composer-draft.ts';
import type { ComposedFile } from '../message/composer-events.ts';
import type { ProductsChange, ProductsSend } from '../products/product-form.ts';
import type { TemplateChange, TemplateChosen } from '../templates/template-picker.ts';
import type { FormChange, FormContent } from './compose-form.ts';
import type { FormKind } from './form-fields.ts';
import { renderPanelTitle } from './panel-title.ts';

/** The name of each form in the menu. */
export const formNames = {
  location: 'location',
  contact: 'contact',
  buttons: 'replyButtons',
  list: 'listMessage',
  link: 'linkButton',
} as const satisfies Record<FormKind, keyof typeof strings>;

export const formKinds: readonly FormKind[] = ['location', 'contact', 'buttons', 'list', 'link'];

export function isFormKind(panel: string | null): panel is FormKind {
  return formKinds.some((kind) => kind === panel);
}

export interface FilledFormsHost extends ReactiveControllerHost, Pick<AttachmentsHost, 'keepFile'> {
  panel: string | null;
  readonly contact: Contact | null;
  readonly optIn: OptIn | null;
  readonly shownName: string | null;
  readonly findContacts: (text: string) => Promise<readonly InboxConversation[]>;
  readonly places: () => Promise<readonly Place[]>;
  readonly templates: (isForced: boolean) => Promise<TemplateList>;
  readonly products: ProductShelf | null;
  readonly upload: (kind: string, file: File) => Promise<string>;
  closePanel(): void;
  /** `sent` is called once it is queued. */
  sendContent(content: Content, sent: () => void, file?: ComposedFile | null): void;
}

/** The templates and forms. Their values are kept when they are closed, until they are sent. */
export class FilledForms {
  #host: FilledFormsHost;
  #template: TemplateDraft | null = null;
  #drafts: Readonly<Record<string, FormDraft>> = {};

  constructor(host: FilledFormsHost) {
    this.#host = host;
  }

  restore({ template, forms }: Pick<ComposerExtras, 'template' | 'forms'>): void {
    this.#template = template;
    this.#drafts = forms;
    this.#host.requestUpdate();
  }

  /** Adds files that were uploaded for a template after the agent had left the conversation. */
  takeIn(template: TemplateDraft | null): void {
    if (!template) return;
    this.#template = this.#template ? joinTemplates(this.#template, template) : template;
    this.#host.requestUpdate();
  }

  get written(): Pick<ComposerExtras, 'template' | 'forms' | 'panel'> {
    const { panel } = this.#host;
    return {
      template: this.#template,
      forms: this.#drafts,
      // An empty form is not worth restoring.
      panel:
        panel === 'template' ? this.#template && panel : panel !== null && this.#drafts[panel] ? panel : null,
    };
  }

  async open(kind: FormKind): Promise<void> {
    await import('./compose-form.ts');
    this.#host.panel = kind;
  }

  async openTemplates(): Promise<void> {
    await import('../templates/template-picker.ts');
    this.#host.panel = 'template';
  }

  async openProducts(): Promise<void> {
    await import('../products/product-form.ts');
    this.#host.panel = 'products';
  }

  renderForm(kind: FormKind) {
    return html`${this.#renderTitle(strings[formNames[kind]])}<agent-console-form
        .kind=${kind}
        .draft=${this.#drafts[kind] ?? null}
        .shownName=${this.#host.shownName}
        .findContacts=${this.#host.findContacts}
        .places=${this.#host.places}
        .keepFile=${this.#host.keepFile}
        @form-change=${({ kind: changed, draft }: FormChange) => {
          this.#drafts = { ...this.#drafts, [changed]: draft };
          this.#host.requestUpdate();
        }}
        @form-content=${({ content, header }: FormContent) =>
          this.#host.sendContent(
            content,
            () => {
              const { [kind]: _, ...others } = this.#drafts;
              this.#drafts = others;
            },
            header,
          )}
      ></agent-console-form>`;
  }

  renderProducts() {
    const { products, shownName } = this.#host;
    return html`${this.#renderTitle(strings.compose.products)}<agent-console-product-form
        .shelf=${products}
        .shownName=${shownName}
        .draft=${this.#drafts.products ?? null}
        @products-change=${({ draft }: ProductsChange) => {
          this.#drafts = { ...this.#drafts, products: draft };
          this.#host.requestUpdate();
        }}
        @products-send=${({ content }: ProductsSend) =>
          this.#host.sendContent(content, () => {
            const { products: _, ...others } = this.#drafts;
            this.#drafts = others;
          })}
      ></agent-console-product-form>`;
  }

  renderTemplates() {
    const { templates, products, upload, contact, optIn } = this.#host;
    return html`${this.#renderTitle(strings.templates)}<agent-console-templates
        .load=${templates}
        .products=${products}
        .upload=${upload}
        .contact=${contact}
        .optIn=${optIn}
        .draft=${this.#template}
        @template-change=${({ draft }: TemplateChange) => {
          this.#template = draft;
          this.#host.requestUpdate();
        }}
        @template-chosen=${({ content }: TemplateChosen) =>
          this.#host.sendContent(content, () => {
            this.#template = null;
          })}
      ></agent-console-templates>`;
  }

  #renderTitle(title: string) {
    return renderPanelTitle(title, () => this.#host.closePanel());
  }
}
