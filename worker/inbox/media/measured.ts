import { displaySize, displaySizeBytes } from '../../whatsapp/files/display-size.ts';
import type { PictureSize } from '../../whatsapp/files/picture-size.ts';
import type { MediaKind } from '../../whatsapp/sending/media.ts';

/** A file on its way, and the pixels of what it shows: null if it shows nothing or does not say, rejected if it broke off. */
export interface Measured {
  body: ReadableStream<Uint8Array>;
  pixels: Promise<PictureSize | null>;
}

/** Passes a file on with its length, which the bucket asks for, and reads from its first bytes how large it is displayed. */
export function measured(
  file: { kind: MediaKind; size: number; body: ReadableStream<Uint8Array> },
  signal?: AbortSignal,
): Measured {
  const { readable, writable } = new FixedLengthStream(file.size);
  const isSeen = file.kind === 'image' || file.kind === 'video' || file.kind === 'sticker';
  const pixels = passOn(file.body, writable, isSeen ? displaySizeBytes : 0, signal).then(displaySize);
  // A failure usually shows first at the other end, where the file is read.
  pixels.catch(() => {});
  return { body: readable, pixels };
}

/** Only the first bytes pass through here; the rest goes from stream to stream without us. */
async function passOn(
  from: ReadableStream<Uint8Array>,
  to: WritableStream<Uint8Array>,
  length: number,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const [reader, writer] = [from.getReader(), to.getWriter()];
  const stop = () => void reader.cancel();
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  const chunks: Uint8Array[] = [];
  let read = 0;
  try {
    while (read < length) {
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
  await from.pipeTo(to, signal ? { signal } : {});
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
