import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const served = resolve(import.meta.dirname, '../../dist/public');

/** The most that may be loaded first, gzipped. Bytes. */
export const budgets = {
  'message-us.js': 9 * 1_024,
  'agent-console.js': 45 * 1_024,
} as const;

/**
 * What the card of the button loads when it is opened on a computer, with business hours: all that is not loaded yet,
 * each file gzipped. What finds the page's own words is loaded only for a text that names some. Bytes.
 */
export function cardOnComputer(): number {
  return buttonParts('message-us-card', 'press', 'qr-code', 'business-hours');
}

function buttonParts(...wanted: string[]): number {
  const parts = readdirSync(join(served, 'parts')).filter((name) =>
    wanted.some((part) => name.startsWith(`button-${part}-`)),
  );
  if (parts.length !== wanted.length)
    throw new Error(`The card is made of other parts now: ${parts.join(', ')}`);
  return parts.reduce(
    (bytes, name) => bytes + gzipSync(readFileSync(join(served, 'parts', name)), { level: 9 }).length,
    0,
  );
}

/** What a browser must load before the element works: the entry and all it imports statically, each gzipped. Bytes. */
export function firstLoad(entry: string): number {
  let bytes = 0;
  for (const file of staticImports(join(served, entry)))
    bytes += gzipSync(readFileSync(file), { level: 9 }).length;
  return bytes;
}

function staticImports(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  const code = readFileSync(entry, 'utf8');
  // Static forms only: import "x", import … from "x", export … from "x". A dynamic import() is followed by a parenthesis.
  for (const [, path] of code.matchAll(
    /(?:^|[;}\s])(?:import|export)(?:[\w*{}\s,$]*?from)?\s*["'](\.[^"']+)["']/g,
  )) {
    if (path) staticImports(join(dirname(entry), path), seen);
  }
  return seen;
}
