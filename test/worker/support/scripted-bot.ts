/** The program behind a bot hook, at a host of its own: what it was asked, and what it answers. Everything else goes on to the network. */
import { vi } from 'vitest';

export interface TurnStarted {
  id: string;
  type: string;
  seq: number;
  previous: number | null;
  inbox: { id: string };
  data: {
    isTest?: true;
    truncated?: true;
    turn: { id: number; token: string; expiresAt: number; answerAt: string };
    conversation: { id: number; mode: string; labels: string[]; window: { expiresAt: number | null } };
    contact: { phone: string; name: string };
    isOpen: boolean | null;
    messages: { id: number; content: { text?: { body: string } } | null }[];
    history: { direction: string; content: { text?: { body: string } } | null }[];
  };
}

export interface Asked {
  event: TurnStarted;
  headers: Record<string, string>;
  body: string;
  redirect: string;
}

type Behaviour = (asked: Asked, signal: AbortSignal) => Response | Promise<Response>;

export const reply = (...texts: string[]) => ({
  actions: texts.map((body) => ({ type: 'reply', content: { type: 'text', text: { body } } })),
});

export class ScriptedBot {
  readonly asked: Asked[] = [];
  /** What it does with the next requests. */
  answers: Behaviour = () => Response.json({ actions: [] });

  constructor(readonly host: string) {
    const network = fetch;
    vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
      const { hostname } = new URL(input instanceof Request ? input.url : input);
      if (hostname !== host) return network(input, init);
      const request = new Request(input, init);
      const body = await request.text();
      const headers = Object.fromEntries(request.headers);
      const asked = { event: JSON.parse(body), headers, body, redirect: request.redirect };
      this.asked.push(asked);
      return this.answers(asked, request.signal);
    });
  }

  /** From now on it answers with this JSON. */
  says(answer: unknown, status = 200): void {
    this.answers = () => Response.json(answer, { status });
  }

  /** It answers later, by the API. */
  takesItsTime(): void {
    this.answers = () => new Response(null, { status: 202 });
  }

  /** It thinks until it is told what to say. */
  thinks(): { saysThen(answer: unknown): void } {
    let said: unknown;
    this.answers = async (_, signal) => {
      // A promise of another object cannot be waited for.
      while (said === undefined && !signal.aborted) await scheduler.wait(20);
      return Response.json(said ?? { actions: [] });
    };
    return {
      saysThen: (answer) => {
        said = answer;
      },
    };
  }

  fails(): void {
    this.answers = () => {
      throw new TypeError('The connection was lost');
    };
  }

  get last(): TurnStarted {
    const last = this.asked.at(-1);
    if (!last) throw new Error('The bot was not asked');
    return last.event;
  }
}
