/** Who may come in, in a browser: passkeys, invitations, a console on another site, and a site's own login. */
import { createServer, type Server } from 'node:http';
import { SignJWT } from 'jose';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Origins } from '../../../../worker/api/people/settings.ts';
import type { NewInvitation, TeamMember } from '../../../../worker/api/people/team.ts';
import { listening } from '../../../listening.ts';
import { accessibilityFaults } from '../../support/accessibility.ts';
import { openBrowser } from '../../support/browser.ts';
import { api, conversationWith } from '../../support/calls.ts';
import { sessionToken, workerUrl } from '../../support/stack.ts';
import { pressToClose } from '../../support/window-closes.ts';

let browser: Browser;
let server: Server;
let siteUrl: string;
let siteSecret: string;

beforeAll(async () => {
  browser = await openBrowser();
  await conversationWith('15550700001', 'Teo Team');
  // Another site's back office: with its own login at /login, without one elsewhere.
  server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === '/token') {
      const token = await new SignJWT({ sub: '42', name: 'Sina Site' })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(workerUrl)
        .setExpirationTime('5m')
        .sign(new TextEncoder().encode(siteSecret));
      response.end(token);
      return;
    }
    const login =
      url.pathname === '/login'
        ? `document.querySelector('agent-console').getToken = async () => {
             const token = await (await fetch('/token')).text();
             const answer = await fetch('${workerUrl}/api/sessions', { method: 'POST', body: JSON.stringify({ token }) });
             return (await answer.json()).token;
           };`
        : '';
    response.setHeader('Content-Type', 'text/html').end(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Back office</title>
       <script type="module" src="${workerUrl}/agent-console.js"></script>
       <main><h1>Back office</h1><agent-console worker="${workerUrl}"></agent-console></main>
       <script>${login}</script>`,
    );
  });
  siteUrl = `http://localhost:${await listening(server)}`;
});
afterAll(async () => {
  await browser.close();
  server.close();
});

interface Credential {
  credentialId: string;
  isResidentCredential: boolean;
  rpId?: string;
  privateKey: string;
  userHandle?: string;
  signCount: number;
}
/** What the devices of this test have; a real one shares its passkeys between its windows, too. */
const wallets = new WeakMap<BrowserContext, Credential[]>();

/** An authenticator that unlocks by itself, with what the device has; the answer keeps what was made in it. */
async function addAuthenticator(page: Page): Promise<() => Promise<void>> {
  const client = await page.context().newCDPSession(page);
  await client.send('WebAuthn.enable');
  const { authenticatorId } = await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  for (const credential of wallets.get(page.context()) ?? []) {
    await client.send('WebAuthn.addCredential', { authenticatorId, credential });
  }
  return async () => {
    const { credentials } = await client.send('WebAuthn.getCredentials', { authenticatorId });
    wallets.set(page.context(), credentials);
  };
}

async function join(context: BrowserContext, name: string, role: 'admin' | 'agent'): Promise<Page> {
  const { url } = await api<NewInvitation>('POST', '/invitations', { name, role });
  const page = await context.newPage();
  const keep = await addAuthenticator(page);
  await page.goto(url);
  await page.getByRole('heading', { name: `Welcome, ${name}` }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(page.url()).not.toContain('invitation');
  await page.getByRole('button', { name: 'Create a passkey' }).click();
  await page.waitForURL('**/console/');
  await page.getByRole('button', { name: 'Open the inbox' }).click();
  await keep();
  return page;
}

const portrait = async (page: Page) =>
  Buffer.from(
    await page.evaluate(() => document.createElement('canvas').toDataURL().split(',')[1] ?? ''),
    'base64',
  );

describe('somebody who is invited', () => {
  it('an invitation creates a passkey that signs in later, and its link works once', async () => {
    const invited = { name: 'Pia Passkey', role: 'agent', permissions: ['templates'] };
    const { url } = await api<NewInvitation>('POST', '/invitations', invited);
    const device = await browser.newContext();
    const page = await device.newPage();
    const keep = await addAuthenticator(page);
    await page.goto(url);
    await page.getByLabel('Your name').fill('Pia Pérez');
    await page.getByRole('button', { name: 'Create a passkey' }).click();
    await page.getByRole('dialog', { name: 'Welcome, Pia Pérez' }).waitFor();
    expect(page.url()).not.toContain('joined');
    const picture = { name: 'pia.png', mimeType: 'image/png', buffer: await portrait(page) };
    await page.getByLabel('Upload a picture').setInputFiles(picture);
    await page.getByRole('button', { name: 'Remove picture' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Open the inbox' }).click();
    await page.getByRole('option', { name: /Teo Team/ }).waitFor();
    await keep();

    await page.getByRole('button', { name: 'Settings' }).click();
    const dialog = page.getByRole('region', { name: 'Settings' });
    await dialog.getByText('Active sessions').waitFor();
    expect(await dialog.getByRole('button', { name: 'Sites', exact: true }).count()).toBe(0);
    await dialog.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByRole('option', { name: /Teo Team/ }).waitFor();
    const team = await api<TeamMember[]>('GET', '/agents');
    expect(team.find(({ name }) => name === 'Pia Pérez')).toMatchObject({
      ...{ role: 'agent', permissions: ['templates'], passkeys: 1, picture: expect.any(String) },
    });

    const tab = await device.newPage();
    await tab.goto(`${workerUrl}/console/`);
    await tab.getByRole('option', { name: /Teo Team/ }).waitFor();
    await tab.close();

    const other = await browser.newPage();
    await other.goto(url);
    await other.getByText('This invitation has been used or has expired.').waitFor();
    await other.close();
    await device.close();
  });
});

describe('the console on another site', () => {
  it('the console on another site signs in through a popup once the site is allowed', async () => {
    const device = await browser.newContext();
    await (await join(device, 'Gus Guest', 'agent')).close();
    const before = await api<Origins>('GET', '/settings/origins');
    const page = await device.newPage();
    await page.goto(siteUrl);
    await page
      .getByRole('alert')
      .getByText(`${siteUrl} is not allowed to show the inbox. Ask an admin`)
      .waitFor();
    expect(await page.getByText('Use the setup token').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    const signIn = page.getByRole('button', { name: 'Sign in', exact: true }).first();
    const opened = async () => {
      const [popup] = await Promise.all([page.waitForEvent('popup'), signIn.click()]);
      return popup;
    };
    const refused = await opened();
    await refused.getByText(`${siteUrl} is not allowed to show the inbox.`).waitFor();
    await refused.close();

    const admin = await (await browser.newContext()).newPage();
    await admin.addInitScript(
      `sessionStorage.setItem('agent-console/session/${workerUrl}', '${sessionToken}')`,
    );
    await admin.goto(`${workerUrl}/console/`);
    await admin.getByRole('button', { name: 'Settings' }).click();
    await admin.getByRole('button', { name: 'Sites', exact: true }).click();
    await admin.getByRole('button', { name: `Allow ${siteUrl}` }).click();
    await expect
      .poll(() => admin.getByLabel('Sites that can show the inbox').inputValue())
      .toContain(siteUrl);
    expect(await accessibilityFaults(admin)).toEqual([]);
    // What is allowed counts everywhere within ten seconds.
    await expect
      .poll(
        async () => {
          const asked = { method: 'POST', body: JSON.stringify({ origin: siteUrl }) };
          return (await (await fetch(`${workerUrl}/api/sessions/origin`, asked)).json()).allowed;
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBe(true);

    const popup = await opened();
    await popup.getByText(siteUrl).waitFor();
    await addAuthenticator(popup);
    await pressToClose(popup, 'Sign in with a passkey');
    await page.getByRole('option', { name: /Teo Team/ }).waitFor();

    // The session is this site's: nobody else's pages can use it.
    const token = await page.evaluate(
      (worker) => sessionStorage.getItem(`agent-console/session/${worker}`),
      workerUrl,
    );
    const elsewhere = await fetch(`${workerUrl}/api/me`, { headers: { Authorization: `Bearer ${token}` } });
    expect(elsewhere.status).toBe(403);

    // Removed from the team, they are out while they look.
    const team = await api<TeamMember[]>('GET', '/agents');
    await api('DELETE', `/agents/${team.find(({ name }) => name === 'Gus Guest')?.id}`);
    await page.getByRole('button', { name: 'Sign in', exact: true }).first().waitFor();
    expect(await page.getByRole('listbox').getByRole('option').count()).toBe(0);
    await api('PUT', '/settings/origins', { origins: before.origins });
    await device.close();
    await admin.context().close();
  });

  it('the console accepts an agent whom the site has signed in', async () => {
    const before = await api<Origins>('GET', '/settings/origins');
    await api('PUT', '/settings/origins', { origins: [...before.origins, siteUrl] });
    ({ secret: siteSecret } = await api<{ secret: string }>('PUT', '/settings/site-login', {
      type: 'secret',
    }));
    const page = await browser.newPage();
    await expect
      .poll(
        async () => {
          await page.goto(`${siteUrl}/login`);
          await page.getByRole('listbox').getByRole('option').or(page.getByRole('alert')).first().waitFor();
          return page.getByRole('option', { name: /Teo Team/ }).count();
        },
        { timeout: 25_000, interval: 500 },
      )
      .toBe(1);
    const team = await api<TeamMember[]>('GET', '/agents');
    expect(team.find(({ id }) => id === 'site/42')).toMatchObject({ name: 'Sina Site', role: 'agent' });
    await api('PUT', '/settings/site-login', { type: 'off' });
    await api('PUT', '/settings/origins', { origins: before.origins });
    await page.close();
  });
});
