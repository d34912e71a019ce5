/** A number at Meta that accepts every message, or refuses it with the code that its text asks for. */
import { type Request, Response } from 'miniflare';

/** The body of every request to `POST /{number}/messages`, in order. */
export const scriptedBodies: unknown[] = [];

export async function answerMessages(request: Request): Promise<Response> {
  const text = await request.text();
  scriptedBodies.push(JSON.parse(text));
  if (text.includes('"status":"read"')) return Response.json({ success: true });
  const [, code] = /"body":"refuse (\d+)"/.exec(text) ?? [];
  if (code !== undefined) {
    const error = {
      message: `(#${code}) Refused`,
      type: 'OAuthException',
      code: Number(code),
      fbtrace_id: 'A',
    };
    return Response.json({ error }, { status: 400 });
  }
  if (text.includes('"body":"lose"')) return new Response('upstream connect error', { status: 502 });
  return Response.json({
    messaging_product: 'whatsapp',
    messages: [{ id: `wamid.scripted.${scriptedBodies.length}` }],
  });
}
