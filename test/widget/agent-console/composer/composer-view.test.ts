import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type ComposerExtras,
  noExtras,
  readExtras,
} from '../../../../widget/agent-console/composer/drafts/composer-draft.ts';
import {
  ComposerDraft,
  ComposerSend,
} from '../../../../widget/agent-console/composer/message/composer-events.ts';
import '../../../../widget/agent-console/composer/composer-view.ts';
import type { ConsoleComposer } from '../../../../widget/agent-console/composer/composer-view.ts';
import { ReplyChosen, ReplyCreate } from '../../../../widget/agent-console/composer/replies/reply-picker.ts';
import { heldFiles } from '../../../../widget/client/browser/held-files.ts';
import type { SavedReply } from '../../../../worker/api/conversations/replies.ts';
import { message } from '../rows.ts';

let composer: ConsoleComposer;
let sent: ComposerSend[];
let drafts: ComposerDraft[];
/** Whether what is sent gets into the queue. */
let isQueued: boolean;

beforeEach(async () => {
  composer = document.createElement('agent-console-composer');
  composer.conversationId = 1;
  document.body.replaceChildren(composer);
  sent = [];
  drafts = [];
  isQueued = true;
  listen();
  await composer.updateComplete;
});

function listen(): void {
  composer.addEventListener('composer-send', (event) => {
    if (!(event instanceof ComposerSend)) return;
    sent.push(event);
    if (isQueued) event.accept();
  });
  composer.addEventListener('composer-draft', (event) => {
    if (event instanceof ComposerDraft) drafts.push(event);
  });
}

const field = () => {
  const found = composer.shadowRoot?.querySelector('textarea');
  if (!found) throw new Error('There is no field');
  return found;
};
const press = (init: KeyboardEventInit) =>
  field().dispatchEvent(new KeyboardEvent('keydown', { cancelable: true, ...init }));
async function type(text: string): Promise<void> {
  field().value = text;
  field().dispatchEvent(new InputEvent('input'));
  await composer.updateComplete;
}
const find = (selector: string) => composer.shadowRoot?.querySelector<HTMLElement>(selector);
/** The menu of what can be added, and a choice in it. */
const addMenu = () => find('agent-console-menu.add');
const chooseFromMenu = (name: string) =>
  [...(addMenu()?.querySelectorAll<HTMLElement>('.item') ?? [])]
    .find((item) => item.textContent?.trim() === name)
    ?.click();
const sendButton = () => composer.shadowRoot?.querySelector<HTMLButtonElement>('form .primary');

describe('the composer', () => {
  it('Enter sends the message and empties the field', async () => {
    await type('Hello');
    press({ key: 'Enter' });
    expect(sent.map(({ messages }) => messages)).toEqual([
      [{ content: { type: 'text', text: { body: 'Hello' } } }],
    ]);
    expect(field().value).toBe('');
  });

  it('a message that cannot be queued stays in the composer, with the reason', async () => {
    composer.attach([new File(['1'], 'one.pdf', { type: 'application/pdf' })]);
    isQueued = false;
    await type('Here is your offer');
    press({ key: 'Enter' });
    await composer.updateComplete;
    expect(field().value).toBe('Here is your offer');
    expect(composer.shadowRoot?.querySelectorAll('.tray li')).toHaveLength(1);
    expect(composer.shadowRoot?.querySelector('[role=alert]')?.textContent).toContain('Not sent');
    isQueued = true;
    press({ key: 'Enter' });
    await composer.updateComplete;
    expect([field().value, composer.shadowRoot?.querySelector('[role=alert]')]).toEqual(['', null]);
  });

  it('Shift+Enter and the Enter of an input method do not send', async () => {
    await type('日本');
    press({ key: 'Enter', shiftKey: true });
    press({ key: 'Enter', isComposing: true });
    press({ key: 'Enter', keyCode: 229 });
    expect(sent).toEqual([]);
    expect(field().value).toBe('日本');
  });

  it('Escape closes the add menu, focuses its button, and leaves the conversation open', async () => {
    const menu = composer.shadowRoot?.querySelector('agent-console-menu');
    await menu?.open();
    const pressed = new KeyboardEvent('keydown', {
      key: 'Escape',
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    menu?.querySelector('.item')?.dispatchEvent(pressed);
    const summary = menu?.shadowRoot?.querySelector('summary');
    expect(menu?.shadowRoot?.querySelector('details')?.open).toBe(false);
    expect(menu?.shadowRoot?.activeElement).toBe(summary);
    expect(pressed.defaultPrevented).toBe(true);
  });

  it('“Send and resolve” sends the message and says that the conversation is to be resolved', async () => {
    await type('Done');
    const items = [...(composer.shadowRoot?.querySelectorAll<HTMLElement>('.sending .item') ?? [])];
    items.find((item) => item.textContent?.trim() === 'Send and resolve')?.click();
    await type('And another');
    press({ key: 'Enter' });
    expect(sent.map(({ isResolving }) => isResolving)).toEqual([true, false]);
  });

  it('white space alone is not sent', async () => {
    await type('  \n ');
    press({ key: 'Enter' });
    expect(sent).toEqual([]);
  });

  it('the composer counts characters near the limit, and says when a text becomes several messages', async () => {
    await type('x'.repeat(4_000));
    expect(composer.shadowRoot?.textContent).toContain('96 characters left');
    await type(`${'word '.repeat(819)}end`);
    expect(composer.shadowRoot?.textContent).toContain('Sent as 2 messages.');
    press({ key: 'Enter' });
    const [messages = []] = sent.map((event) => event.messages);
    const lengths = messages.map(({ content }) => (content.type === 'text' ? content.text.body.length : 0));
    expect(lengths).toHaveLength(2);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(4_096);
    expect(messages.map(({ isNextPart }) => isNextPart)).toEqual([undefined, true]);
  });

  it('a text of more than ten messages is not sent', async () => {
    await type('x'.repeat(40_961));
    expect(sendButton()?.disabled).toBe(true);
    press({ key: 'Enter' });
    expect(sent).toEqual([]);
  });

  it('a closed window is explained, and what was written is back when it opens', async () => {
    composer.isOpen = false;
    await composer.updateComplete;
    const held = composer.shadowRoot?.querySelector('textarea');
    expect(composer.shadowRoot?.querySelector('form')).toBeNull();
    const drafts: string[] = [];
    composer.addEventListener('composer-draft', (event) => {
      if (event instanceof ComposerDraft) drafts.push(event.text);
    });
    if (held) held.value = 'When you are back';
    held?.dispatchEvent(new InputEvent('input'));
    expect(drafts).toEqual(['When you are back']);
    expect(composer.shadowRoot?.textContent).toContain('The 24-hour window is closed.');
  });

  it('opening a conversation shows its draft', async () => {
    await type('For the first');
    composer.draft = 'For the second';
    composer.conversationId = 2;
    await composer.updateComplete;
    expect(field().value).toBe('For the second');
  });

  it('files are sent in order, each with its caption, before the text', async () => {
    composer.attach([
      new File(['1'], 'one.png', { type: 'image/png' }),
      new File(['2'], 'two.pdf', { type: 'application/pdf' }),
    ]);
    await composer.updateComplete;
    const [caption] = composer.shadowRoot?.querySelectorAll<HTMLInputElement>('.tray input') ?? [];
    if (!caption) throw new Error('There is no caption');
    caption.value = 'The bowl';
    caption.dispatchEvent(new InputEvent('input'));
    await type('Both for you');
    press({ key: 'Enter' });
    const [messages] = sent.map((event) => event.messages);
    expect(messages?.map(({ content }) => content)).toEqual([
      { type: 'image', image: { caption: 'The bowl' } },
      { type: 'document', document: { filename: 'two.pdf' } },
      { type: 'text', text: { body: 'Both for you' } },
    ]);
    expect(messages?.map(({ file }) => file?.name)).toEqual(['one.png', 'two.pdf', undefined]);
    expect(messages?.some(({ isNextPart }) => isNextPart)).toBe(false);
  });

  it('a file that WhatsApp would reject is not sent, and the composer says what to do', async () => {
    composer.attach([new File([], 'empty.pdf', { type: 'application/pdf' })]);
    await composer.updateComplete;
    expect(composer.shadowRoot?.textContent).toContain('The file is empty. Choose another one.');
    expect(sendButton()?.disabled).toBe(true);
  });

  it('the composer offers to request the phone number only if it is unknown', async () => {
    expect(addMenu()?.textContent).not.toContain('Request phone number');
    composer.hasPhone = false;
    await composer.updateComplete;
    expect(addMenu()?.textContent).toContain('Request phone number');
  });
});

/** What the composer has told to be kept, read as after a reload. */
function kept(): ComposerExtras {
  return readExtras(drafts.at(-1)?.extras ?? '');
}

/** The same conversation in a page that was loaded anew. */
async function reload(): Promise<void> {
  const [draft, extras] = [drafts.at(-1)?.text ?? '', kept()];
  composer.remove();
  composer = document.createElement('agent-console-composer');
  Object.assign(composer, { conversationId: 1, draft, extras, replyTo: extras.replyTo });
  listen();
  document.body.replaceChildren(composer);
  await composer.updateComplete;
}

describe('a draft', () => {
  it('a draft contains the text, quote, buttons, scheduled time and files', async () => {
    composer.replyTo = message(7);
    composer.attach([new File(['1'], 'one.pdf', { type: 'application/pdf' })]);
    await type('Here it is');
    expect(kept()).toMatchObject({
      replyTo: { id: 7, wamid: 'wamid.7' },
      files: [{ name: 'one.pdf', type: 'application/pdf', size: 1, kind: 'document' }],
    });
    expect(drafts.at(-1)?.extras.split('\n')[0]).toBe('one.pdf');
  });

  it('a draft is restored with its files after a reload, and a lost file is named', async () => {
    const files = new Map<string, File>();
    composer.keepFile = async ({ id }, file) => {
      files.set(id, file);
      heldFiles.set(id, file);
      return null;
    };
    composer.attach([
      new File(['1'], 'one.pdf', { type: 'application/pdf' }),
      new File(['22'], 'two.pdf', { type: 'application/pdf' }),
    ]);
    await type('Both of them');
    const [, second = ''] = files.keys();
    heldFiles.delete(second);
    await reload();
    await vi.waitFor(() => expect(composer.shadowRoot?.querySelectorAll('.tray li')).toHaveLength(2));
    expect(field().value).toBe('Both of them');
    const rows = [...(composer.shadowRoot?.querySelectorAll('.tray li') ?? [])].map((row) => row.textContent);
    expect(rows[1]).toContain('This browser no longer has the file.');
    expect(sendButton()?.disabled).toBe(true);
    press({ key: 'Enter' });
    expect(sent).toEqual([]);
    composer.shadowRoot?.querySelector<HTMLElement>('[aria-label="Remove two.pdf"]')?.click();
    await composer.updateComplete;
    press({ key: 'Enter' });
    expect(sent[0]?.messages.map(({ content }) => content.type)).toEqual(['document', 'text']);
    expect(sent[0]?.messages[0]?.file).toBe([...files.values()][0]);
  });

  it('the composer says when the browser cannot store a file', async () => {
    composer.keepFile = async () => 'full';
    composer.attach([new File(['1'], 'one.pdf', { type: 'application/pdf' })]);
    await vi.waitFor(() =>
      expect(composer.shadowRoot?.querySelector('.tray')?.textContent).toContain('no space for the file'),
    );
  });

  it('a draft keeps the values of a form until it is sent, even while the form is closed', async () => {
    await import('../../../../widget/agent-console/composer/forms/compose-form.ts');
    chooseFromMenu('Location');
    await vi.waitFor(() => expect(composer.shadowRoot?.querySelector('agent-console-form')).toBeTruthy());
    const form = composer.shadowRoot?.querySelector('agent-console-form');
    await form?.updateComplete;
    const place = form?.shadowRoot?.querySelector<HTMLInputElement>('[name=name]');
    if (!place) throw new Error('There is no field');
    place.value = 'The studio';
    place.dispatchEvent(new InputEvent('input'));
    await composer.updateComplete;
    expect(kept()).toMatchObject({
      panel: 'location',
      forms: { location: { values: { name: 'The studio' } } },
    });
    composer.shadowRoot?.querySelector<HTMLElement>('[aria-label=Close]')?.click();
    await composer.updateComplete;
    expect(kept()).toMatchObject({ panel: null, forms: { location: { values: { name: 'The studio' } } } });
  });

  it('a damaged draft is read as an empty one', () => {
    for (const text of ['', 'x', '\n{', 'one.pdf\nnull', '\n[]']) expect(readExtras(text)).toEqual(noExtras);
  });
});

describe('what is pasted', () => {
  const paste = async (text: string, ...files: File[]) => {
    const data = new DataTransfer();
    if (text !== '') data.setData('text/plain', text);
    for (const file of files) data.items.add(file);
    const event = new ClipboardEvent('paste', { clipboardData: data, cancelable: true });
    field().dispatchEvent(event);
    await composer.updateComplete;
    return [event.defaultPrevented, composer.shadowRoot?.querySelectorAll('.tray li').length ?? 0];
  };
  const picture = (name: string) => new File(['x'], name, { type: 'image/png' });

  it('pasting from Excel or Word inserts the text, not its picture', async () => {
    expect(await paste('Bowl\t38\r\nCup\t12', picture('image.png'))).toEqual([false, 0]);
  });

  it('pasting a picture without text attaches it', async () => {
    expect(await paste('', picture('image.png'))).toEqual([true, 1]);
  });

  for (const name of [
    'my bowl.png',
    '/home/ana/my bowl.png',
    'C:\\ana\\my bowl.png',
    'file:///ana/my%20bowl.png',
  ]) {
    it(`pasting a file whose text is only its name attaches it: ${name}`, async () => {
      expect(await paste(name, picture('my bowl.png'))).toEqual([true, 1]);
    });
  }
});

describe('a variable', () => {
  const reply: SavedReply = {
    id: 'r',
    isShared: true,
    isFavourite: false,
    shortcut: 'hi',
    title: 'Hi',
    text: 'Hi {{contact_first_name}},',
    buttons: [],
    file: null,
  };

  const picker = () => composer.shadowRoot?.querySelector('agent-console-replies');
  const pickerText = () => picker()?.shadowRoot?.textContent?.replace(/\s+/g, ' ').trim();

  it('choosing a saved reply from the menu starts a shortcut after the typed text', async () => {
    composer.replies = async () => [reply];
    await type('Hello');
    field().setSelectionRange(5, 5);
    chooseFromMenu('Saved replies');
    await vi.waitFor(() => expect(pickerText()).toContain('/hi'));
    expect(field().value).toBe('Hello /');
  });

  it('the picker offers to create the first saved reply, and a lone slash is not sent', async () => {
    const asked: unknown[] = [];
    composer.addEventListener('reply-create', (event) => {
      if (event instanceof ReplyCreate) asked.push([event.shortcut, event.text]);
    });
    await type('/');
    press({ key: 'Enter' });
    await vi.waitFor(() => expect(pickerText()).toBe('No saved replies yet. Create one'));
    press({ key: 'Enter' });
    expect(sent).toEqual([]);
    picker()?.shadowRoot?.querySelector('button')?.click();
    await composer.updateComplete;
    expect([asked, picker(), field().value]).toEqual([[['', '']], null, '/']);
    composer.replies = async () => [reply];
    press({ key: 'Enter' });
    await vi.waitFor(() => expect(pickerText()).toContain('/hi'));
    expect(sent).toEqual([]);
  });

  it('a reply created from the message replaces it, and another one is put in at the shortcut', async () => {
    await type('We open at 9. /when');
    composer.takeReply({ ...reply, text: 'Hello. We open at 9.' });
    expect(field().value).toBe('Hello. We open at 9.');
    await type('We open at 9. /when');
    composer.takeReply({ ...reply, text: 'See you' });
    expect(field().value).toBe('We open at 9. See you');
  });

  it('saved replies that could not be loaded are not reported as missing', async () => {
    composer.replies = () => Promise.reject(new TypeError('Failed to fetch'));
    await type('/');
    await vi.waitFor(() => import('../../../../widget/agent-console/composer/replies/reply-picker.ts'));
    await composer.updateComplete;
    expect(picker()).toBeNull();
  });

  it('braces that an agent types are sent as they are', async () => {
    await type('Use {{ product.title }} in the text.');
    press({ key: 'Enter' });
    expect(sent).toHaveLength(1);
  });

  it('an open variable of a saved reply stops the first attempt to send, and can be sent on purpose', async () => {
    composer.replies = async () => [reply];
    await type('/hi');
    await vi.waitFor(() => expect(composer.shadowRoot?.querySelector('agent-console-replies')).toBeTruthy());
    const picker = composer.shadowRoot?.querySelector('agent-console-replies');
    picker?.dispatchEvent(new ReplyChosen(reply));
    await composer.updateComplete;
    expect(field().value).toBe('Hi {{contact_first_name}},');
    press({ key: 'Enter' });
    expect(sent).toEqual([]);
    const buttons = [...(composer.shadowRoot?.querySelectorAll<HTMLElement>('.problem button') ?? [])];
    buttons.find((button) => button.textContent?.trim() === 'Send as it is')?.click();
    press({ key: 'Enter' });
    expect(sent).toHaveLength(1);
  });
});

describe('what is not ready', () => {
  it('a saved reply waits for its file, and is sent with it', async () => {
    const { promise, resolve } = Promise.withResolvers<File>();
    const file = { filename: 'menu.pdf', mimeType: 'application/pdf', size: 1 };
    const reply: SavedReply = {
      ...{ id: 'r', isShared: true, isFavourite: false, shortcut: 'menu', title: 'Menu' },
      ...{ text: 'Our menu', buttons: [], file },
    };
    composer.replies = async () => [reply];
    composer.replyFile = () => promise;
    await type('/menu');
    await vi.waitFor(() => expect(composer.shadowRoot?.querySelector('agent-console-replies')).toBeTruthy());
    composer.shadowRoot?.querySelector('agent-console-replies')?.dispatchEvent(new ReplyChosen(reply));
    await composer.updateComplete;
    press({ key: 'Enter' });
    expect([sent, field().value, sendButton()?.disabled]).toEqual([[], 'Our menu', true]);
    resolve(new File(['1'], 'menu.pdf', { type: 'application/pdf' }));
    await vi.waitFor(() => expect(sendButton()?.disabled).toBe(false));
    press({ key: 'Enter' });
    expect(sent[0]?.messages.map(({ content }) => content.type)).toEqual(['document', 'text']);
  });

  it('a message scheduled in the past is not sent and stays in the field', async () => {
    const later = { ...noExtras, sendAt: Date.now() - 1 };
    Object.assign(composer, { conversationId: 2, draft: 'Good morning', extras: later });
    await composer.updateComplete;
    press({ key: 'Enter' });
    await composer.updateComplete;
    expect([sent, field().value, sendButton()?.disabled]).toEqual([[], 'Good morning', true]);
    Object.assign(composer, { conversationId: 3, extras: { ...later, sendAt: Date.now() + 60_000 } });
    await composer.updateComplete;
    press({ key: 'Enter' });
    expect(sent[0]?.messages[0]?.sendAt).toBeGreaterThan(Date.now());
    // The time was for this message only.
    await type('And now');
    press({ key: 'Enter' });
    expect(sent[1]?.messages[0]?.sendAt).toBeUndefined();
  });
});

describe('what the browser gives back a moment later', () => {
  const stored = { id: 'kept-file', name: 'a.pdf', type: 'application/pdf', size: 1 };

  it('typing while files are being restored does not drop them from the draft', async () => {
    heldFiles.set(stored.id, new File(['1'], stored.name, { type: stored.type }));
    const extras = { ...noExtras, files: [{ ...stored, caption: 'The offer', kind: 'document' as const }] };
    Object.assign(composer, { conversationId: 2, draft: '', extras });
    await composer.updateComplete;
    expect(composer.shadowRoot?.querySelector('.tray li')).toBeNull();
    await type('Here');
    expect(kept().files).toEqual(extras.files);
    press({ key: 'Enter' });
    expect(sent).toEqual([]);
    await vi.waitFor(() => expect(composer.shadowRoot?.querySelectorAll('.tray li')).toHaveLength(1));
    press({ key: 'Enter' });
    expect(sent[0]?.messages.map(({ content }) => content.type)).toEqual(['document', 'text']);
    heldFiles.clear();
  });

  it('a restored recording can be discarded and brought back', async () => {
    const voice = { id: 'kept-voice', name: 'voice.ogg', type: 'audio/ogg', size: 1 };
    heldFiles.set(voice.id, new File(['1'], voice.name, { type: voice.type }));
    Object.assign(composer, { conversationId: 2, draft: '', extras: { ...noExtras, voice } });
    await vi.waitFor(() => expect(find('agent-console-voice')).toBeTruthy());
    const voiceElement = find('agent-console-voice');
    const discard = [...(voiceElement?.shadowRoot?.querySelectorAll<HTMLElement>('button') ?? [])];
    discard.find((button) => button.textContent?.trim() === 'Discard')?.click();
    await vi.waitFor(() => expect(find('.discarded')).toBeTruthy());
    expect(kept().voice).toBeNull();
    find('.discarded button')?.click();
    await composer.updateComplete;
    expect([kept().voice?.id, find('.discarded'), find('agent-console-voice') !== null]).toEqual([
      ...['kept-voice', null, true],
    ]);
    heldFiles.clear();
  });
});

describe('the preview of a link', () => {
  const text = () => sent.at(-1)?.messages.map(({ content }) => content);

  it('a text with a link is sent with a preview unless it is switched off', async () => {
    await type('Look: https://shop.example/bowl');
    press({ key: 'Enter' });
    expect(text()).toEqual([
      { type: 'text', text: { body: 'Look: https://shop.example/bowl', preview_url: true } },
    ]);
    await type('Look: https://shop.example/cup');
    const box = composer.shadowRoot?.querySelector<HTMLInputElement>('.switch input');
    if (!box) throw new Error('There is no switch');
    expect(box.checked).toBe(true);
    box.checked = false;
    box.dispatchEvent(new Event('change'));
    await composer.updateComplete;
    press({ key: 'Enter' });
    expect(text()).toEqual([{ type: 'text', text: { body: 'Look: https://shop.example/cup' } }]);
    await type('No link');
    expect(composer.shadowRoot?.querySelector('.switch')).toBeNull();
  });
});

describe('where customers see who writes', () => {
  beforeEach(async () => {
    composer.shownName = 'Ana';
    composer.longestText = 1_000;
    await composer.updateComplete;
  });

  it('only the first part of a long text carries the agent’s name, and has room for it', async () => {
    await type('word '.repeat(400));
    press({ key: 'Enter' });
    const messages = sent[0]?.messages ?? [];
    const lengths = messages.map(({ content }) => (content.type === 'text' ? content.text.body.length : 0));
    expect(lengths[0]).toBeLessThanOrEqual(1_000 - '*Ana:*\n'.length);
    expect(messages.map(({ isSequel = false }) => isSequel)).toEqual([false, true, true]);
  });

  it('the agent’s name goes into the first caption, or into the text if there is none', async () => {
    const files = ['bowl.png', 'cup.png'].map((name) => new File(['x'], name, { type: 'image/png' }));
    composer.attach(files);
    await composer.updateComplete;
    await type('Both are here');
    press({ key: 'Enter' });
    composer.attach(files);
    await composer.updateComplete;
    const [caption] = composer.shadowRoot?.querySelectorAll<HTMLInputElement>('.tray input') ?? [];
    if (!caption) throw new Error('There is no caption');
    caption.value = 'A bowl';
    caption.dispatchEvent(new InputEvent('input'));
    await composer.updateComplete;
    await type('Both are here');
    press({ key: 'Enter' });
    expect(sent.map(({ messages }) => messages.map(({ isSequel = false }) => isSequel))).toEqual([
      [false, false, false],
      [false, true, true],
    ]);
  });

  it('a scheduled draft shows its time in the reader’s time zone', async () => {
    const sendAt = new Date(2026, 11, 24, 18, 30).getTime();
    Object.assign(composer, { conversationId: 2, draft: 'Good morning', extras: { ...noExtras, sendAt } });
    await composer.updateComplete;
    const time = () => composer.renderRoot.querySelector<HTMLInputElement>('input[type=datetime-local]');
    expect(time()?.value).toBe('2026-12-24T18:30');
    const other = new Date(2026, 11, 31, 9).getTime();
    Object.assign(composer, { conversationId: 3, extras: { ...noExtras, sendAt: other } });
    await composer.updateComplete;
    expect(time()?.value).toBe('2026-12-31T09:00');
  });
});
