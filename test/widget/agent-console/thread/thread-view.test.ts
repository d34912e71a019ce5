import { beforeEach, describe, expect, it } from 'vitest';
import {
  type MessageAction,
  MessageActionEvent,
} from '../../../../widget/agent-console/thread/message/message-action.ts';
// Loaded before the tests, because the dialog is loaded on demand.
import '../../../../widget/agent-console/thread/delivery/delivery-details.ts';
import type {} from '../../../../widget/agent-console/thread/message/message-menu.ts';
import type {} from '../../../../widget/agent-console/thread/message/reaction-picker.ts';
import '../../../../widget/agent-console/thread/thread-view.ts';
import type { ConsoleThread } from '../../../../widget/agent-console/thread/thread-view.ts';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import { message, now } from '../rows.ts';

let thread: ConsoleThread;
let actions: MessageAction[];

beforeEach(() => {
  thread = document.createElement('agent-console-thread');
  thread.now = now;
  document.body.replaceChildren(thread);
  actions = [];
  thread.addEventListener('message-action', (event) => {
    if (event instanceof MessageActionEvent) actions.push(event.action);
  });
});

async function show(...messages: ReturnType<typeof message>[]): Promise<ShadowRoot> {
  thread.messages = messages;
  await thread.updateComplete;
  if (!thread.shadowRoot) throw new Error('The thread was not drawn');
  return thread.shadowRoot;
}

const error = { code: 131026, title: 'It did not arrive.', advice: 'Try later.', details: null };
/** The buttons of each message that has not gone out. */
const offered = (root: ShadowRoot) =>
  [...root.querySelectorAll('.problem')].map((problem) =>
    [...problem.querySelectorAll('button')].map((button) => button.textContent?.trim()),
  );

/** The list in the dialog of the delivery details, once it is loaded. */
const details = (root: ShadowRoot) =>
  root.querySelector('agent-console-delivery')?.shadowRoot?.querySelector('.history') ?? null;

const inDoubt = { ...error, code: 'in_doubt' };

describe('the thread', () => {
  it('the thread names the state of each outgoing message', async () => {
    const states = [
      'queued',
      'sending',
      'in_doubt',
      'accepted',
      'sent',
      'delivered',
      'read',
      'failed',
    ] as const;
    const root = await show(
      ...states.map((status, index) => message(index + 1, { direction: 'out', status })),
    );
    const names = [...root.querySelectorAll('.tick')].map((tick) => tick.getAttribute('aria-label'));
    expect(names).toEqual([
      'Queued',
      'Sending',
      'Unconfirmed',
      'Accepted',
      'Sent',
      'Delivered',
      'Read',
      'Failed',
    ]);
  });

  it('the thread hides the click reference in customers’ messages only', async () => {
    const content = { type: 'text', text: { body: 'Order [#k7f2p9]' } } as const;
    const asked = message(1, { content });
    const answered = message(2, {
      direction: 'out',
      content,
      earlier: [content],
      quoted: { wamid: 'wamid.1', message: { id: 1, direction: 'in', content } },
    });
    const root = await show(asked, answered);
    const bodies = [...root.querySelectorAll('.body')].map((body) => body.textContent?.trim());
    expect(bodies).toEqual(['Order', 'Order [#k7f2p9]']);
    expect(root.querySelector('.quoted')?.textContent?.trim()).toBe('Order');
    expect(root.querySelector('details p')?.textContent).toContain('[#k7f2p9]');
  });

  it('a failed message shows its reason, advice and a retry', async () => {
    const failed = message(1, { direction: 'out', status: 'failed', error });
    const root = await show(failed);
    expect(root.querySelector('.problem')?.textContent).toContain('It did not arrive.');
    root.querySelector<HTMLButtonElement>('.problem button')?.click();
    expect(actions).toEqual([{ type: 'retry', message: failed }]);
  });

  it('a failure that a retry cannot fix offers the text instead', async () => {
    const root = await show(
      message(1, { direction: 'out', status: 'failed', error: { ...error, retry: 'never' } }),
    );
    expect(offered(root)).toEqual([['Edit', 'Copy details']]);
    expect(root.querySelector('.problem')?.textContent).toContain('Sending it again won’t work.');
  });

  it('a failed message offers a template while the window is closed, and a retry once it is open', async () => {
    thread.isOpen = false;
    const root = await show(
      message(1, { direction: 'out', status: 'failed', error: { ...error, code: 'window_closed' } }),
    );
    expect(offered(root)).toEqual([['Send a template', 'Edit', 'Copy details']]);
    root.querySelector<HTMLButtonElement>('.problem button')?.click();
    expect(actions).toEqual([{ type: 'template' }]);
    thread.isOpen = true;
    await thread.updateComplete;
    expect(offered(root)).toEqual([['Retry', 'Edit', 'Copy details']]);
    expect(root.querySelector('.problem')?.textContent).toContain('The window is open again');
  });

  it('only the first failed part of a long text offers a retry', async () => {
    const part = (id: number, code: number | string): Message =>
      message(id, {
        direction: 'out',
        status: 'failed',
        error: { ...error, code },
        follows: id === 1 ? [] : [id - 1],
      });
    const [first, second, third] = [
      part(1, 131000),
      part(2, 'part_before_failed'),
      part(3, 'part_before_failed'),
    ];
    const root = await show(first, second, third);
    expect(offered(root)).toEqual([
      ['Retry', 'Edit', 'Copy details'],
      ['Edit', 'Copy details'],
      ['Edit', 'Copy details'],
    ]);
    expect(root.querySelector('.problem')?.textContent).toContain('sends the parts after it');
    await show({ ...first, status: 'sent', error: null }, second, third);
    expect(offered(root)).toEqual([
      ['Retry', 'Edit', 'Copy details'],
      ['Edit', 'Copy details'],
    ]);
  });

  it('an unconfirmed message can be sent again only after its waiting time', async () => {
    const doubtful = message(1, { direction: 'out', status: 'in_doubt', error: inDoubt, retryAt: now + 1 });
    const root = await show(doubtful);
    const names = () =>
      [...root.querySelectorAll('.problem button')].map((button) => button.textContent?.trim());
    expect(names()).toEqual(['Copy details']);
    thread.now = now + 1;
    await thread.updateComplete;
    expect(names()).toEqual(['Retry', 'Edit', 'Copy details']);
  });

  it('the tick opens the delivery details', async () => {
    const sent = message(1, { direction: 'out', status: 'failed', error });
    thread.history = async () => ({
      message: sent,
      events: [
        { at: now, type: 'sending', error: null, pricing: null },
        {
          at: now + 1_000,
          type: 'failed',
          error,
          pricing: { billable: false, category: 'service', type: null },
        },
      ],
    });
    const root = await show(sent);
    root.querySelector<HTMLButtonElement>('.what')?.click();
    await expect.poll(() => details(root)?.textContent).toContain('It did not arrive. (131026)');
    expect(details(root)?.textContent).toContain('service, free');
  });

  it.each([
    [{ billable: null, category: 'service', type: 'regular' }, 'service, charged'],
    [{ billable: false, category: 'service', type: 'regular' }, 'service, charged'],
    [{ billable: null, category: 'marketing', type: 'a_new_word' }, 'marketing, charged'],
    [{ billable: true, category: 'service', type: 'free_entry_point' }, 'service, free'],
    [{ billable: true, category: 'utility', type: null }, 'utility, charged'],
  ])('says by its type whether a message costs something: %j', async (pricing, words) => {
    const sent = message(1, { direction: 'out', status: 'delivered' });
    const delivered = { at: now, type: 'delivered', error: null, pricing };
    thread.history = async () => ({ message: sent, events: [delivered] });
    const root = await show(sent);
    root.querySelector<HTMLButtonElement>('.what')?.click();
    await expect.poll(() => details(root)?.textContent).toContain(words);
  });

  it.each([
    ['See https://shop.example/sale', true, 'With link preview'],
    ['See https://shop.example/sale', undefined, 'Without link preview'],
    ['No link', undefined, null],
  ])('says whether a link went with its preview: %s, %s', async (body, preview, words) => {
    const text = { body, ...(preview && { preview_url: preview }) };
    const sent = message(1, { direction: 'out', status: 'delivered', content: { type: 'text', text } });
    thread.history = async () => ({ message: sent, events: [] });
    const root = await show(sent);
    root.querySelector<HTMLButtonElement>('.what')?.click();
    await expect.poll(() => details(root)).not.toBeNull();
    expect(details(root)?.textContent?.trim() || null).toBe(words);
  });

  it('a message that waits for its turn says so without an alert', async () => {
    const paced = {
      code: 'paced',
      title: 'Waiting: WhatsApp’s limit.',
      advice: 'It goes out by itself.',
      details: null,
    };
    const root = await show(
      message(1, { direction: 'out', status: 'queued', error: paced, retryAt: now + 6_000 }),
    );
    expect(root.querySelector('.problem.waits')?.textContent).toContain('Waiting: WhatsApp’s limit.');
    expect(root.querySelector('.problem.waits')?.textContent).toContain('Next try at');
  });

  it('the thread separates days and marks unread messages', async () => {
    thread.firstUnread = 2;
    const root = await show(message(1, { sentAt: now - 86_400_000 }), message(2), message(3));
    expect(root.querySelectorAll('.day')).toHaveLength(2);
    expect(root.querySelector('.new')?.nextElementSibling?.querySelector('[data-id="2"]')).not.toBeNull();
  });

  it('a conversation shows its newest messages first, and those before them once these are painted', async () => {
    const all = Array.from({ length: 60 }, (_, index) => message(index + 1));
    const root = await show(...all);
    const shown = () => [...root.querySelectorAll<HTMLElement>('[data-id]')].map(({ dataset }) => dataset.id);
    expect(shown()).toEqual(all.slice(-24).map(({ id }) => String(id)));
    await expect.poll(shown).toEqual(all.map(({ id }) => String(id)));
  });

  it('a message far from the end is on the page at once when it is gone to', async () => {
    const all = Array.from({ length: 60 }, (_, index) => message(index + 1));
    const root = await show(...all);
    await thread.show(3);
    await thread.updateComplete;
    expect(root.querySelector('[data-id="3"]')).not.toBeNull();
  });

  it('a customer’s text never becomes markup', async () => {
    const body = '<b onclick="x">hi</b> javascript:alert(1)';
    const root = await show(message(1, { content: { type: 'text', text: { body } } }));
    expect(root.querySelector('article b, article a')).toBeNull();
    expect(root.querySelector('.body')?.textContent).toContain(body);
  });

  it('deleted messages and earlier versions stay readable', async () => {
    const earlier = [{ type: 'text' as const, text: { body: 'First' } }];
    const root = await show(message(1, { earlier, revokedAt: now }));
    expect(root.textContent).toContain('Deleted by the sender');
    expect(root.textContent).toContain('Before: First');
    expect(root.textContent).toContain('Message 1');
  });

  it('choosing the same emoji again removes the reaction', async () => {
    const ours = { emoji: '👍', direction: 'out' as const, at: now, status: 'read' as const, error: null };
    const liked = message(1, { reactions: [ours] });
    const root = await show(liked);
    root.querySelector<HTMLButtonElement>('[aria-label="React"]')?.click();
    const menu = root.querySelector('agent-console-message-menu');
    await menu?.updateComplete;
    const picker = menu?.shadowRoot?.querySelector('agent-console-reactions');
    await picker?.updateComplete;
    picker?.shadowRoot?.querySelector<HTMLButtonElement>('[aria-label="React with 👍"]')?.click();
    expect(actions).toEqual([{ type: 'react', message: liked, emoji: '' }]);
  });

  it('a file that cannot be loaded says so and offers a retry', async () => {
    const gone = message(1, {
      content: { type: 'image', image: { id: '1' } },
      media: { state: 'failed', mimeType: null, size: null, width: null, height: null, error },
    });
    const root = await show(gone);
    root.querySelector<HTMLButtonElement>('.missing button')?.click();
    expect(actions).toEqual([{ type: 'retry-file', message: gone }]);
  });
});
