import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { BusinessProfile } from '../../../../worker/api/numbers/profile.ts';
import {
  type BusinessProfileChange,
  profileLimits,
  type Vertical,
  verticals,
} from '../../../../worker/whatsapp/account/business-profile.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { changeProfile, getProfile } from '../../../client/api/numbers/profile.ts';
import { numberWords as words } from '../../../locales/number.ts';
import { strings } from '../../../locales/strings.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { renderSaveBar, saveBarStyles } from '../save-bar.ts';
import { SettingsTask } from '../settings-task.ts';
import { UnsavedChange } from '../unsaved.ts';
import { renderCounted } from './counted-field.ts';
import { profileStyles } from './profile-styles.ts';

const texts = ['about', 'description', 'address', 'email'] as const;
type Draft = Pick<BusinessProfile, (typeof texts)[number] | 'websites' | 'vertical'>;

/** The business profile of a number. */
@customElement('agent-console-profile-form')
export class ProfileForm extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  /** As it is being edited; null while it is as stored. */
  @state() private edited: Draft | null = null;
  #task = new SettingsTask<BusinessProfile>(
    this,
    async (api) => this.number && getProfile(api, this.number.id),
    { of: ['profile'] },
  );

  static override readonly styles = [
    tokens,
    settingsStyles,
    skeletonStyles,
    controlStyles,
    profileStyles,
    saveBarStyles,
  ];

  protected override render() {
    const stored = this.#task.shown;
    const draft = this.edited ?? stored;
    if (!draft || !stored) return this.#task.renderUnloaded();
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
      ${field('about', { hint: words.aboutHint, isRequired: stored.about !== '' })}
      ${field('description', { rows: 4 })} ${field('address', { rows: 2 })}
      <div class="pair">
        ${field('email', { type: 'email' })}
        <label
          >${words.vertical}
          <select @change=${this.#choose}>
            ${isVertical(stored.vertical) ? nothing : html`<option value="" ?selected=${draft.vertical === stored.vertical}>${words.noVertical}</option>`}
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
      ${
        this.edited
          ? renderSaveBar({
              isBusy: this.#task.isBusy,
              outcome: this.#task.renderOutcome(strings.unsavedChanges),
              discard: () => this.#settle(),
            })
          : this.#task.renderOutcome()
      }
    </form>`;
  }

  #change(change: Partial<Draft>): void {
    const draft = this.edited ?? this.#task.shown;
    if (draft) this.edited = { ...draft, ...change };
    this.dispatchEvent(new UnsavedChange(true));
    this.#task.forgetOutcome();
  }

  /** Nothing is left to save. */
  #settle(): void {
    this.edited = null;
    this.dispatchEvent(new UnsavedChange(false));
  }

  #choose({ target }: Event): void {
    if (target instanceof HTMLSelectElement) this.#change({ vertical: target.value });
  }

  #save(event: SubmitEvent): void {
    event.preventDefault();
    const { number } = this;
    const stored = this.#task.shown;
    const draft = this.edited ?? stored;
    if (!draft || !stored || !number) return;
    const isLong =
      texts.some((name) => draft[name].length > profileLimits[name]) ||
      draft.websites.some((website) => website.length > profileLimits.website);
    if (isLong) {
      this.#task.refuse(words.tooLong);
      return;
    }
    const change = changeOf(stored, draft);
    void this.#task.show(
      async (api) => {
        const isSame = Object.keys(change).length === 0;
        const saved = isSame ? stored : await changeProfile(api, number.id, change);
        this.#settle();
        return saved;
      },
      { done: strings.saved },
    );
  }
}

/** Only the fields that differ: Meta may not accept the others again in the form in which it returns them. */
function changeOf(stored: BusinessProfile, draft: Draft): BusinessProfileChange {
  const websites = draft.websites.map((website) => website.trim()).filter((website) => website !== '');
  const isSame =
    websites.length === stored.websites.length && websites.every((one, at) => one === stored.websites[at]);
  const changed = texts.filter((name) => draft[name].trim() !== stored[name]);
  return {
    ...Object.fromEntries(changed.map((name) => [name, draft[name].trim()])),
    ...(!isSame && { websites }),
    ...(draft.vertical !== stored.vertical && isVertical(draft.vertical) && { vertical: draft.vertical }),
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
