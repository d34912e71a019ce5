/** Custom fields of contacts. Each inbox has the values of its own contacts. */
import type {
  ContactField,
  ContactFieldChange,
  FieldUse,
  NewContactField,
} from '../../api/conversations/fields.ts';
import type { Agent } from '../../api/people/sessions.ts';
import { askInbox } from '../../peers.ts';
import type { Context } from '../context.ts';
import * as connections from '../numbers/connections.ts';
import * as fields from '../shared/contact-fields.ts';

export class Fields {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  list(): ContactField[] {
    return fields.fields(this.#context.sql);
  }

  /** A field, with the number of contacts that have a value. */
  async use(id: string): Promise<FieldUse> {
    const field = fields.requireField(this.#context.sql, id);
    const counts = await this.#inEachInbox((contacts) => contacts.countFieldValues(id));
    return { ...field, contacts: counts.reduce((sum, count) => sum + count, 0) };
  }

  create(by: Agent, wanted: NewContactField): ContactField {
    const created = fields.createField(this.#context.sql, wanted);
    this.#context.record(by, 'fields.change', created.name);
    return created;
  }

  change(by: Agent, id: string, change: ContactFieldChange): ContactField {
    const changed = fields.changeField(this.#context.sql, id, change);
    this.#context.record(by, 'fields.change', changed.name);
    return changed;
  }

  order(by: Agent, order: readonly string[]): ContactField[] {
    const { storage, sql, record } = this.#context;
    const ordered = storage.transactionSync(() => fields.orderFields(sql, order));
    record(by, 'fields.change', ordered.map(({ name }) => name).join(', '));
    return ordered;
  }

  /** Deletes a field, with its values of all contacts. */
  async remove(by: Agent, id: string): Promise<void> {
    const { name } = fields.removeField(this.#context.sql, id);
    this.#context.record(by, 'fields.delete', name);
    await this.#inEachInbox((contacts) => contacts.dropFieldValues(id));
  }

  #inEachInbox<Result>(
    ask: (contacts: ReturnType<typeof askInbox>['contacts']) => Promise<Result>,
  ): Promise<Result[]> {
    const { sql, env } = this.#context;
    return Promise.all(connections.inboxes(sql).map(({ id }) => ask(askInbox(env, id).contacts)));
  }
}
