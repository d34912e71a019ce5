/** Where a page keeps its session: for good on the Worker's own pages, and with the tab on all others. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SessionStore } from '../../../../widget/client/signing-in/session-store.ts';

const own = location.origin;
const elsewhere = 'https://inbox.example';

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

describe('a session', () => {
  it('the Worker’s own pages share a session between tabs', () => {
    new SessionStore(own).keep('token');
    sessionStorage.clear();
    expect(new SessionStore(own).token).toBe('token');
  });

  it('a session on another site’s page ends with its tab', () => {
    new SessionStore(elsewhere).keep('token');
    expect(new SessionStore(elsewhere).token).toBe('token');
    expect(localStorage).toHaveLength(0);
    sessionStorage.clear();
    expect(new SessionStore(elsewhere).token).toBeNull();
  });

  it('a session in another site’s local storage is not used', () => {
    localStorage.setItem(`agent-console/session/${elsewhere}`, 'planted');
    expect(new SessionStore(elsewhere).token).toBeNull();
  });

  it('a session belongs to one Worker', () => {
    new SessionStore(elsewhere).keep('token');
    expect(new SessionStore('https://other.example').token).toBeNull();
  });

  it.each([own, elsewhere])('is forgotten at %s wherever it was kept', (worker) => {
    const store = new SessionStore(worker);
    store.keep('token');
    sessionStorage.setItem(`agent-console/session/${worker}`, 'token');
    store.forget();
    expect([store.token, localStorage.length, sessionStorage.length]).toEqual([null, 0, 0]);
  });
});
