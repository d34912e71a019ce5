/** What comes into a composer after its conversation was left, while the agent may be back in another composer. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type ComposerExtras,
  noExtras,
  readExtras,
  writeExtras,
} from '../../../../widget/agent-console/composer/drafts/composer-draft.ts';
import {
  ComposerDraft,
  ComposerSend,
  DraftAddition,
} from '../../../../widget/agent-console/composer/message/composer-events.ts';
import '../../../../widget/agent-console/composer/composer-view.ts';
import type { ConsoleComposer } from '../../../../widget/agent-console/composer/composer-view.ts';
import { TemplateChange } from '../../../../widget/agent-console/composer/templates/template-picker.ts';
import {
  VoiceReady,
  VoiceRecorded,
  VoiceUnfit,
} from '../../../../widget/agent-console/composer/voice/voice-recorder.ts';
import { heldFiles } from '../../../../widget/client/browser/held-files.ts';

interface Told {
  drafts: { text: string; extras: ComposerExtras }[];
  additions: ComposerExtras[];
  sent: ComposerSend[];
}
const told = new WeakMap<ConsoleComposer, Told>();
const toldBy = (composer: ConsoleComposer) => told.get(composer) ?? { drafts: [], additions: [], sent: [] };

async function open(
  draft: string,
  extras: ComposerExtras = noExtras,
  replyFile: () => Promise<File | null> = async () => null,
): Promise<ConsoleComposer> {
  const composer = document.createElement('agent-console-composer');
  Object.assign(composer, { conversationId: 1, draft, extras, replyFile });
  const events: Told = { drafts: [], additions: [], sent: [] };
  told.set(composer, events);
  composer.addEventListener('composer-draft', (event) => {
    if (event instanceof ComposerDraft)
      events.drafts.push({ text: event.text, extras: readExtras(event.extras) });
  });
  composer.addEventListener('draft-addition', (event) => {
    if (event instanceof DraftAddition) events.additions.push(readExtras(event.extras));
  });
  composer.addEventListener('composer-send', (event) => {
    if (!(event instanceof ComposerSend)) return;
    events.sent.push(event);
    event.accept();
  });
  document.body.replaceChildren(composer);
  await composer.updateComplete;
  return composer;
}

const find = (composer: ConsoleComposer, selector: string) =>
  composer.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
async function record(composer: ConsoleComposer) {
  find(composer, '[aria-label="Record a voice message"]')?.click();
  await vi.waitFor(() => expect(find(composer, 'agent-console-voice')).toBeTruthy());
  return composer.shadowRoot?.querySelector('agent-console-voice');
}
async function type(composer: ConsoleComposer, text: string): Promise<void> {
  const field = composer.field;
  if (!field) throw new Error('There is no field');
  field.value = text;
  field.dispatchEvent(new InputEvent('input'));
  await composer.updateComplete;
}
const settled = (composer: ConsoleComposer) => composer.updateComplete.then(() => composer.updateComplete);
const voiceFile = () => new File(['OggS'], 'voice.ogg', { type: 'audio/ogg; codecs=opus' });
const voice = (id: string) => {
  const stored = { id, name: 'voice.ogg', type: 'audio/ogg; codecs=opus', size: 4 };
  heldFiles.set(id, voiceFile());
  return stored;
};

beforeEach(() => vi.stubGlobal('AudioContext', undefined));
afterEach(() => {
  vi.unstubAllGlobals();
  heldFiles.clear();
});

describe('a composer whose conversation was left', () => {
  it('a recording that is converted after leaving is added to the draft and overwrites nothing', async () => {
    const composer = await open('Before');
    await type(composer, '');
    const recorder = await record(composer);
    const before = toldBy(composer).drafts.length;
    composer.remove();
    recorder?.dispatchEvent(new VoiceReady(voiceFile()));
    await settled(composer);
    const { drafts, additions } = toldBy(composer);
    expect(drafts).toHaveLength(before);
    expect(additions).toEqual([
      { ...noExtras, voice: expect.objectContaining({ name: 'voice.ogg', size: 4 }) },
    ]);
    // The page has it, also before the browser keeps it.
    expect(heldFiles.get(additions[0]?.voice?.id ?? '')).toBeInstanceOf(File);
  });

  it('a recording that cannot be converted after leaving is added as a file', async () => {
    const composer = await open('');
    const recorder = await record(composer);
    composer.remove();
    recorder?.dispatchEvent(new VoiceUnfit(new File(['x'], 'recording.webm', { type: 'audio/webm' })));
    await settled(composer);
    expect(toldBy(composer).additions.map(({ files }) => files)).toEqual([
      [expect.objectContaining({ name: 'recording.webm', kind: 'document' })],
    ]);
  });

  it('leaving while files are being restored keeps them in the draft', async () => {
    const stored = { id: 'slow', name: 'a.pdf', type: 'application/pdf', size: 1 };
    const files = [{ ...stored, caption: '', kind: 'document' as const }];
    const composer = await open('Here', { ...noExtras, files });
    composer.remove();
    await vi.waitFor(() => import('../../../../widget/client/browser/file-store.ts'));
    await new Promise((done) => setTimeout(done, 20));
    await settled(composer);
    expect([toldBy(composer).drafts, toldBy(composer).additions]).toEqual([[], []]);
  });

  it('a template file uploaded after leaving is added to the draft', async () => {
    const composer = await open('');
    composer.templates = async () => ({ templates: [], fetchedAt: 0 });
    await composer.chooseTemplate();
    await composer.updateComplete;
    const picker = composer.shadowRoot?.querySelector('agent-console-templates');
    const draft = {
      ...{ name: 'invoice', language: 'en' },
      ...{ values: { 'header.media': 'upload-1' }, files: { 'header.media': 'a.pdf' } },
    };
    composer.remove();
    picker?.dispatchEvent(new TemplateChange(draft));
    await settled(composer);
    expect(toldBy(composer).additions).toEqual([{ ...noExtras, template: draft }]);
  });

  it('leaving while a saved reply’s file loads keeps it in the draft', async () => {
    const reply = { id: 'r', filename: 'menu.pdf', mimeType: 'application/pdf' };
    const first = Promise.withResolvers<File | null>();
    const composer = await open('Our menu', { ...noExtras, replyFiles: [reply] }, () => first.promise);
    await type(composer, 'Our menu!');
    expect(toldBy(composer).drafts.at(-1)?.extras.replyFiles).toEqual([reply]);
    composer.remove();
    first.resolve(new File(['1'], 'menu.pdf', { type: 'application/pdf' }));
    await settled(composer);
    expect(toldBy(composer).additions).toEqual([]);
  });
});

describe('the composer of a conversation that the agent comes back to', () => {
  it('coming back loads the file of a saved reply that is still missing', async () => {
    const reply = { id: 'r', filename: 'menu.pdf', mimeType: 'application/pdf' };
    const composer = document.createElement('agent-console-composer');
    composer.replyFile = async ({ filename, mimeType }) => new File(['1'], filename, { type: mimeType });
    Object.assign(composer, {
      conversationId: 1,
      draft: 'Our menu',
      extras: { ...noExtras, replyFiles: [reply] },
    });
    document.body.replaceChildren(composer);
    await vi.waitFor(() => expect(find(composer, '.tray li')?.textContent).toContain('menu.pdf'));
    expect(composer.written).toMatchObject({ replyFiles: [], files: [{ name: 'menu.pdf' }] });
  });

  it('coming back shows a recording converted meanwhile, and keeps the typed text', async () => {
    const composer = await open('');
    await type(composer, 'Back, and typing');
    await composer.takeIn({ ...noExtras, voice: voice('v1') });
    await vi.waitFor(() => expect(find(composer, 'agent-console-voice')).toBeTruthy());
    expect(composer.text).toBe('Back, and typing');
    expect(toldBy(composer).drafts.at(-1)).toMatchObject({
      text: 'Back, and typing',
      extras: { voice: { id: 'v1' } },
    });
    find(composer, 'agent-console-voice')?.dispatchEvent(new VoiceRecorded(voiceFile()));
    expect(toldBy(composer).sent[0]?.messages[0]?.stored?.id).toBe('v1');
  });

  it('a recording is added once, even if the draft has it already', async () => {
    const composer = await open('', { ...noExtras, voice: voice('v1') });
    await composer.takeIn({ ...noExtras, voice: voice('v1') });
    await composer.takeIn({ ...noExtras, voice: voice('v1') });
    await composer.updateComplete;
    expect([composer.written.voice?.id, composer.written.files]).toEqual(['v1', []]);
  });

  it('a second recording becomes a file while another one waits', async () => {
    const composer = await open('', { ...noExtras, voice: voice('v1') });
    await vi.waitFor(() => expect(find(composer, 'agent-console-voice')).toBeTruthy());
    await composer.takeIn({ ...noExtras, voice: voice('v2') });
    await composer.updateComplete;
    expect(composer.written).toMatchObject({ voice: { id: 'v1' }, files: [{ id: 'v2', kind: 'audio' }] });
    expect(
      toldBy(composer)
        .drafts.at(-1)
        ?.extras.files.map(({ id }) => id),
    ).toEqual(['v2']);
  });

  it('a recording becomes a file while a form is open', async () => {
    const composer = await open('', { ...noExtras, sendAt: Date.now() + 60_000 });
    await composer.takeIn({ ...noExtras, voice: voice('v1') });
    await composer.updateComplete;
    expect([composer.panel, composer.written.files[0]?.id]).toEqual(['later', 'v1']);
  });

  it('a composer that is left passes on what it was about to add', async () => {
    const composer = await open('');
    const taking = composer.takeIn({ ...noExtras, voice: voice('v1') });
    composer.remove();
    await taking;
    expect(toldBy(composer).additions).toEqual([
      { ...noExtras, voice: expect.objectContaining({ id: 'v1' }) },
    ]);
  });

  it('coming back fills the uploaded file into the open template', async () => {
    const mine = { name: 'invoice', language: 'en', values: { 'body.1': 'Ada' }, files: {} };
    const composer = await open('', { ...noExtras, template: mine });
    const uploaded = {
      ...{ name: 'invoice', language: 'en', files: { 'header.media': 'a.pdf' } },
      values: { 'header.media': 'upload-1', 'body.1': 'A' },
    };
    await composer.takeIn({ ...noExtras, template: uploaded });
    expect(readExtras(writeExtras(composer.written)).template).toEqual({
      ...{ name: 'invoice', language: 'en', files: { 'header.media': 'a.pdf' } },
      values: { 'header.media': 'upload-1', 'body.1': 'Ada' },
    });
  });
});
