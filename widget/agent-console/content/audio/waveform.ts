/** How loud a recording is over its length, from the decoded file. */
import { readFile } from '../../../client/api/conversations/media-bytes.ts';

/** How many bars are drawn. */
export const barCount = 40;
/** Longer recordings are drawn without their waveform, because decoding them takes too much memory. */
const maxBytes = 8 * 1024 * 1024;

/** By the address of the file without its ticket, which changes. */
const known = new Map<string, Promise<readonly number[] | null>>();
/** One after the other, so that a thread full of recordings does not decode all of them at once. */
let last: Promise<unknown> = Promise.resolve();

/** From 0 to 1 for each bar; null: this browser cannot decode the file. */
export function waveformOf(address: string): Promise<readonly number[] | null> {
  const [key = ''] = address.split('?');
  const before = known.get(key);
  if (before) return before;
  const waveform = last.then(() => decode(address)).catch(() => null);
  last = waveform;
  known.set(key, waveform);
  return waveform;
}

async function decode(address: string): Promise<readonly number[] | null> {
  const bytes = await readFile(address, maxBytes);
  if (bytes === null) return null;
  const audio = await new OfflineAudioContext(1, 1, 16_000).decodeAudioData(bytes);
  return barsOf(audio.getChannelData(0));
}

/** The loudness of each part, so that the loudest is 1. */
export function barsOf(samples: Float32Array, count = barCount): number[] {
  const length = Math.max(1, Math.floor(samples.length / count));
  const levels = Array.from({ length: count }, (_, bar) => {
    const part = samples.subarray(bar * length, (bar + 1) * length);
    const sum = part.reduce((total, sample) => total + sample * sample, 0);
    return part.length === 0 ? 0 : Math.sqrt(sum / part.length);
  });
  const most = Math.max(...levels);
  return most === 0 ? levels : levels.map((level) => level / most);
}
