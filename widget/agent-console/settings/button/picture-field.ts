import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import { uploadPicture } from '../../../client/api/numbers/button.ts';
import { buttonBook, buttonWords as words } from '../../../locales/button.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderField } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { spokenOnly } from '../../ui/spoken-only.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import { smallPicture } from './small-picture.ts';

/** The picture has been uploaded, linked or removed. */
export class PictureChange extends Event {
  constructor(readonly picture: string) {
    super('picture-change');
  }
}

/** A picture in the card: uploaded to the Worker, or a link to one. */
@customElement('agent-console-picture')
export class PictureField extends WordedElement {
  protected override readonly book = buttonBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  /** The id of the number. */
  @property() inbox = '';
  @property() worker = '';
  /** Whose picture it is. */
  @property() name = '';
  /** An address, or the path of an uploaded picture. */
  @property() picture = '';
  @state() private problem: string | null = null;
  @state() private isBusy = false;

  static override readonly styles = [
    tokens,
    controlStyles,
    fieldStyles,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
        align-items: center;
      }
      img,
      .none {
        flex: none;
        inline-size: 56px;
        block-size: 56px;
        border-radius: 50%;
        background: var(--sunken);
        object-fit: cover;
      }
      .none {
        display: grid;
        place-items: center;
        font-weight: 600;
      }
      input[type='file'] {
        ${spokenOnly}
      }
      .button:focus-within {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }
    `,
  ];

  protected override render() {
    const { picture, worker, name } = this;
    const isUploaded = picture.startsWith('/');
    const [letter = ''] = name;
    return html`<div class="field" role="group" aria-label=${words.avatar}>
      <div class="row">
        ${picture ? html`<img src=${isUploaded ? worker + picture : picture} alt="" />` : html`<span class="none" aria-hidden="true">${letter}</span>`}
        <label class="button" aria-busy=${this.isBusy ? 'true' : nothing}
          >${words.uploadPicture}<input type="file" accept="image/*" ?disabled=${this.isBusy} @change=${this.#choose}
        /></label>
        ${picture ? html`<button type="button" class="button ghost" @click=${() => this.#change('')}>${words.removePicture}</button>` : nothing}
      </div>
      ${renderField({
        name: 'picture-link',
        label: words.pictureLink,
        value: isUploaded ? '' : picture,
        type: 'url',
        dir: 'ltr',
        max: 1_024,
        placeholder: 'https://',
        problem: this.problem,
        change: (link) => this.#change(link.trim()),
      })}
    </div>`;
  }

  async #choose({ target }: Event): Promise<void> {
    if (!(target instanceof HTMLInputElement)) return;
    const [file] = target.files ?? [];
    target.value = '';
    const { api, inbox } = this;
    if (!file || !api) return;
    this.isBusy = true;
    this.problem = null;
    const small = await smallPicture(file);
    if (small === null) this.problem = words.noPicture;
    else {
      const failure = await failureOf(async () =>
        this.#change((await uploadPicture(api, inbox, small)).avatar),
      );
      if (failure) this.problem = failure.message;
    }
    this.isBusy = false;
  }

  #change(picture: string): void {
    this.picture = picture;
    this.problem = null;
    this.dispatchEvent(new PictureChange(picture));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-picture': PictureField;
  }
  interface HTMLElementEventMap {
    'picture-change': PictureChange;
  }
}
