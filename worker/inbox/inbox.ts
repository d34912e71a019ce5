import type {
  Agent,
  BlockedCustomer,
  BulkRefusal,
  BulkResult,
  ButtonSettings,
  ContactDetails,
  Conversation,
  ConversationPage,
  Counts,
  Entry,
  InboxVitals,
  MarketingConsent,
  MediaUpload,
  Message,
  MessageHistory,
  MessagePage,
  MessageSearch,
  NumberAlert,
  NumberPolicy,
  Page,
  PressStatistics,
  RawEvent,
  RawEventKind,
  Retention as RetentionPolicy,
  Trial,
} from '../api.ts';
import { fresh } from '../cache-for.ts';
import { AskedObject } from '../durable-object-rpc.ts';
import type { Env } from '../env.ts';
import { ApiError } from '../errors.ts';
import { migrate } from '../migrate.ts';
import { askWorkspace, type InboxForWorkspace } from '../peers.ts';
import type { InboxEvent } from '../whatsapp/receiving/webhook.ts';
import { sentPreview } from '../whatsapp/sending/template.ts';
import type { Hearing } from '../workspace/numbers/health-state.ts';
import { isToken } from '../workspace/people/api-tokens.ts';
import { blockedCustomers, changeBlocked, unblockPhone } from './contacts/blocking.ts';
import { changeContact, contactDetails, sharedFiles } from './contacts/contact-details.ts';
import { contactExport } from './contacts/contact-export.ts';
import { eraseContact, erasedMarks, withoutErased } from './contacts/erase-contact.ts';
import { type CustomerQuery, findCustomers } from './contacts/find-contacts.ts';
import { conversationFor, standingConversation } from './contacts/identify-contact.ts';
import { isMarketing, recordConsent, withdrawConsent } from './contacts/marketing.ts';
import { mergeByHand } from './contacts/merge.ts';
import { Live } from './live/live-sockets.ts';
import { hear, isSeen, tell } from './live/presence.ts';
import { Notices } from './live/push-notices.ts';
import { openSockets } from './live/socket.ts';
import { Media, type MediaSource, type NewUpload } from './media/media.ts';
import { buttonOf, changeButton } from './number/button.ts';
import { Policy } from './number/policy.ts';
import { type Press, Presses } from './number/presses.ts';
import { trialOf } from './number/setup-test.ts';
import { hearingOf, vitalsOf } from './number/vitals.ts';
import { type Delivery, Intake } from './receiving/intake.ts';
import { isStorageFault, Problems } from './receiving/problems.ts';
import {
  dropProblem,
  type KeptEvent,
  knownNotice,
  problemsAfter,
  rawEvent,
  rawEvents,
} from './receiving/raw-events.ts';
import { takeSelfTest } from './receiving/self-test.ts';
import { type Arrival, storeEvent } from './receiving/store-events.ts';
import { ChangeCounter } from './records/change-log.ts';
import { digestOf } from './records/event-digest.ts';
import { Jobs } from './records/jobs.ts';
import { dropLabel } from './records/labels.ts';
import { askAccess, type NumberAccess } from './records/number-access.ts';
import { cursorOf, type PageRequest } from './records/page-cursor.ts';
import {
  aliasesIn,
  type ConversationRow,
  contactOf,
  conversationOf,
  conversationRow,
  messageOf,
  messageRow,
  sharedState,
} from './records/rows.ts';
import { eraseAll, eraseConversations, hasTombstone, liftTombstone } from './retention/erase-all.ts';
import { exportStream } from './retention/export-number.ts';
import { Retention } from './retention/retention.ts';
import { migrations } from './schema.ts';
import { SearchIndex } from './search/search-index.ts';
import { Dispatch } from './sending/dispatch.ts';
import { NumberRate } from './sending/number-rate.ts';
import { Outbox, type SendRequest } from './sending/outbox.ts';
import { Receipts } from './sending/read-receipts.ts';
import {
  refuseAnswered,
  refuseBlocked,
  refuseGroup,
  refuseUnnamed,
  refuseUnwanted,
} from './sending/send-refusals.ts';
import { sentTemplate, shownTemplate } from './sending/shown-template.ts';
import { TokenPause } from './sending/token-pause.ts';
import { Deadlines } from './sending/window-deadlines.ts';
import { claim, releaseAll } from './teamwork/assignment.ts';
import { countConversations, type ListQuery, listConversations } from './teamwork/conversation-list.ts';
import { historyOf } from './teamwork/message-history.ts';
import {
  type Command,
  commandFor,
  type KnownChanges,
  type Note,
  refuseChanged,
  Team,
} from './teamwork/team-commands.ts';
import { pageOf, type Where } from './teamwork/thread-pages.ts';

const accessLasts = 5_000;

/**
 * Everything about one WhatsApp number: its customers, conversations and messages, what waits to be sent, and
 * the sockets of the agents who are looking. Named by its id in the workspace, which stays when the number changes.
 */
export class Inbox extends AskedObject<Env> implements InboxForWorkspace {
  #sql: SqlStorage;
  #changes: ChangeCounter;
  #live: Live;
  #media: Media;
  #jobs: Jobs;
  #outbox: Outbox;
  #dispatch: Dispatch;
  #receipts: Receipts;
  #policy: Policy;
  #presses: Presses;
  #retention: Retention;
  #notices: Notices;
  #intake: Intake;
  #problems: Problems;
  #index: SearchIndex;
  /** Marks of messages that were erased and may come once more. */
  #erased: Set<number>;
  #team: Team;
  /** A new token, or a number switched off, counts within seconds. */
  #remembered = fresh<'access', NumberAccess | null>(accessLasts);

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, migrations);
    this.#sql = ctx.storage.sql;
    this.#changes = new ChangeCounter(this.#sql);
    this.#live = new Live(ctx, this.#changes);
    const announce = () => this.#live.announce();
    const access = () => this.#access();
    const jobs = () => this.#jobs;
    const tokenRefused = () => ctx.waitUntil(askWorkspace(env).tokenRefused(ctx.id.name ?? '', 'sending'));
    this.#media = new Media(ctx, env, this.#changes, { announce, access, jobs, tokenRefused });
    // A policy counts at once: nobody is told that they were read after the owner has said no.
    this.#receipts = new Receipts(ctx, { access: () => this.#askAccess(), jobs });
    this.#notices = new Notices(ctx, env, jobs);
    this.#jobs = new Jobs(ctx, {
      send: {
        run: (job) => this.#dispatch.run(job),
        turnAt: (now) => this.#dispatch.turnAt(now),
        started: (now) => this.#dispatch.started(now),
      },
      media: this.#media,
      receipt: this.#receipts,
      nudge: { run: (job) => this.#policy.run(job) },
      retention: { run: (job) => this.#retention.run(job) },
      index: { run: (job) => this.#index.run(job) },
      notice: this.#notices,
      wake: { run: (job) => this.#team.states.run(job) },
      deadline: { run: (job) => deadlines.run(job) },
    });
    const deadlines = new Deadlines(ctx, this.#changes, { jobs, announce });
    this.#retention = new Retention(ctx, this.#changes, { bucket: env.MEDIA, jobs, announce });
    this.#retention.begin(Date.now());
    this.#presses = new Presses(this.#sql);
    this.#team = new Team(ctx, this.#changes, { jobs, announce });
    this.#policy = new Policy(this.#sql, {
      jobs,
      send: (conversationId, key, body) => {
        const content = { type: 'text', text: { body } };
        this.#outbox.enqueue({ conversationId, key, content, author: { type: 'nudge' } }, Date.now());
      },
    });
    const rate = new NumberRate();
    const queue = { jobs: this.#jobs, rate, pause: new TokenPause(), deadlines, announce };
    this.#outbox = new Outbox(ctx, this.#changes, queue);
    this.#dispatch = new Dispatch(ctx, this.#changes, {
      ...queue,
      media: this.#media,
      policy: this.#policy,
      access,
      tokenRefused,
      isMarketing: (content) => isMarketing(env, ctx.id.name ?? '', content),
      shownTemplate: (content, mayWait) => shownTemplate(env, ctx.id.name ?? '', content, mayWait),
      reworded: (id) => this.#index.takeAgain(id),
    });
    this.#problems = new Problems(ctx.storage);
    this.#intake = new Intake(ctx, (deliveries) => this.#store(deliveries));
    this.#index = new SearchIndex(ctx.storage, {
      jobs,
      templates: () => askWorkspace(env).knownTemplates(ctx.id.name ?? ''),
    });
    this.#index.expect();
    this.#erased = erasedMarks(this.#sql, Date.now());
  }

  /** Stores all events or throws. Any event may come again, late, or before what it refers to. */
  async receive(received: InboxEvent[]): Promise<void> {
    await this.#refuseDeleted();
    const events = withoutErased(received, this.#erased);
    await this.#intake.add({ events, digests: await Promise.all(events.map(digestOf)) });
  }

  /** A Worker may take this inbox for connected for some seconds after its number was deleted. */
  async #refuseDeleted(): Promise<void> {
    if (!hasTombstone(this.ctx.storage)) return;
    if (!(await askWorkspace(this.env).isConnected(this.ctx.id.name ?? ''))) {
      throw new ApiError(404, 'inbox_not_found', 'There is no inbox with this id.');
    }
    // The number was connected again.
    liftTombstone(this.ctx.storage);
  }

  /**
   * All events in one transaction. Only when one of them fails is each tried by itself, so that the common case does
   * not pay for it.
   */
  #store(deliveries: readonly Delivery[]): void {
    const events = deliveries.flatMap((delivery) =>
      delivery.events.map((event, index) => ({ event, digest: delivery.digests[index] ?? '' })),
    );
    const rooms = {
      media: this.#media,
      policy: this.#policy,
      reworded: (id: number) => this.#index.takeAgain(id),
      jobs: this.#jobs,
    };
    const storeAll = (isAlone: boolean) =>
      this.ctx.storage.transactionSync(() =>
        events.flatMap(({ event, digest }): Arrival[] => {
          const now = Date.now();
          const store = () => {
            const arrival = storeEvent(this.#sql, this.#changes, rooms, event, digest, now);
            this.#problems.solved(event, digest);
            return arrival;
          };
          const arrival = isAlone ? this.#problems.attempt(event, digest, now, store) : store();
          return arrival ? [arrival] : [];
        }),
      );
    let arrivals: Arrival[];
    try {
      arrivals = storeAll(false);
    } catch (error) {
      if (isStorageFault(error)) throw error;
      arrivals = storeAll(true);
      this.#problems.refresh();
      // An alarm for what was rolled back may have hidden a later one.
      this.#jobs.pump();
    }
    if (!this.#problems.isEmpty) this.#problems.refresh();
    for (const { conversationId, messageId } of arrivals) this.#notices.arrived(conversationId, messageId);
    this.#index.expect();
    this.#live.announce();
    this.#notices.settled();
  }

  conversations(query: ListQuery): ConversationPage {
    const { rows, next } = listConversations(this.#sql, query, Date.now());
    return {
      rows: rows.map((row) => conversationOf(this.#sql, row, query.agentId)),
      next,
      seq: this.#changes.last,
    };
  }

  /** Those of the customers whom a search finds. */
  search(query: CustomerQuery, { before, limit }: PageRequest, agentId: string): ConversationPage {
    const [at, id] = cursorOf(before);
    const rows = findCustomers(this.#sql, query, { at, id, limit });
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return {
      rows: rows.map((row) => conversationOf(this.#sql, row, agentId)),
      next: last ? `${last.last_message_at ?? 0}.${last.id}` : null,
      seq: this.#changes.last,
    };
  }

  counts(agentId: string): Counts {
    return countConversations(this.#sql, agentId);
  }

  conversation(id: number, agentId: string): Conversation {
    return conversationOf(this.#sql, this.#row(id), agentId);
  }

  /** Does one thing to a conversation, whole or not at all. */
  command(id: number, by: Agent, command: Command): Conversation {
    const row = this.#row(id);
    this.ctx.storage.transactionSync(() => this.#team.run(row, by, command));
    this.#live.announce();
    this.#jobs.pump();
    return this.conversation(id, by.id);
  }

  /** The same to many: each whole, or refused on its own. Those that are gone are left out. */
  bulk(ids: readonly number[], by: Agent, command: Command, { seen, ifSeq }: KnownChanges): BulkResult {
    const rows = [...new Set(ids)].map((id) => ({ id, row: conversationRow(this.#sql, id) }));
    const before = rows.flatMap(({ row }) => (row ? [sharedState(this.#sql, row)] : []));
    const refused = this.ctx.storage.transactionSync(() =>
      rows.flatMap(({ row }) =>
        row
          ? this.#refusal(row, () => {
              refuseChanged(row, ifSeq.get(row.id));
              this.#team.run(row, by, commandFor(command, seen.get(row.id)));
            })
          : [],
      ),
    );
    this.#live.announce();
    this.#jobs.pump();
    return {
      conversations: rows.flatMap(({ id, row }) => (row ? [this.conversation(id, by.id)] : [])),
      before,
      refused,
      missing: rows.flatMap(({ id, row }) => (row ? [] : [id])),
    };
  }

  #refusal({ id }: ConversationRow, run: () => void): readonly BulkRefusal[] {
    try {
      this.ctx.storage.transactionSync(run);
      return [];
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return [{ id, code: error.code, message: error.message }];
    }
  }

  /** A note for the team. Repeating its key returns the first one. */
  addNote(id: number, by: Agent, key: string, note: Note): Entry {
    const entry = this.ctx.storage.transactionSync(() => this.#team.note(this.#row(id), by, note, key));
    this.#index.expect();
    this.#live.announce();
    return entry;
  }

  /** An agent is not on the team any more, or may not see this number. */
  releaseAll(agentId: string): void {
    this.ctx.storage.transactionSync(() => releaseAll(this.#sql, this.#changes, agentId));
    this.#live.announce();
  }

  dropLabel(labelId: string): void {
    dropLabel(this.#sql, labelId);
  }

  /** The conversation with a phone number, made when there is none; it is in no list before something is written. */
  startConversation(waId: string, agentId: string): Conversation {
    const party = { waId };
    const id = this.ctx.storage.transactionSync(() =>
      conversationFor(this.#sql, this.#changes, party, Date.now()),
    );
    if (id === null) throw new Error('A phone number names a customer');
    return this.conversation(id, agentId);
  }

  /** Newest first, in the order of the thread. */
  messages(conversationId: number, where: Where, limit: number): MessagePage {
    return pageOf(this.#sql, this.#row(conversationId).id, where, limit);
  }

  contact(conversationId: number): ContactDetails {
    return contactDetails(this.#sql, this.#row(conversationId));
  }

  changeContact(
    conversationId: number,
    change: { bookName?: string | null; note?: string | null },
    by: Agent,
  ): ContactDetails {
    const { id } = this.#row(conversationId);
    this.ctx.storage.transactionSync(() =>
      changeContact(this.#sql, this.#changes, id, change, by, Date.now()),
    );
    this.#live.announce();
    return this.contact(id);
  }

  /** Puts two conversations together that are the same customer's. Returns the one that is left. */
  merge(ids: [one: number, other: number], name: string, by: Agent): Conversation {
    const { storage } = this.ctx;
    const kept = storage.transactionSync(() => mergeByHand(this.#sql, this.#changes, ids, name, by));
    this.#live.announce();
    this.#jobs.pump();
    return this.conversation(kept, by.id);
  }

  sharedFiles(conversationId: number, { before, limit }: PageRequest): Page<Message> {
    return sharedFiles(this.#sql, this.#row(conversationId).id, cursorOf(before), limit);
  }

  /** Meta does it, or says why not. */
  async setBlocked(conversationId: number, isBlocked: boolean, agentId: string): Promise<Conversation> {
    const row = this.#row(conversationId);
    const id = await changeBlocked(this.#sql, this.#changes, () => this.#access(), row, isBlocked);
    this.#live.announce();
    return this.conversation(id, agentId);
  }

  blockedCustomers(phones: readonly string[]): BlockedCustomer[] {
    return blockedCustomers(this.#sql, phones);
  }

  async unblockPhone(phone: string): Promise<void> {
    await unblockPhone(this.#sql, this.#changes, () => this.#access(), phone);
    this.#live.announce();
  }

  exportContact(conversationId: number, format: 'json' | 'html', number: string): ReadableStream<Uint8Array> {
    return contactExport(this.#sql, this.#row(conversationId), format, { number, now: Date.now() });
  }

  /** `name` is what the customer is called here: nobody does this by mistake. */
  async eraseContact(conversationId: number, name: string): Promise<void> {
    const row = this.#row(conversationId);
    const contact = contactOf(row, aliasesIn(this.#sql, row.id));
    if (contact.name.trim() !== name.trim()) {
      throw new ApiError(409, 'not_confirmed', 'Send the name of this customer to confirm.');
    }
    const { storage } = this.ctx;
    await eraseContact(storage, this.#changes, this.env.MEDIA, row, Date.now());
    this.#erased = erasedMarks(this.#sql, Date.now());
    this.#live.announce();
  }

  /** Messages with these words, newest first. */
  searchMessages(text: string, page: { before: number | null; limit: number }): Promise<MessageSearch> {
    return this.#index.find(text, page);
  }

  /** Puts a message in the queue and returns it; what becomes of it comes over the live socket. */
  async send(request: SendRequest): Promise<Message> {
    // What was taken in stays so, whatever has changed since.
    if (this.#outbox.knows(request.key)) return this.#outbox.enqueue(request, Date.now());
    await refuseUnwanted(this.#sql, request, (content) =>
      isMarketing(this.env, this.ctx.id.name ?? '', content),
    );
    const sent = await sentTemplate(this.env, this.ctx.id.name ?? '', request.content, false);
    if (sent) refuseUnnamed(sent);
    const shown = sent && sentPreview(sent.template, sent.components);
    // From here on nothing is awaited: somebody else can have answered meanwhile.
    if (request.ifLastSeq !== undefined) refuseAnswered(this.#sql, request, request.ifLastSeq);
    refuseBlocked(this.#sql, request);
    refuseGroup(this.#sql, request);
    const message = this.#outbox.enqueue({ ...request, ...(shown && { shown }) }, Date.now());
    this.#index.expect();
    // The one that is left, when the request names one that was merged.
    const { conversationId } = message;
    this.#claimOnReply({ ...request, conversationId });
    await this.#receipts.seen(conversationId, 'on-reply');
    return message;
  }

  /** A message and all that has become of it. */
  history(messageId: number): MessageHistory {
    return historyOf(this.#sql, messageId);
  }

  /** Shows the customer that an answer is being written. */
  async typing(conversationId: number): Promise<void> {
    await this.#receipts.typing(this.#row(conversationId).id, Date.now());
  }

  /** Sends a failed message once more, as a new attempt. */
  retry(messageId: number): Message {
    return this.#outbox.retry(messageId, Date.now());
  }

  /** Takes back a message that was written for later. */
  cancel(messageId: number): Message {
    return this.#outbox.cancel(messageId);
  }

  async addPress(press: Press): Promise<void> {
    await this.#refuseDeleted();
    this.#presses.add(press);
  }

  pressStatistics(since: number): PressStatistics {
    return this.#presses.statistics(since);
  }

  buttonSettings(): ButtonSettings {
    return buttonOf(this.#sql);
  }

  changeButtonSettings(settings: ButtonSettings): ButtonSettings {
    return changeButton(this.#sql, settings);
  }

  policy(): NumberPolicy {
    return this.#policy.now;
  }

  changePolicy(policy: NumberPolicy): NumberPolicy {
    const changed = this.#policy.change(policy, Date.now());
    this.#jobs.pump();
    return changed;
  }

  /** Records how the customer agreed to marketing messages; a later no of theirs counts for more. */
  recordConsent(conversationId: number, consent: MarketingConsent, agentId: string): Conversation {
    recordConsent(this.#sql, this.#changes, this.#row(conversationId).id, consent);
    this.#live.announce();
    return this.conversation(conversationId, agentId);
  }

  /** The customer has said in another way that they do not want marketing messages. */
  withdrawConsent(conversationId: number, agentId: string): Conversation {
    withdrawConsent(this.#sql, this.#changes, this.#row(conversationId).id, Date.now());
    this.#live.announce();
    return this.conversation(conversationId, agentId);
  }

  /** A person has made sure who the customer is. */
  acceptIdentity(conversationId: number, agentId: string): Conversation {
    const { id } = this.#row(conversationId);
    this.#sql.exec(
      "UPDATE conversation SET identity = nullif(identity_seen, ''), identity_seen = nullif(identity_seen, '') WHERE id = ?",
      id,
    );
    this.#changes.touchConversation(id);
    this.#live.announce();
    return this.conversation(id, agentId);
  }

  /** Everything that had arrived by change `seq` has been seen by this agent. */
  async markRead(conversationId: number, by: Agent, seq: number): Promise<Conversation> {
    const { id } = this.command(conversationId, by, { type: 'read', seq });
    await this.#receipts.seen(id, 'on-open');
    return this.conversation(id, by.id);
  }

  /** Where the bytes of a message's file are. */
  mediaSource(messageId: number): MediaSource {
    return this.#media.source(messageId);
  }

  retryMedia(messageId: number): Message {
    this.#media.retry(messageId, Date.now());
    const row = messageRow(this.#sql, messageId);
    if (!row) throw new ApiError(404, 'message_not_found', 'There is no message with this id.');
    return messageOf(this.#sql, row);
  }

  /** Remembers a file that the Worker has put into the bucket, or given to Meta. */
  addUpload(upload: NewUpload): MediaUpload {
    return this.#media.addUpload(upload, Date.now());
  }

  /** Whether somebody has written, and somebody has answered. */
  trial(): Trial {
    return trialOf(this.#sql);
  }

  /** The workspace has given this inbox another number; what was said stays. */
  numberChanged(): void {
    this.#media.numberChanged();
  }

  retention(): RetentionPolicy {
    return this.#retention.policy;
  }

  changeRetention(policy: RetentionPolicy): RetentionPolicy {
    return this.#retention.change(policy, Date.now());
  }

  /** Lines of JSON: everything of this number. */
  export(agentId: string): ReadableStream<Uint8Array> {
    return exportStream(this.#sql, this.ctx.id.name ?? '', agentId, Date.now());
  }

  rawEvents(kind: RawEventKind, before: number, limit: number): Page<RawEvent> {
    const since = Date.now() - this.#retention.policy.rawDays * 24 * 60 * 60_000;
    return rawEvents(this.#sql, kind, { before, limit, since });
  }

  rawEvent(id: string): KeptEvent {
    return rawEvent(this.#sql, id);
  }

  /** The oldest events that could not be read or stored, after the one with this id. */
  problems(after: number, limit: number): { id: number; event: KeptEvent }[] {
    return problemsAfter(this.#sql, after, limit);
  }

  /** Takes in what was read once more; what is stored now is no problem any more. Whether it is stored. */
  async replay(id: string, events: InboxEvent[]): Promise<boolean> {
    const known = knownNotice(this.#sql, id);
    const digests = await Promise.all(
      events.map((event) =>
        known && event.kind !== 'unparsed' && event.raw === known.raw ? known.digest : digestOf(event),
      ),
    );
    await this.#intake.add({ events, digests });
    const isStored = events.every(
      (event, index) => event.kind !== 'unparsed' && !this.#problems.has(event, digests[index] ?? ''),
    );
    const notice = /^notice-(\d+)$/.exec(id)?.[1];
    if (isStored && notice !== undefined) dropProblem(this.#sql, Number(notice));
    return isStored;
  }

  /** Forgets all conversations, with their files; what the number does by itself stays. Call {@link end} after it. */
  async eraseConversations(): Promise<void> {
    await eraseConversations(this.ctx.storage, this.#media);
  }

  /** Forgets everything: rows, files in the bucket, and who is looking. */
  async erase(): Promise<void> {
    this.#live.closeAll();
    await eraseAll(this.ctx.storage, this.#media);
  }

  /** Ends this instance, and throws at the caller: what it had in memory is gone with what it had stored. */
  end(): void {
    this.ctx.abort('erased');
  }

  /** There is a token that Meta may take, after one that it refused. */
  resumeSending(): void {
    this.#remembered = fresh(accessLasts);
    this.#media.resume(Date.now());
    this.#dispatch.resume();
  }

  /** Somebody wants to be told of new messages now, or nobody does any more. */
  noticesChanged(): void {
    this.#notices.changed();
  }

  /** What an admin should see at once, from now on. */
  setAlerts(alerts: NumberAlert[]): void {
    this.#live.setAlerts(alerts);
  }

  vitals(): InboxVitals {
    return vitalsOf(this.#sql, Date.now());
  }

  hearing(): Hearing {
    return hearingOf(this.#sql, Date.now());
  }

  /** Whether the webhook with this mark, which the deployment sent to itself, is stored; it is taken away again. */
  takeSelfTest(mark: string): boolean {
    return takeSelfTest(this.#sql, mark);
  }

  /** A single-use ticket for `/live?ticket=&after=`, good for 30 seconds. */
  issueTicket(sessionId: string, agent: Agent): Promise<string> {
    return this.#live.issueTicket(sessionId, agent, Date.now());
  }

  /** Somebody has been signed out. */
  closeSockets(sessionIds: string[]): void {
    this.#live.close(sessionIds);
  }

  /** An agent's name, role or access has changed. */
  changeAccess(sessionIds: string[], agent: Agent, isAllowed: boolean): void {
    if (isAllowed) this.#live.changeAgent(sessionIds, agent);
    else this.#live.close(sessionIds, { code: 4403, reason: 'number_not_allowed' });
  }

  override fetch(request: Request): Promise<Response> {
    return this.#live.connect(request, Date.now(), (sessionId) =>
      askWorkspace(this.env).seesUntil(sessionId, this.ctx.id.name ?? ''),
    );
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    hear(this.ctx, socket, message, Date.now());
  }

  override webSocketClose(socket: WebSocket): void {
    if (isSeen(socket)) tell(this.ctx, openSockets(this.ctx, Date.now()), Date.now(), socket);
    socket.close();
  }

  override alarm(): void {
    this.#jobs.pump();
  }

  /** The conversation with this id, or the one that it has become part of. */
  #row(id: number): ConversationRow {
    const row = standingConversation(this.#sql, id);
    if (!row) throw new ApiError(404, 'conversation_not_found', 'There is no conversation with this id.');
    return row;
  }

  /** Programs write for everybody: only a person takes a conversation on. */
  #claimOnReply({ conversationId, author }: SendRequest): void {
    if (!this.#policy.now.claimOnReply || author.type !== 'agent' || isToken(author.id)) return;
    claim(this.#sql, this.#changes, conversationId, author);
    this.#live.announce();
  }

  #access(): Promise<NumberAccess | null> {
    return this.#remembered('access', () => this.#askAccess());
  }

  #askAccess(): Promise<NumberAccess | null> {
    return askAccess(this.env, this.ctx.id.name ?? '');
  }
}
