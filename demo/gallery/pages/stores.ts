/** The store of an inbox as the console has it, filled from the fixtures. */
import { html, type TemplateResult } from 'lit';
import { until } from 'lit/directives/until.js';
import type { ApiClient } from '../../../widget/client/api/api-client.ts';
import type { ConversationRef, InboxConversation } from '../../../widget/client/state/inbox-state.ts';
import type { InboxStore } from '../../../widget/client/store/inbox-store.ts';
import { InboxStores } from '../../../widget/client/store/inbox-stores.ts';
import type { Answers } from '../answers.ts';
import { admin, number } from '../fixtures/team.ts';
import { apiWith, awaited } from '../stand-in.ts';

const nothing = () => {};

export interface Filled {
  api: ApiClient;
  stores: InboxStores;
  store: InboxStore;
  conversation: InboxConversation;
}

/** An element that is given a store, once the store has loaded the conversation. */
export function withStore(
  render: (filled: Filled) => TemplateResult,
  {
    answers = {},
    id = 1,
    inboxes = [number.id],
  }: { answers?: Answers; id?: number; inboxes?: string[] } = {},
): TemplateResult {
  return html`${until(awaited(fill(answers, { inbox: number.id, id }, inboxes)).then(render))}`;
}

async function fill(answers: Answers, ref: ConversationRef, inboxes: string[]): Promise<Filled> {
  const api = apiWith(answers);
  const stores = new InboxStores(api, {
    changed: nothing,
    arrived: nothing,
    merged: nothing,
    erased: nothing,
    accessChanged: nothing,
    numberChanged: nothing,
    failed: (failure) => console.error(failure),
  });
  stores.me = admin.id;
  await stores.show(inboxes);
  const store = stores.of(ref.inbox);
  await store?.open(ref.id);
  const conversation = stores.conversation(ref);
  if (!store || !conversation) throw new Error('The fixtures lack this conversation.');
  return { api, stores, store, conversation };
}
