import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { BusinessProfile } from '../../../../worker/api/numbers/profile.ts';
import {
  photoProblem,
  photoRules,
  photoSizeProblem,
} from '../../../../worker/whatsapp/account/business-profile.ts';
import type { PictureSize } from '../../../../worker/whatsapp/files/picture-size.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import { changePhoto, getPhoto, getProfile } from '../../../client/api/numbers/profile.ts';
import { numberWords as words } from '../../../locales/number.ts';
import { strings } from '../../../locales/strings.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { spokenOnly } from '../../ui/spoken-only.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';
import { profileStyles } from './profile-styles.ts';

interface Photo {
  /** An address within the page; null: the number has no photo. */
  url: string | null;
}

interface Chosen {
  file: File;
  url: string;
  warnings: string[];
}

/** The photo of a number, round as in WhatsApp, and a form to replace it. */
@customElement('agent-console-profile-photo')
export class ProfilePhoto extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @state() private chosen: Chosen | null = null;
  #task = new SettingsTask<Photo>(
    this,
    async (api) => this.number && this.#photoOf(api, await getProfile(api, this.number.id)),
    { of: ['profile'] },
  );

  static override readonly styles = [
    tokens,
    settingsStyles,
    profileStyles,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 16px 24px;
        align-items: center;
      }
      img,
      .none {
        flex: none;
        inline-size: 112px;
        block-size: 112px;
        border-radius: 50%;
        background: var(--sunken);
        object-fit: cover;
      }
      .none {
        display: grid;
        place-items: center;
        padding: 8px;
        border: 1px dashed var(--quiet);
        color: var(--quiet);
        font-size: 13px;
        text-align: center;
      }
      .say {
        display: grid;
        flex: 1 1 256px;
        gap: 8px;
        justify-items: start;
      }
      input[type='file'] {
        ${spokenOnly}
        min-block-size: 0;
        padding: 0;
        border: 0;
      }
      label.choose {
        display: inline-grid;
        align-content: center;
        font-weight: 400;
        cursor: pointer;
      }
      .choose:focus-within {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const url of [this.#task.shown?.url, this.chosen?.url]) if (url) URL.revokeObjectURL(url);
  }

  /** Requests the photo only if there is one: browsers log every 404 as an error of the page. */
  async #photoOf(api: ApiClient, { hasPhoto }: BusinessProfile): Promise<Photo> {
    const { number } = this;
    let file: Blob | null = null;
    const failure = await failureOf(async () => {
      if (hasPhoto && number) file = await getPhoto(api, number.id);
    });
    // It may have been removed at Meta meanwhile.
    if (failure && failure.code !== 'photo_not_found') throw failure;
    const before = this.#task.shown?.url;
    if (before) URL.revokeObjectURL(before);
    return { url: file && URL.createObjectURL(file) };
  }

  protected override render() {
    const { chosen } = this;
    const { isBusy } = this.#task;
    const shown = chosen?.url ?? this.#task.shown?.url ?? null;
    return html`<section aria-label=${words.photoTitle}>
      <div class="row">
        ${shown === null ? html`<span class="none">${words.noPhoto}</span>` : html`<img src=${shown} alt=${words.photoTitle} />`}
        <div class="say">
          <strong>${words.photoTitle}</strong>
          <small>${words.photoHint}</small>
          <label class="plain choose"
            >${words.choosePhoto}<input type="file" accept=${photoRules.types.join()} ?disabled=${isBusy} @change=${this.#choose}
          /></label>
          ${chosen?.warnings.map((warning) => html`<small>${warning}</small>`) ?? nothing}
          ${
            chosen
              ? html`<div class="end">
                  <button class="button" ?disabled=${isBusy} @click=${() => this.#put(chosen.file)}>${words.usePhoto}</button>
                  <button class="plain" ?disabled=${isBusy} @click=${() => this.#drop()}>${strings.cancel}</button>
                </div>`
              : nothing
          }
          ${this.#task.renderOutcome(isBusy ? words.loading : '')}
        </div>
      </div>
    </section>`;
  }

  async #choose({ target }: Event): Promise<void> {
    const file = target instanceof HTMLInputElement ? target.files?.[0] : undefined;
    if (!file) return;
    if (target instanceof HTMLInputElement) target.value = '';
    this.#drop();
    const problem = photoProblem(file.type, file.size);
    const size = problem ? null : await sizeOf(file);
    const reason = problem ?? photoSizeProblem(size);
    if (reason || !size) {
      this.#task.refuse(problemText(reason ?? 'photo_type', size));
      return;
    }
    const { width, height } = size;
    this.chosen = {
      file,
      url: URL.createObjectURL(file),
      warnings: [
        ...(Math.min(width, height) < photoRules.bestSide ? [words.photoSmall(width, height)] : []),
        ...(width === height ? [] : [words.photoNotSquare]),
      ],
    };
  }

  #drop(): void {
    if (this.chosen) URL.revokeObjectURL(this.chosen.url);
    this.chosen = null;
    this.#task.forgetOutcome();
  }

  #put(file: File): void {
    const { number } = this;
    if (!number) return;
    void this.#task.show(
      async (api) => {
        const photo = await this.#photoOf(api, await changePhoto(api, number.id, file));
        if (this.chosen) URL.revokeObjectURL(this.chosen.url);
        this.chosen = null;
        return photo;
      },
      { done: strings.saved },
    );
  }
}

function problemText(
  problem: NonNullable<ReturnType<typeof photoProblem | typeof photoSizeProblem>>,
  size: PictureSize | null,
): string {
  const { width, height } = size ?? { width: 0, height: 0 };
  const texts = {
    photo_type: words.photoType,
    photo_empty: words.photoEmpty,
    photo_too_large: words.photoTooLarge,
    photo_too_small: words.photoTooSmall(width, height),
  };
  return texts[problem];
}

/** Null if the file is not a picture. */
async function sizeOf(file: File): Promise<PictureSize | null> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return null;
  const { width, height } = bitmap;
  bitmap.close();
  return { width, height };
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-profile-photo': ProfilePhoto;
  }
}
