import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { Template } from '../../../../worker/api/numbers/numbers.ts';
import type { TemplateField } from '../../../../worker/whatsapp/sending/templates/template-fields.ts';
import { strings } from '../../../locales/strings.ts';
import type { TemplateDraft } from '../drafts/composer-draft.ts';

export interface HeaderFilesHost extends ReactiveControllerHost {
  readonly chosen: Template | null;
  readonly values: TemplateDraft['values'];
  readonly upload: (kind: TemplateField['kind'], file: File) => Promise<string>;
  fill(id: string, value: string): void;
}

/** The files that are uploaded for the headers of a template. */
export class HeaderFiles implements ReactiveController {
  #host: HeaderFilesHost;
  /** Names of the files, by the field's id. */
  names: TemplateDraft['files'] = {};
  /** Object URLs of the pictures, by the field's id. */
  #pictures: Readonly<Record<string, string>> = {};

  constructor(host: HeaderFilesHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#forgetPictures();
  }

  /** Another template is filled in, with these files from its draft. */
  begin(names: TemplateDraft['files']): void {
    this.names = names;
    this.#forgetPictures();
  }

  async attach(id: string, kind: TemplateField['kind'], file: File): Promise<void> {
    const { chosen } = this.#host;
    const uploaded = await this.#host.upload(kind, file);
    if (this.#host.chosen !== chosen) return;
    if (kind === 'document') this.#nameDocument(id, file.name);
    this.names = { ...this.names, [id]: file.name };
    if (kind === 'image') this.#pictures = { ...this.#pictures, [id]: URL.createObjectURL(file) };
    this.#host.fill(id, uploaded);
  }

  /** A link is not fetched for the preview, because it leads to another server. */
  renderPicture(id: string) {
    const isLink = /^https?:/.test(this.#host.values[id] ?? '');
    const picture = isLink ? undefined : this.#pictures[id];
    return picture === undefined ? null : html`<img class="header" src=${picture} alt=${strings.photo} />`;
  }

  /** Fills in the document's name, unless the agent has typed one. */
  #nameDocument(id: string, name: string): void {
    const nameId = id.replace(/media$/, 'filename');
    const written = this.#host.values[nameId] ?? '';
    if (written === '' || written === this.names[id]) this.#host.fill(nameId, name);
  }

  #forgetPictures(): void {
    for (const url of Object.values(this.#pictures)) URL.revokeObjectURL(url);
    this.#pictures = {};
  }
}
