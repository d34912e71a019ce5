/**
 * Measures what DESIGN budgets: `npm run bench`, or some sections of it: `npm run bench -- queue crowd`. Prints each
 * section when it is done, and writes dist/bench.json. A section that fails does not keep the others from being measured.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { resolve } from 'node:path';
import { build } from 'vite';
import { type AnalyticsFigures, measureAnalytics } from './analytics.ts';
import { measureCrowd } from './crowd.ts';
import {
  type DeadEndpointFigures,
  type Latencies,
  measureBacklog,
  measureDeadEndpoint,
} from './deliveries.ts';
import { type FindingFigure, type FindingFigures, measureFinding } from './finding.ts';
import { measureLeaving } from './leaving.ts';
import { measureMedia } from './media.ts';
import { measureNumbers } from './numbers.ts';
import { type ButtonFigures, measureButtons } from './pages/button.ts';
import { measureScreen, type ScreenFigures } from './pages/screen.ts';
import { measureQueue } from './queue.ts';
import { budgets, cardBudgets, cardOnComputer, firstLoad, qrCode } from './sizes.ts';
import { fittingMessages, measureStorage } from './storage.ts';
import { measureWebhooks, type WebhookFigures } from './webhook.ts';

interface Figure {
  what: string;
  measured: string;
  budget: string;
  met: boolean | null;
}

/** What a section has measured: its lines, and everything for the file. */
interface Measured {
  figures: Figure[];
  raw: unknown;
}

const sections: Record<string, () => Promise<Measured>> = {
  sizes: async () => {
    const raw = {
      'message-us.js': firstLoad('message-us.js'),
      'agent-console.js': firstLoad('agent-console.js'),
      'message-us-analytics.js': firstLoad('message-us-analytics.js'),
      'card of the button, with business hours': cardOnComputer(),
      'QR code of the card': qrCode(),
    };
    return {
      raw,
      figures: [
        size('message-us.js', raw['message-us.js'], budgets['message-us.js']),
        size('agent-console.js', raw['agent-console.js'], budgets['agent-console.js']),
        size('message-us-analytics.js', raw['message-us-analytics.js'], budgets['message-us-analytics.js']),
        size(
          'card of the button, with business hours',
          raw['card of the button, with business hours'],
          cardBudgets.card,
        ),
        size('QR code of the card', raw['QR code of the card'], cardBudgets.qrCode),
      ],
    };
  },
  buttons: async () => {
    const raw = await measureButtons(5);
    return { raw, figures: raw.map(besideOthers) };
  },
  webhooks: async () => {
    const connections = [1, 16, 64];
    const raw = await measureWebhooks(connections, 6_000);
    return { raw, figures: connections.flatMap((count) => throughput(raw, count)) };
  },
  screen: async () => {
    const screen = await measureScreen(400);
    return {
      raw: screen,
      figures: [
        besideBare(screen, 'p50', 1.5),
        besideBare(screen, 'p99', 2),
        {
          what: 'List of 10,000 conversations, from its data to the screen',
          measured: `${screen.long.firstList.toFixed(0)} ms`,
          budget: '≤ 200 ms',
          met: screen.long.firstList <= 200,
        },
        {
          what: 'Thread of 5,000 messages, from the click to the screen',
          measured: `${screen.long.openThread.toFixed(0)} ms`,
          budget: '≤ 100 ms',
          met: screen.long.openThread <= 100,
        },
        {
          what: '  the same for a click as soon as the list is there, while the rest is loaded',
          measured: `${screen.long.openAtOnce.toFixed(0)} ms`,
          budget: '',
          met: null,
        },
        {
          what: 'Longest frame while they are scrolled: list, thread',
          measured: `${screen.long.listFrame.toFixed(0)} ms, ${screen.long.threadFrame.toFixed(0)} ms`,
          budget: '≤ 33 ms',
          // Two frames of 60 in a second last 33.3 ms.
          met: Math.round(Math.max(screen.long.listFrame, screen.long.threadFrame)) <= 33,
        },
        {
          what: 'A key typed with 5,000 messages loaded, processor slowed down 4 times, to the next frame (INP)',
          measured: `${screen.long.typing.slowest.toFixed(0)} ms, median ${screen.long.typing.median.toFixed(0)} ms`,
          budget: '≤ 100 ms',
          met: screen.long.typing.slowest <= 100,
        },
      ],
    };
  },
  leaving: async () => {
    const leaving = await measureLeaving(200);
    return {
      raw: leaving,
      figures: [
        {
          what: 'A message accepted → its request arrives at Meta, p50, p99',
          measured: `${leaving.p50.toFixed(1)} ms, ${leaving.p99.toFixed(1)} ms`,
          budget: '≤ 5 ms at p50',
          met: leaving.p50 <= 5,
        },
      ],
    };
  },
  media: async () => {
    const media = await measureMedia(100);
    return {
      raw: media,
      figures: [
        {
          what: 'Memory that a file of 100 MB takes on its way up, down',
          measured: `${megabytes(media.grownUp)}, ${megabytes(media.grownDown)}${media.isWhole ? '' : ' — NOT WHOLE'}`,
          budget: 'flat',
          met: media.isWhole && Math.max(media.grownUp ?? 0, media.grownDown ?? 0) < 25 * 1024 * 1024,
        },
      ],
    };
  },
  finding: async () => {
    const raw = await measureFinding(1_000, 1_000_000);
    const line = (what: string, name: Exclude<keyof FindingFigures, 'bytesPerMessage'>) =>
      finding(what, raw[name], name.startsWith('search') ? 1.3 : 1.1);
    return {
      raw,
      figures: [
        line('The list', 'list'),
        line('A conversation', 'open'),
        line('A search for a rare word', 'searchRare'),
        line('A search for a common word', 'searchCommon'),
        line('A search for the beginning of a common word', 'searchBeginning'),
        line('A search for two common words', 'searchTwo'),
        line('A send', 'send'),
      ],
    };
  },
  analytics: async () => {
    const raw = await measureAnalytics(1_000_000);
    return { raw, figures: viewing(raw) };
  },
  storage: async () => {
    const storage = await measureStorage(2_000);
    return {
      raw: storage,
      figures: [
        {
          what: 'Database of an inbox, for each message',
          measured: `${storage.bytesPerMessage.toFixed(0)} bytes: ${fittingMessages(storage).toFixed(1)} million in 10 GB`,
          budget: '',
          met: null,
        },
      ],
    };
  },
  numbers: async () => {
    const [oneNumber, manyNumbers] = [await measureNumbers(1), await measureNumbers(5_000)];
    return {
      raw: [oneNumber, manyNumbers],
      figures: [
        {
          what: 'A call of the API about one of 5,000 numbers',
          measured: `${manyNumbers.call.toFixed(1)} ms, ${(manyNumbers.call / oneNumber.call).toFixed(2)} × that with one`,
          budget: '',
          met: null,
        },
        {
          what: 'Webhooks to 20 of 5,000 numbers, 16 connections',
          measured: `${manyNumbers.load.perSecond.toFixed(0)}/s, ${oneNumber.load.perSecond.toFixed(0)}/s to the only one; ${manyNumbers.afterPause.toFixed(0)} ms when the numbers are read again`,
          budget: '',
          met: null,
        },
      ],
    };
  },
  crowd: async () => {
    const crowd = await measureCrowd(1_000_000, [1, 50, 200]);
    return {
      raw: crowd,
      figures: [
        ...crowd.map(
          ({ sockets, agents, p50, p99, cpuPerWebhook, grownBytes }): Figure => ({
            what: `Message → frame on the last of ${sockets} consoles of ${agents} agents, 1,000,000 messages stored`,
            measured: `${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms; ${cpuPerWebhook?.toFixed(1) ?? '?'} ms of processor; process grown by ${megabytes(grownBytes)}`,
            budget: sockets === 50 ? '≤ 64 MB' : '',
            met: sockets === 50 && grownBytes !== null ? grownBytes <= 64 * 1024 * 1024 : null,
          }),
        ),
      ],
    };
  },
  queue: async () => {
    const queues = [await measureQueue(1_000, 80), await measureQueue(10_000, 1_000)];
    return {
      raw: queues,
      figures: [
        ...queues.map(({ messages, limit, reached, most, cpuPerSend, cpuPerAccept }): Figure => {
          // A slow number spends its time between messages, so only the fast one has a budget for each. The pace leaves a
          // fifth of the limit unused, because messages can arrive closer together than they were sent.
          const isFast = limit === 1_000;
          const least = isFast ? 600 : limit * 0.75;
          const costs = isFast ? '; ≤ 1.5 ms' : '';
          return {
            what: `${messages} queued sends, of a number that may send ${limit} a second`,
            measured: `${reached.toFixed(0)} a second, at most ${most} in one; ${cpuPerSend?.toFixed(1) ?? '?'} ms of processor each, and ${cpuPerAccept?.toFixed(1) ?? '?'} ms to accept it`,
            budget: `≥ ${least} a second, ≤ ${limit} in any${costs}`,
            met: most <= limit && reached >= least && (!isFast || (cpuPerSend ?? 0) <= 1.5),
          };
        }),
      ],
    };
  },
  backlog: async () => {
    const backlog = await measureBacklog(10_000, 60);
    return {
      raw: backlog,
      figures: [
        {
          what: `${backlog.events} waiting events of a webhook that is back`,
          measured: `${backlog.perSecond.toFixed(1)} a second${backlog.isInOrder ? '' : ' — NOT IN ORDER'}`,
          budget: '≥ 8 a second, in order',
          met: backlog.isInOrder && backlog.perSecond >= 8,
        },
      ],
    };
  },
  deadEndpoint: async () => {
    const deadEndpoint = await measureDeadEndpoint(4, 25);
    return {
      raw: deadEndpoint,
      figures: [
        ...besideDead(deadEndpoint, 'Messages', 'send'),
        ...besideDead(deadEndpoint, 'Deliveries to two webhooks', 'delivery'),
      ],
    };
  },
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in sections));
if (unknown.length > 0)
  throw new Error(
    `There is no section ${unknown.join(', ')}: choose from ${Object.keys(sections).join(', ')}.`,
  );

for (const mode of ['public', 'demo']) await build({ mode, logLevel: 'warn' });
const measured: Record<string, Measured> = {};
for (const [name, measure] of Object.entries(sections)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const began = performance.now();
  try {
    const section = await measure();
    measured[name] = section;
    console.log(`\n${name}, ${((performance.now() - began) / 1000).toFixed(0)} s`);
    printTable(section.figures);
  } catch (error) {
    process.exitCode = 1;
    console.error(`\n${name} could not be measured:`, error);
  }
}

const machine = {
  processor: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  node: process.version,
};
const path = resolve(import.meta.dirname, '../../dist/bench.json');
await mkdir(resolve(path, '..'), { recursive: true });
await writeFile(path, JSON.stringify({ machine, ...measured }, null, 2));
console.log(
  `\n${machine.processor}, ${machine.cores} cores, Node ${machine.node}. All figures: dist/bench.json`,
);

function besideOthers({ name, bytes, script, visible, requests, elsewhere, faults }: ButtonFigures): Figure {
  return {
    what: `  a page with ${name}`,
    measured: `${(bytes / 1024).toFixed(1)} KB, ${script.toFixed(0)} ms of script, seen after ${visible.toFixed(0)} ms, ${requests} requests (${elsewhere} elsewhere), axe ${faults}`,
    budget: name === 'message-us' ? '≤ 50 ms of script, one long task' : '',
    met: name === 'message-us' ? script <= 50 : null,
  };
}

/** From a webhook to the frame that shows its message, against a bare Worker and a bare page. */
function besideBare(screen: ScreenFigures, which: 'p50' | 'p99', most: number): Figure {
  const [ours, floor] = [screen[which], screen.floor[which]];
  return {
    what: `Webhook received → bubble on an agent’s screen, ${which}`,
    measured: `${ours.toFixed(0)} ms, ${(ours / floor).toFixed(1)} × that of a bare page (${floor.toFixed(0)} ms)`,
    budget: `≤ ${most} ×`,
    met: ours / floor <= most,
  };
}

/** With a million messages stored, against a thousand. */
function finding(what: string, { many, share }: FindingFigure, most: number): Figure {
  return {
    what: `${what}, with 1,000,000 messages stored`,
    measured: `${many.toFixed(1)} ms, ${share.toFixed(2)} × that with 1,000`,
    budget: `≤ ${most} ×`,
    met: share <= most,
  };
}

/** The first view after the object has started, and the next. */
function viewing({ first, again, counting }: AnalyticsFigures): Figure[] {
  const what = 'Analytics of 90 days with 1,000,000 messages';
  return [
    { what, measured: `${first.toFixed(0)} ms`, budget: '≤ 300 ms', met: first <= 300 },
    { what: '  the same again', measured: `${again.toFixed(0)} ms`, budget: '≤ 50 ms', met: again <= 50 },
    {
      what: '  counting all of them once, in steps between other work',
      measured: `${counting.toFixed(0)} s`,
      budget: '',
      met: null,
    },
  ];
}

/** While a third webhook never answers. */
function besideDead({ without, beside }: DeadEndpointFigures, what: string, name: keyof Latencies): Figure[] {
  const share = beside[name] / without[name];
  return [
    {
      what: `${what} beside a dead webhook, p99`,
      measured: `${beside[name].toFixed(0)} ms, ${share.toFixed(2)} × that without it`,
      budget: '≤ 1.2 ×',
      met: share <= 1.2,
    },
  ];
}

function size(what: string, bytes: number, budget: number): Figure {
  return {
    what: `${what}, gzip`,
    measured: `${(bytes / 1_024).toFixed(2)} KB`,
    budget: `≤ ${budget / 1_024} KB`,
    met: bytes <= budget,
  };
}

function throughput(webhooks: readonly WebhookFigures[], connections: number): Figure[] {
  const of = (candidate: WebhookFigures['candidate']) => {
    const found = webhooks.find((row) => row.connections === connections && row.candidate === candidate);
    if (!found) throw new Error(`Nothing was measured for ${candidate} at ${connections} connections.`);
    return found;
  };
  const [verify, insert, ours] = [of('verify only'), of('verify and insert'), of('message us')];
  const store = of('verify and store');
  const shareOfStore = ours.load.perSecond / store.load.perSecond;
  const share = ours.load.perSecond / insert.load.perSecond;
  const tail = ours.load.p99 / insert.load.p99;
  return [
    {
      what: `Webhooks per second, ${connections} connections`,
      measured: `${rate(ours)} (verify only ${rate(verify)}, verify and insert ${rate(insert)}, verify and store ${rate(store)})`,
      budget: '',
      met: null,
    },
    {
      what: '  share of verify and insert',
      measured: `${(share * 100).toFixed(0)} %`,
      budget: '≥ 90 %',
      met: share >= 0.9,
    },
    {
      what: '  share of verify and store, which has the rows and indexes of a message',
      measured: `${(shareOfStore * 100).toFixed(0)} %, p99 ${(ours.load.p99 / store.load.p99).toFixed(2)} ×`,
      budget: '',
      met: null,
    },
    {
      what: '  p99 against verify and insert',
      measured: `${ours.load.p99.toFixed(1)} ms, ${tail.toFixed(2)} ×`,
      budget: '≤ 1.2 ×',
      met: tail <= 1.2,
    },
    {
      what: '  processor time for each',
      measured: `${processorTime(ours)} (verify only ${processorTime(verify)}, verify and insert ${processorTime(insert)}, verify and store ${processorTime(store)})`,
      budget: '≤ 1 ms',
      met: ours.cpuPerWebhook === null ? null : ours.cpuPerWebhook <= 1,
    },
  ];
}

function megabytes(bytes: number | null): string {
  return bytes === null ? 'not told here' : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function processorTime({ cpuPerWebhook }: WebhookFigures): string {
  return cpuPerWebhook === null ? 'not told here' : `${cpuPerWebhook.toFixed(2)} ms`;
}

function rate(row: WebhookFigures): string {
  return row.load.perSecond.toFixed(0);
}

function printTable(rows: Figure[]): void {
  const width = (key: 'what' | 'measured') => Math.max(...rows.map((row) => row[key].length));
  for (const { what, measured, budget, met } of rows) {
    const mark = met === null ? ' ' : met ? '✓' : '✗';
    console.log(`${mark} ${what.padEnd(width('what'))}  ${measured.padEnd(width('measured'))}  ${budget}`);
  }
}
