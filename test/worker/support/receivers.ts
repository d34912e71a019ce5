/** Servers of other people, in the place of the network: what was posted to them, and how they answer. WhatsApp takes every message. */
import { vi } from 'vitest';

export interface Posted {
  url: string;
  headers: Record<string, string>;
  body: string;
}

type Handler = (posted: Posted, signal: AbortSignal) => Response | Promise<Response>;

export class Receivers {
  readonly #handlers = new Map<string, Handler>();
  readonly #posted = new Map<string, Posted[]>();
  #sent = 0;

  constructor() {
    vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) => this.#fetch(input, init));
  }

  /** A host; without a handler it takes everything. */
  at(host: string, handler: Handler = () => new Response('ok')): void {
    this.#handlers.set(host, handler);
  }

  posted(host: string): Posted[] {
    return this.#posted.get(host) ?? [];
  }

  /** Bodies of what was posted, as JSON. */
  bodies<Body>(host: string): Body[] {
    return this.posted(host).map(({ body }) => JSON.parse(body));
  }

  async #fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init);
    const { hostname } = new URL(request.url);
    const handler = this.#handlers.get(hostname);
    if (!handler) {
      this.#sent += 1;
      return Response.json({ messages: [{ id: `wamid.sent-${this.#sent}` }], contacts: [] });
    }
    const posted = {
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
    };
    if (request.method === 'POST') {
      this.#posted.set(hostname, [...this.posted(hostname), posted]);
    }
    return handler(posted, request.signal);
  }
}
