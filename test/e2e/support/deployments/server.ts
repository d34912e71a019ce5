/**
 * Serves deployments and a browser to the browser tests, in a process of its own: `node server.ts`. It prints its
 * address and the browser's as JSON once it is ready.
 *
 * A deployment is started by a request to `/`, and lasts as long as the connection of that request: however a test
 * file ends, what it has started ends with it.
 */
import { createServer } from 'node:http';
import { launchShellServer } from '../../../chromium.ts';
import { listening } from '../../../listening.ts';
import { Deployment } from './deployment.ts';

// Hosts under .test are this machine, for pages that must not be a secure context as localhost is.
const browser = await launchShellServer(['--host-resolver-rules=MAP *.test 127.0.0.1']);

const server = createServer(async (request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  try {
    const deployment = await Deployment.start({ isEmpty: searchParams.get('isEmpty') === 'true' });
    response.once('close', () => void deployment.stop());
    // One of them is over before it has begun when the test has been stopped meanwhile.
    if (response.destroyed) await deployment.stop();
    else response.write(`${JSON.stringify(deployment.access)}\n`);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
});

const port = await listening(server, '127.0.0.1');
console.log(JSON.stringify({ deployments: `http://127.0.0.1:${port}`, browser: browser.wsEndpoint() }));
