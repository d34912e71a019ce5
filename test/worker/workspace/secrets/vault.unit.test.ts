import { describe, expect, it } from 'vitest';
import { mediaTicket, ticketHolder } from '../../../../worker/workspace/secrets/media-ticket.ts';
import { masterKeysIn, openVault } from '../../../../worker/workspace/secrets/vault.ts';

const key = (letter: string, name = 'MASTER_KEY') => ({ name, text: `${letter.repeat(43)}=` });
const hour = 60 * 60_000;

describe('a sealed secret', () => {
  it('opens at its place, and at no other', async () => {
    const vault = await openVault([key('a')]);
    const sealed = await vault.seal('EAAG-secret', '1/access_token');
    expect(await vault.open(sealed, '1/access_token')).toBe('EAAG-secret');
    for (const place of ['2/access_token', '1/app_secret', '']) {
      await expect(vault.open(sealed, place)).rejects.toThrow();
    }
  });

  it('does not show what it is, nor that it is the same as another one', async () => {
    const vault = await openVault([key('a')]);
    const [one, other] = [await vault.seal('same', 'p'), await vault.seal('same', 'p')];
    expect(one).not.toBe(other);
    expect(one).not.toContain('same');
  });

  it('does not open when it was changed', async () => {
    const vault = await openVault([key('a')]);
    const [id, iv, box = ''] = (await vault.seal('secret', 'p')).split('.');
    const bytes = Uint8Array.from(atob(box), (character) => character.charCodeAt(0));
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    const changed = [id, iv, btoa(String.fromCharCode(...bytes))].join('.');
    await expect(vault.open(changed, 'p')).rejects.toThrow();
  });

  it('opens with an older key that is still there, and is sealed with the newest', async () => {
    const before = await openVault([key('a')]);
    const sealed = await before.seal('secret', 'p');
    const both = await openVault([key('b', 'MASTER_KEY_2'), key('a')]);
    expect(await both.open(sealed, 'p')).toBe('secret');
    const after = await openVault([key('b')]);
    expect(after.canOpen(sealed)).toBe(false);
    await expect(after.open(sealed, 'p')).rejects.toMatchObject({ code: 'master_key_changed' });
    expect(await after.open(await both.seal('again', 'p'), 'p')).toBe('again');
  });

  it.each([[[]], [[key('a'), { name: 'MASTER_KEY', text: 'c2hvcnQ=' }]], [[{ name: 'K', text: '%%%' }]]])(
    'needs keys of 32 bytes',
    async (keys) => {
      await expect(openVault(keys)).rejects.toMatchObject({ code: 'bad_master_key' });
    },
  );
});

describe('a mark', () => {
  it('is of one text, by one deployment', async () => {
    const vault = await openVault([key('a')]);
    const mark = await vault.sign('media/1/session');
    expect(await vault.isSigned('media/1/session', mark)).toBe(true);
    expect(await vault.isSigned('media/2/session', mark)).toBe(false);
    expect(await (await openVault([key('b')])).isSigned('media/1/session', mark)).toBe(false);
    for (const other of ['', 'x', mark.slice(1), `${mark}=`, mark.replaceAll(/./g, 'A')]) {
      expect([other, await vault.isSigned('media/1/session', other)]).toEqual([other, false]);
    }
  });

  it('of an older key still counts while that key is there', async () => {
    const mark = await (await openVault([key('a')])).sign('text');
    expect(await (await openVault([key('b'), key('a')])).isSigned('text', mark)).toBe(true);
  });
});

describe('a ticket for files', () => {
  it('names its session for an hour at least and two at most, for one number', async () => {
    const vault = await openVault([key('a')]);
    for (const now of [0, 1, hour - 1, hour, 10.5 * hour]) {
      const { ticket, expiresAt } = await mediaTicket(vault, 'session-1', '7', now);
      expect(expiresAt - now).toBeGreaterThan(hour);
      expect(expiresAt - now).toBeLessThanOrEqual(2 * hour);
      expect(await ticketHolder(vault, ticket, '7', expiresAt - 1)).toBe('session-1');
      expect(await ticketHolder(vault, ticket, '7', expiresAt)).toBeNull();
      expect(await ticketHolder(vault, ticket, '8', now)).toBeNull();
    }
  });

  it('is the same text for an hour, so that a browser keeps what it has fetched', async () => {
    const vault = await openVault([key('a')]);
    const at = (now: number) => mediaTicket(vault, 's', '7', now);
    expect(await at(5 * hour)).toEqual(await at(6 * hour - 1));
    expect(await at(5 * hour)).not.toEqual(await at(6 * hour));
  });

  it('cannot be made longer, or another session’s', async () => {
    const vault = await openVault([key('a')]);
    const { ticket, expiresAt } = await mediaTicket(vault, 'session-1', '7', 0);
    const [, , mark] = ticket.split('.');
    for (const forged of [
      `session-1.${expiresAt + hour}.${mark}`,
      `session-2.${expiresAt}.${mark}`,
      `session-1.${expiresAt}.`,
      `session-1.Infinity.${mark}`,
      'session-1',
      '',
    ]) {
      expect([forged, await ticketHolder(vault, forged, '7', 0)]).toEqual([forged, null]);
    }
  });
});

describe('the master keys of a deployment', () => {
  it('are the newest first: the highest number, then the order of the commas', () => {
    const env = {
      MASTER_KEY_2: 'c, d',
      MASTER_KEY_10: 'a',
      MASTER_KEY: 'e',
      MASTER_KEY_X: 'no',
      OTHER: 'no',
    };
    expect(masterKeysIn(env as never).map(({ text }) => text)).toEqual(['a', 'c', 'd', 'e']);
  });
});
