/** Files, fields and templates of the scripted number, as Meta would keep them. */
import { createHash } from 'node:crypto';
import { type Request, Response } from 'miniflare';

interface StoredFile {
  type: string;
  bytes: Uint8Array;
}

const files = new Map<string, StoredFile>();
let last = 770_000_000_000;

export async function takeUpload(request: Request): Promise<Response> {
  const form = await request.formData();
  const file: unknown = form.get('file');
  if (form.get('messaging_product') !== 'whatsapp' || !(file instanceof File)) {
    return refused(100, 'Invalid parameter');
  }
  if (file.type === 'application/x-refused') return refused(131053, 'Media upload error');
  last += 1;
  const type = String(form.get('type') ?? file.type);
  files.set(String(last), { type, bytes: new Uint8Array(await file.arrayBuffer()) });
  return Response.json({ id: String(last) });
}

/** `GET` and `DELETE /{media-id}`; null: it was never one of these. */
export function answerFile(method: string, id: string): Response | null {
  const file = files.get(id);
  if (!file) return /^770\d{9}$/.test(id) ? unknownObject(id) : null;
  if (method === 'DELETE') {
    files.delete(id);
    return Response.json({ success: true });
  }
  return Response.json({
    messaging_product: 'whatsapp',
    url: `https://lookaside.fbsbx.com/uploaded/${id}`,
    mime_type: file.type,
    sha256: createHash('sha256').update(file.bytes).digest('hex'),
    file_size: file.bytes.length,
    id,
  });
}

export function bytesOf(id: string): Response {
  const file = files.get(id);
  return file ? new Response(file.bytes) : new Response(null, { status: 404 });
}

const templates = ['hello', 'order_ready', 'order_late'].map((name, index) => ({
  ...{ id: `55000000${index}`, name, language: 'en', status: 'APPROVED', category: 'UTILITY' },
  components: [{ type: 'BODY', text: 'Hello' }],
}));

/** Meta's page names its own address for the next one, with the access token in it. */
export function listTemplates(url: URL, accessToken: string): Response {
  const limit = Number(url.searchParams.get('limit') ?? 25);
  const from = Number(url.searchParams.get('after') ?? 0);
  const end = from + limit;
  return Response.json({
    data: templates.slice(from, end),
    paging: {
      cursors: { before: String(from), after: String(end) },
      ...(end < templates.length && {
        next: `https://graph.facebook.com${url.pathname}?access_token=${accessToken}`,
      }),
    },
  });
}

/** Without `fields`, some of them, including a certificate, which must never be passed on. */
export function describeNumber(id: string, url: URL): Response {
  const known: Record<string, unknown> = {
    verified_name: 'Lumen & Clay',
    display_phone_number: '+1 555 078 3881',
    quality_rating: 'GREEN',
    certificate: 'the certificate of the number',
  };
  const wanted = url.searchParams.get('fields')?.split(',') ?? Object.keys(known);
  return Response.json({ ...Object.fromEntries(wanted.map((name) => [name, known[name]])), id });
}

function refused(code: number, text: string): Response {
  const error = { message: `(#${code}) ${text}`, type: 'OAuthException', code, fbtrace_id: 'A' };
  return Response.json({ error }, { status: 400 });
}

export function unknownObject(id: string): Response {
  const message = `Unsupported get request. Object with ID '${id}' does not exist`;
  const error = { message, type: 'GraphMethodException', code: 100, error_subcode: 33, fbtrace_id: 'A' };
  return Response.json({ error }, { status: 400 });
}
