import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { NumberPlaces, Place } from '../../../../worker/api/numbers/places.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { changePlaces, getPlaces } from '../../../client/api/numbers/numbers.ts';
import { numberWords as words } from '../../../locales/number.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { placeIn } from '../../composer/forms/place-in.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderField } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import { emptyStyles, renderEmpty } from '../../ui/feedback/empty-state.ts';
import { renderSkeleton, skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { confirmed } from '../../ui/overlays/confirm.ts';
import '../../ui/overlays/dialog.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';

/** The places that agents can send from a number without typing them. For admins. */
@customElement('agent-console-place-settings')
export class PlaceSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  /** The place in the dialog. */
  @state() private edited: Place | 'new' | null = null;
  #task = new SettingsTask<NumberPlaces>(this, async (api) => getPlaces(api, this.#inbox), {
    of: ['places'],
  });
  #check = new FormCheck(this);

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    emptyStyles,
    skeletonStyles,
    css`
      agent-console-dialog {
        --dialog: 480px;
      }
    `,
  ];

  get #inbox(): string {
    return this.number?.id ?? '';
  }

  protected override render() {
    const places = this.#task.shown?.places;
    return html`<div class="top">
        <h3>${strings.placesTitle}</h3>
        ${places && places.length > 0 ? this.#renderAdd() : nothing}
      </div>
      <p class="quiet">${words.placesHint}</p>
      ${places ? this.#renderPlaces(places) : this.#task.isBusy ? renderSkeleton() : nothing}
      ${this.edited ? this.#renderDialog(this.edited === 'new' ? null : this.edited) : this.#task.renderProblem()}`;
  }

  #renderAdd() {
    return html`<button class="button main" @click=${() => this.#edit('new')}>${words.addPlace}</button>`;
  }

  #renderPlaces(places: readonly Place[]) {
    if (places.length === 0)
      return renderEmpty({ icon: icons.pin, text: words.noPlaces, action: this.#renderAdd() });
    return html`<ul aria-label=${strings.placesTitle}>
      ${places.map(
        (place) => html`<li>
          <span
            ><strong><bdi>${place.name}</bdi></strong>
            <small><bdi>${place.address ?? coordinates(place)}</bdi></small></span
          >
          <button class="icon-button" aria-label=${strings.editNamedReply(place.name)} @click=${() => this.#edit(place)}>
            ${icons.edit}
          </button>
          <button class="icon-button" aria-label=${strings.removeReply(place.name)} @click=${() => void this.#delete(place)}>
            ${icons.trash}
          </button>
        </li>`,
      )}
    </ul>`;
  }

  #renderDialog(place: Place | null) {
    const check = this.#check;
    return html`<agent-console-dialog
      heading=${place ? words.editPlace : words.addPlace}
      @dialog-close=${() => {
        this.edited = null;
      }}
    >
      <form
        id="place"
        novalidate
        @input=${check.typed}
        @submit=${(event: SubmitEvent) => this.#submit(event, place)}
      >
        ${renderField({
          name: 'name',
          label: words.placeLabel,
          value: place?.name ?? '',
          check,
          isRequired: true,
          max: 128,
          words: { missing: strings.enterName },
          hasFocus: true,
        })}
        ${renderField({
          name: 'where',
          label: strings.compose.place,
          value: place ? coordinates(place) : '',
          check,
          hint: strings.compose.placeHint,
          isRequired: true,
          words: { missing: strings.compose.placeUnread },
        })}
        ${renderField({
          name: 'address',
          label: strings.placeAddress,
          value: place?.address ?? '',
          check,
          max: 1_000,
        })}
        ${this.#task.renderProblem()}
      </form>
      <button slot="actions" class="button main" form="place" ?disabled=${this.#task.isBusy}>
        ${place ? strings.save : words.addPlace}
      </button>
    </agent-console-dialog>`;
  }

  #edit(place: Place | 'new'): void {
    this.#check.reset();
    this.#task.forgetOutcome();
    this.edited = place;
  }

  async #delete(place: Place): Promise<void> {
    const isSure = await confirmed(this, {
      title: strings.deleteTitle(place.name),
      text: strings.cannotUndo,
      action: strings.delete,
      isDangerous: true,
    });
    if (isSure) await this.#change((places) => places.filter((other) => !isSame(other, place)));
  }

  #submit(event: SubmitEvent, place: Place | null): void {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement)) return;
    const data = new FormData(target);
    const [name = '', where = '', address = ''] = ['name', 'where', 'address'].map((field) =>
      String(data.get(field)).trim(),
    );
    const found = placeIn(where);
    const problem =
      found === 'short' ? strings.compose.placeShort : found === null ? strings.compose.placeUnread : null;
    if (!this.#check.accepts(target, { where: problem }) || found === null || found === 'short') return;
    const { latitude, longitude } = found;
    const changed: Place = { name, latitude, longitude, ...(address !== '' && { address }) };
    void this.#change((places) =>
      place ? places.map((other) => (isSame(other, place) ? changed : other)) : [...places, changed],
    ).then((isSaved) => {
      if (isSaved) this.edited = null;
    });
  }

  /** Changes the list as it is now, which another admin may have changed in the meantime. */
  #change(change: (places: readonly Place[]) => Place[]): Promise<boolean> {
    return this.#task.show(async (api) => {
      const { places } = await getPlaces(api, this.#inbox);
      return changePlaces(api, this.#inbox, { places: change(places) });
    });
  }
}

function coordinates({ latitude, longitude }: Place): string {
  return `${latitude}, ${longitude}`;
}

function isSame(one: Place, other: Place): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-place-settings': PlaceSettings;
  }
}
