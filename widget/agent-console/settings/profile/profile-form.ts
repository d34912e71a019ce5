import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import type { BusinessProfile } from '../../../../worker/api.ts';
import {
  type BusinessProfileChange,
  profileLimits,
  type Vertical,
  verticals,
} from '../../../../worker/whatsapp/account/business-profile.ts';
import type { ApiClient } from '../../../client/api-client.ts';
import { numberWords as words } from '../../../locales/number.ts';
import { strings } from '../../../locales/strings.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { AtMeta } from './at-meta.ts';
import { renderCounted } from './counted-field.ts';
import { profileStyles } from './profile-styles.ts';

const texts = ['about', 'description', 'address', 'email'] as const;
type Draft = Pick<BusinessProfile, (typeof texts)[number] | 'websites' | 'vertical'>;

/** What stands on a number's page at WhatsApp. */
@customElement('agent-console-profile-form')
export class ProfileForm extends AtMeta {
  @state() private kept: BusinessProfile | null = null;
  @state() private draft: Draft | null = null;

  static override readonly styles = [tokens, settingsStyles, profileStyles];

  protected override async load(api: ApiClient, path: string): Promise<void> {
    this.#show(await api.call('GET', `${path}/profile`));
  }

  protected override render() {
    const { draft, kept } = this;
    if (!draft || !kept) return this.renderOutcome(true);
    const field = (name: (typeof texts)[number], more: object = {}) =>
      renderCounted({
        name,
        label: words[name],
        value: draft[name],
        most: profileLimits[name],
        change: (value) => this.#change({ [name]: value }),
        ...more,
      });
    return html`<form @submit=${this.#save}>
      ${field('about', { hint: words.aboutHint, isRequired: kept.about !== '' })}
      ${field('description', { rows: 4 })} ${field('address', { rows: 2 })}
      <div class="pair">
        ${field('email', { type: 'email' })}
        <label
          >${words.vertical}
          <select @change=${this.#choose}>
            ${isVertical(kept.vertical) ? nothing : html`<option value="" ?selected=${draft.vertical === kept.vertical}>${words.noVertical}</option>`}
            ${verticals.map(
              (one) =>
                html`<option value=${one} ?selected=${one === draft.vertical}>${words.verticals[one]}</option>`,
            )}
          </select>
        </label>
      </div>
      <fieldset>
        <legend>${words.websites}</legend>
        ${[0, 1].map((place) =>
          renderCounted({
            name: `website-${place}`,
            label: words.website(place + 1),
            value: draft.websites[place] ?? '',
            most: profileLimits.website,
            type: 'url',
            change: (value) =>
              this.#change({
                websites: [0, 1].map((at) => (at === place ? value : (draft.websites[at] ?? ''))),
              }),
          }),
        )}
        <small>${words.websiteHint}</small>
      </fieldset>
      <div class="end">
        <button class="primary" ?disabled=${this.isBusy}>${strings.save}</button>
        ${this.renderOutcome()}
      </div>
    </form>`;
  }

  #show(kept: BusinessProfile): void {
    this.kept = kept;
    this.draft = { ...kept };
  }

  #change(change: Partial<Draft>): void {
    if (this.draft) this.draft = { ...this.draft, ...change };
    this.outcome = null;
  }

  #choose({ target }: Event): void {
    if (target instanceof HTMLSelectElement) this.#change({ vertical: target.value });
  }

  #save(event: SubmitEvent): void {
    event.preventDefault();
    const { draft, kept } = this;
    if (!draft || !kept) return;
    const isLong =
      texts.some((name) => draft[name].length > profileLimits[name]) ||
      draft.websites.some((website) => website.length > profileLimits.website);
    if (isLong) {
      this.outcome = { isGood: false, text: words.tooLong };
      return;
    }
    const change = changeOf(kept, draft);
    void this.attempt(async (api, path) => {
      if (Object.keys(change).length > 0) this.#show(await api.call('PUT', `${path}/profile`, change));
    }, strings.saved);
  }
}

/** Only what is another now: the rest may be in a form that Meta would not take again. */
function changeOf(kept: BusinessProfile, draft: Draft): BusinessProfileChange {
  const websites = draft.websites.map((website) => website.trim()).filter((website) => website !== '');
  const isSame =
    websites.length === kept.websites.length && websites.every((one, at) => one === kept.websites[at]);
  const changed = texts.filter((name) => draft[name].trim() !== kept[name]);
  return {
    ...Object.fromEntries(changed.map((name) => [name, draft[name].trim()])),
    ...(!isSame && { websites }),
    ...(draft.vertical !== kept.vertical && isVertical(draft.vertical) && { vertical: draft.vertical }),
  };
}

function isVertical(word: string): word is Vertical {
  return verticals.some((one) => one === word);
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-profile-form': ProfileForm;
  }
}
