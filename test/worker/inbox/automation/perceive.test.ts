/** What the assistant makes of voice messages and pictures, with models of Workers AI that only pretend. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { usualSettings } from '../../../../worker/inbox/automation/assistant/assistant-settings.ts';
import { canRead, perceive } from '../../../../worker/inbox/automation/assistant/perceive.ts';
import type { Burst } from '../../../../worker/inbox/automation/turns/source.ts';
import type { Content } from '../../../../worker/whatsapp/content/content.ts';

const voice: Content = {
  type: 'audio',
  audio: { id: '1', link: '', url: '', mime_type: 'audio/ogg', sha256: '', voice: true },
};
const picture = (caption: string): Content => ({
  type: 'image',
  image: { id: '2', link: '', url: '', mime_type: 'image/jpeg', sha256: '', caption },
});
const words: Content = { type: 'text', text: { body: 'Hello' } };
const settings = { ...usualSettings, readsPictures: true };

const burst = (...contents: Content[]) =>
  ({ messages: contents.map((content, id) => ({ row: { id, sent_at: 0 }, content })) }) satisfies Pick<
    Burst,
    'messages'
  >;

/** Its models answer this; a call that is not expected fails. */
function worker(answers: Record<string, unknown>) {
  const asked: { model: string; input: Record<string, unknown> }[] = [];
  const AI = {
    run: (model: string, input: Record<string, unknown>) => {
      asked.push({ model, input });
      const found = Object.entries(answers).find(([name]) => model.includes(name));
      return found
        ? Promise.resolve(found[1])
        : Promise.reject(new Error('3040: Capacity temporarily exceeded'));
    },
  };
  return { env: { ...env, AI }, asked };
}

const source = (object: string) => ({
  source: () => ({
    ...{ kind: 'audio' as const, object, graphId: null },
    mimeType: 'audio/ogg',
    filename: null,
  }),
});
const access = () => Promise.resolve(null);
const later = () => AbortSignal.timeout(5_000);

beforeAll(async () => {
  await env.MEDIA?.put('perceive/voice', 'OggS');
  await env.MEDIA?.put('perceive/long', new Uint8Array(4 * 1024 * 1024));
});

describe('what the assistant can read', () => {
  it('is text, and with Workers AI voice messages and pictures, as the owner has set it', () => {
    const { env: withAi } = worker({});
    expect(canRead(env, settings, burst(words))).toBe(true);
    expect(canRead(env, settings, burst(words, voice))).toBe(false);
    expect(canRead(withAi, settings, burst(words, voice, picture('')))).toBe(true);
    expect(canRead(withAi, { ...settings, hearsVoice: false }, burst(voice))).toBe(false);
    expect(canRead(withAi, usualSettings, burst(picture('')))).toBe(false);
    expect(canRead(env, usualSettings, burst(picture('Is this one left?')))).toBe(true);
    expect(
      canRead(
        withAi,
        settings,
        burst({ type: 'sticker', sticker: { id: '3', link: '', url: '', mime_type: '', sha256: '' } }),
      ),
    ).toBe(false);
  });
});

describe('what the assistant makes of it', () => {
  it('is the words of a voice message', async () => {
    const { env: withAi, asked } = worker({ whisper: { text: ' Do you ship to Spain? ' } });
    const parts = { env: withAi, media: source('perceive/voice'), access };
    const heard = await perceive(parts, settings, burst(words, voice), later());
    expect([...(heard ?? [])]).toEqual([[1, '[voice message: Do you ship to Spain?]']]);
    expect(asked).toEqual([{ model: expect.stringContaining('whisper'), input: { audio: btoa('OggS') } }]);
  });

  it('is what a picture shows, with its caption', async () => {
    const { env: withAi } = worker({ llava: { description: 'A blue bowl.' } });
    const parts = { env: withAi, media: source('perceive/voice'), access };
    const seen = await perceive(parts, settings, burst(picture('This one?'), picture('')), later());
    expect([...(seen ?? [])]).toEqual([
      [0, '[image that shows: A blue bowl.] This one?'],
      [1, '[image that shows: A blue bowl.]'],
    ]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['the model is busy', {}, 'perceive/voice'],
    ['the model answers something else', { whisper: { error: 'no' } }, 'perceive/voice'],
    ['nothing is said', { whisper: { text: ' ' } }, 'perceive/voice'],
    ['the file is too long', { whisper: { text: 'Hello' } }, 'perceive/long'],
    ['the file is gone', { whisper: { text: 'Hello' } }, 'perceive/none'],
  ])('is nothing, so that the team answers, if %s', async (_, answers, object) => {
    const parts = { env: worker(answers).env, media: source(object), access };
    expect(await perceive(parts, settings, burst(voice), later())).toBeNull();
  });

  it('is the caption alone if the picture cannot be read', async () => {
    const parts = { env: worker({}).env, media: source('perceive/voice'), access };
    expect(await perceive(parts, settings, burst(picture('This one?')), later())).toEqual(new Map());
  });
});
