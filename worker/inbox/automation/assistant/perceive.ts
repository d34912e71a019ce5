/** What voice messages say and what pictures show, by models of Workers AI. */
import * as v from 'valibot';
import type { AssistantSettings } from '../../../api/automation/assistant.ts';
import { inTime } from '../../../assistant/provider/workers-ai.ts';
import type { Env } from '../../../env.ts';
import type { Content } from '../../../whatsapp/content/content.ts';
import { fetchMedia, mediaAddress } from '../../../whatsapp/graph/graph.ts';
import { isMetaMediaAddress } from '../../../whatsapp/sending/media.ts';
import type { Media } from '../../media/media.ts';
import type { NumberAccess } from '../../records/number-access.ts';
import { textOf } from '../rules/said.ts';
import type { Burst } from '../turns/source.ts';
import type { Perceived } from './conversation-lines.ts';

const voiceModel = '@cf/openai/whisper-large-v3-turbo';
const pictureModel = '@cf/llava-hf/llava-1.5-7b-hf';
/** About ten minutes of voice. Longer ones are for a person. */
const maxBytes = 3 * 1024 * 1024;

export interface PerceiveParts {
  env: Env;
  media: Pick<Media, 'source'>;
  access: () => Promise<NumberAccess | null>;
}

type Sense = 'voice' | 'picture';

/** How a message is read that has no words; null: by its words, or not at all. */
function senseFor({ AI: binding }: Env, settings: AssistantSettings, content: Content): Sense | null {
  if (!binding) return null;
  if (content.type === 'audio' && settings.hearsVoice) return 'voice';
  return content.type === 'image' && settings.readsPictures ? 'picture' : null;
}

/** Whether the assistant can read everything that the customer has sent, so that nothing is left out of its answer. */
export function canRead(
  env: Env,
  settings: AssistantSettings,
  { messages }: Pick<Burst, 'messages'>,
): boolean {
  return messages.every(
    ({ content }) => textOf(content).trim() !== '' || senseFor(env, settings, content) !== null,
  );
}

/** By message id. Null if one of them cannot be read. */
export async function perceive(
  parts: PerceiveParts,
  settings: AssistantSettings,
  { messages }: Pick<Burst, 'messages'>,
  signal: AbortSignal,
): Promise<Perceived | null> {
  const perceived = new Map<number, string>();
  for (const { row, content } of messages) {
    const sense = senseFor(parts.env, settings, content);
    if (sense === null) continue;
    const said = await sensed(parts, sense, row.id, signal).catch(() => null);
    const caption = textOf(content);
    if (said === null && caption === '') return null;
    if (said !== null) perceived.set(row.id, described(sense, said, caption));
  }
  return perceived;
}

function described(sense: Sense, said: string, caption: string): string {
  if (sense === 'voice') return `[voice message: ${said}]`;
  return caption === '' ? `[image that shows: ${said}]` : `[image that shows: ${said}] ${caption}`;
}

async function sensed(
  { env, media, access }: PerceiveParts,
  sense: Sense,
  messageId: number,
  signal: AbortSignal,
): Promise<string | null> {
  const bytes = await bytesOf({ env, media, access }, messageId, signal);
  if (!bytes || !env.AI) return null;
  if (sense === 'voice') {
    const heard = await inTime(env.AI.run(voiceModel, { audio: base64Of(bytes) }), signal);
    return textIn(v.object({ text: v.string() }), heard)?.text.trim() || null;
  }
  const prompt = 'Describe in one sentence what the picture shows. Quote words that can be read.';
  const looking = env.AI.run(pictureModel, { image: [...bytes], prompt, max_tokens: 200 });
  const seen = await inTime(looking, signal);
  return textIn(v.object({ description: v.string() }), seen)?.description.trim() || null;
}

function textIn<Output>(schema: v.GenericSchema<unknown, Output>, answer: unknown): Output | null {
  const read = v.safeParse(schema, answer);
  return read.success ? read.output : null;
}

async function bytesOf(
  { env, media, access }: PerceiveParts,
  messageId: number,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  const { object, graphId } = media.source(messageId);
  const kept = object === null ? null : await env.MEDIA?.get(object);
  if (kept) return kept.size > maxBytes ? null : new Uint8Array(await kept.arrayBuffer());
  const number = graphId === null ? null : await access();
  if (graphId === null || !number) return null;
  const address = await mediaAddress(number.graph, graphId, number.phoneNumberId, signal);
  if (address.outcome !== 'found' || address.size > maxBytes) return null;
  if (!isMetaMediaAddress(address.url, number.graph.url)) return null;
  const answer = await fetchMedia(number.graph, address.url, {}, signal);
  return answer?.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk)
    text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return btoa(text);
}

/** As many arguments as a call can have. */
const chunk = 8_192;
