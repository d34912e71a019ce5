import { html } from 'lit';
import '../../../widget/agent-console/composer/composer-view.ts';
import '../../../widget/agent-console/composer/forms/compose-form.ts';
import '../../../widget/agent-console/composer/note-editor.ts';
import '../../../widget/agent-console/composer/replies/reply-dialog.ts';
import '../../../widget/agent-console/composer/replies/reply-picker.ts';
import '../../../widget/agent-console/composer/stickers/sticker-tray.ts';
import '../../../widget/agent-console/composer/templates/template-picker.ts';
import '../../../widget/agent-console/composer/voice/voice-recorder.ts';
import type { ConsoleComposer } from '../../../widget/agent-console/composer/composer-view.ts';
import {
  type ComposerExtras,
  noExtras,
} from '../../../widget/agent-console/composer/drafts/composer-draft.ts';
import { formKinds } from '../../../widget/agent-console/composer/forms/filled-forms.ts';
import type { Sticker } from '../../../widget/agent-console/composer/stickers/sticker-tray.ts';
import type { SavedReply } from '../../../worker/api/conversations/replies.ts';
import { known, rows, talk } from '../fixtures/conversations.ts';
import { pictureUrl, sound } from '../fixtures/files.ts';
import { ana, day, hour, now, people, replies } from '../fixtures/team.ts';
import { templates } from '../fixtures/templates.ts';
import { find, findAll, type Pages, type Specimen, type } from '../specimen.ts';
import { apiWith } from '../stand-in.ts';

const longText = 'We glaze every bowl twice. '.repeat(160).trim();

interface Written {
  draft?: string;
  extras?: Partial<ComposerExtras>;
  isOpen?: boolean;
  isReply?: boolean;
  isDraftHeld?: boolean;
}

const composer = ({ draft = '', extras = {}, isOpen = true, isReply, isDraftHeld = false }: Written = {}) =>
  html`<agent-console-composer
    .draft=${draft}
    .conversationId=${1}
    .extras=${{ ...noExtras, ...extras }}
    .isOpen=${isOpen}
    .isDraftHeld=${isDraftHeld}
    .expiresAt=${now + 20 * hour}
    .replyTo=${isReply ? (talk[0] ?? null) : null}
    .contact=${known.contact}
    .shownName=${ana.name}
    .templates=${async () => templates}
    .replies=${async () => replies}
    .findContacts=${async () => rows.slice(0, 3)}
  ></agent-console-composer>`;

const open = (panel: ConsoleComposer['panel']) => (element: HTMLElement) => {
  if ('panel' in element) Object.assign(element, { panel });
};

const picker = (load: () => Promise<typeof templates>, draft: ComposerExtras['template'] = null) =>
  html`<agent-console-templates
    .load=${load}
    .contact=${known.contact}
    .draft=${draft}
  ></agent-console-templates>`;

const replyDialog = (start: { shortcut?: string; text?: string }, reply: SavedReply | null = null) =>
  html`<agent-console-reply-dialog
    .api=${apiWith()}
    .isAdmin=${true}
    .start=${{ shortcut: '', text: '', ...start }}
    .reply=${reply}
  ></agent-console-reply-dialog>`;

const stickers: readonly Sticker[] = ['Bowl', 'Kiln', 'Sticker from Ada, Nov 29, 2026, 9:12 AM'].map(
  (name, at) => ({
    ...{ name, url: pictureUrl, file: async () => null },
    forget: at < 2 ? async () => {} : null,
  }),
);

const box = { width: 720 };
const recorder = { ...box, width: 560 };

const forms: readonly Specimen[] = formKinds.flatMap((kind): Specimen[] => [
  {
    state: kind,
    box,
    render: () =>
      html`<agent-console-form .kind=${kind} .findContacts=${async () => rows.slice(0, 3)}></agent-console-form>`,
  },
  {
    state: `${kind}, sent while it is empty`,
    box,
    render: () => html`<agent-console-form .kind=${kind}></agent-console-form>`,
    act: (element) => findAll(element, 'button.main').at(-1)?.click(),
  },
]);

export const pages: Pages = {
  'agent-console-composer': [
    { state: 'empty', box: { inset: 0 }, render: () => composer() },
    {
      state: 'a reply with a link',
      box: { inset: 0 },
      render: () => composer({ draft: 'Look: https://lumen.example/bowl', isReply: true }),
    },
    { state: 'split into several messages', box: { inset: 0 }, render: () => composer({ draft: longText }) },
    {
      state: 'reply buttons and open variables',
      box: { inset: 0 },
      render: () =>
        composer({
          draft: 'Hello {{contact_first_name}}, pick it up?',
          extras: { buttons: ['Pick it up', 'Send it'], variables: ['{{contact_first_name}}'] },
        }),
    },
    {
      state: 'to be sent later',
      box: { inset: 0 },
      render: () => composer({ draft: 'Good morning', extras: { sendAt: now + day } }),
    },
    {
      state: 'a draft that the browser cannot keep',
      box: { inset: 0 },
      render: () => composer({ draft: 'Hi', isDraftHeld: true }),
    },
    { state: 'window closed', box: { inset: 0 }, render: () => composer({ isOpen: false }) },
    {
      state: 'add menu',
      box: { inset: 0, height: 320 },
      render: () => composer(),
      act: (element) => void find(find(element, 'agent-console-menu.add'), 'summary').click(),
    },
    { state: 'in a narrow window', box: { inset: 0, width: 320 }, render: () => composer({ draft: 'Hi' }) },
    {
      state: 'send later',
      box: { inset: 0 },
      render: () => composer({ draft: 'Good morning' }),
      act: open('later'),
    },
    {
      state: 'a form',
      box: { inset: 0 },
      render: () => composer({ extras: { panel: 'location' } }),
    },
    {
      state: 'saved replies',
      box: { inset: 0 },
      render: () => composer(),
      act: (element) => type(element, 'textarea', '/'),
    },
  ],
  'agent-console-form': forms,
  'agent-console-templates': [
    { state: 'list', box, render: () => picker(async () => templates) },
    {
      state: 'filling in',
      box,
      render: () =>
        picker(async () => templates, {
          name: 'order_ready',
          language: 'en',
          values: { 'body.1': 'Ada' },
          files: {},
        }),
    },
    { state: 'loading', box, render: () => picker(() => new Promise(() => {})) },
    { state: 'none', box, render: () => picker(async () => ({ ...templates, templates: [] })) },
  ],
  'agent-console-reply-dialog': [
    { state: 'created from a message', render: () => replyDialog({ text: longText.slice(0, 120) }) },
    {
      state: 'incomplete',
      render: () => replyDialog({ shortcut: 'bowls' }),
      act: (element) => find(element, '[slot=actions]').click(),
    },
    { state: 'editing', render: () => replyDialog({}, replies[0]) },
  ],
  'agent-console-replies': [
    {
      state: 'all',
      box,
      render: () => html`<agent-console-replies .replies=${replies}></agent-console-replies>`,
    },
    {
      state: 'nothing found',
      box,
      render: () => html`<agent-console-replies .replies=${replies} .text=${'zzz'}></agent-console-replies>`,
    },
    { state: 'the team has none', box, render: () => html`<agent-console-replies></agent-console-replies>` },
  ],
  'agent-console-stickers': [
    {
      state: 'some',
      box,
      render: () => html`<agent-console-stickers .load=${async () => stickers}></agent-console-stickers>`,
    },
    { state: 'none', box, render: () => html`<agent-console-stickers></agent-console-stickers>` },
  ],
  'agent-console-note': [
    { state: 'empty', box, render: () => html`<agent-console-note .people=${people}></agent-console-note>` },
    {
      state: 'a draft',
      box,
      render: () =>
        html`<agent-console-note .draft=${'Call her before Friday.'} .people=${people}></agent-console-note>`,
    },
    {
      state: 'naming a colleague',
      box: { ...box, height: 320, inset: 168 },
      render: () => html`<agent-console-note .people=${people}></agent-console-note>`,
      act: (element) => {
        type(element, 'textarea', 'Ask @');
        find(element, 'textarea').focus();
      },
    },
  ],
  'agent-console-voice': [
    {
      state: 'recorded',
      box: recorder,
      render: () =>
        html`<agent-console-voice
          .recorded=${new File([sound()], 'Voice message.wav', { type: 'audio/wav' })}
        ></agent-console-voice>`,
    },
  ],
};
