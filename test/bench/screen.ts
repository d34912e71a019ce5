import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack } from '../../demo/stack.ts';
import { launchChromium } from '../chromium.ts';
import { quantile } from './load.ts';

export interface ScreenFigures {
  samples: number;
  /** Milliseconds from the moment the webhook is posted to the frame that shows its bubble. */
  p50: number;
  p99: number;
}

/** Posts webhooks one at a time and watches the open thread in Chromium. Both clocks are this machine's. */
export async function measureScreen(samples: number): Promise<ScreenFigures> {
  const stateDir = await mkdtemp(join(tmpdir(), 'message-us-screen-'));
  const stack = await startStack({ workerPort: 8981, demoPort: 8982, stateDir });
  const browser = await launchChromium();
  try {
    const customer = '15550100001';
    await write(stack.demoUrl, customer, 'Good morning');
    const page = await browser.newPage();
    await page.goto(`${stack.workerUrl}/console/`);
    await page.evaluate((token) => {
      const element = document.querySelector('agent-console');
      if (element) Object.assign(element, { getToken: async () => token });
    }, stack.sessionToken);
    await page.getByRole('option').first().click();
    await page.getByText('Good morning').last().waitFor();

    const latencies: number[] = [];
    for (let index = 0; index < samples; index++) {
      const text = `sample-${index}-end`;
      const posted = Date.now();
      await write(stack.demoUrl, customer, text);
      const shown = await page.evaluate(untilShown, text);
      latencies.push(shown - posted);
    }
    latencies.sort((a, b) => a - b);
    return { samples, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) };
  } finally {
    await browser.close();
    await stack.stop();
    await rm(stateDir, { recursive: true, force: true });
  }
}

async function write(demoUrl: string, customer: string, text: string): Promise<void> {
  const answer = await fetch(`${demoUrl}/control/messages`, {
    method: 'POST',
    body: JSON.stringify({ customer, text }),
  });
  if (!answer.ok) throw new Error(`The stand-in answered ${answer.status}: ${await answer.text()}`);
}

/** Runs in the page: looks at every frame until the thread shows the text, and tells when. */
function untilShown(text: string): Promise<number> {
  return new Promise((done) => {
    const look = () => {
      const thread = document
        .querySelector('agent-console')
        ?.shadowRoot?.querySelector('agent-console-thread')?.shadowRoot;
      const bubbles = thread?.querySelectorAll('article') ?? [];
      if (bubbles[bubbles.length - 1]?.textContent?.includes(text)) done(Date.now());
      else requestAnimationFrame(look);
    };
    look();
  });
}
