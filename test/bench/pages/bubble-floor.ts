import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { listening } from '../../listening.ts';
import { bundle } from '../support/worker.ts';
import { Workerd } from '../support/workerd.ts';

const port = 8990;
const floors = resolve(import.meta.dirname, '../floors/wrangler.toml');
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Floor</title><main></main><script>
const socket = new WebSocket('ws://127.0.0.1:${port}/live');
socket.onopen = () => { document.title = 'Open'; };
socket.onmessage = ({ data }) => {
  const bubble = document.createElement('article');
  bubble.textContent = data;
  document.querySelector('main').append(bubble);
};
</script></html>`;

/**
 * The least that a message can take from a webhook to the frame that shows it: a Worker that inserts one row and pushes
 * it, and a page with nothing else. Milliseconds, sorted.
 */
export async function measureBubbleFloor(browser: Browser, samples: number): Promise<number[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'message-us-floor-'));
  const module = bundle(floors, 'test/bench/floors/push.js', join(scratch, 'bundle'));
  const workerd = await Workerd.start({
    module,
    directory: join(scratch, 'worker'),
    port,
    durableObjects: { FLOOR: 'Floor' },
  });
  const site = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end(page));
  try {
    const opened = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    await opened.goto(`http://127.0.0.1:${await listening(site, '127.0.0.1')}`);
    await opened.waitForFunction(() => document.title === 'Open');
    const latencies: number[] = [];
    for (let index = 0; index < samples; index++) {
      const text = `sample-${index}-end`;
      const posted = Date.now();
      const [shown] = await Promise.all([
        opened.evaluate(untilShown, text),
        fetch(`${workerd.url}/webhook`, { method: 'POST', body: text }).then((answer) => answer.text()),
      ]);
      latencies.push(shown - posted);
    }
    await opened.close();
    return latencies.sort((a, b) => a - b);
  } finally {
    site.close();
    await workerd.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Runs in the page: looks at every frame until the last bubble has the text, and tells when. */
function untilShown(text: string): Promise<number> {
  return new Promise((done) => {
    const look = () => {
      if (document.querySelector('article:last-child')?.textContent === text) done(Date.now());
      else requestAnimationFrame(look);
    };
    look();
  });
}
