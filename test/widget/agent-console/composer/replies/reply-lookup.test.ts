import { afterEach, expect, it, vi } from 'vitest';
import { ReplyLookup } from '../../../../../widget/agent-console/composer/replies/reply-lookup.ts';
import type { SavedReply } from '../../../../../worker/api/conversations/replies.ts';

afterEach(() => document.body.replaceChildren());

it('typing on while the saved replies load shows them once, for what is typed by then', async () => {
  const field = document.createElement('textarea');
  document.body.append(field);
  const loaded = Promise.withResolvers<readonly SavedReply[]>();
  const replies = vi.fn(() => loaded.promise);
  const shown: string[] = [];
  const lookup = new ReplyLookup({
    renderRoot: document.body,
    field,
    get text() {
      return field.value;
    },
    replies,
    variables: null,
    typed: () => {},
    fetchReplyFile: async () => {},
    addController: () => {},
    removeController: () => {},
    requestUpdate: () => {
      shown.push(field.value);
    },
    updateComplete: Promise.resolve(true),
  });
  const looks = ['/', '/c', '/cl'].map((text) => {
    field.value = text;
    field.selectionStart = text.length;
    return lookup.look();
  });
  loaded.resolve([]);
  await Promise.all(looks);
  expect(replies).toHaveBeenCalledOnce();
  expect(shown).toEqual(['/cl']);
});
