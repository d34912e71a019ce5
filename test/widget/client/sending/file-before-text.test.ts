/** A text that was sent with a file is about it, and does not reach the customer without it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiClient } from '../../../../widget/client/api/api-client.ts';
import { ApiFailure } from '../../../../widget/client/api/api-failure.ts';
import { heldFiles } from '../../../../widget/client/browser/held-files.ts';
import { Outgoing } from '../../../../widget/client/sending/outgoing.ts';
import { usualView } from '../../../../widget/client/state/list-view.ts';
import { InboxStore } from '../../../../widget/client/store/inbox-store.ts';
import { message } from '../../agent-console/rows.ts';

let store: InboxStore;
let said: unknown[];
/** The message that each has to follow, as the inbox was asked. */
let followed: number[][];
/** What becomes of the uploads, one after another. */
let uploads: ('taken' | ApiFailure)[];
let api: ApiClient;

const events = {
  changed: () => {},
  arrived: () => {},
  merged: () => {},
  erased: () => {},
  accessChanged: () => {},
  numberChanged: () => {},
  failed: () => {},
};
const storeOf = () => new InboxStore(api, '1', events, { me: 'ana', view: usualView });

beforeEach(() => {
  localStorage.clear();
  said = [];
  followed = [];
  uploads = [];
  vi.stubGlobal('fetch', async (_: string, { headers, body }: RequestInit) => {
    const { content, follows = [] } = JSON.parse(String(body));
    followed.push(follows);
    said.push(content.text?.body ?? content.document.id);
    const key = new Headers(headers).get('idempotency-key') ?? '';
    return Response.json(message(100 + said.length, { direction: 'out', key, content }));
  });
  api = new ApiClient('https://inbox.example', async () => 'token');
  vi.spyOn(api, 'upload').mockImplementation(async () => {
    const outcome = uploads.shift() ?? 'taken';
    if (outcome !== 'taken') throw outcome;
    return { id: 'upload-1', mimeType: 'application/pdf', size: 4, filename: 'offer.pdf' };
  });
  store = storeOf();
});
afterEach(() => {
  store.stop();
  vi.unstubAllGlobals();
});

const offer = () => new File(['%PDF'], 'offer.pdf', { type: 'application/pdf' });
const sendBoth = () =>
  store.sendAll(1, [
    { content: { type: 'document', document: { filename: 'offer.pdf' } }, file: offer() },
    { content: { type: 'text', text: { body: 'Here is your offer, as a PDF.' } } },
  ]);
const problems = () => store.state.pending.map(({ problem }) => problem?.code ?? null);
const refused = () => new ApiFailure(422, 'upload_failed', 'No.');

describe('a text that was sent with a file', () => {
  it('a text is sent after its file', async () => {
    sendBoth();
    await vi.waitFor(() => expect(store.state.pending).toEqual([]));
    expect(said).toEqual(['upload-1', 'Here is your offer, as a PDF.']);
  });

  it('a text follows all of its files, and is not sent if WhatsApp rejects one', async () => {
    const file = {
      content: { type: 'document', document: { filename: 'offer.pdf' } },
      file: offer(),
    } as const;
    store.sendAll(1, [file, file, { content: { type: 'text', text: { body: 'Both offers.' } } }]);
    await vi.waitFor(() => expect(store.state.pending).toEqual([]));
    expect(followed).toEqual([[], [], [101, 102]]);
  });

  it('a text sent without its file follows nothing', async () => {
    uploads = [refused()];
    sendBoth();
    await vi.waitFor(() => expect(problems()).toEqual(['upload_failed', 'file_missing']));
    const [file, text] = store.state.pending;
    if (!file || !text) throw new Error('Nothing waits');
    store.queue.discard(file);
    await store.retry(text);
    await vi.waitFor(() => expect(store.state.pending).toEqual([]));
    expect(followed).toEqual([[]]);
  });

  it('a text waits for its file and is sent automatically after it', async () => {
    uploads = [refused()];
    sendBoth();
    await vi.waitFor(() => expect(problems()).toEqual(['upload_failed', 'file_missing']));
    expect(said).toEqual([]);
    const [file] = store.state.pending;
    if (file) await store.retry(file);
    await vi.waitFor(() => expect(store.state.pending).toEqual([]));
    expect(said).toEqual(['upload-1', 'Here is your offer, as a PDF.']);
  });

  it('a text whose file was removed is sent only after the agent confirms', async () => {
    uploads = [refused()];
    sendBoth();
    await vi.waitFor(() => expect(problems()).toEqual(['upload_failed', 'file_missing']));
    const [file, text] = store.state.pending;
    if (!file || !text) throw new Error('Nothing waits');
    store.queue.discard(file);
    expect([said, problems()]).toEqual([[], ['file_missing']]);
    await store.retry(text);
    await vi.waitFor(() => expect(said).toEqual(['Here is your offer, as a PDF.']));
  });

  it('a text whose file was lost in a reload is not sent alone', async () => {
    uploads = [new ApiFailure(0, 'unreachable', 'No network.')];
    sendBoth();
    await vi.waitFor(() => expect(problems()).toEqual(['unreachable', 'unreachable']));
    store.stop();
    const kept = await new Outgoing('ana', '1').all();
    expect(kept.map(({ file, waitsFor }) => [file?.name, waitsFor.length])).toEqual([
      ['offer.pdf', 0],
      [undefined, 1],
    ]);
    // This browser has no database for files, and another page has none of this page's.
    heldFiles.clear();
    store = storeOf();
    void store.start().catch(() => {});
    await vi.waitFor(() => expect(problems()).toEqual(['file_gone', 'file_missing']));
    expect(said).toEqual([]);
  });
});
