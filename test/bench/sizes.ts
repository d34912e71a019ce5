import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const served = resolve(import.meta.dirname, '../../dist/public');

/** The most that may be loaded first, gzipped. Bytes. */
export const budgets = {
  'message-us.js': 9 * 1_024,
  'agent-console.js': 45 * 1_024,
  'message-us-analytics.js': 20 * 1_024,
} as const;

/** The most that the card may load when it is opened, and then for its QR code. Bytes. */
export const cardBudgets = { card: 9 * 1_024, qrCode: 2.5 * 1_024 } as const;

/**
 * What the button's card loads when a visitor opens it on a computer, with business hours from the console: everything
 * that the first load did not bring, each file gzipped. Three parts are left out, because few visitors load them: the QR
 * code, which is drawn on request, page variables, for a text that names one, and the check of settings in the page. Bytes.
 */
export function cardOnComputer(): number {
  return addedBy(['message-us-card', 'handle-click', 'opening-hours']);
}

/** What a visitor loads who asks for the QR code. Bytes. */
export function qrCode(): number {
  return addedBy(['qr-code']);
}

function addedBy(parts: string[]): number {
  const loaded = staticImports(join(served, 'message-us.js'));
  const added = new Set<string>();
  for (const part of parts) staticImports(buttonPart(part), added);
  return gzipped([...added].filter((file) => !loaded.has(file)));
}

function buttonPart(part: string): string {
  const [name, ...others] = readdirSync(join(served, 'parts')).filter((name) =>
    name.startsWith(`button-${part}-`),
  );
  if (!name || others.length > 0)
    throw new Error(`The button has no single part "${part}": has it been renamed?`);
  return join(served, 'parts', name);
}

/** What a browser must load before the element works: the entry and all it imports statically, each gzipped. Bytes. */
export function firstLoad(entry: string): number {
  return gzipped([...staticImports(join(served, entry))]);
}

function gzipped(files: string[]): number {
  return files.reduce((bytes, file) => bytes + gzipSync(readFileSync(file), { level: 9 }).length, 0);
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
