/** A segment of the archive as a file: gzip of JSON lines, one for each message. */
import * as v from 'valibot';
import type { ArchivedContent } from '../records/messages/archived.ts';

const line = v.object({ id: v.number(), body: v.string(), reports: v.array(v.string()) });
export type SegmentLine = v.InferOutput<typeof line>;

export async function packed(lines: readonly SegmentLine[]): Promise<Uint8Array<ArrayBuffer>> {
  const text = lines.map((one) => JSON.stringify(one)).join('\n');
  const stream = new Response(text).body?.pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream ?? null).arrayBuffer());
}

/** Throws if the file is damaged. */
export async function unpacked(stream: ReadableStream): Promise<Map<number, ArchivedContent>> {
  const text = await new Response(stream.pipeThrough(new DecompressionStream('gzip'))).text();
  const lines = text.split('\n').map((one) => v.parse(line, JSON.parse(one)));
  return new Map(lines.map(({ id, body, reports }) => [id, { body, reports }]));
}

export async function hashOf(bytes: BufferSource): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
