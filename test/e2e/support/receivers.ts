/** Programs that receive webhooks: an HTTP server for each, and everything that has come. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { listening } from '../../listening.ts';

export interface Delivery {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Receiver {
  /** Without a path. */
  address: string;
  deliveries: Delivery[];
  stop(): void;
}

/** `answer` returns what the program answers; it can do its work afterwards. */
export async function startReceiver(
  answer: (delivery: Delivery) => { status: number; body: string; type?: string },
): Promise<Receiver> {
  const deliveries: Delivery[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const { method = '', headers } = request;
    const delivery = { method, headers, body, url: new URL(request.url ?? '/', 'http://receiver.example') };
    deliveries.push(delivery);
    const { status, body: text, type = 'application/json' } = answer(delivery);
    response.writeHead(status, { 'Content-Type': type }).end(text);
  });
  const address = `http://127.0.0.1:${await listening(server, '127.0.0.1')}`;
  return { address, deliveries, stop: () => server.close() };
}
