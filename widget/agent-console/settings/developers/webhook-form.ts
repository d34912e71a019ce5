import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { EventFilter } from '../../../../worker/api/developers/events.ts';
import type { Webhook, WebhookChange, WebhookRequest } from '../../../../worker/api/developers/webhooks.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import { changeWebhook, createWebhook } from '../../../client/api/webhooks.ts';
import { strings } from '../../../locales/strings.ts';
import { webhookWords as words } from '../../../locales/webhooks.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderField } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { numberNames } from '../../ui/number-names.ts';
import { discardConfirmed } from '../../ui/overlays/confirm.ts';
import { tokens } from '../../ui/tokens.ts';
import { UnsavedChange } from '../unsaved.ts';
import { contentKinds, filters } from './event-names.ts';

/** The form was saved; `secret` is set if a webhook with its own secret was created. */
export class WebhookFormClose extends Event {
  constructor(readonly secret: string | null) {
    super('webhook-form-close', { bubbles: true, composed: true });
  }
}

type Field = 'url' | 'events' | 'fields' | 'verifyToken' | 'form';
/** These fields have their problem below them. */
const checked: readonly Field[] = ['url', 'fields', 'verifyToken'];

/** The field that a failure is about, by its stable code. */
const fieldOf: Readonly<Record<string, Field>> = {
  invalid_address: 'url',
  own_address: 'url',
  private_address: 'url',
  webhook_overlaps: 'url',
  handshake_failed: 'url',
  verify_token_needed: 'verifyToken',
};

const includesReceived = (one: EventFilter) => one === '*' || one === 'message.received';

/** Creates a webhook, or edits one. */
@customElement('agent-console-webhook-form')
export class WebhookForm extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) numbers: readonly InboxSummary[] = [];
  /** Null: a new one. */
  @property({ attribute: false }) webhook: Webhook | null = null;
  @state() private format: Webhook['format'] = 'events';
  @state() private problem: { field: Field; text: string } | null = null;
  @state() private isBusy = false;
  @state() private hasReceived = false;
  #check = new FormCheck(this);
  #isChanged = false;

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    css`
      .choices {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(240px, 100%), 1fr));
      }
      code {
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('webhook')) return;
    this.format = this.webhook?.format ?? 'events';
    this.hasReceived = this.webhook?.events.some(includesReceived) ?? false;
  }

  protected override render() {
    const { webhook, format } = this;
    const check = this.#check;
    return html`<form novalidate @submit=${this.#save} @input=${this.#typed} aria-labelledby="title">
      <h3 id="title">${webhook ? words.editTitle(webhook.name) : words.createTitle}</h3>
      ${renderField({
        name: 'name',
        label: words.name,
        value: webhook?.name ?? '',
        check,
        isRequired: true,
        max: 128,
      })}
      ${renderField({
        name: 'url',
        label: words.url,
        value: webhook?.url ?? '',
        check,
        type: 'url',
        dir: 'ltr',
        hint: words.urlHint,
        placeholder: 'https://shop.example/whatsapp',
        isRequired: true,
        max: 2_048,
      })}
      ${webhook ? nothing : this.#renderFormat()}
      ${format === 'meta' ? this.#renderMeta() : this.#renderEvents()}
      ${this.numbers.length > 1 || webhook?.inboxes ? this.#renderNumbers() : nothing}
      ${renderField({
        name: 'description',
        label: words.description,
        value: webhook?.description ?? '',
        check,
        max: 500,
      })}
      ${renderField({
        name: 'timeoutSeconds',
        label: words.timeout,
        value: String(webhook?.timeoutSeconds ?? 10),
        check,
        type: 'number',
        isRequired: true,
        least: 3,
        most: 20,
      })}
      ${this.#below('form')}
      <div class="end">
        <button class="primary" ?disabled=${this.isBusy}>${webhook ? strings.save : words.create}</button>
        <button type="button" class="plain" @click=${() => void this.#leave()}>${strings.cancel}</button>
      </div>
    </form>`;
  }

  #renderFormat() {
    return html`<label
      >${words.format}
      <select
        name="format"
        @change=${({ target }: Event) => {
          if (target instanceof HTMLSelectElement) this.format = target.value === 'meta' ? 'meta' : 'events';
        }}
      >
        <option value="events" ?selected=${this.format === 'events'}>${words.formatEvents}</option>
        <option value="meta" ?selected=${this.format === 'meta'}>${words.formatMeta}</option>
      </select>
    </label>`;
  }

  #renderEvents() {
    const { webhook } = this;
    return html`<fieldset aria-describedby="events-below">
        <legend>${words.events}</legend>
        <div class="choices">
          ${filters.map(
            (one) => html`<label class="check">
              <input
                type="checkbox"
                name="events"
                value=${one}
                .checked=${webhook ? webhook.events.includes(one) : false}
                @change=${({ target }: Event) => {
                  if (!(target instanceof HTMLInputElement) || !target.form) return;
                  const ticked = new FormData(target.form).getAll('events');
                  this.hasReceived = filters.some((name) => includesReceived(name) && ticked.includes(name));
                }}
              />
              ${one === '*' ? html`<span>${words.allEvents}</span>` : html`<code>${one}</code>`}
            </label>`,
          )}
        </div>
        ${this.#below('events')}
      </fieldset>
      ${
        this.hasReceived
          ? html`<fieldset>
              <legend>${words.contentTypes}</legend>
              <small>${words.contentTypesHint}</small>
              <div class="choices">
                ${contentKinds.map(
                  (one) =>
                    html`<label class="check"
                      ><input type="checkbox" name="contentTypes" value=${one} .checked=${webhook?.contentTypes?.includes(one) ?? false} /><code
                        >${one}</code
                      ></label
                    >`,
                )}
              </div>
            </fieldset>`
          : nothing
      }`;
  }

  #renderMeta() {
    const { webhook } = this;
    const check = this.#check;
    return html`${renderField({
      name: 'fields',
      label: words.fields,
      value: webhook?.fields.join(', ') ?? 'messages',
      check,
      dir: 'ltr',
      hint: words.fieldsHint,
      isRequired: true,
    })}
      <label class="check"
        ><input type="checkbox" name="includesStatuses" .checked=${webhook?.includesStatuses ?? true} />${words.statuses}</label
      >
      ${renderField({
        name: 'verifyToken',
        label: words.verifyToken,
        check,
        dir: 'ltr',
        hint: webhook ? words.verifyTokenAgain : words.verifyTokenHint,
        isRequired: !webhook,
        max: 512,
      })}
      ${renderField({
        name: 'appSecret',
        label: words.appSecret,
        check,
        type: 'password',
        dir: 'ltr',
        ...(!webhook && { hint: words.appSecretHint }),
        max: 128,
        pattern: '.{16,}',
        words: { mismatch: words.appSecretShort },
      })}`;
  }

  #renderNumbers() {
    return html`<fieldset>
      <legend>${strings.numbers}</legend>
      <small>${words.numbersHint}</small>
      ${[...numberNames(this.numbers)].map(
        ([id, name]) =>
          html`<label class="check"
            ><input type="checkbox" name="inboxes" value=${id} .checked=${this.webhook?.inboxes?.includes(id) ?? false} /><bdi
              >${name}</bdi
            ></label
          >`,
      )}
    </fieldset>`;
  }

  /** The error of a field, or else its hint. */
  #below(field: Field, hint = '') {
    const isWrong = this.problem?.field === field;
    return html`<small id="${field}-below" role=${isWrong ? 'alert' : nothing} class=${isWrong ? 'problem' : ''}
      >${isWrong ? this.problem?.text : hint}</small
    >`;
  }

  #refuse(form: HTMLFormElement, field: Field, text: string): void {
    if (checked.includes(field)) {
      this.#check.refuse(form, { [field]: text });
      return;
    }
    this.problem = { field, text };
    this.renderRoot.querySelector<HTMLElement>(`[name=${field}]`)?.focus();
  }

  #typed = (event: Event): void => {
    this.#check.typed(event);
    this.#isChanged = true;
    this.dispatchEvent(new UnsavedChange(true));
  };

  async #leave(): Promise<void> {
    if (!this.#isChanged || (await discardConfirmed(this))) this.#close(null);
  }

  #close(secret: ConstructorParameters<typeof WebhookFormClose>[0]): void {
    this.dispatchEvent(new UnsavedChange(false));
    this.dispatchEvent(new WebhookFormClose(secret));
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { target } = event;
    const { api, webhook, format } = this;
    if (!(target instanceof HTMLFormElement) || !api || this.isBusy) return;
    this.problem = null;
    if (!this.#check.accepts(target)) return;
    const data = new FormData(target);
    const text = (name: string) => String(data.get(name) ?? '').trim();
    const chosen = <Value extends string>(name: string, values: readonly Value[]) =>
      values.filter((value) => data.getAll(name).includes(value));
    const orAll = <Value>(values: Value[]) => (values.length > 0 ? values : null);
    // A number that was disconnected has no box, and stays chosen.
    const known = this.numbers.map(({ id }) => id);
    const others = webhook?.inboxes?.filter((id) => !known.includes(id)) ?? [];
    const common = {
      name: text('name'),
      url: text('url'),
      description: text('description'),
      timeoutSeconds: Number(text('timeoutSeconds')),
      inboxes: orAll([...chosen('inboxes', known), ...others]),
    };
    let request: WebhookRequest;
    let change: WebhookChange;
    if (format === 'meta') {
      const fields = text('fields')
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== '');
      if (fields.length === 0 || fields.some((one) => !/^[a-z_]{1,64}$/.test(one)))
        return this.#refuse(target, 'fields', words.fieldsWrong);
      const secret = text('appSecret') === '' ? {} : { appSecret: text('appSecret') };
      const ofMeta = { ...common, fields, includesStatuses: data.has('includesStatuses'), ...secret };
      request = { ...ofMeta, format, verifyToken: text('verifyToken') };
      change = { ...ofMeta, ...(text('verifyToken') !== '' && { verifyToken: text('verifyToken') }) };
    } else {
      const events = chosen('events', filters);
      if (events.length === 0) return this.#refuse(target, 'events', words.eventsNeeded);
      const contentTypes = orAll(chosen('contentTypes', contentKinds));
      request = { ...common, format, events, contentTypes };
      change = { ...common, events, contentTypes };
    }
    let secret: string | null = null;
    this.isBusy = true;
    const failure = await failureOf(async () => {
      if (webhook) await changeWebhook(api, webhook.id, change);
      else ({ secret } = await createWebhook(api, request));
    });
    this.isBusy = false;
    if (!failure) this.#close(secret);
    else if (!this.#check.explains(target, failure))
      this.#refuse(target, fieldOf[failure.code] ?? 'form', failure.message);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-webhook-form': WebhookForm;
  }
}
