import { describe, expect, it } from 'vitest';
import { mediaTicket, ticketHolder } from '../../../../worker/workspace/secrets/media-ticket.ts';
import { masterKeysIn, openVault } from '../../../../worker/workspace/secrets/vault.ts';

const key = (letter: string, name = 'MASTER_KEY') => ({ name, text: `${letter.repeat(43)}=` });
const hour = 60 * 60_000;

describe('a sealed secret', () => {
  it('a sealed secret opens at its place, and at no other', async () => {
    const vault = await openVault([key('a')]);
    const sealed = await vault.seal('EAAG-secret', '1/access_token');
    expect(await vault.open(sealed, '1/access_token')).toBe('EAAG-secret');
    for (const place of ['2/access_token', '1/app_secret', '']) {
      await expect(vault.open(sealed, place)).rejects.toThrow();
    }
  });

  it('a sealed secret shows neither its value nor that it equals another', async () => {
    const vault = await openVault([key('a')]);
    const [one, other] = [await vault.seal('same', 'p'), await vault.seal('same', 'p')];
    expect(one).not.toBe(other);
    expect(one).not.toContain('same');
  });

  it('a sealed secret does not open after a change', async () => {
    const vault = await openVault([key('a')]);
    const [id, iv, box = ''] = (await vault.seal('secret', 'p')).split('.');
    const bytes = Uint8Array.from(atob(box), (character) => character.charCodeAt(0));
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    const changed = [id, iv, btoa(String.fromCharCode(...bytes))].join('.');
    await expect(vault.open(changed, 'p')).rejects.toThrow();
  });

  it('a sealed secret opens with an older key, and new ones use the newest', async () => {
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
    'a sealed secret needs keys of 32 bytes',
    async (keys) => {
      await expect(openVault(keys)).rejects.toMatchObject({ code: 'bad_master_key' });
    },
  );
});

describe('a mark', () => {
  it('a signature is valid for one text of one deployment', async () => {
    const vault = await openVault([key('a')]);
    const mark = await vault.sign('media/1/session');
    expect(await vault.isSigned('media/1/session', mark)).toBe(true);
    expect(await vault.isSigned('media/2/session', mark)).toBe(false);
    expect(await (await openVault([key('b')])).isSigned('media/1/session', mark)).toBe(false);
    for (const other of ['', 'x', mark.slice(1), `${mark}=`, mark.replaceAll(/./g, 'A')]) {
      expect([other, await vault.isSigned('media/1/session', other)]).toEqual([other, false]);
    }
  });

  it('a signature of an older key is valid while that key exists', async () => {
    const mark = await (await openVault([key('a')])).sign('text');
    expect(await (await openVault([key('b'), key('a')])).isSigned('text', mark)).toBe(true);
  });
});

describe('a ticket for files', () => {
  it('a ticket for files names its session, is valid for one to two hours, and for one number', async () => {
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

  it('a ticket for files is the same for an hour, so that browsers can cache', async () => {
    const vault = await openVault([key('a')]);
    const at = (now: number) => mediaTicket(vault, 's', '7', now);
    expect(await at(5 * hour)).toEqual(await at(6 * hour - 1));
    expect(await at(5 * hour)).not.toEqual(await at(6 * hour));
  });

  it('a ticket for files cannot be prolonged, or used for another session', async () => {
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
  it('master keys are sorted from the newest: by the highest number, then by their order', () => {
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
