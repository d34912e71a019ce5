/** The headers of our own pages and scripts, as Cloudflare reads them from `_headers`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const rules = new Map<string, Map<string, string>>();
for (const block of readFileSync(join(import.meta.dirname, '../widget/_headers'), 'utf8').split(/\n\n+/)) {
  const [path = '', ...lines] = block.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const named = lines.map((line) => {
    const at = line.indexOf(':');
    return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()] as const;
  });
  rules.set(path, new Map(named));
}

function headerOf(path: string, name: string): string {
  return rules.get(path)?.get(name) ?? '';
}

function directivesOf(path: string): Map<string, string> {
  const policy = headerOf(path, 'content-security-policy');
  return new Map(
    policy.split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(' ');
      return [name, sources.join(' ')] as const;
    }),
  );
}

describe.each(['/console/*', '/sign-in/*'])('a page under %s', (path) => {
  it('runs no script and loads no style but its own, and is shown in no frame', () => {
    const policy = directivesOf(path);
    expect(Object.fromEntries(policy)).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'connect-src': "'self'",
      'base-uri': "'none'",
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
    });
    expect([...policy.values()].join(' ')).not.toMatch(/unsafe|\*|https?:/);
  });

  it('is not guessed to be of another type, is asked for again each time, and tells no site where it was', () => {
    expect(headerOf(path, 'x-content-type-options')).toBe('nosniff');
    expect(headerOf(path, 'cache-control')).toBe('no-cache');
    expect(headerOf(path, 'referrer-policy')).toBe('no-referrer');
  });
});

it('no page but the sign-in window keeps its opener', () => {
  expect(headerOf('/console/*', 'cross-origin-opener-policy')).toBe('same-origin-allow-popups');
});

describe.each([
  '/message-us.js',
  '/message-us.classic.js',
  '/agent-console.js',
  '/message-us-analytics.js',
  '/parts/*',
])('%s', (path) => {
  it('may be loaded by any page, without its type being guessed', () => {
    expect(headerOf(path, 'access-control-allow-origin')).toBe('*');
    expect(headerOf(path, 'cross-origin-resource-policy')).toBe('cross-origin');
    expect(headerOf(path, 'x-content-type-options')).toBe('nosniff');
    expect(headerOf(path, 'cache-control')).toContain(
      path === '/parts/*' ? 'max-age=31536000, immutable' : 'max-age=300',
    );
  });
});
