import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type {} from '../../../widget/agent-console/agent-console.ts';
import type {} from '../../../widget/agent-console/list/conversation-list.ts';
import type {} from '../../../widget/agent-console/thread/thread-view.ts';
import { launchChromium } from '../../chromium.ts';
import { inbound } from '../../fixtures/inbound.ts';
import { listening } from '../../listening.ts';
import { quantile } from '../support/load.ts';
import { bundle, call, signedMessage, startWorker } from '../support/worker.ts';
import type { Workerd } from '../support/workerd.ts';
import { measureBubbleFloor } from './bubble-floor.ts';
import { measureTyping, type TypingFigures } from './typing.ts';

export interface ScreenFigures {
  samples: number;
  /** Milliseconds from the moment the webhook is posted to the frame that shows its bubble. */
  p50: number;
  p99: number;
  /** The same for a bare Worker and a bare page. */
  floor: { p50: number; p99: number };
  long: LongFigures;
}

/** A console with 10,000 conversations and a thread of 5,000 messages. Milliseconds. */
export interface LongFigures {
  /** From the answer of the first page of the list to the frame that shows it. */
  firstList: number;
  /** From the click to the frame that shows the newest messages, a second after the parts beside the list are loaded. */
  openThread: number;
  /** The same for a click in the frame that shows the list for the first time, while those parts are on their way. */
  openAtOnce: number;
  /** The longest frame while the list is scrolled. */
  listFrame: number;
  /** The longest frame while the thread is scrolled, all its messages loaded. */
  threadFrame: number;
  /** While a reply is typed, all messages of the thread loaded. */
  typing: TypingFigures;
}

/** Every kind but files, which come from elsewhere. */
const mixed = inbound.flatMap(({ message }) => {
  const isFile = /image|video|audio|document|sticker|system/.test(String(message.type));
  return isFile ? [] : [message];
});

const port = 8981;
const published = resolve(import.meta.dirname, '../../../dist/public');
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title>
<script type="module" src="/agent-console.js"></script><style>agent-console{block-size:700px}</style>
<agent-console worker="http://127.0.0.1:${port}"></agent-console>`;

/** The built Worker under bare workerd, the built console in Chromium; both clocks are this machine's. */
export async function measureScreen(samples: number): Promise<ScreenFigures> {
  const scratch = mkdtempSync(join(tmpdir(), 'message-us-screen-'));
  const config = resolve(import.meta.dirname, '../../../wrangler.toml');
  const module = bundle(config, null, join(scratch, 'bundle'));
  const worker = await startWorker(module, join(scratch, 'worker'), port);
  const site = createServer(async (request, response) => {
    if (request.url === '/') response.setHeader('Content-Type', 'text/html').end(page);
    else {
      const script = await readFile(join(published, request.url ?? '')).catch(() => null);
      response
        .setHeader('Content-Type', 'text/javascript')
        .writeHead(script ? 200 : 404)
        .end(script);
    }
  });
  const browser = await launchChromium();
  try {
    const origin = `http://127.0.0.1:${await listening(site, '127.0.0.1')}`;
    await call('PUT', `${worker.workerd.url}/api/settings/origins`, worker.session, { origins: [origin] });
    const latencies = await measureLatency(browser, worker, origin, samples);
    const bare = await measureBubbleFloor(browser, samples);
    const long = await measureLong(browser, worker, origin);
    const [ours, floor] = [latencies, bare].map((sorted) => ({
      p50: quantile(sorted, 0.5),
      p99: quantile(sorted, 0.99),
    }));
    if (!ours || !floor) throw new Error('Two series were measured');
    return { samples, ...ours, floor, long };
  } finally {
    await browser.close();
    site.close();
    await worker.workerd.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

interface SignedWorker {
  workerd: Workerd;
  session: string;
}

async function openConsole(browser: Browser, origin: string, session: string): Promise<Page> {
  const opened = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  await opened.addInitScript((token) => {
    addEventListener('DOMContentLoaded', () => {
      const element = document.querySelector('agent-console');
      if (element) Object.assign(element, { getToken: async () => token });
    });
  }, session);
  await opened.goto(origin);
  return opened;
}

async function measureLatency(browser: Browser, worker: SignedWorker, origin: string, samples: number) {
  await post(worker.workerd, 0, 'Good morning');
  const opened = await openConsole(browser, origin, worker.session);
  await opened.getByRole('listbox').getByRole('option').first().click();
  await opened.getByText('Good morning').last().waitFor();
  // What a console loads after its first conversation is not what is measured.
  await opened.evaluate(untilIdle);
  const latencies: number[] = [];
  for (let index = 0; index < samples; index++) {
    const text = `sample-${index}-end`;
    const posted = Date.now();
    const [shown] = await Promise.all([opened.evaluate(untilShown, text), post(worker.workerd, 0, text)]);
    latencies.push(shown - posted);
  }
  await opened.close();
  return latencies.sort((a, b) => a - b);
}

async function measureLong(browser: Browser, worker: SignedWorker, origin: string): Promise<LongFigures> {
  await inBatches(10_000, (index) => post(worker.workerd, index + 1, `From customer ${index + 1}`));
  await inBatches(5_000, (index) => post(worker.workerd, 10_001, mixed[index % mixed.length] ?? {}));
  const first = await openConsole(browser, origin, worker.session);
  const firstList = await first.evaluate(untilListed);
  const openAtOnce = await first.evaluate(untilOpened);
  await first.close();
  const opened = await openConsole(browser, origin, worker.session);
  await opened.evaluate(untilListed);
  await opened.evaluate(untilIdle);
  const openThread = await opened.evaluate(untilOpened);
  const frames = await opened.evaluate(longestFramesWhileScrolling);
  const typing = await measureTyping(opened);
  await opened.close();
  return { firstList, openThread, openAtOnce, ...frames, typing };
}

async function inBatches(count: number, run: (index: number) => Promise<void>): Promise<void> {
  for (let from = 0; from < count; from += 50) {
    await Promise.all(Array.from({ length: Math.min(50, count - from) }, (_, index) => run(from + index)));
  }
}

async function post({ url }: Workerd, customer: number, message: string | object): Promise<void> {
  const content = typeof message === 'string' ? { type: 'text', text: { body: message } } : message;
  const { body, signature } = signedMessage(customer, content);
  const answer = await fetch(`${url}/webhook`, {
    method: 'POST',
    headers: { 'X-Hub-Signature-256': signature },
    body: Buffer.from(body),
  });
  if (answer.status !== 200) throw new Error(`The webhook answered ${answer.status}`);
  await answer.arrayBuffer();
}

/** Runs in the page: looks at every frame until the thread shows the text, and tells when. */
function untilShown(text: string): Promise<number> {
  return new Promise((done) => {
    const look = () => {
      const thread = document
        .querySelector('agent-console')
        ?.shadowRoot?.querySelector('agent-console-inbox')
        ?.shadowRoot?.querySelector('agent-console-conversation')
        ?.shadowRoot?.querySelector('agent-console-thread')?.shadowRoot;
      const bubbles = thread?.querySelectorAll('article') ?? [];
      if (bubbles[bubbles.length - 1]?.textContent?.includes(text)) done(Date.now());
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** Runs in the page. */
function untilListed(): Promise<number> {
  return new Promise((done) => {
    const look = () => {
      const list = document
        .querySelector('agent-console')
        ?.shadowRoot?.querySelector('agent-console-inbox')
        ?.shadowRoot?.querySelector('agent-console-list');
      const answered = performance
        .getEntriesByType('resource')
        .find(({ name }) => name.includes('/conversations?')) as PerformanceResourceTiming | undefined;
      if (answered && list?.shadowRoot?.querySelector('[role=option]'))
        done(performance.now() - answered.responseEnd);
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** Runs in the page: the console has loaded what it needs for a conversation, and an agent has looked at the list. */
async function untilIdle(): Promise<void> {
  await customElements.whenDefined('agent-console-conversation');
  await new Promise((done) => setTimeout(done, 1_000));
  await new Promise((done) => requestIdleCallback(done));
}

/** Runs in the page. */
function untilOpened(): Promise<number> {
  return new Promise((done) => {
    const root = document
      .querySelector('agent-console')
      ?.shadowRoot?.querySelector('agent-console-inbox')?.shadowRoot;
    root
      ?.querySelector('agent-console-list')
      ?.shadowRoot?.querySelector<HTMLElement>('[role=option]')
      ?.click();
    const began = performance.now();
    const look = () => {
      const thread = root
        ?.querySelector('agent-console-conversation')
        ?.shadowRoot?.querySelector('agent-console-thread')?.shadowRoot;
      if ((thread?.querySelectorAll('article').length ?? 0) > 20) done(performance.now() - began);
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** Runs in the page: scrolls the whole list, then loads the whole thread and scrolls it. */
async function longestFramesWhileScrolling(): Promise<{ listFrame: number; threadFrame: number }> {
  const root = document
    .querySelector('agent-console')
    ?.shadowRoot?.querySelector('agent-console-inbox')?.shadowRoot;
  const list = root?.querySelector('agent-console-list');
  const thread = root
    ?.querySelector('agent-console-conversation')
    ?.shadowRoot?.querySelector('agent-console-thread');
  if (!list || !thread) throw new Error('The console is not open');
  const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
  const scroll = async (element: Element, step: number, frames: number) => {
    let longest = 0;
    let before = await frame();
    for (let count = 0; count < frames; count++) {
      element.scrollTop += step;
      const now = await frame();
      longest = Math.max(longest, now - before);
      before = now;
    }
    return longest;
  };
  for (let page = 0; page < 40; page++) {
    list.scrollTop = list.scrollHeight;
    await new Promise((next) => setTimeout(next, 30));
  }
  list.scrollTop = 0;
  const listFrame = await scroll(list, 400, 200);
  while (thread.hasMore) {
    await thread.loadOlder();
    await thread.updateComplete;
    await frame();
  }
  const threadFrame = await scroll(thread, -1_500, 200);
  return { listFrame, threadFrame };
}
