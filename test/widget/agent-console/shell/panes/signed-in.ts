import { expect, vi } from 'vitest';
import { ApiClient } from '../../../../../widget/client/api/api-client.ts';
import { InboxStores } from '../../../../../widget/client/store/inbox-stores.ts';

/** The server's end of the live socket. */
export class Socket {
  static OPEN = 1;
  static last: Socket | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  constructor() {
    Socket.last = this;
  }
  send(): void {}
  close(): void {}
}

/** The stores of an agent who has signed in. `fetch` and `WebSocket` are those of the test. */
export async function signedIn(): Promise<InboxStores> {
  Socket.last = null;
  const stores = new InboxStores(new ApiClient('https://inbox.example', async () => 'token'), {
    ...{ changed: () => {}, arrived: () => {}, merged: () => {}, erased: () => {} },
    ...{ accessChanged: () => {}, numberChanged: () => {}, failed: () => {} },
  });
  await stores.show(['1']);
  await vi.waitFor(() => expect(Socket.last?.onmessage).toBeTruthy());
  return stores;
}
