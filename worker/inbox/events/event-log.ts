/**
 * The event log: one row for each event that an endpoint or an API token wants, written in the transaction of the
 * change.
 */
import type { EventType } from '../../api/developers/events.ts';
import type { Content } from '../../whatsapp/content/content.ts';
import type { AccountChange } from '../../whatsapp/receiving/account-changes.ts';
import { hasReachedMeta, type MessageStatus } from '../../whatsapp/receiving/status.ts';
import type { Fact } from '../facts.ts';
import type { ChangeLog, Listener, Write } from '../records/changes/change-log.ts';
import { conversationRow, messageRow } from '../records/rows.ts';
import { sharedState } from '../records/wire.ts';
import type { Audience } from './audience.ts';
import { appendEvent, contentKindOf, metaTypeOf, type NewEvent } from './event-rows.ts';
import { contactSnapshot } from './render-data.ts';

/** A listener. */
export class EventLog implements Listener {
  readonly name = 'events';
  readonly repair = 'none';
  #sql: SqlStorage;
  #changes: ChangeLog;
  #audience: Audience;
  #written: () => void;
  #isWritten = false;

  /** `written` is called after the transaction in which events were written. */
  constructor(sql: SqlStorage, changes: ChangeLog, audience: Audience, written: () => void) {
    this.#sql = sql;
    this.#changes = changes;
    this.#audience = audience;
    this.#written = written;
  }

  onFact(fact: Fact): Write | undefined {
    const events = this.#eventsOf(fact);
    const isErased = fact.type === 'conversation-gone' && fact.into === null;
    if (events.length === 0 && !isErased) return undefined;
    return () => {
      if (isErased) this.#forget(fact.conversationId);
      for (const event of events) appendEvent(this.#sql, this.#changes, event);
      this.#isWritten ||= events.length > 0;
    };
  }

  settled(): void {
    if (!this.#isWritten) return;
    this.#isWritten = false;
    this.#written();
  }

  /** Clears the data of an erased customer. The rows stay, so that no `seq` is missing. */
  #forget(conversationId: number): void {
    this.#sql.exec(
      `UPDATE event SET subject = NULL, extra = NULL
       WHERE conversation = ?1 OR conversation IN (SELECT gone FROM merge WHERE into_id = ?1)`,
      conversationId,
    );
  }

  #eventsOf(fact: Fact): NewEvent[] {
    switch (fact.type) {
      case 'message-stored':
        return this.#ofMessage(fact);
      case 'status-changed':
        return this.#ofStatus(fact);
      case 'reaction-changed': {
        const { conversationId: conversation, reaction } = fact;
        if (reaction.direction === 'out') return [];
        return this.#wanted({ type: 'message.reaction', at: reaction.at, conversation, extra: reaction });
      }
      case 'entry-added':
        return this.#ofEntry(fact);
      case 'window-changed': {
        const { becomes, conversationId: conversation } = fact;
        if (becomes === null) return [];
        const type = becomes === 'open' ? 'window.opened' : 'window.closed';
        return this.#wanted({ type, at: Date.now(), conversation });
      }
      case 'window-closing':
        return this.#wanted({ type: 'window.closing', at: Date.now(), conversation: fact.conversationId });
      case 'account-changed': {
        const { what, ...extra } = fact.change;
        return this.#wanted({ type: typeOfChange[what], at: fact.at, extra });
      }
      case 'contact-changed': {
        const isIdentity = fact.changed === 'identity';
        return this.#ofContact(isIdentity ? 'contact.identity_changed' : 'contact.updated', fact);
      }
      case 'consent-changed':
        return this.#ofContact('contact.consent_changed', fact);
      case 'conversation-gone': {
        const { conversationId: conversation, into } = fact;
        const at = Date.now();
        return into === null
          ? this.#wanted({ type: 'conversation.erased', at, conversation, subject: conversation })
          : this.#wanted({ type: 'conversation.merged', at, conversation, subject: into });
      }
      case 'button-clicked': {
        const { reference, page, at } = fact;
        return this.#wanted({ type: 'button.clicked', at, extra: { reference, page } });
      }
      case 'alerts-changed':
        return this.#wanted({ type: 'number.alert', at: Date.now(), extra: { alerts: fact.alerts } });
      case 'week-ended':
        return this.#wanted({ type: 'report.weekly', at: Date.now(), extra: fact.report });
      case 'endpoint-disabled': {
        const { endpoint, because } = fact;
        return this.#wanted({ type: 'endpoint.disabled', at: Date.now(), extra: { endpoint, because } });
      }
      case 'mode-changed': {
        const { conversationId: conversation, mode, because, by } = fact;
        const row = conversationRow(this.#sql, conversation);
        const extra = { state: row && sharedState(this.#sql, row), change: { mode, because, by } };
        return this.#wanted({ type: 'conversation.mode_changed', at: Date.now(), conversation, extra });
      }
      case 'meta-event-stored': {
        const {
          conversationId: conversation,
          rowId: subject,
          raw,
          contact,
          isOfAccount,
          at,
          ...meta
        } = fact.event;
        if (!this.#audience.wantsMeta(meta)) return [];
        const extra = { contact, ...(isOfAccount && { isOfAccount }), ...(subject === null && { raw }) };
        return [{ type: metaTypeOf(meta), at, conversation, subject, extra }];
      }
      case 'message-reworded':
      case 'message-changed':
      case 'conversation-changed':
      case 'conversation-erasing':
      case 'read-changed':
      case 'settings-changed':
      case 'team-needed':
        return [];
    }
  }

  #wanted(event: NewEvent & { type: EventType }): NewEvent[] {
    return this.#audience.wants(event.type) ? [event] : [];
  }

  #ofMessage(fact: Extract<Fact, { type: 'message-stored' }>): NewEvent[] {
    const { cause, conversationId: conversation, messageId: subject, content, at } = fact;
    // An outgoing message is reported when WhatsApp accepts it, and an imported one is old.
    if (cause === 'send' || cause === 'history') return [];
    const first = this.#audience.wants('conversation.created') && this.#isFirst(conversation, subject);
    const created: NewEvent[] = first ? [{ type: 'conversation.created', at, conversation, subject }] : [];
    const type = typeOfMessage(fact);
    if (type === null) return created;
    const extra = type === 'message.received' ? { content: contentKindOf(content) } : null;
    return [...created, ...this.#wanted({ type, at, conversation, subject, extra })];
  }

  #isFirst(conversationId: number, messageId: number): boolean {
    const others = this.#sql.exec(
      'SELECT 1 FROM message WHERE conversation_id = ? AND id <> ? LIMIT 1',
      ...[conversationId, messageId],
    );
    return others.toArray().length === 0;
  }

  #ofStatus(fact: Extract<Fact, { type: 'status-changed' }>): NewEvent[] {
    const { conversationId: conversation, messageId: subject, status, before } = fact;
    // The next attempt clears the error.
    const extra = status === 'failed' ? { error: messageRow(this.#sql, subject)?.error ?? null } : null;
    return typesOfStatus(status, before).flatMap((type) =>
      this.#wanted({ type, at: Date.now(), conversation, subject, extra }),
    );
  }

  #ofEntry(fact: Extract<Fact, { type: 'entry-added' }>): NewEvent[] {
    const { conversationId: conversation, entryId: subject } = fact;
    const type = typesOfEntry[fact.entry];
    if (type === null || !this.#audience.wants(type)) return [];
    const row = conversationRow(this.#sql, conversation);
    const extra = row && sharedState(this.#sql, row);
    return [{ type, at: Date.now(), conversation, subject, extra }];
  }

  #ofContact(
    type: EventType,
    { conversationId: conversation, ...changed }: { conversationId: number; [what: string]: unknown },
  ): NewEvent[] {
    if (!this.#audience.wants(type)) return [];
    const { type: _, ...what } = changed;
    const extra = { ...what, contact: contactSnapshot(this.#sql, conversation) };
    return [{ type, at: Date.now(), conversation, extra }];
  }
}

const typeOfChange = {
  'template-status': 'template.status_changed',
  'template-category': 'template.category_changed',
  'number-quality': 'number.quality_changed',
} as const satisfies Record<AccountChange['what'], EventType>;

const typesOfEntry = {
  note: 'note.created',
  assigned: 'conversation.assigned',
  resolved: 'conversation.resolved',
  snoozed: 'conversation.snoozed',
  opened: 'conversation.opened',
  labelled: 'conversation.labels_changed',
  rated: 'conversation.rated',
  // Reported by `conversation-gone`.
  merged: null,
  // Reported by `window-changed`.
  'window-closed': null,
  // Told by the fact that the mode has changed, which has no entry when a conversation is resolved.
  mode: null,
} as const satisfies Record<Extract<Fact, { type: 'entry-added' }>['entry'], EventType | null>;

function typeOfMessage({ cause, content }: { cause: string; content: Content }): EventType | null {
  if (cause === 'echo') return 'message.sent';
  // A call, and other events that are only a line in the thread.
  if (cause !== 'message') return null;
  switch (content.type) {
    case 'edit':
      return 'message.edited';
    case 'revoke':
      return 'message.deleted';
    case 'system':
    case 'request_welcome':
      return null;
    default:
      return 'message.received';
  }
}

/** Any first status implies that WhatsApp accepted the message. */
function typesOfStatus(status: MessageStatus, before: MessageStatus | null): EventType[] {
  if (status === 'failed') return ['message.failed'];
  const wasSent = before !== null && hasReachedMeta(before);
  const sent: EventType[] = wasSent || !hasReachedMeta(status) ? [] : ['message.sent'];
  switch (status) {
    case 'delivered':
      return [...sent, 'message.delivered'];
    case 'read':
      return [...sent, 'message.read'];
    default:
      return sent;
  }
}
