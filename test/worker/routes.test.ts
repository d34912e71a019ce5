import { describe, expect, it } from 'vitest';
import type { ErrorBody } from '../../worker/api.ts';
import { routes } from '../../worker/routes/table.ts';
import { call, signIn } from './webhooks.ts';

describe('every route', () => {
  for (const { method, path, role } of routes.filter((route) => route.role !== 'anyone')) {
    it(`${method} ${path} is closed without a session (${role})`, async () => {
      const at = path.replace(':inbox', '106540352242922').replace(':id', '1');
      for (const token of [undefined, 'made-up']) {
        const answer = await call(method, at, token === undefined ? {} : { token });
        expect(answer.status).toBe(401);
        expect((await answer.json<ErrorBody>()).error.code).toBe('sign_in_required');
      }
    });
  }

  it('is known: the open ones are few', () => {
    const open = routes
      .filter((route) => route.role === 'anyone')
      .map(({ method, path }) => `${method} ${path}`);
    expect(open).toEqual([
      'GET /webhook',
      'POST /webhook',
      'GET /health',
      'POST /api/sessions',
      'GET /api/inboxes/:inbox/messages/:id/media',
      'GET /api/inboxes/:inbox/live',
    ]);
  });
});

describe('input', () => {
  it('is refused with the path of every wrong value', async () => {
    const token = await signIn();
    const answer = await call('POST', '/api/inboxes', { token, body: { phoneNumberId: 'abc' } });
    expect(answer.status).toBe(422);
    const { error } = await answer.json<ErrorBody>();
    expect(error.code).toBe('invalid_input');
    expect(error.details).toEqual(
      expect.arrayContaining([expect.objectContaining({ path: 'phoneNumberId' })]),
    );
  });

  it('never gives a secret back', async () => {
    const token = await signIn();
    const number = {
      phoneNumberId: '200000000000',
      wabaId: '300000000000',
      displayPhoneNumber: '+1',
      name: 'N',
    };
    const body = { ...number, accessToken: 'EAAG-secret', appSecret: 'app-secret' };
    const answers = [
      await call('POST', '/api/inboxes', { token, body }),
      await call('GET', '/api/inboxes', { token }),
      await call('GET', '/api/me', { token }),
    ];
    for (const answer of answers) expect(await answer.text()).not.toMatch(/EAAG-secret|app-secret/);
  });

  it('from a site that is not allowed gets no answer a browser would show', async () => {
    const headers = { Origin: 'https://evil.example' };
    expect((await call('OPTIONS', '/api/me', { headers })).status).toBe(403);
    const answer = await call('GET', '/api/me', { headers });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});
