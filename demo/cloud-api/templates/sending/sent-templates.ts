/** Template messages: whether the template can be sent, and which one each message had. */
import type { StoredTemplate } from '../template.ts';
import { listedComponents, nodeOf } from '../template-node.ts';
import type { TemplateStore } from '../template-store.ts';
import type { Products } from './check-parameters.ts';
import { checkSentTemplate, requireSendable } from './check-sent.ts';

interface Sent {
  name: string;
  language: { code: string };
  components?: readonly unknown[];
}

interface Rooms {
  store: TemplateStore;
  named: (wabaId: string, name: string, language: string) => StoredTemplate | null;
  productsOf: (wabaId: string) => Products;
  now: () => number;
}

const shownFields = ['id', 'name', 'language', 'status', 'category', 'components', 'parameter_format'];

export class SentTemplates {
  #sql: SqlStorage;
  #rooms: Rooms;

  constructor(sql: SqlStorage, rooms: Rooms) {
    this.#sql = sql;
    this.#rooms = rooms;
  }

  /** Throws if the message does not fit the template. */
  require(wabaId: string, sent: Sent): StoredTemplate {
    const { named, productsOf, now } = this.#rooms;
    const template = requireSendable(named(wabaId, sent.name, sent.language.code), sent);
    const components = listedComponents(template, (handle) => handle);
    checkSentTemplate(template, components, sent.components ?? [], productsOf(wabaId), now());
    return template;
  }

  record(wamid: string, wabaId: string, template: StoredTemplate): void {
    const { store, now } = this.#rooms;
    store.put(wabaId, { ...template, usedAt: now() });
    const shown = nodeOf(template, shownFields, (handle) => handle);
    this.#sql.exec(
      'INSERT INTO sent_template VALUES (?, ?, ?, ?, ?)',
      ...[wamid, wabaId, template.id, template.category, JSON.stringify(shown)],
    );
  }

  /** The template as it was when the message was sent; null for any other message. */
  shownIn(wamid: string): unknown {
    const [row] = this.#sql
      .exec<{ shown: string }>('SELECT shown FROM sent_template WHERE wamid = ?', wamid)
      .toArray();
    return row ? JSON.parse(row.shown) : null;
  }

  hold(wamid: string, template: StoredTemplate): void {
    this.#sql.exec('INSERT INTO held_send VALUES (?, ?)', wamid, template.id);
  }

  /** Messages of a template that were held. They are held no longer. */
  takeHeld(templateId: string): string[] {
    return this.#sql
      .exec<{ wamid: string }>('DELETE FROM held_send WHERE template_id = ? RETURNING wamid', templateId)
      .toArray()
      .map(({ wamid }) => wamid);
  }
}
