import { expect, it } from 'vitest';
import type { ErrorBody } from '../../../worker/api/errors.ts';
import type { Me } from '../../../worker/api/people/sessions.ts';
import { call, signIn } from '../support/webhooks.ts';

it('an address under /api/v1/ is the same as under /api/, and no other version is', async () => {
  const token = await signIn();
  const [plain, versioned] = await Promise.all([
    call('GET', '/api/me', { token }),
    call('GET', '/api/v1/me', { token }),
  ]);
  expect(await versioned.json<Me>()).toEqual(await plain.json<Me>());
  const closed = await call('GET', '/api/v1/inboxes/1/conversations/7/messages');
  expect(closed.status).toBe(401);
  const unknown = await call('GET', '/api/v2/me', { token });
  expect(unknown.status).toBe(404);
  expect((await unknown.json<ErrorBody>()).error.code).toBe('not_found');
});
