import { displaySize, displaySizeBytes } from '../../whatsapp/files/display-size.ts';
import type { PictureSize } from '../../whatsapp/files/picture-size.ts';
import type { MediaKind } from '../../whatsapp/sending/media.ts';

/** A file on its way: its bytes, and the kind that says whether they show something. */
export interface FileOnItsWay {
  kind: MediaKind;
  body: ReadableStream<Uint8Array>;
}

/** The same file with its length, which the bucket asks for, and the pixels of what it shows. */
export interface Measured {
  body: ReadableStream<Uint8Array>;
  pixels: Promise<PictureSize | null>;
}

export function measured(file: FileOnItsWay & { size: number }, signal?: AbortSignal): Measured {
  const { readable, writable } = new FixedLengthStream(file.size);
  const pixels = passOn(file, writable, signal ? { signal } : {});
  // A failure usually shows first at the other end, where the file is read.
  pixels.catch(() => {});
  return { body: readable, pixels };
}

/**
 * Passes a file on and reads from its first bytes how large it is displayed: null if it shows nothing or does not say.
 * Only these bytes pass through here; the rest goes from stream to stream without us. Rejects if the file broke off.
 *
 * `to` must be where the bytes go in the end: workerd pipes no transform into another ("Inter-TransformStream
 * ReadableStream.pipeTo() is not implemented"). With `preventClose` something can follow the file.
 */
export async function passOn(
  { kind, body: from }: FileOnItsWay,
  to: WritableStream<Uint8Array>,
  options: { signal?: AbortSignal; preventClose?: boolean } = {},
): Promise<PictureSize | null> {
  const isSeen = kind === 'image' || kind === 'video' || kind === 'sticker';
  const start = isSeen ? await passStart(from, to, options.signal) : new Uint8Array();
  await from.pipeTo(to, options);
  return displaySize(start);
}

async function passStart(
  from: ReadableStream<Uint8Array>,
  to: WritableStream<Uint8Array>,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const [reader, writer] = [from.getReader(), to.getWriter()];
  const stop = () => void reader.cancel();
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  const chunks: Uint8Array[] = [];
  let read = 0;
  try {
    while (read < displaySizeBytes) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value.slice());
      read += value.length;
      await writer.write(value);
    }
  } catch (error) {
    await Promise.allSettled([reader.cancel(error), writer.abort(error)]);
    throw error;
  }
  signal?.removeEventListener('abort', stop);
  reader.releaseLock();
  writer.releaseLock();
  return joined(chunks, read);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
