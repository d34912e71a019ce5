// The floor to compare with: checks the signature and inserts the body as one row in one Durable Object.
import { DurableObject } from 'cloudflare:workers';
import verify from './verify.js';

export class Floor extends DurableObject {
  constructor(ctx, env) {
    super(ctx, env);
    ctx.storage.sql.exec('CREATE TABLE IF NOT EXISTS event (id INTEGER PRIMARY KEY, body TEXT NOT NULL)');
  }

  insert(body) {
    this.ctx.storage.sql.exec('INSERT INTO event (body) VALUES (?)', body);
  }
}

export default {
  async fetch(request, env) {
    if (request.method !== 'POST') return new Response('ok');
    const copy = request.clone();
    const answer = await verify.fetch(request, env);
    if (!answer.ok) return answer;
    await env.FLOOR.getByName('floor').insert(await copy.text());
    return answer;
  },
};
