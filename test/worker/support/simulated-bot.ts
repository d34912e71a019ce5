/**
 * The program behind a bot hook in the simulation, and the model of the assistant: they answer at once, later, wrongly or
 * not at all. What the program does follows from what it is asked. Its requests stay open until the simulation ends them.
 */
import type { TurnAnswer } from '../../../worker/api/automation/bot-hook.ts';
import type { BotHook } from '../../../worker/inbox/automation/bot-hook/bot-hook.ts';
import { lastIn } from '../../../worker/inbox/automation/bot-hook/turn-token.ts';
import { isComposition } from '../../../worker/inbox/automation/turns/source.ts';
import { reply, type TurnStarted } from './scripted-bot.ts';

export const botHost = 'bot.example';
/** The clocks of the simulation are not real. */
const realTimeout = setTimeout;
/** As many as the inbox asks at a time. */
const maxHeld = 2;

export interface Given {
  turn: number;
  last: number;
  token: string;
}

export class SimulatedBot {
  /** What it was asked and can be answered by the API, the newest last. */
  readonly given: Given[] = [];
  readonly answered: number[] = [];
  #held: { end: (answer: Response | null) => void; event: TurnStarted }[] = [];
  #pending = 0;
  #thinking = 0;
  #faults: unknown[] = [];
  /** An object that has died has nothing to say any more. */
  #life = 0;

  /** Answers what the Worker fetches; null: somebody else does. */
  async answer(input: RequestInfo | URL, init?: RequestInit): Promise<Response | null> {
    const request = new Request(input, init);
    if (new URL(request.url).hostname !== botHost) return null;
    const event: TurnStarted = await request.json();
    const { id: turn, token } = event.data.turn;
    this.given.push({ turn, last: lastIn(token) ?? 0, token });
    return new Promise((resolve, reject) => {
      this.#held.push({
        event,
        end: (answer) => (answer ? resolve(answer) : reject(new TypeError('The connection was lost'))),
      });
    });
  }

  /** The longest open request ends. What comes follows from the messages that it is about. */
  endOne(): void {
    const one = this.#held.shift();
    one?.end(answerTo(one.event));
  }

  /** Promises of the object, until it dies. */
  follow(promise: Promise<unknown>): void {
    const life = this.#life;
    this.#pending += 1;
    const end = () => {
      if (life === this.#life) this.#pending -= 1;
    };
    promise.then(end, (fault: unknown) => {
      end();
      if (life === this.#life) this.#faults.push(fault);
    });
  }

  /** Counts what the hook composes. */
  watch(hook: BotHook): void {
    const decide = hook.decide.bind(hook);
    hook.decide = (...given) => {
      const decision = decide(...given);
      if (!decision || !isComposition(decision)) return decision;
      const compose: typeof decision.compose = async (...asked) => {
        const life = this.#life;
        this.#thinking += 1;
        try {
          return await decision.compose(...asked);
        } finally {
          if (life === this.#life) this.#thinking -= 1;
        }
      };
      return { ...decision, compose };
    };
  }

  /** Waits until no request is making progress. Returns the errors since the last call. */
  async settled(): Promise<unknown[]> {
    const isStill = () =>
      this.#pending === this.#thinking &&
      (this.#thinking === this.#held.length || this.#held.length === maxHeld);
    // One turn of the event loop lets what is about to begin do so.
    for (let still = 0; still < 2; still = isStill() ? still + 1 : 0) {
      await new Promise((resolve) => realTimeout(resolve, 0));
    }
    return this.#faults.splice(0);
  }

  /** The object has stopped, and so have its requests. */
  died(): void {
    this.#life += 1;
    this.#held = [];
    this.#pending = 0;
    this.#thinking = 0;
    this.#faults = [];
  }
}

/** An answer by the API, one of several. */
export function laterAnswer(choice: number): TurnAnswer {
  const answers: readonly TurnAnswer[] = [
    reply('Later'),
    reply('Later one', 'Later two'),
    { actions: [{ type: 'resolve' }] },
    { actions: [...reply('A person comes later').actions, { type: 'hand-over' }] },
    { actions: [] },
  ].map(({ actions }) => ({ actions: actions as TurnAnswer['actions'] }));
  return answers[choice % answers.length] ?? { actions: [] };
}

function answerTo({ data: { messages } }: TurnStarted): Response | null {
  const last = messages.at(-1)?.id ?? 0;
  switch (last % 11) {
    case 0:
    case 1:
    case 2:
      return new Response(null, { status: 202 });
    case 3:
      return null;
    case 4:
      return new Response('<html>', { status: 200 });
    case 5:
      return Response.json({ actions: [...reply(`Bot ${last}`).actions, { type: 'hand-over' }] });
    case 6:
      return Response.json({ actions: [{ type: 'resolve' }] });
    case 7:
      return Response.json(reply(`Bot ${last}`, `And ${last}`));
    case 8:
      return new Response(null, { status: 204 });
    default:
      return Response.json(reply(`Bot ${last}`));
  }
}

/** The model of the assistant. */
export function modelAnswer(count: number): Response {
  const action = count % 5 === 0 ? 'handoff' : 'reply';
  const said = JSON.stringify({ reply: `Assistant ${count}`, action, reason: '', labels: [] });
  const content = count % 7 === 0 ? 'I am only a model' : said;
  return Response.json({
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 },
  });
}
