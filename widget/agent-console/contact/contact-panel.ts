import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ContactDetails } from '../../../worker/api/conversations/contacts.ts';
import type { Contact, Conversation } from '../../../worker/api/conversations/conversations.ts';
import type { ContactField } from '../../../worker/api/conversations/fields.ts';
import type { Label } from '../../../worker/api/conversations/labels.ts';
import type { Message } from '../../../worker/api/conversations/messages.ts';
import type { Entry } from '../../../worker/api/conversations/teamwork.ts';
import type { Person } from '../../../worker/api/values.ts';
import { failureOf } from '../../client/api/api-failure.ts';
import { type ContactAccess, ContactCommands } from '../../client/store/contact-commands.ts';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import { TeamActionEvent } from '../conversation/header/conversation-tools.ts';
import { avatarStyles, renderAvatar } from '../ui/avatar.ts';
import { controlStyles } from '../ui/controls/control-styles.ts';
import { renderField, renderSelect } from '../ui/controls/field.ts';
import { fieldStyles } from '../ui/controls/field-styles.ts';
import { FormCheck } from '../ui/controls/form-check.ts';
import { customElement } from '../ui/custom-element.ts';
import './contact-episodes.ts';
import './contact-fields.ts';
import './contact-files.ts';
import './contact-history.ts';
import './contact-labels.ts';
import './contact-merge.ts';
import './contact-removal.ts';
import { copyText } from '../ui/copy-text.ts';
import { scrim } from '../ui/palettes/overlays.ts';
import { momentText, windowText } from '../ui/time/times.ts';
import { tokens } from '../ui/tokens.ts';
import { contactStyles } from './contact-styles.ts';
import { renderFold } from './folds.ts';
import { localTimeText } from './local-time.ts';
import { renderTeamSelect } from './team-select.ts';

/** The panel is closed. */
export class ContactClose extends Event {
  constructor() {
    super('contact-close', { bubbles: true, composed: true });
  }
}

/** The customer's details, beside the thread if there is room, else over it. */
@customElement('agent-console-contact')
export class ConsoleContact extends LitElement {
  @property({ attribute: false }) conversation: Conversation | null = null;
  @property({ attribute: false }) access: ContactAccess | null = null;
  /** What happened in the conversation, as far as it is loaded; oldest first. */
  @property({ attribute: false }) entries: readonly Entry[] = [];
  @property({ attribute: false }) mediaUrl: (message: Message) => string | null = () => null;
  /** All that conversations can have. */
  @property({ attribute: false }) labels: readonly Label[] = [];
  /** The custom fields of contacts. */
  @property({ attribute: false }) fields: readonly ContactField[] = [];
  /** Those who can be given the conversation. */
  @property({ attribute: false }) people: readonly Person[] = [];
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) isAdmin = false;
  /** Whether it is beside the thread; else it is a dialog. */
  @property({ attribute: false }) isPane = false;
  @state() private commands: ContactCommands | null = null;
  @state() private details: ContactDetails | null = null;
  @state() private editing: 'name' | 'note' | 'consent' | null = null;
  @state() private problem: string | null = null;
  @state() private copied: string | null = null;
  @state() private isBusy = false;

  #check = new FormCheck(this);

  static override readonly styles = [
    tokens,
    avatarStyles,
    controlStyles,
    fieldStyles,
    contactStyles,
    css`
      :host {
        display: block;
        min-block-size: 0;
        background: var(--surface);
      }
      .pane {
        block-size: 100%;
        overflow-y: auto;
        align-content: start;
      }
      .who {
        display: flex;
        gap: 12px;
        align-items: center;
      }
      .who > .name {
        flex: 1;
        min-inline-size: 0;
      }
      .ids {
        gap: 0;
        margin-inline: -8px;
      }
      .ids button {
        display: flex;
        gap: 8px;
        align-items: center;
        inline-size: 100%;
        min-block-size: 32px;
        padding: 4px 8px;
        border: 0;
        border-radius: var(--radius-m);
        background: none;
        color: inherit;
        font: inherit;
        text-align: start;
        cursor: copy;
      }
      .ids button:hover {
        background: var(--sunken);
      }
      .ids bdi {
        flex: 1;
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
      .ids svg {
        flex: none;
        inline-size: 16px;
        block-size: 16px;
        color: var(--quiet);
      }
      dialog {
        inline-size: min(448px, 100vw);
        max-inline-size: none;
        block-size: 100dvh;
        max-block-size: none;
        margin: 0;
        margin-inline-start: auto;
        padding: 0;
        border: 0;
        background: var(--surface);
        color: inherit;
      }
      dialog::backdrop {
        background: ${scrim};
      }
      header {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        display: flex;
        gap: 8px;
        align-items: center;
        justify-content: space-between;
        min-block-size: 60px;
        padding-block: 8px;
        padding-inline: 16px 8px;
        border-block-end: 1px solid var(--line);
        background: var(--surface);
      }
      h2 {
        margin: 0;
        font-size: 16px;
      }
      .name {
        margin: 0;
        font-size: 18px;
        font-weight: 600;
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { conversation } = this;
    const before = changed.has('conversation') ? changed.get('conversation') : conversation;
    // Conversations of two numbers can have the same id, and their access differs.
    const isOther = before?.id !== conversation?.id || changed.has('access');
    if (isOther) {
      this.details = null;
      this.editing = null;
      this.problem = null;
    }
    // Changes by the team or the customer appear immediately, but another message changes nothing here.
    const isMessage =
      before?.lastMessageAt !== conversation?.lastMessageAt || before?.unread !== conversation?.unread;
    if (changed.has('access')) this.commands = this.access && new ContactCommands(this.access);
    if (conversation && (isOther || (before?.seq !== conversation.seq && !isMessage))) void this.#load();
  }

  protected override updated(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
  }

  protected override render() {
    if (!this.conversation) return nothing;
    const content = this.#renderContent(this.conversation);
    return this.isPane
      ? html`<section class="pane" aria-label=${strings.aboutCustomer}>${content}</section>`
      : html`<dialog aria-label=${strings.aboutCustomer} @close=${() => this.dispatchEvent(new ContactClose())}>
          ${content}
        </dialog>`;
  }

  #renderContent(conversation: Conversation) {
    return html`<header>
        <h2>${strings.aboutCustomer}</h2>
        <button class="round" aria-label=${strings.close} @click=${this.#close}>
          ${icons.close}
        </button>
      </header>
      <div class="blocks">
        ${this.problem === null ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
        ${this.#renderName(conversation)}
        ${this.details ? this.#renderDetails(conversation, this.details) : nothing}
      </div>`;
  }

  #renderName({ contact, window, blockedAt }: Conversation) {
    if (this.editing === 'name') {
      return this.#renderForm('name', strings.nameForTeam, this.details?.bookName ?? contact.name, (text) =>
        this.commands?.change({ bookName: text || null }),
      );
    }
    const time = localTimeText(this.details?.timeZones ?? [], this.now);
    return html`<section>
      <div class="who">
        ${renderAvatar(contact.name, contact.id)}
        <p class="name"><bdi>${contact.name}</bdi></p>
        <button class="icon-button" aria-label=${strings.rename} title=${strings.rename} @click=${() => this.#edit('name')}>
          ${icons.edit}
        </button>
      </div>
      ${
        contact.profileName && contact.profileName !== contact.name
          ? html`<p class="quiet">${strings.profileName} <bdi>${contact.profileName}</bdi></p>`
          : nothing
      }
      ${blockedAt === null ? nothing : html`<p class="problem">${strings.blockedSince(momentText(blockedAt))}</p>`}
      ${this.details ? this.#renderIds(contact, this.details) : nothing}
      <p class="quiet">${windowText(window.expiresAt, this.now) ?? strings.windowClosed}</p>
      ${time === null ? nothing : html`<p class="quiet">${strings.localTime(time)}</p>`}
    </section>`;
  }

  #renderDetails(conversation: Conversation, details: ContactDetails) {
    const { id, contact } = conversation;
    return [
      renderFold('conversation', strings.conversation, this.#renderConversation(conversation, details)),
      this.fields.length === 0
        ? nothing
        : renderFold(
            'details',
            strings.fieldsSection,
            html`<agent-console-contact-fields
              .contact=${id}
              .fields=${this.fields}
              .values=${details.fields}
              .commands=${this.commands}
            ></agent-console-contact-fields>`,
          ),
      renderFold('opt-in', strings.marketing, this.#renderMarketing(conversation)),
      renderFold(
        'files',
        strings.sharedFiles,
        html`<agent-console-contact-files
          .conversation=${id}
          .commands=${this.commands}
          .mediaUrl=${this.mediaUrl}
        ></agent-console-contact-files>`,
      ),
      renderFold('note', strings.noteOnCustomer, this.#renderNote(details)),
      renderFold(
        'history',
        strings.history,
        html`<agent-console-contact-episodes
          .conversation=${id}
          .commands=${this.commands}
          .labels=${this.labels}
          .conversationState=${conversation.state}
        ></agent-console-contact-episodes>
        <agent-console-contact-history
          .conversation=${id}
          .commands=${this.commands}
          .conversationState=${conversation.state}
          .lastNote=${this.entries.findLast(({ type }) => type === 'note')?.id ?? 0}
        ></agent-console-contact-history>`,
      ),
      renderFold(
        'actions',
        strings.actions,
        html`<agent-console-contact-merge .contact=${contact} .commands=${this.commands}></agent-console-contact-merge>
          <agent-console-contact-removal
            .name=${contact.name}
            .isBlocked=${conversation.blockedAt !== null}
            .commands=${this.commands}
            .isAdmin=${this.isAdmin}
          ></agent-console-contact-removal>`,
      ),
    ];
  }

  /** Pressing an id copies it. */
  #renderIds({ username }: Contact, { aliases }: ContactDetails) {
    const ids = aliases
      .filter(({ kind }) => kind !== 'username')
      .map(({ kind, value }) => ({
        name: strings.idKinds[kind],
        value: kind === 'phone' ? `+${value}` : value,
      }));
    if (username !== null) ids.push({ name: strings.idKinds.username, value: `@${username}` });
    return html`<ul class="ids" aria-label=${strings.contactDetails}>
      ${ids.map(
        ({ name, value }) => html`<li>
          <button aria-label=${strings.copyOf(value)} title=${name} @click=${() => void this.#copy(value)}>
            <bdi>${value}</bdi>
            ${this.copied === value ? html`<small role="status">${strings.copied}</small>` : icons.copy}
          </button>
        </li>`,
      )}
    </ul>`;
  }

  #renderConversation(conversation: Conversation, details: ContactDetails) {
    const { assignee } = conversation;
    const others = this.people.filter(({ id }) => id !== assignee?.id);
    const options: [string, string][] = [
      ['', strings.unassigned],
      ...(assignee ? [[assignee.id, assignee.name] as [string, string]] : []),
      ...others.map(({ id, name }): [string, string] => [id, name]),
    ];
    return html`${renderSelect({
      name: 'assignee',
      label: strings.assignee,
      value: assignee?.id ?? '',
      options,
      change: (id) =>
        this.dispatchEvent(
          new TeamActionEvent({ type: 'assign', to: id || null, from: assignee?.id ?? null }),
        ),
    })}
      ${renderTeamSelect(this, conversation)}
      <agent-console-contact-labels
        .on=${conversation.labels}
        .labels=${this.labels}
        .isAdmin=${this.isAdmin}
      ></agent-console-contact-labels>
      ${this.#renderOrigin(conversation, details)}`;
  }

  #renderNote({ note }: ContactDetails) {
    if (this.editing === 'note') {
      return this.#renderForm('note', strings.noteOnCustomer, note?.text ?? '', (text) =>
        this.commands?.change({ note: text || null }),
      );
    }
    return html`${
      note
        ? html`<p class="text" dir="auto">${note.text}</p>
              <small><bdi>${note.by}</bdi>, ${momentText(note.at)}</small>`
        : nothing
    }
      <button class="plain" @click=${() => this.#edit('note')}>
        ${note ? strings.editNote : strings.addNote}
      </button>`;
  }

  #renderOrigin({ source: pressed }: Conversation, { firstSeenAt, source }: ContactDetails) {
    if (firstSeenAt === null) return nothing;
    return html`<section>
      <h4>${strings.firstSeen}</h4>
      <p>${momentText(firstSeenAt)}</p>
      ${
        source
          ? html`<p dir="auto">${strings.cameFrom(source.referral.headline || source.referral.source_url || strings.anAd)}</p>`
          : nothing
      }
      ${
        pressed
          ? html`<p dir="auto">
              ${strings.cameFrom(pressed.title || pressed.page)}<br /><small><bdi>${pressed.page}</bdi></small>
              ${pressed.campaign.name === null ? nothing : html`<br /><small dir="auto">${strings.campaign(pressed.campaign.name)}</small>`}
            </p>`
          : nothing
      }
    </section>`;
  }

  #renderMarketing({ consent, marketingStoppedAt }: Conversation) {
    if (this.editing === 'consent') {
      return this.#renderForm('consent', strings.consentSource, '', (text) =>
        text === '' ? undefined : this.commands?.recordConsent(text),
      );
    }
    const isStopped = marketingStoppedAt !== null;
    return html`<p>
        ${
          isStopped
            ? strings.optedOutAt(momentText(marketingStoppedAt))
            : consent
              ? strings.optedInAt(momentText(consent.at))
              : strings.marketingUnknown
        }
      </p>
      ${consent && !isStopped ? html`<p class="quiet" dir="auto">${consent.source}</p>` : nothing}
      <div class="ends">
        <button class="plain" @click=${() => this.#edit('consent')}>${strings.recordOptIn}</button>
        ${
          isStopped
            ? nothing
            : html`<button class="plain" ?disabled=${this.isBusy} @click=${() => void this.#do(() => this.commands?.stopMarketing())}>
                ${strings.recordOptOut}
              </button>`
        }
      </div>`;
  }

  #renderForm(
    name: 'name' | 'note' | 'consent',
    label: string,
    value: string,
    save: (text: string) => Promise<unknown> | undefined,
  ) {
    const submit = (event: SubmitEvent) => {
      event.preventDefault();
      const { target } = event;
      if (!(target instanceof HTMLFormElement) || !this.#check.accepts(target)) return;
      const text = String(new FormData(target).get('text') ?? '').trim();
      void this.#do(() => save(text)).then((isDone) => {
        if (isDone && this.editing === name) this.editing = null;
      });
    };
    return html`<form novalidate @input=${this.#check.typed} @submit=${submit}>
      ${renderField({
        name: 'text',
        label,
        value,
        check: this.#check,
        ...(name === 'note' ? { rows: 5, max: 4_000 } : { max: 128 }),
      })}
      <div class="ends">
        <button class="primary" ?disabled=${this.isBusy}>${strings.save}</button>
        <button type="button" class="plain" @click=${() => this.#edit(null)}>${strings.cancel}</button>
      </div>
    </form>`;
  }

  #close(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    // The browser gives the focus back to where it was.
    if (dialog) dialog.close();
    else this.dispatchEvent(new ContactClose());
  }

  #edit(what: 'name' | 'note' | 'consent' | null): void {
    this.editing = what;
    this.problem = null;
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('form [name=text]')?.focus(),
    );
  }

  async #copy(value: string): Promise<void> {
    await copyText(value);
    this.copied = value;
  }

  async #load(): Promise<void> {
    await this.#do(() => this.commands?.details());
  }

  /** Returns whether it succeeded. An error is shown at the top. */
  async #do(command: () => Promise<unknown> | undefined): Promise<boolean> {
    const { commands } = this;
    this.isBusy = true;
    const failure = await failureOf(async () => {
      const answer = await command();
      // It is about the customer whose panel was shown at the time.
      if (commands === this.commands && answer && typeof answer === 'object' && 'aliases' in answer)
        this.details = answer as ContactDetails;
    }).finally(() => {
      this.isBusy = false;
    });
    if (commands === this.commands) this.problem = failure?.message ?? null;
    return failure === null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-contact': ConsoleContact;
  }
}
