/**
 * Example files of templates. With a bucket the file is kept there, because Meta wants a new upload for each edit, and
 * the address that Meta returns later expires. Without one, Meta has the only copy.
 */
import type { Env } from '../../env.ts';
import { ApiError } from '../../errors.ts';
import { fetchToken } from '../../whatsapp/account/number.ts';
import type { Graph } from '../../whatsapp/graph/graph.ts';
import { uploadForApp } from '../../whatsapp/graph/resumable-upload.ts';
import { baseType } from '../../whatsapp/sending/media.ts';
import {
  type HeaderComponent,
  isCarousel,
  isHeader,
  type TemplateComponent,
  type TemplateDefinition,
} from '../../whatsapp/templates/definition.ts';
import { sampleIdIn } from '../../whatsapp/templates/sample-handle.ts';
import { safeHeaders } from '../http/file-answer.ts';
import { failureAtMeta, patience } from '../http/meta-error.ts';

const megabyte = 1024 * 1024;
/** Source: https://developers.facebook.com/docs/graph-api/guides/upload, and the limits of the same files in messages. */
const maxBytes: Readonly<Record<string, number>> = {
  'image/jpeg': 5 * megabyte,
  'image/png': 5 * megabyte,
  'video/mp4': 16 * megabyte,
  'application/pdf': 100 * megabyte,
};

export interface SampleFile {
  mimeType: string;
  size: number;
}

export function refuseSample({ mimeType, size }: SampleFile): void {
  const max = maxBytes[baseType(mimeType)];
  if (max === undefined) {
    throw new ApiError(
      422,
      'sample_type',
      'Meta takes JPEG and PNG pictures, MP4 videos and PDF documents as examples.',
    );
  }
  if (size > max) {
    throw new ApiError(422, 'sample_too_large', `Meta takes at most ${max / megabyte} MB of this kind.`, {
      maxBytes: max,
    });
  }
}

/** The largest example that is kept without a bucket: it is in memory until Meta has it. */
export const maxWithoutBucket = 16 * megabyte;

export function sampleObject(wabaId: string, id: string): string {
  return `workspace/template-samples/${wabaId}/${id}`;
}

/** The file as it was uploaded, with headers that are safe for whatever is in it. */
export async function keptSample(env: Env, wabaId: string, id: string): Promise<Response> {
  const kept = /^[\w-]{1,64}$/.test(id) ? await env.MEDIA?.get(sampleObject(wabaId, id)) : null;
  if (!kept) throw new ApiError(404, 'sample_not_found', 'This example file is not kept. Upload it again.');
  const headers = safeHeaders({ mimeType: kept.httpMetadata?.contentType ?? '', filename: null }, false);
  headers.set('Content-Length', String(kept.size));
  return new Response(kept.body, { headers });
}

export async function uploadSample(graph: Graph, file: Blob): Promise<string> {
  const signal = patience();
  const asked = await fetchToken(graph, signal);
  if (asked.outcome !== 'found') throw failureAtMeta(asked);
  const { appId } = asked.token;
  if (appId === null) {
    throw new ApiError(
      409,
      'app_unknown',
      'Meta does not say to which app the access token belongs, and a file is uploaded for an app. Enter a system user’s token.',
    );
  }
  const uploaded = await uploadForApp(graph, appId, file, signal);
  if (uploaded.outcome !== 'uploaded') throw failureAtMeta(uploaded);
  return uploaded.handle;
}

/** Replaces the examples that are kept here by fresh handles of Meta. */
export async function withHandles(
  env: Env,
  graph: Graph,
  wabaId: string,
  definition: TemplateDefinition,
): Promise<TemplateDefinition> {
  const renewed = async (header: HeaderComponent): Promise<HeaderComponent> => {
    const [handle] = header.example?.header_handle ?? [];
    const id = handle === undefined ? null : sampleIdIn(handle);
    if (id === null) return header;
    const kept = await env.MEDIA?.get(sampleObject(wabaId, id));
    if (!kept) {
      throw new ApiError(422, 'sample_not_found', 'An example file is gone. Upload it again.');
    }
    const type = kept.httpMetadata?.contentType ?? 'application/octet-stream';
    const fresh = await uploadSample(graph, new Blob([await kept.arrayBuffer()], { type }));
    return { ...header, example: { header_handle: [fresh] } };
  };
  const components: TemplateComponent[] = [];
  for (const component of definition.components) {
    if (isHeader(component)) components.push(await renewed(component));
    else if (isCarousel(component)) {
      const cards = [];
      for (const card of component.cards) {
        const parts = [];
        for (const part of card.components) parts.push(part.type === 'HEADER' ? await renewed(part) : part);
        cards.push({ components: parts });
      }
      components.push({ ...component, cards });
    } else components.push(component);
  }
  return { ...definition, components };
}
