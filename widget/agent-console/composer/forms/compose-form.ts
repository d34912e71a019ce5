import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Contact } from '../../../../worker/api/conversations/conversations.ts';
import type { Content } from '../../../../worker/api/conversations/messages.ts';
import type { Place } from '../../../../worker/api/numbers/places.ts';
import { nameLine, withName } from '../../../../worker/whatsapp/sending/agent-name.ts';
import type { OutboundIssue } from '../../../../worker/whatsapp/sending/outbound-content.ts';
import { checkOutbound } from '../../../../worker/whatsapp/sending/send.ts';
import type { StoredFile, StoreFailure } from '../../../client/browser/file-store.ts';
import { isOfInputMethod } from '../../../client/browser/input-method.ts';
import { withMediaId } from '../../../client/sending/message-file.ts';
import type { InboxConversation } from '../../../client/state/inbox-state.ts';
import { strings } from '../../../locales/strings.ts';
import { contentStyles } from '../../content/content-styles.ts';
import { renderContent } from '../../content/message-content.ts';
import { nameOf } from '../../ui/contact-names.ts';
import '../../ui/contact-search.ts';
import type { ContactPick } from '../../ui/contact-search.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { tokens } from '../../ui/tokens.ts';
import type { FormDraft, ListSection } from '../drafts/composer-draft.ts';
import type { ComposedFile } from '../message/composer-events.ts';
import { formStyles } from './compose-form-styles.ts';
import { renderFormField } from './form-field.ts';
import {
  contentOf,
  emptySections,
  type Field,
  type FormKind,
  fieldsOf,
  problemsOf,
  rowsIn,
  takesMediaHeader,
  withoutRow,
  withRow,
} from './form-fields.ts';
import { HeaderFileField } from './header-file.ts';
import { renderListSections } from './list-sections.ts';
import { placeIn } from './place-in.ts';
import { SavedPlaces } from './saved-places.ts';

/** The agent sends a form. It is within WhatsApp's limits; the file of its header gets its id when it is uploaded. */
export class FormContent extends Event {
  constructor(
    readonly content: Content,
    readonly header: ComposedFile | null,
  ) {
    super('form-content', { bubbles: true, composed: true });
  }
}

/** The values so far. */
export class FormChange extends Event {
  constructor(
    readonly kind: FormKind,
    readonly draft: FormDraft,
  ) {
    super('form-change', { bubbles: true, composed: true });
  }
}

const longestBody = 1_024;

/** The form of a message, with a preview that is rendered like the message itself. */
@customElement('agent-console-form')
export class ComposeForm extends LitElement {
  @property({ attribute: false }) kind: FormKind = 'location';
  /** The agent's name if customers see it before the text, else null. */
  @property({ attribute: false }) shownName: string | null = null;
  /** What the button says that sends it; empty: “Send”. */
  @property({ attribute: false }) action = '';
  /** Whether its header can be a file. */
  @property({ attribute: false }) takesFiles = true;
  /** Values from the draft. */
  @property({ attribute: false }) draft: FormDraft | null = null;
  /** Stores a file in the browser until it is sent; returns why if that fails. */
  @property({ attribute: false }) keepFile: (stored: StoredFile, file: File) => Promise<StoreFailure | null> =
    async () => 'blocked';
  /** Finds contacts whose card can be sent instead of a typed one. */
  @property({ attribute: false }) findContacts: (text: string) => Promise<readonly InboxConversation[]> =
    async () => [];
  /** The saved places of the number. */
  @property({ attribute: false }) places: () => Promise<readonly Place[]> = async () => [];
  @state() private isChoosing = false;
  @state() private values: Readonly<Record<string, string>> = {};
  @state() private sections: readonly ListSection[] = emptySections;
  @state() private problem: string | null = null;
  /** Whether the agent has tried to send it. Until then, empty fields are not marked. */
  @state() private isTried = false;
  /** Problems that the check of the whole message found, by the field's name. */
  @state() private found: ReadonlyMap<string, string> = new Map();
  #savedPlaces = new SavedPlaces(this);
  #header = new HeaderFileField(this, {
    keep: (stored, file) => this.keepFile(stored, file),
    changed: () => this.#tell(),
  });

  static override readonly styles = [tokens, controlStyles, fieldStyles, contentStyles, formStyles];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('kind') && this.hasUpdated) return;
    this.values = this.draft?.values ?? {};
    this.sections = this.draft?.sections ?? emptySections;
    this.#header.restore(this.draft?.header ?? null);
    this.problem = null;
    this.isChoosing = false;
    this.isTried = false;
    this.found = new Map();
    if (this.kind === 'location') void this.#savedPlaces.load(this.places);
  }

  #tell(): void {
    const { values, sections } = this;
    this.dispatchEvent(
      new FormChange(this.kind, {
        values: { ...values },
        sections: [...sections],
        header: this.#header.header,
      }),
    );
  }

  override async firstUpdated(): Promise<void> {
    this.renderRoot.querySelector<HTMLElement>('input, textarea')?.focus();
  }

  protected override render() {
    const { before, after } = fieldsOf(this.kind, longestBody - nameLine(this.shownName ?? '').length);
    return html`<form novalidate @submit=${this.#submit}>
      <div class="fields">
        ${this.kind === 'contact' ? this.#renderChoice() : nothing}
        ${
          this.kind === 'location'
            ? this.#savedPlaces.render(this.values, (values) => {
                this.values = { ...this.values, ...values };
                this.#tell();
              })
            : nothing
        }
        ${before.map((field) => this.#renderField(field))}
        ${
          this.kind === 'list'
            ? renderListSections(this.sections, {
                renderField: (field) => this.#renderField(field),
                addRow: (section) => this.#addRow(section),
                remove: (section, rows) => this.#remove(section, rows),
              })
            : nothing
        }
        ${after.map((field) => (field.name === 'header' ? this.#renderHeader(field) : this.#renderField(field)))}
        ${
          this.kind === 'location'
            ? html`<button type="button" class="button" @click=${this.#locate}>${strings.useMyPlace}</button>`
            : nothing
        }
        ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
        <button class="button main">${this.action || strings.send}</button>
      </div>
      <section class="preview" aria-label=${strings.preview}>
        <h3>${strings.preview}</h3>
        ${renderContent(this.#asSeen(this.#content()), { direction: 'out', ...this.#header.view })}
      </section>
    </form>`;
  }

  /** A text or a file. A file replaces the text, which returns when the file is removed. */
  #renderHeader(text: Field) {
    if (!this.takesFiles || !takesMediaHeader(this.kind)) return this.#renderField(text);
    return html`${this.#header.header ? nothing : this.#renderField(text)} ${this.#header.render()}`;
  }

  #addRow(section: number | null): void {
    const before = rowsIn(this.sections);
    this.sections = withRow(this.sections, section);
    this.#tell();
    const added = rowsIn(this.sections).find((row) => !before.includes(row));
    const name = section === null ? `section${this.sections.at(-1)?.id}` : `row${added}`;
    void this.#focus(`[name=${name}]`);
  }

  /** Removes rows with their values, and with the last row the section's title. */
  #remove(section: number, rows: readonly number[]): void {
    const left = rows.reduce(
      (sections: readonly ListSection[], row) => withoutRow(sections, row),
      this.sections,
    );
    const gone = rows.flatMap((row) => [`row${row}`, `description${row}`]);
    if (!left.some(({ id }) => id === section)) gone.push(`section${section}`);
    this.values = Object.fromEntries(Object.entries(this.values).filter(([name]) => !gone.includes(name)));
    this.sections = left;
    this.#tell();
    const near = left.find(({ id }) => id === section) ?? left.at(-1);
    void this.#focus(`[data-section="${near?.id}"] .add`);
  }

  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  #renderChoice() {
    return html`<button
        type="button"
        class="button choose"
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

  /** Closes only the list, and not the form around it. */
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
    this.renderRoot.querySelector<HTMLElement>('.main')?.focus();
  }

  #renderField(field: Field) {
    const { name } = field;
    return renderFormField(field, {
      value: this.values[name] ?? '',
      // What a link lacks is said at once: nothing else is typed into its field.
      problem:
        this.isTried || (name === 'place' && this.values.place !== '')
          ? (this.#problems().get(name) ?? this.found.get(name) ?? null)
          : null,
      change: (value) => {
        this.values = { ...this.values, [name]: value, ...(name === 'place' && this.#placeIn(value)) };
        this.found = new Map();
        this.#tell();
      },
    });
  }

  /** The values of a place that was pasted. A name that was typed stays. */
  #placeIn(text: string): Record<string, string> {
    const found = placeIn(text);
    if (found === null || found === 'short') return {};
    return {
      latitude: String(Number(found.latitude.toFixed(6))),
      longitude: String(Number(found.longitude.toFixed(6))),
      ...(found.name !== undefined && !this.values.name && { name: found.name }),
    };
  }

  #problems(): Map<string, string> {
    const { values, sections } = this;
    return problemsOf(this.kind, { values, sections, header: this.#header.header });
  }

  #content(): Content {
    const { values, sections } = this;
    return contentOf(this.kind, { values, sections, header: this.#header.header });
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    this.isTried = true;
    this.problem = null;
    this.found = new Map();
    const isLong = this.renderRoot.querySelector('[aria-invalid="true"]') !== null;
    if (isLong || this.#problems().size > 0) {
      void this.#focus('[aria-invalid="true"]');
      return;
    }
    // The reason appears beside the file.
    if (!this.#header.isReady) return;
    const content = this.#content();
    const issues = this.#issuesOf(content);
    if (issues.length > 0) {
      this.found = new Map(
        issues.flatMap((issue) => {
          const name = fieldNames[issue.path];
          return name === undefined ? [] : [[name, issueText(issue)]];
        }),
      );
      const others = issues.filter(({ path }) => fieldNames[path] === undefined);
      this.problem = others.length > 0 ? [...new Set(others.map(issueText))].join(' ') : null;
      void this.#focus('[aria-invalid="true"]');
      return;
    }
    this.dispatchEvent(new FormContent(content, this.#header.sent));
  }

  /** Checks it as if the file of the header had its id already. */
  #issuesOf(content: Content): OutboundIssue[] {
    const { header } = this.#header;
    const whole = header ? withMediaId(content, header.id) : content;
    const bare = checkOutbound(whole);
    const checked = 'issues' in bare ? bare : checkOutbound(this.#asSeen(whole));
    return 'issues' in checked ? checked.issues : [];
  }

  /** The content as the customer sees it. */
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

/** The field of each part of the message that the check can find wrong. */
const fieldNames: Readonly<Record<string, string>> = {
  'interactive.action.parameters.url': 'url',
  'location.latitude': 'latitude',
  'location.longitude': 'longitude',
};

/** What to do about a problem, in the reader's language. */
function issueText({ path, code, limit }: OutboundIssue): string {
  if (path === 'interactive.action.parameters.url') return strings.fieldProblem.url;
  switch (code) {
    case 'missing':
    case 'too_short':
    case 'too_few':
      return strings.templateValue.empty;
    case 'too_long':
      return limit === undefined ? strings.templateValue.too_long : strings.compose.tooLong(limit);
    case 'too_many':
      return limit === undefined ? strings.compose.refused : strings.compose.tooMany(limit);
    case 'duplicate':
      return strings.sameButtonLabel;
    case 'invalid':
    case 'conflict':
    case 'unknown_key':
      return strings.compose.refused;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-form': ComposeForm;
  }
}
