import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Contact, Content } from '../../../worker/api.ts';
import { nameLine, withName } from '../../../worker/whatsapp/sending/agent-name.ts';
import { checkOutbound, type OutboundIssue } from '../../../worker/whatsapp/sending/send.ts';
import type { InboxConversation } from '../../client/inbox-state.ts';
import { isOfInputMethod } from '../../client/input-method.ts';
import { strings } from '../../locales/strings.ts';
import { contentStyles } from '../content/content-styles.ts';
import { renderContent } from '../content/message-content.ts';
import { nameOf } from '../ui/contact-names.ts';
import { customElement } from '../ui/custom-element.ts';
import '../ui/contact-search.ts';
import type { ContactPick } from '../ui/contact-search.ts';
import { tokens } from '../ui/tokens.ts';
import { formStyles } from './compose-form-styles.ts';
import type { FormDraft } from './composer-draft.ts';

export type FormKind = 'location' | 'contact' | 'buttons' | 'list' | 'link';

/** A message that is filled in and within WhatsApp's limits. */
export class FormContent extends Event {
  constructor(readonly content: Content) {
    super('form-content', { bubbles: true, composed: true });
  }
}

/** What is filled in so far. */
export class FormChange extends Event {
  constructor(
    readonly kind: FormKind,
    readonly draft: FormDraft,
  ) {
    super('form-change', { bubbles: true, composed: true });
  }
}

interface Field {
  name: string;
  label: string;
  isLong?: boolean;
  isOptional?: boolean;
  type?: 'text' | 'tel' | 'email' | 'url' | 'number';
  most?: number;
}

const mostRows = 10;
const longestBody = 1_024;

/** Messages that are filled in rather than typed, each with a preview that is drawn like the message itself. */
@customElement('agent-console-form')
export class ComposeForm extends LitElement {
  @property({ attribute: false }) kind: FormKind = 'location';
  /** The agent's own name, where customers see it before what is written; else null. */
  @property({ attribute: false }) shownName: string | null = null;
  /** What was filled in before, to go on with it. */
  @property({ attribute: false }) draft: FormDraft | null = null;
  /** Finds contacts of the number, whose card can be sent instead of a typed one. */
  @property({ attribute: false }) findContacts: (text: string) => Promise<readonly InboxConversation[]> =
    async () => [];
  @state() private isChoosing = false;
  @state() private values: Readonly<Record<string, string>> = {};
  @state() private rows = 2;
  @state() private problem: string | null = null;

  static override readonly styles = [tokens, contentStyles, formStyles];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('kind') && this.hasUpdated) return;
    this.values = this.draft?.values ?? {};
    this.rows = this.draft?.rows ?? 2;
    this.problem = null;
    this.isChoosing = false;
  }

  #tell(): void {
    this.dispatchEvent(new FormChange(this.kind, { values: { ...this.values }, rows: this.rows }));
  }

  override async firstUpdated(): Promise<void> {
    this.renderRoot.querySelector<HTMLElement>('input, textarea')?.focus();
  }

  protected override render() {
    return html`<form novalidate @submit=${this.#submit}>
      <div class="fields">
        ${this.kind === 'contact' ? this.#renderChoice() : nothing}
        ${fieldsOf(this.kind, this.rows, longestBody - nameLine(this.shownName ?? '').length).map((field) => this.#renderField(field))}
        ${
          this.kind === 'list' && this.rows < mostRows
            ? html`<button type="button" class="plain" @click=${() => {
                this.rows += 1;
                this.#tell();
              }}>${strings.addRow}</button>`
            : nothing
        }
        ${
          this.kind === 'location'
            ? html`<button type="button" class="plain" @click=${this.#locate}>${strings.useMyPlace}</button>`
            : nothing
        }
        ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
        <button class="primary">${strings.send}</button>
      </div>
      <section class="preview" aria-label=${strings.preview}>
        <h3>${strings.preview}</h3>
        ${renderContent(this.#asSeen(contentOf(this.kind, this.values, this.rows)), { direction: 'out', media: null, url: null })}
      </section>
    </form>`;
  }

  #renderChoice() {
    return html`<button
        type="button"
        class="plain choose"
        aria-expanded=${this.isChoosing ? 'true' : 'false'}
        @click=${() => void this.#choose(!this.isChoosing)}
      >
        ${strings.chooseContact}
      </button>
      ${
        this.isChoosing
          ? html`<agent-console-contact-search
              .find=${async (text: string) =>
                (await this.findContacts(text)).filter(({ contact }) => contact.phone !== null)}
              @contact-pick=${({ conversation }: ContactPick) => void this.#fillIn(conversation.contact)}
              @keydown=${this.#escaped}
            ></agent-console-contact-search>`
          : nothing
      }`;
  }

  async #choose(isChoosing: boolean): Promise<void> {
    this.isChoosing = isChoosing;
    await this.updateComplete;
    const search = this.renderRoot.querySelector('agent-console-contact-search');
    await search?.updateComplete;
    if (search) search.focus();
    else this.renderRoot.querySelector<HTMLElement>('.choose')?.focus();
  }

  /** Only the list is closed, and not what it lies in. */
  #escaped(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || isOfInputMethod(event)) return;
    event.preventDefault();
    event.stopPropagation();
    void this.#choose(false);
  }

  async #fillIn(contact: Contact): Promise<void> {
    const phone = `+${contact.phone}`;
    this.values = {
      ...this.values,
      name: nameOf(contact) ?? phone,
      phone,
      wa_id: contact.phone ?? '',
      email: '',
      company: '',
    };
    this.#tell();
    this.isChoosing = false;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.primary')?.focus();
  }

  #renderField({ name, label, isLong, most, type = 'text' }: Field) {
    const change = ({ target }: Event) => {
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
        this.values = { ...this.values, [name]: target.value };
        this.#tell();
      }
    };
    const value = this.values[name] ?? '';
    const left = most === undefined ? Number.POSITIVE_INFINITY : most - value.trim().length;
    const isCounted = left <= Math.max(5, (most ?? 0) / 10);
    const [invalid, told] = [left < 0 ? 'true' : 'false', isCounted ? `left-${name}` : nothing];
    return html`<label
        >${label}
        ${
          isLong
            ? html`<textarea
                name=${name}
                rows="3"
                dir="auto"
                aria-invalid=${invalid}
                aria-describedby=${told}
                .value=${value}
                @input=${change}
              ></textarea>`
            : html`<input
                name=${name}
                type=${type}
                step="any"
                dir="auto"
                aria-invalid=${invalid}
                aria-describedby=${told}
                .value=${value}
                @input=${change}
              />`
        }
      </label>
      ${
        isCounted
          ? html`<p class=${left < 0 ? 'problem' : 'left'} id="left-${name}" role="status">
              ${left < 0 ? strings.charactersOver(-left) : strings.charactersLeft(left)}
            </p>`
          : nothing
      }`;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const tooLong = this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (tooLong) {
      tooLong.focus();
      return;
    }
    const content = contentOf(this.kind, this.values, this.rows);
    const bare = checkOutbound(content);
    const checked = 'issues' in bare ? bare : checkOutbound(this.#asSeen(content));
    if ('issues' in checked) {
      this.problem = checked.issues.map((issue) => issueText(issue)).join(' ');
      return;
    }
    this.dispatchEvent(new FormContent(content));
  }

  /** As the customer sees it. */
  #asSeen(content: Content): Content {
    return this.shownName === null ? content : withName(content, this.shownName);
  }

  #locate(): void {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const [latitude, longitude] = [coords.latitude, coords.longitude].map((degrees) =>
          degrees.toFixed(5),
        );
        this.values = { ...this.values, latitude: latitude ?? '', longitude: longitude ?? '' };
        this.#tell();
      },
      () => {
        this.problem = strings.placeUnknown;
      },
    );
  }
}

/** The field's own name before what is wrong with it. */
function issueText({ path, message }: OutboundIssue): string {
  const field = path.replace(/^.*\.(?=[^.]+$)/, '').replaceAll('_', ' ');
  return `${field}: ${message}`;
}

function fieldsOf(kind: FormKind, rows: number, mostBody: number): Field[] {
  const body: Field = { name: 'body', label: strings.text, isLong: true, most: mostBody };
  const header: Field = { name: 'header', label: strings.header, most: 60 };
  const footer: Field = { name: 'footer', label: strings.footer, most: 60 };
  switch (kind) {
    case 'location':
      return [
        { name: 'latitude', label: strings.latitude, type: 'number' },
        { name: 'longitude', label: strings.longitude, type: 'number' },
        { name: 'name', label: strings.placeName },
        { name: 'address', label: strings.placeAddress },
      ];
    case 'contact':
      return [
        { name: 'name', label: strings.contactName },
        { name: 'phone', label: strings.contactPhone, type: 'tel' },
        { name: 'email', label: strings.contactEmail, type: 'email' },
        { name: 'company', label: strings.contactCompany },
      ];
    case 'buttons':
      return [
        body,
        ...[1, 2, 3].map((index) => ({
          name: `button${index}`,
          label: strings.buttonLabel(index),
          most: 20,
        })),
        header,
        footer,
      ];
    case 'list':
      return [
        body,
        { name: 'button', label: strings.listButton, most: 20 },
        ...Array.from({ length: rows }, (_, index) => [
          { name: `row${index}`, label: strings.rowTitle(index + 1), most: 24 },
          { name: `description${index}`, label: strings.rowDescription(index + 1), most: 72 },
        ]).flat(),
        header,
        footer,
      ];
    case 'link':
      return [
        body,
        { name: 'label', label: strings.linkLabel, most: 20 },
        { name: 'url', label: strings.linkAddress, type: 'url', most: 2000 },
        header,
        footer,
      ];
  }
}

function contentOf(kind: FormKind, values: Readonly<Record<string, string>>, rows: number): Content {
  const value = (name: string) => (values[name] ?? '').trim();
  const around = {
    ...(value('header') && { header: { type: 'text' as const, text: value('header') } }),
    body: { text: value('body') },
    ...(value('footer') && { footer: { text: value('footer') } }),
  };
  switch (kind) {
    case 'location':
      return {
        type: 'location',
        location: {
          // An empty field is no place, and not the one at 0, 0.
          latitude: value('latitude') === '' ? Number.NaN : Number(value('latitude')),
          longitude: value('longitude') === '' ? Number.NaN : Number(value('longitude')),
          ...(value('name') && { name: value('name') }),
          ...(value('address') && { address: value('address') }),
        },
      };
    case 'contact': {
      const [first = '', ...rest] = value('name').split(/\s+/);
      return {
        type: 'contacts',
        contacts: [
          {
            name: {
              formatted_name: value('name'),
              first_name: first,
              ...(rest.length > 0 && { last_name: rest.join(' ') }),
            },
            phones: [
              {
                phone: value('phone'),
                type: 'CELL',
                // With it WhatsApp offers to write to them. A number that was changed since is another one.
                ...(value('wa_id') && value('phone') === `+${value('wa_id')}` && { wa_id: value('wa_id') }),
              },
            ],
            ...(value('email') && { emails: [{ email: value('email'), type: 'WORK' }] }),
            ...(value('company') && { org: { company: value('company') } }),
          },
        ],
      };
    }
    case 'buttons': {
      const titles = [1, 2, 3].map((index) => value(`button${index}`)).filter((title) => title !== '');
      const buttons = titles.map((title) => ({ type: 'reply' as const, reply: { id: title, title } }));
      return { type: 'interactive', interactive: { type: 'button', ...around, action: { buttons } } };
    }
    case 'list': {
      const filled = Array.from({ length: rows }, (_, index) => ({
        id: value(`row${index}`),
        title: value(`row${index}`),
        ...(value(`description${index}`) && { description: value(`description${index}`) }),
      })).filter(({ title }) => title !== '');
      const action = { button: value('button'), sections: [{ rows: filled }] };
      return { type: 'interactive', interactive: { type: 'list', ...around, action } };
    }
    case 'link': {
      const parameters = { display_text: value('label'), url: value('url') };
      return {
        type: 'interactive',
        interactive: { type: 'cta_url', ...around, action: { name: 'cta_url', parameters } },
      };
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-form': ComposeForm;
  }
}
