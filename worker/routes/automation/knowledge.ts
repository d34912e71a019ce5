import type { ClosedHandlers, SignedCall } from '../call.ts';
import { inboxIn, recordSettings } from '../guard.ts';
import { idIn } from '../http/request-body.ts';
import { fetchPage } from './page.ts';

export const knowledge = {
  'GET /api/inboxes/:inbox/automation/knowledge': (call) => inboxIn(call).assistant.listKnowledge(),

  'POST /api/inboxes/:inbox/automation/knowledge': async (call) => {
    const { filename = null, ...entry } = call.body;
    const added = await inboxIn(call).assistant.addKnowledge(call.session.agent, {
      ...entry,
      filename: entry.kind === 'file' ? filename : null,
      url: null,
    });
    await record(call, added.title);
    return added;
  },

  'POST /api/inboxes/:inbox/automation/knowledge/page': async (call) => {
    const { env, body, session } = call;
    const inbox = inboxIn(call);
    const before = body.id === undefined ? null : await inbox.assistant.knowledge(body.id);
    const page = await fetchPage(body.url, env, call.url);
    const { language = null, validUntil = null } = before ?? {};
    const values = { title: before?.title ?? page.title, text: page.text, language, validUntil };
    const entry = before
      ? await inbox.assistant.changeKnowledge(session.agent, before.id, values)
      : await inbox.assistant.addKnowledge(session.agent, {
          ...values,
          kind: 'page',
          url: page.url,
          filename: null,
        });
    await record(call, entry.title);
    return entry;
  },

  'GET /api/inboxes/:inbox/automation/knowledge/:id': (call) =>
    inboxIn(call).assistant.knowledge(idIn(call.params.id, 'knowledge')),

  'PUT /api/inboxes/:inbox/automation/knowledge/:id': async (call) => {
    const id = idIn(call.params.id, 'knowledge');
    const changed = await inboxIn(call).assistant.changeKnowledge(call.session.agent, id, call.body);
    await record(call, changed.title);
    return changed;
  },

  'DELETE /api/inboxes/:inbox/automation/knowledge/:id': async (call) => {
    const { title } = await inboxIn(call).assistant.removeKnowledge(idIn(call.params.id, 'knowledge'));
    await record(call, title);
  },
} satisfies Partial<ClosedHandlers>;

function record(call: SignedCall, title: string): Promise<void> {
  return recordSettings(call, 'number.assistant', [`“${title.slice(0, 60)}”`]);
}
