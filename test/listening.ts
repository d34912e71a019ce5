import { once } from 'node:events';
import type { Server } from 'node:net';

/** Lets a server of the test's own listen on a free port, which is what comes back. */
export async function listening(server: Server, host = 'localhost'): Promise<number> {
  server.listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens nowhere.');
  return address.port;
}
