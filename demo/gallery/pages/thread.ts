import { html } from 'lit';
import '../../../widget/agent-console/content/audio/audio-player.ts';
import '../../../widget/agent-console/thread/delivery/answer-details.ts';
import '../../../widget/agent-console/thread/delivery/delivery-details.ts';
import { choicesOf } from '../../../widget/agent-console/thread/message/message-choices.ts';
import { MessageMenu } from '../../../widget/agent-console/thread/message/message-menu.ts';
import '../../../widget/agent-console/thread/gallery/media-viewer.ts';
import '../../../widget/agent-console/thread/message/reaction-picker.ts';
import '../../../widget/agent-console/thread/thread-view.ts';
import type { Gallery, GalleryItem } from '../../../widget/agent-console/thread/gallery/gallery.ts';
import type { Turn } from '../../../worker/api/automation/turns.ts';
import type { Message } from '../../../worker/api/conversations/messages.ts';
import { assistantTurn } from '../fixtures/assistant-answers.ts';
import {
  entries,
  grouped,
  marks,
  pendingMessages,
  received,
  sent,
  sentOfEach,
  talk,
} from '../fixtures/conversations.ts';
import { pictureUrl, sound } from '../fixtures/files.ts';
import { ana, now } from '../fixtures/team.ts';
import type { Pages } from '../specimen.ts';
import { apiWith } from '../stand-in.ts';

const audioUrl = URL.createObjectURL(sound());
const videoUrl = 'data:video/mp4,';

function mediaUrl({ media }: Message): string | null {
  if (media?.state !== 'stored') return null;
  if (media.mimeType?.startsWith('audio/')) return audioUrl;
  return media.mimeType?.startsWith('video/') ? videoUrl : pictureUrl;
}

const [, , , , , , , failed] = marks;
const failedHistory = failed && {
  message: failed,
  events: [
    { at: now - 3_000, type: 'queued', error: null, pricing: null },
    { at: now - 2_000, type: 'sending', error: null, pricing: null },
    { at: now - 1_000, type: 'accepted', error: null, pricing: null },
    { at: now, type: 'failed', error: failed.error, pricing: null },
  ],
};

const answered = sent(21, {
  author: { type: 'automation', source: 'assistant', name: null, answers: true },
});

const items: readonly GalleryItem[] = [
  { id: 1, kind: 'image', url: `${pictureUrl}#`, text: 'Like this one' },
  { id: 2, kind: 'image', url: `${pictureUrl}#2`, text: 'Or that one' },
  { id: 3, kind: 'video', url: videoUrl, text: 'It turns' },
];
const gallery = (id: number, some = items): Gallery => ({ items: some, id, loadAll: async () => some });
const thread = (messages: readonly Message[]) =>
  html`<agent-console-thread
    .messages=${messages}
    .now=${now}
    .contact=${contact}
    .mediaUrl=${mediaUrl}
    .shownName=${ana.name}
  ></agent-console-thread>`;
const contact = { id: 1, name: 'Ada Okafor' };
const answer = (turn: Turn, isAdmin = true) =>
  html`<agent-console-answer
    .desk=${{
      ...{ inbox: '1', isAdmin },
      api: apiWith({ 'GET /api/inboxes/:inbox/automation/turns': { rows: [turn], next: null } }),
    }}
    .message=${answered}
  ></agent-console-answer>`;
const tall = { inset: 0 };

export const pages: Pages = {
  'agent-console-thread': [
    {
      state: 'a talk',
      box: tall,
      render: () =>
        html`<agent-console-thread
          .messages=${talk}
          .pending=${pendingMessages}
          .now=${now}
          .contact=${contact}
          .mediaUrl=${mediaUrl}
          .firstUnread=${5}
        ></agent-console-thread>`,
    },
    { state: 'groups, days and pictures in a row', box: tall, render: () => thread(grouped) },
    { state: 'received: every type of content', box: tall, render: () => thread(received) },
    { state: 'sent: every type of content', box: tall, render: () => thread(sentOfEach) },
    { state: 'delivery and marks', box: tall, render: () => thread(marks) },
    {
      state: 'entries of the team, window closed',
      box: tall,
      render: () =>
        html`<agent-console-thread
          .messages=${talk}
          .entries=${entries}
          .now=${now}
          .contact=${contact}
          .mediaUrl=${mediaUrl}
          .isOpen=${false}
        ></agent-console-thread>`,
    },
    {
      state: 'in the past, more in both directions',
      box: { inset: 0, height: 360 },
      render: () =>
        html`<agent-console-thread
          .messages=${talk}
          .now=${now}
          .contact=${contact}
          .mediaUrl=${mediaUrl}
          .hasMore=${true}
          .hasNewer=${true}
          .loadOlder=${() => new Promise<void>(() => {})}
          .loadNewer=${() => new Promise<void>(() => {})}
        ></agent-console-thread>`,
    },
    {
      state: 'empty',
      isEmpty: 'A conversation that was just started has no messages; the composer says what can be sent.',
      box: { inset: 0, height: 120 },
      render: () => thread([]),
    },
  ],
  'agent-console-audio': [
    {
      state: 'usual',
      box: { width: 400 },
      render: () =>
        html`<agent-console-audio .src=${audioUrl} .label=${'Voice message'}></agent-console-audio>`,
    },
  ],
  'agent-console-message-menu': [
    {
      state: 'of a received message',
      isFramed: true,
      render: () => html`<agent-console-message-menu></agent-console-message-menu>`,
      act: async (menu) => {
        if (!(menu instanceof MessageMenu)) return;
        const [first] = grouped;
        const nothing = () => {};
        if (first)
          await menu.open(
            choicesOf(first, { act: nothing, copy: nothing, showDetails: nothing }),
            document.body,
            'all',
          );
      },
    },
  ],
  'agent-console-delivery': [
    {
      state: 'loading',
      isFramed: true,
      render: () => html`<agent-console-delivery .message=${grouped[2]}></agent-console-delivery>`,
    },
    {
      state: 'failed',
      isFramed: true,
      render: () =>
        html`<agent-console-delivery .message=${marks[7]} .history=${failedHistory}></agent-console-delivery>`,
    },
    {
      state: 'sent by a rule',
      isFramed: true,
      render: () =>
        html`<agent-console-delivery .message=${marks.at(-1)} .history=${failedHistory}></agent-console-delivery>`,
    },
  ],
  'agent-console-answer': [
    { state: 'of the assistant', render: () => answer(assistantTurn(21, null)) },
    { state: 'rated as bad, by an agent', render: () => answer(assistantTurn(21, false), false) },
    { state: 'no longer in the log', render: () => answer(assistantTurn(22, null)) },
  ],
  'agent-console-reactions': [
    { state: 'none chosen', render: () => html`<agent-console-reactions></agent-console-reactions>` },
    {
      state: 'one chosen',
      render: () => html`<agent-console-reactions .current=${'👍'}></agent-console-reactions>`,
    },
  ],
  'agent-console-viewer': [
    {
      state: 'a picture',
      isFramed: true,
      render: () => html`<agent-console-viewer .gallery=${gallery(2)}></agent-console-viewer>`,
    },
    {
      state: 'a video',
      isFramed: true,
      render: () => html`<agent-console-viewer .gallery=${gallery(3)}></agent-console-viewer>`,
    },
    {
      state: 'the only one',
      isFramed: true,
      render: () =>
        html`<agent-console-viewer .gallery=${gallery(1, items.slice(0, 1))}></agent-console-viewer>`,
    },
  ],
};
