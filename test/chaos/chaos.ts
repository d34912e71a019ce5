/**
 * Customers write and the team answers while the Worker is killed with SIGKILL and started again. At the end every
 * message that a customer wrote must be stored once, and every answer must have been sent at most once.
 */
import type { AcceptedSend, ControlState } from '../../demo/cloud-api/control/control.ts';
import { demoNumber } from '../../demo/stack.ts';
import type { Conversation } from '../../worker/api/conversations/conversations.ts';
import type { Message } from '../../worker/api/conversations/messages.ts';
import type { Page } from '../../worker/api/values.ts';
import { startFreshStack } from '../e2e/support/fresh-stack.ts';

export interface ChaosReport {
  kills: number;
  written: number;
  answered: number;
  /** What became of the answers. */
  statuses: Record<string, number>;
  violations: string[];
}

/** Webhooks that may wait at the stand-in before customers pause, so that the run ends soon after its last kill. */
const maxQueued = 60;

/** So many that the answers to each stay within WhatsApp's pace for one customer, and none has to wait for its turn. */
const customers = Array.from({ length: 24 }, (_, index) => String(15_550_200_001 + index));

export async function runChaos({
  kills,
  perKill,
  signal,
}: {
  kills: number;
  /** How much customers and the team write before each kill, and once more after the last one. */
  perKill: { written: number; answered: number };
  signal?: AbortSignal;
}): Promise<ChaosReport> {
  const stack = await startFreshStack();
  const inbox = `${stack.workerUrl}/api/inboxes/${demoNumber.phoneNumberId}`;
  const headers = { Authorization: `Bearer ${stack.sessionToken}` };
  const written = new Map<string, string>();
  const answered = new Map<string, string>();
  let isOver = false;
  signal?.addEventListener('abort', () => {
    isOver = true;
    void stack.stop();
  });

  const control = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${stack.demoUrl}/control${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`/control${path} answered ${answer.status}`);
    return answer.json();
  };
  const read = async <Answer>(path: string): Promise<Answer> => {
    const answer = await fetch(`${inbox}${path}`, { headers });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return answer.json();
  };

  /** Customers write no faster than the Worker takes it in: what piles up tests the machine, not the Worker. */
  const write = async () => {
    for (let n = 0; !isOver; n++) {
      const { queued }: ControlState = await control('GET', '/state');
      const customer = customers[n % customers.length];
      if (queued < maxQueued) {
        const text = `${customer} says ${n}`;
        const { wamid } = await control('POST', '/messages', { customer, text });
        written.set(wamid, text);
      } else await pause(50);
    }
  };
  /** Repeats a request under its key until it is answered, as a console does. */
  const answer = async () => {
    for (let n = 0; !isOver; n++) {
      const key = `answer-${n}`;
      const body = JSON.stringify({ content: { type: 'text', text: { body: `Answer ${n}` } } });
      const conversation = (n % customers.length) + 1;
      for (let isAnswered = false; !isAnswered; ) {
        try {
          const response = await fetch(`${inbox}/conversations/${conversation}/messages`, {
            method: 'POST',
            headers: { ...headers, 'Idempotency-Key': key },
            body,
            signal: AbortSignal.timeout(3_000),
          });
          isAnswered = response.status === 201;
        } catch {
          // The Worker is down.
        }
        if (!isAnswered) await pause(100);
      }
      answered.set(key, `Answer ${n}`);
      await pause(250);
    }
  };

  try {
    await control('PUT', '/faults', { duplicate: true, reorder: true, parallel: 8 });
    for (const customer of customers) {
      const { wamid } = await control('POST', '/messages', { customer, text: `${customer} is here` });
      written.set(wamid, `${customer} is here`);
    }
    const load = Promise.all([write(), answer()]);
    const untilBusy = async () => {
      const goal = { written: written.size + perKill.written, answered: answered.size + perKill.answered };
      while (written.size < goal.written || answered.size < goal.answered) {
        signal?.throwIfAborted();
        await pause(50);
      }
    };
    for (let n = 0; n < kills; n++) {
      await untilBusy();
      await stack.worker.kill();
      await stack.worker.start();
    }
    await untilBusy();
    isOver = true;
    await load;
    // Nothing more is written: what waits must come through.
    await untilNoneWaits(async () => {
      const state: ControlState = await control('GET', '/state');
      if (state.queued > 0) return state.queued;
      const messages = await allMessages(read);
      return messages.filter(({ status }) => isWaiting(status)).length;
    });

    const stored = await allMessages(read);
    const sends: AcceptedSend[] = await control('GET', '/calls');
    const report: ChaosReport = {
      kills,
      written: written.size,
      answered: answered.size,
      statuses: {},
      violations: [],
    };
    for (const [wamid, text] of written) {
      const count = stored.filter((message) => message.wamid === wamid).length;
      if (count !== 1) report.violations.push(`"${text}" is stored ${count} times`);
    }
    for (const [key, text] of answered) {
      const rows = stored.filter((message) => message.key === key);
      const effects = sends.filter(({ content }) => content.type === 'text' && content.text.body === text);
      if (rows.length !== 1) report.violations.push(`"${text}" is stored ${rows.length} times`);
      if (effects.length > 1) report.violations.push(`"${text}" was sent ${effects.length} times`);
      const status = rows[0]?.status ?? 'missing';
      report.statuses[status] = (report.statuses[status] ?? 0) + 1;
      const wasNotified = ['sent', 'delivered', 'read'].includes(status);
      if (wasNotified !== (effects.length === 1)) {
        report.violations.push(`"${text}" is ${status} and was sent ${effects.length} times`);
      }
    }
    return report;
  } finally {
    isOver = true;
    await stack.stop();
  }
}

async function allMessages(read: <Answer>(path: string) => Promise<Answer>): Promise<Message[]> {
  const { rows } = await read<Page<Conversation>>('/conversations?limit=100');
  const messages: Message[] = [];
  for (const { id } of rows) {
    let before: string | null = '';
    while (before !== null) {
      const page: Page<Message> = await read(
        `/conversations/${id}/messages?limit=100${before === '' ? '' : `&before=${before}`}`,
      );
      messages.push(...page.rows);
      before = page.next;
    }
  }
  return messages;
}

function isWaiting(status: Message['status']): boolean {
  return status === 'queued' || status === 'sending' || status === 'accepted';
}

/** However much there is: only when nothing moves for a minute, something is stuck. */
async function untilNoneWaits(countWaiting: () => Promise<number>): Promise<void> {
  let fewest = Number.POSITIVE_INFINITY;
  let movedAt = Date.now();
  for (let waiting = await countWaiting(); waiting > 0; waiting = await countWaiting()) {
    if (waiting < fewest) {
      fewest = waiting;
      movedAt = Date.now();
    }
    if (Date.now() - movedAt > 60_000)
      throw new Error(`${waiting} still wait, and nothing has moved for a minute.`);
    await pause(500);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
