import type {
  BlockedCustomer,
  ContactChange,
  ContactDetails,
  ContactPage,
  MessageSearch,
} from '../api/conversations/contacts.ts';
import type {
  Contact,
  Conversation,
  ConversationPage,
  MarketingConsent,
} from '../api/conversations/conversations.ts';
import type { ContactField } from '../api/conversations/fields.ts';
import type { MediaUpload, Message, MessageHistory } from '../api/conversations/messages.ts';
import type { BulkResult, Counts, Entry, MessagePage } from '../api/conversations/teamwork.ts';
import type { EventEnvelope, EventFilter, EventPage, EventType } from '../api/developers/events.ts';
import type { WebhookDelivery, WebhookStatus } from '../api/developers/webhooks.ts';
import type { ButtonDesign, ButtonSettings, PressStatistics } from '../api/numbers/button.ts';
import type { Trial } from '../api/numbers/connections.ts';
import type { RawEvent, RawEventKind, Retention as RetentionPolicy } from '../api/numbers/data.ts';
import type { InboxVitals, NumberAlert } from '../api/numbers/health.ts';
import type { NumberHours } from '../api/numbers/hours.ts';
import type { InboxSummary, NumberPolicy } from '../api/numbers/numbers.ts';
import type { Agent } from '../api/people/sessions.ts';
import type { SettingsKind } from '../api/people/settings.ts';
import type { Page, Person } from '../api/values.ts';
import { RpcObject } from '../durable-object-rpc.ts';
import type { Env } from '../env.ts';
import { ApiError } from '../errors.ts';
import { migrate } from '../migrate.ts';
import { askWorkspace, type InboxForWorkspace } from '../peers.ts';
import type { GraphFailure } from '../whatsapp/account/graph.ts';
import type { InboxEvent, Party } from '../whatsapp/receiving/inbox-event.ts';
import type { Hearing } from '../workspace/numbers/health-state.ts';
import type { Subscriptions } from '../workspace/webhooks/subscriptions.ts';
import { blockedCustomers, changeBlocked, unblockPhone } from './contacts/blocking.ts';
import { acceptIdentity, changeContact, contactDetails, sharedFiles } from './contacts/contact-details.ts';
import { eraseContact } from './contacts/erase-contact.ts';
import { contactExport, type ExportFacts, type ExportForm } from './contacts/export/contact-export.ts';
import { countFieldValues, dropFieldValues } from './contacts/field-values.ts';
import { type CustomerQuery, findCustomers } from './contacts/find-contacts.ts';
import { conversationFor, currentConversation } from './contacts/identify-contact.ts';
import { type ContactsQuery, listContacts } from './contacts/list-contacts.ts';
import { recordConsent, withdrawConsent } from './contacts/marketing.ts';
import { mergeByHand } from './contacts/merge.ts';
import type { ReplayRange } from './deliveries/webhook-desk.ts';
import { isSeen, receivePresence, sendPresence } from './live/presence.ts';
import { openSockets } from './live/socket.ts';
import type { MediaSource, NewUpload } from './media/media.ts';
import {
  addPicture,
  buttonOf,
  changeButton,
  pictureOf,
  publicButton,
  type StoredPicture,
} from './number/button.ts';
import type { Press } from './number/clicks.ts';
import { changeHours, hoursOf } from './number/hours.ts';
import { setupTestOf } from './number/setup-test.ts';
import { hearingOf, vitalsOf } from './number/vitals.ts';
import { type Parts, wireParts } from './parts.ts';
import { problemsAfter, rawEvent, rawEvents, type StoredEvent } from './receiving/raw-events.ts';
import { takeSelfTest } from './receiving/self-test.ts';
import { dropLabel } from './records/labels.ts';
import { cursorOf, type PageRequest } from './records/page-cursor.ts';
import { aliasesIn, type ConversationRow, contactOf, messageRow } from './records/rows.ts';
import { entryWithKey } from './records/team-entries.ts';
import { conversationOf, messageOf } from './records/wire.ts';
import { eraseAll, eraseConversations, hasTombstone, liftTombstone } from './retention/erase-all.ts';
import { exportStream } from './retention/export-number.ts';
import { migrations } from './schema.ts';
import { type Accepted, acceptMessage, type SendOrder } from './sending/accept-message.ts';
import { releaseAll } from './teamwork/assignment.ts';
import { runForMany } from './teamwork/bulk.ts';
import {
  countConversations,
  countInView,
  type ListQuery,
  listConversations,
  type ViewQuery,
} from './teamwork/conversation-list.ts';
import { historyOf } from './teamwork/message-history.ts';
import { type KnownChanges, type NamedCommand, type Note, plainCommand } from './teamwork/team-commands.ts';
import { pageOf, type Where } from './teamwork/thread-pages.ts';

/**
 * Everything about one WhatsApp number: its contacts, conversations and messages, the send queue, and the live sockets
 * of the agents. Its id comes from the workspace and stays the same when the phone number changes.
 *
 * This class is the public interface. `parts.ts` wires its parts, and `facts.ts` lists what can happen in it.
 */
export class Inbox extends RpcObject<Env> implements InboxForWorkspace {
  #sql: SqlStorage;
  #parts: Parts;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, migrations);
    this.#sql = ctx.storage.sql;
    this.#parts = wireParts(ctx, env);
  }

  // What Meta sends

  /** Stores all events or throws. Events can repeat, arrive late, or arrive before what they refer to. */
  async receive(events: InboxEvent[]): Promise<void> {
    await this.#rejectDeleted();
    await this.#parts.reception.receive(events);
  }

  rawEvents(kind: RawEventKind, before: number, limit: number): Page<RawEvent> {
    const since = Date.now() - this.#parts.retention.policy.rawDays * 24 * 60 * 60_000;
    return rawEvents(this.#sql, kind, { before, limit, since });
  }

  rawEvent(id: string): StoredEvent {
    return rawEvent(this.#sql, id);
  }

  /** The oldest events that could not be read or stored, from the one after this id. */
  problems(after: number, limit: number): { id: number; event: StoredEvent }[] {
    return problemsAfter(this.#sql, after, limit);
  }

  /** Stores an event that was read again, and clears its problem. Returns whether it is stored. */
  replay(id: string, events: InboxEvent[]): Promise<boolean> {
    return this.#parts.reception.replay(id, events);
  }

  /** Whether the webhook with this mark, which the deployment sent to itself, arrived. Deletes it. */
  takeSelfTest(mark: string): boolean {
    return takeSelfTest(this.#sql, mark);
  }

  // Conversations and teamwork

  conversations(query: ListQuery): ConversationPage {
    const { rows, next } = listConversations(this.#sql, query, Date.now());
    return this.#page(rows, next, query.agentId);
  }

  /** The conversations of matching contacts. */
  search(query: CustomerQuery, { before, limit }: PageRequest, agentId: string): ConversationPage {
    const [at, id] = cursorOf(before);
    const rows = findCustomers(this.#sql, query, { at, id, limit });
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return this.#page(rows, last ? `${last.last_message_at ?? 0}.${last.id}` : null, agentId);
  }

  countsOf(queries: readonly ViewQuery[]): number[] {
    const now = Date.now();
    return queries.map((query) => countInView(this.#sql, query, now));
  }

  counts(agentId: string): Counts {
    return countConversations(this.#sql, agentId);
  }

  conversation(id: number, agentId: string): Conversation {
    return conversationOf(this.#sql, this.#row(id), agentId);
  }

  /** Runs one command on a conversation, in one transaction. */
  command(id: number, by: Agent, command: NamedCommand, seen?: number): Conversation {
    const { changes, team, jobs } = this.#parts;
    const row = this.#row(id);
    changes.transaction(() => team.run(row, by, command, seen));
    jobs.pump();
    return this.conversation(id, by.id);
  }

  /** Runs one command on many conversations, each in its own transaction. Erased ones are skipped. */
  bulk(ids: readonly number[], by: Agent, command: NamedCommand, known: KnownChanges): BulkResult {
    const result = runForMany(this.ctx.storage, this.#parts, ids, by, command, known);
    this.#parts.jobs.pump();
    return result;
  }

  /** Adds a team note. A repeated key returns the first note. */
  addNote(id: number, by: Agent, key: string, note: Note): { entry: Entry; isRepeated: boolean } {
    const { changes, team } = this.#parts;
    const isRepeated = entryWithKey(this.#sql, key) !== null;
    return { entry: changes.transaction(() => team.note(this.#row(id), by, note, key)), isRepeated };
  }

  /** Marks everything up to change `seq` as read by this agent. */
  async markRead(conversationId: number, by: Agent, seq: number): Promise<Conversation> {
    const { id } = this.command(conversationId, by, plainCommand({ type: 'read' }), seq);
    await this.#parts.receipts.seen(id, 'on-open');
    return this.conversation(id, by.id);
  }

  /** Unassigns an agent who has left the team or lost access to this number. */
  releaseAll(agentId: string): void {
    const { changes } = this.#parts;
    changes.transaction(() => releaseAll(this.#sql, changes, agentId));
  }

  dropLabel(labelId: string): void {
    dropLabel(this.#sql, labelId);
  }

  // Contacts

  /** The conversation with a phone number, created if there is none. It is not listed before its first message. */
  startConversation(waId: string, agentId: string): Conversation {
    const { changes } = this.#parts;
    const id = changes.transaction(() => conversationFor(this.#sql, changes, { waId }, Date.now()));
    if (id === null) throw new Error('A phone number identifies a contact');
    return this.conversation(id, agentId);
  }

  contacts(query: ContactsQuery): ContactPage {
    return listContacts(this.#sql, query, this.#parts.changes.last);
  }

  contact(conversationId: number): ContactDetails {
    return contactDetails(this.#sql, this.#row(conversationId));
  }

  changeContact(conversationId: number, change: ContactChange, by: Agent): ContactDetails {
    const { changes } = this.#parts;
    const { id } = this.#row(conversationId);
    changes.transaction(() => changeContact(this.#sql, changes, id, change, by, Date.now()));
    return this.contact(id);
  }

  /** Merges two conversations of the same contact. Returns the remaining one. */
  merge(ids: [one: number, other: number], name: string, by: Agent): Conversation {
    const { changes, jobs } = this.#parts;
    const kept = changes.transaction(() => mergeByHand(this.#sql, changes, ids, name, by));
    jobs.pump();
    return this.conversation(kept, by.id);
  }

  sharedFiles(conversationId: number, { before, limit }: PageRequest): Page<Message> {
    return sharedFiles(this.#sql, this.#row(conversationId).id, cursorOf(before), limit);
  }

  /** Blocks or unblocks the contact at Meta. */
  async setBlocked(conversationId: number, isBlocked: boolean, agentId: string): Promise<Conversation> {
    const { changes, access } = this.#parts;
    const row = this.#row(conversationId);
    const id = await changeBlocked(this.#sql, changes, () => access.get(), row, isBlocked);
    return this.conversation(id, agentId);
  }

  blockedCustomers(phones: readonly string[]): BlockedCustomer[] {
    return blockedCustomers(this.#sql, phones);
  }

  unblockPhone(phone: string): Promise<void> {
    const { changes, access } = this.#parts;
    return unblockPhone(this.#sql, changes, () => access.get(), phone);
  }

  /** Records how the contact opted in to marketing messages. A later opt-out overrides it. */
  recordConsent(conversationId: number, consent: MarketingConsent, agentId: string): Conversation {
    const { changes } = this.#parts;
    changes.transaction(() => recordConsent(this.#sql, changes, this.#row(conversationId).id, consent));
    return this.conversation(conversationId, agentId);
  }

  /** Records an opt-out that the contact gave outside the conversation. */
  withdrawConsent(conversationId: number, agentId: string): Conversation {
    const { changes } = this.#parts;
    const { id } = this.#row(conversationId);
    changes.transaction(() => withdrawConsent(this.#sql, changes, id, Date.now()));
    return this.conversation(conversationId, agentId);
  }

  /** Trusts the contact's new identity, because an agent has verified it. */
  acceptIdentity(conversationId: number, agentId: string): Conversation {
    const { changes } = this.#parts;
    changes.transaction(() => acceptIdentity(this.#sql, changes, this.#row(conversationId).id));
    return this.conversation(conversationId, agentId);
  }

  exportContact(
    conversationId: number,
    form: ExportForm,
    about: Omit<ExportFacts, 'now'>,
  ): ReadableStream<Uint8Array> {
    return contactExport(this.#sql, this.#row(conversationId), form, { ...about, now: Date.now() });
  }

  /** How many contacts have a value of a custom field. */
  countFieldValues(fieldId: string): number {
    return countFieldValues(this.#sql, fieldId);
  }

  /** A custom field was deleted. */
  dropFieldValues(fieldId: string): Promise<void> {
    return dropFieldValues(this.ctx.storage, fieldId);
  }

  /** `name` is the contact's name, as a confirmation. */
  async eraseContact(conversationId: number, name: string): Promise<void> {
    const { changes, reception } = this.#parts;
    const row = this.#row(conversationId);
    const contact = contactOf(row, aliasesIn(this.#sql, row.id));
    if (contact.name.trim() !== name.trim()) {
      throw new ApiError(409, 'not_confirmed', 'Send the name of this customer to confirm.');
    }
    const { storage } = this.ctx;
    await eraseContact(storage, changes, this.env.MEDIA, row, Date.now());
    reception.forget();
  }

  // Messages

  /** Newest first, in the order of the thread. */
  messages(conversationId: number, where: Where, limit: number): MessagePage {
    return pageOf(this.#sql, this.#row(conversationId).id, where, limit);
  }

  /** Messages that contain these words, newest first, in all conversations or in one. */
  searchMessages(
    text: string,
    page: { before: number | null; limit: number; conversation: number | null },
  ): Promise<MessageSearch> {
    return this.#parts.search.find(text, page);
  }

  /** A message with its delivery details. */
  history(messageId: number): MessageHistory {
    return historyOf(this.#sql, messageId);
  }

  /** Queues a message and returns it. Its status follows over the live socket. */
  async send(order: SendOrder): Promise<Accepted> {
    const { changes, outbox, receipts, modes } = this.#parts;
    const admitBot = (conversationId: number, token: Person) => modes.admit(conversationId, token);
    // A number that is switched off refuses every message later.
    const sendsFiles = async () => (await this.#parts.access.get())?.sendsFiles ?? true;
    const parts = { env: this.env, inbox: this.#id, changes, outbox, admitBot, sendsFiles };
    const accepted = await acceptMessage(this.#sql, parts, order);
    // `message.conversationId`, because the conversation in the request may have been merged.
    if (!accepted.isRepeated) await receipts.seen(accepted.message.conversationId, 'on-reply');
    return accepted;
  }

  /** Sends to a contact instead of a conversation, and waits for WhatsApp's answer, at most `patienceMs`. */
  async sendTo(
    to: Party,
    request: Omit<SendOrder, 'to'>,
    patienceMs: number,
  ): Promise<Accepted & { contact: Contact }> {
    const { message: accepted, isRepeated } = await this.send({ ...request, to: { party: to } });
    const { id, status } = accepted;
    await this.#parts.answers.wait(id, status, patienceMs);
    const { message } = this.history(id);
    const row = this.#row(message.conversationId);
    return { message, isRepeated, contact: contactOf(row, aliasesIn(this.#sql, row.id)) };
  }

  /** Sends a failed message again, as a new attempt. */
  retry(messageId: number): Message {
    return this.#parts.outbox.retry(messageId, Date.now());
  }

  /** Cancels a scheduled message. */
  cancel(messageId: number): Message {
    return this.#parts.outbox.cancel(messageId);
  }

  /** Shows the contact a typing indicator. */
  async typing(conversationId: number): Promise<void> {
    await this.#parts.receipts.typing(this.#row(conversationId).id, Date.now());
  }

  /** Shows the contact that this message of theirs was read, and with `typing` that an answer is being written. */
  tellRead(wamid: string, typing: boolean): Promise<GraphFailure | null> {
    return this.#parts.receipts.tellRead(wamid, typing);
  }

  // Files

  /** Where the bytes of a message's file are. */
  mediaSource(messageId: number): MediaSource {
    return this.#parts.media.source(messageId);
  }

  retryMedia(messageId: number): Message {
    this.#parts.media.retry(messageId, Date.now());
    const row = messageRow(this.#sql, messageId);
    if (!row) throw new ApiError(404, 'message_not_found', 'There is no message with this id.');
    return messageOf(this.#sql, row);
  }

  /** Adds a file that the Worker has stored in the bucket or uploaded to Meta. */
  async addUpload(upload: NewUpload): Promise<MediaUpload> {
    await this.#rejectDeleted();
    return this.#parts.media.addUpload(upload, Date.now());
  }

  // The number and its settings

  policy(): NumberPolicy {
    return this.#parts.policy.now;
  }

  changePolicy(policy: NumberPolicy): NumberPolicy {
    const { changes, jobs } = this.#parts;
    const changed = changes.transaction(() => this.#parts.policy.change(policy));
    jobs.pump();
    return changed;
  }

  buttonDesign(): ButtonDesign {
    return buttonOf(this.#sql);
  }

  changeButtonDesign(design: ButtonDesign): ButtonDesign {
    const { changes } = this.#parts;
    return changes.transaction(() => changeButton(this.#sql, changes, design));
  }

  publicButton(): ButtonSettings {
    return publicButton(this.#sql);
  }

  addPicture(id: string, picture: StoredPicture): void {
    addPicture(this.#sql, id, picture);
  }

  picture(id: string): StoredPicture | null {
    return pictureOf(this.#sql, id);
  }

  hours(): NumberHours {
    return { hours: hoursOf(this.#sql) };
  }

  changeHours({ hours }: NumberHours): NumberHours {
    const { changes } = this.#parts;
    changes.transaction(() => changeHours(this.#sql, changes, hours));
    return { hours };
  }

  async addPress(press: Press): Promise<void> {
    await this.#rejectDeleted();
    this.#parts.presses.add(press);
  }

  pressStatistics(since: number): PressStatistics {
    return this.#parts.presses.statistics(since);
  }

  /** Whether a customer's message has arrived, and a reply was accepted. */
  trial(): Trial {
    return setupTestOf(this.#sql);
  }

  vitals(): InboxVitals {
    return vitalsOf(this.#sql, Date.now());
  }

  hearing(): Hearing {
    return hearingOf(this.#sql, Date.now());
  }

  /** The inbox has a new number. Conversations stay. */
  numberChanged(): void {
    this.#parts.media.numberChanged();
  }

  /** Resumes sending with a new token after Meta rejected the previous one. */
  resumeSending(): void {
    this.#parts.access.forget();
    this.#parts.media.resume(Date.now());
    this.#parts.dispatch.resume();
  }

  // Retention

  retention(): RetentionPolicy {
    return this.#parts.retention.policy;
  }

  changeRetention(policy: RetentionPolicy): RetentionPolicy {
    return this.#parts.retention.change(policy, Date.now());
  }

  /** Exports everything about this number as JSON lines. */
  export(agentId: string, fields: readonly ContactField[]): ReadableStream<Uint8Array> {
    return exportStream(this.#sql, this.#id, fields, agentId, Date.now());
  }

  /** Erases all conversations with their files, but not the settings. Call {@link end} afterwards. */
  async eraseConversations(): Promise<void> {
    await eraseConversations(this.ctx.storage, this.#parts.media);
  }

  /** Erases everything: rows, files in the bucket, and live sockets. */
  async erase(): Promise<void> {
    this.#parts.live.closeAll();
    await eraseAll(this.ctx.storage, this.#parts.media);
  }

  /** Ends this instance to clear its memory after an erasure. Throws at the caller. */
  end(): void {
    this.ctx.abort('erased');
  }

  // Live sockets

  /** A single-use ticket for `/live?ticket=&after=`, valid for 30 seconds. */
  issueTicket(sessionId: string, agent: Agent): Promise<string> {
    return this.#parts.live.issueTicket(sessionId, agent, Date.now());
  }

  /** Closes the sockets of sessions that have ended. */
  closeSockets(sessionIds: string[]): void {
    this.#parts.live.close(sessionIds);
  }

  /** Applies a change of an agent's name, role or access. */
  changeAccess(sessionIds: string[], agent: Agent, isAllowed: boolean): void {
    const { live } = this.#parts;
    if (isAllowed) live.changeAgent(sessionIds, agent);
    else live.close(sessionIds, { code: 4403, reason: 'number_not_allowed' });
  }

  /** Sends a change of the number or its settings to the consoles. */
  showNumber(number: InboxSummary): void {
    this.#parts.access.forget();
    this.#parts.live.showNumber(number);
  }

  /** Tells the consoles that settings have changed which they may show. */
  showSettings(changed: SettingsKind): void {
    this.#parts.live.showSettings(changed);
  }

  /** Push devices were added or removed. */
  pushDevicesChanged(): void {
    this.#parts.push.changed();
  }

  /** Sets the alerts that admins see in the console. */
  setAlerts(alerts: NumberAlert[]): void {
    const { changes, live } = this.#parts;
    if (live.setAlerts(alerts)) changes.transaction(() => changes.record({ type: 'alerts-changed', alerts }));
  }

  // Events, and the endpoints that they are delivered to

  /** Who wants the events of this inbox, as the Workspace has it now. */
  setSubscriptions(subscriptions: Subscriptions): void {
    this.#parts.office.forget();
    this.#parts.webhooks.subscribe(subscriptions);
    this.#parts.windows.follow();
  }

  events(after: number, filters: EventFilter[], limit: number): EventPage {
    return this.#parts.webhooks.events(after, filters, limit);
  }

  newestEvent(type: EventType): EventEnvelope | null {
    return this.#parts.webhooks.newest(type);
  }

  webhookStatus(endpointId: string): WebhookStatus {
    return this.#parts.webhooks.status(endpointId);
  }

  webhookDeliveries(endpointId: string): WebhookDelivery[] {
    return this.#parts.webhooks.deliveries(endpointId);
  }

  /** Null if it is no longer stored. */
  webhookBody(endpointId: string, seq: number): string | null {
    return this.#parts.webhooks.body(endpointId, seq);
  }

  /** Returns how many events are delivered again. */
  replayWebhook(endpointId: string, range: ReplayRange): number {
    return this.#parts.webhooks.replay(endpointId, range);
  }

  override fetch(request: Request): Promise<Response> {
    return this.#parts.live.connect(request, Date.now(), (sessionId) =>
      askWorkspace(this.env).seesUntil(sessionId, this.#id),
    );
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    receivePresence(this.ctx, socket, message, Date.now());
  }

  override webSocketClose(socket: WebSocket): void {
    if (isSeen(socket)) sendPresence(this.ctx, openSockets(this.ctx, Date.now()), Date.now(), socket);
    socket.close();
  }

  override alarm(): void {
    this.#parts.jobs.pump();
    // After the messages to customers.
    this.#parts.deliveries.pump();
  }

  get #id(): string {
    return this.ctx.id.name ?? '';
  }

  /** The conversation with this id, or the one that it was merged into. */
  #row(id: number): ConversationRow {
    const row = currentConversation(this.#sql, id);
    if (!row) throw new ApiError(404, 'conversation_not_found', 'There is no conversation with this id.');
    return row;
  }

  #page(rows: readonly ConversationRow[], next: string | null, agentId: string): ConversationPage {
    const seq = this.#parts.changes.last;
    return { rows: rows.map((row) => conversationOf(this.#sql, row, agentId)), next, seq };
  }

  /** For some seconds after its number was deleted, a Worker can still take this inbox for connected. */
  async #rejectDeleted(): Promise<void> {
    if (!hasTombstone(this.ctx.storage)) return;
    if (!(await askWorkspace(this.env).isConnected(this.#id))) {
      throw new ApiError(404, 'inbox_not_found', 'There is no inbox with this id.');
    }
    // The number was connected again.
    liftTombstone(this.ctx.storage);
  }
}
