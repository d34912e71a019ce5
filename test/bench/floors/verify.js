// The lower floor: checks the signature of the body and nothing else.
let key;

export default {
  async fetch(request, env) {
    if (request.method !== 'POST') return new Response('ok');
    key ??= await crypto.subtle.importKey(
      'raw',
      new TextEncoder().encode(env.META_APP_SECRET),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['verify'],
    );
    const body = await request.arrayBuffer();
    const signature = Uint8Array.fromHex(request.headers.get('X-Hub-Signature-256').slice('sha256='.length));
    const valid = await crypto.subtle.verify('HMAC', key, signature, body);
    return new Response(null, { status: valid ? 200 : 401 });
  },
};
