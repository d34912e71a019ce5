import { beforeEach, describe, expect, it } from 'vitest';
import {
  ComposerDraft,
  ComposerSend,
  type ConsoleComposer,
} from '../../../widget/agent-console/console-composer.ts';

let composer: ConsoleComposer;
let sent: ComposerSend[];
/** Whether what is sent gets into the queue. */
let isQueued: boolean;

beforeEach(async () => {
  composer = document.createElement('agent-console-composer');
  composer.conversationId = 1;
  document.body.replaceChildren(composer);
  sent = [];
  isQueued = true;
  composer.addEventListener('composer-send', (event) => {
    if (!(event instanceof ComposerSend)) return;
    sent.push(event);
    if (isQueued) event.accept();
  });
  await composer.updateComplete;
});

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
const sendButton = () => composer.shadowRoot?.querySelector<HTMLButtonElement>('form .primary');

describe('the composer', () => {
  it('sends on Enter and is empty then', async () => {
    await type('Hello');
    press({ key: 'Enter' });
    expect(sent.map(({ messages }) => messages)).toEqual([
      [{ content: { type: 'text', text: { body: 'Hello' } } }],
    ]);
    expect(field().value).toBe('');
  });

  it('keeps everything, and says so, when it could not be queued', async () => {
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

  it('leaves Shift+Enter and the Enter of an input method alone', async () => {
    await type('日本');
    press({ key: 'Enter', shiftKey: true });
    press({ key: 'Enter', isComposing: true });
    expect(sent).toEqual([]);
    expect(field().value).toBe('日本');
  });

  it('closes the menu of what can be added on Escape, with the focus on its button', async () => {
    const add = composer.shadowRoot?.querySelector<HTMLElement>('[aria-expanded]');
    add?.click();
    await composer.updateComplete;
    const first = composer.shadowRoot?.querySelector<HTMLElement>('.menu button');
    first?.focus();
    const pressed = new KeyboardEvent('keydown', {
      key: 'Escape',
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    first?.dispatchEvent(pressed);
    await composer.updateComplete;
    expect(composer.shadowRoot?.querySelector('.menu')).toBeNull();
    expect(composer.shadowRoot?.activeElement).toBe(add);
    expect(pressed.defaultPrevented).toBe(true);
  });

  it('does not send white space', async () => {
    await type('  \n ');
    press({ key: 'Enter' });
    expect(sent).toEqual([]);
  });

  it('counts near the limit, and says before it sends several messages', async () => {
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

  it('does not send what would be more than ten messages', async () => {
    await type('x'.repeat(40_961));
    expect(sendButton()?.disabled).toBe(true);
    press({ key: 'Enter' });
    expect(sent).toEqual([]);
  });

  it('explains a closed window, and keeps what is written there until it opens', async () => {
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

  it('takes over the draft of the conversation that is opened', async () => {
    await type('For the first');
    composer.draft = 'For the second';
    composer.conversationId = 2;
    await composer.updateComplete;
    expect(field().value).toBe('For the second');
  });

  it('sends several files in their order, each with its caption, before the text', async () => {
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

  it('says what to do with a file that WhatsApp would refuse, and does not send it', async () => {
    composer.attach([new File([], 'empty.pdf', { type: 'application/pdf' })]);
    await composer.updateComplete;
    expect(composer.shadowRoot?.textContent).toContain('The file is empty. Choose another one.');
    expect(sendButton()?.disabled).toBe(true);
  });

  it('asks for the phone number only where it is not known', async () => {
    const menu = async () => {
      composer.shadowRoot?.querySelector<HTMLButtonElement>('[aria-label="Add to the message"]')?.click();
      await composer.updateComplete;
      return composer.shadowRoot?.querySelector('.menu')?.textContent ?? '';
    };
    expect(await menu()).not.toContain('Ask for the phone number');
    composer.hasPhone = false;
    await composer.updateComplete;
    expect(composer.shadowRoot?.querySelector('.menu')?.textContent).toContain('Ask for the phone number');
  });
});

describe('where customers see who writes', () => {
  beforeEach(async () => {
    composer.shownName = 'Ana';
    composer.longestText = 1_000;
    await composer.updateComplete;
  });

  it('leaves room for the name in the first part of a text, and says it there only', async () => {
    await type('word '.repeat(400));
    press({ key: 'Enter' });
    const messages = sent[0]?.messages ?? [];
    const lengths = messages.map(({ content }) => (content.type === 'text' ? content.text.body.length : 0));
    expect(lengths[0]).toBeLessThanOrEqual(1_000 - '*Ana:*\n'.length);
    expect(messages.map(({ isSequel = false }) => isSequel)).toEqual([false, true, true]);
  });

  it('says it with the first caption, and else with the text', async () => {
    const files = ['bowl.png', 'cup.png'].map((name) => new File(['x'], name, { type: 'image/png' }));
    composer.attach(files);
    await composer.updateComplete;
    await type('Both are here');
    press({ key: 'Enter' });
    composer.attach(files);
    await composer.updateComplete;
    const [caption] = composer.shadowRoot?.querySelectorAll<HTMLInputElement>('.tray input') ?? [];
    if (!caption) throw new Error('There is no caption');
    expect(caption.maxLength).toBe(1_024 - '*Ana:*\n'.length);
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
});
