import { Agent, request } from 'node:http';

export interface LoadResult {
  requests: number;
  seconds: number;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  failures: number;
}

export interface SignedBody {
  body: Uint8Array;
  signature: string;
}

/** Posts every body once over a fixed number of kept-alive connections, each sending its next one when answered. */
export async function load(url: string, bodies: SignedBody[], connections: number): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  let failures = 0;
  let next = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let signed = bodies[next++]; signed; signed = bodies[next++]) {
        const sent = performance.now();
        const status = await post(agent, url, signed);
        latencies.push(performance.now() - sent);
        if (status !== 200) failures++;
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  latencies.sort((a, b) => a - b);
  return {
    requests: bodies.length,
    seconds,
    perSecond: bodies.length / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    failures,
  };
}

/** The value below which that share of the sorted values lies; 0 when there are none. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function post(agent: Agent, url: string, { body, signature }: SignedBody): Promise<number> {
  return new Promise((done, fail) => {
    const call = request(
      url,
      {
        agent,
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Content-Length': body.byteLength,
          'X-Hub-Signature-256': signature,
        },
      },
      (answer) => {
        answer.resume();
        answer.once('end', () => done(answer.statusCode ?? 0));
      },
    );
    call.once('error', fail);
    call.end(body);
  });
}
