/** What the team shares: labels and saved views. */
import type { Label } from '../../api/conversations/labels.ts';
import type { CheckedView, SavedView } from '../../api/conversations/views.ts';
import type { Agent } from '../../api/people/sessions.ts';
import { askInbox } from '../../peers.ts';
import * as audit from '../audit.ts';
import type { Context } from '../context.ts';
import * as connections from '../numbers/connections.ts';
import * as labels from '../shared/labels.ts';
import * as views from '../shared/saved-views.ts';

export class Shared {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  views(by: Agent): SavedView[] {
    return views.views(this.#context.sql, by);
  }

  putView(by: Agent, id: string | null, view: CheckedView): SavedView {
    const { sql, tellConsoles } = this.#context;
    const wasShared = id !== null && views.requireView(sql, by, id).isShared;
    const put = views.putView(sql, by, id, view);
    if (wasShared || put.isShared) audit.record(sql, by, 'views.change', put.name, Date.now());
    tellConsoles('views');
    return put;
  }

  removeView(by: Agent, id: string): void {
    const { sql, tellConsoles } = this.#context;
    const { isShared, name } = views.removeView(sql, by, id);
    if (isShared) audit.record(sql, by, 'views.change', name, Date.now());
    tellConsoles('views');
  }

  labels(): Label[] {
    return labels.labels(this.#context.sql);
  }

  putLabel(by: Agent, id: string | null, label: Omit<Label, 'id'>): Label {
    const put = labels.putLabel(this.#context.sql, id, label);
    this.#context.record(by, 'labels.change', put.name);
    return put;
  }

  /** Deletes a label, also from all conversations. */
  async removeLabel(by: Agent, id: string): Promise<void> {
    const { sql, env, record } = this.#context;
    const { name } = labels.removeLabel(sql, id);
    record(by, 'labels.change', name);
    const inboxes = connections.inboxes(sql);
    await Promise.all(inboxes.map((inbox) => askInbox(env, inbox.id).conversations.dropLabel(id)));
  }
}
