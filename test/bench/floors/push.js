// The floor of a message on its way to a screen: inserts the body as one row, and pushes it to every open socket.
import { DurableObject } from 'cloudflare:workers';

export class Floor extends DurableObject {
  constructor(ctx, env) {
    super(ctx, env);
    ctx.storage.sql.exec('CREATE TABLE IF NOT EXISTS event (id INTEGER PRIMARY KEY, body TEXT NOT NULL)');
  }

  fetch() {
    const [client, server] = Object.values(new WebSocketPair());
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  push(body) {
    this.ctx.storage.sql.exec('INSERT INTO event (body) VALUES (?)', body);
    for (const socket of this.ctx.getWebSockets()) socket.send(body);
  }
}

export default {
  async fetch(request, env) {
    const floor = env.FLOOR.getByName('floor');
    if (request.headers.get('Upgrade') === 'websocket') return floor.fetch(request);
    if (request.method !== 'POST') return new Response('ok');
    await floor.push(await request.text());
    return new Response('ok');
  },
};
