/** Colours come from the palettes, and spacing from the scale that `ui/tokens.ts` documents. */
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** Files that define the colours of the console. */
const palettes = /^widget\/agent-console\/ui\/(?:tokens\.ts|scales\.ts|palettes\/)/;
/** Style sheets that are loaded without the console: they define their colours in custom properties of their own. */
const standalone: readonly string[] = [
  'widget/api-docs/api-docs.css',
  'widget/message-us/styles.ts',
  'widget/message-us/card/card-styles.ts',
];
/** The colour of a person or number is computed from their id, and relative colours from another. */
const computed = /(?:hsl|rgb|color)\((?=var\(|from )/g;
const rawColor =
  /#[\da-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|(?<=[\s,(])(?:white|black|gray|grey|red|green|blue|yellow|orange|purple)(?=[\s,)]|$)/i;

/** The scale of spacing, in pixels; 1 and 2 px correct what the eye would see. */
const steps: readonly number[] = [0, 1, 2, 4, 8, 12, 16, 24, 32];
/** Spacing that depends on something else than the scale, by file. */
const otherSpacing: Readonly<Record<string, readonly string[]>> = {
  // The arrow of a select.
  'widget/agent-console/ui/tokens.ts': ['padding-inline-end: 36px'],
  'widget/agent-console/ui/controls/control-styles.ts': ['padding-inline-end: 36px'],
  // The arrow, and a checkbox with the gap beside it.
  'widget/agent-console/ui/form-styles.ts': ['padding-inline-end: 36px', 'padding-inline-start: 30px'],
  // It grows with the width of the thread.
  'widget/agent-console/thread/thread-styles.ts': [
    'padding: 0 max(clamp(12px, 3cqi, 32px), var(--column-margin, 0px)) 16px',
  ],
  // The place of the command bar on the screen.
  'widget/agent-console/commands/command-bar.ts': ['margin-block-start: min(12vh, 120px)'],
  // Room at the end of a page, and around the one sentence of an empty list.
  'widget/agent-console/settings/settings-page-styles.ts': [
    'padding: 32px 32px 64px',
    'padding: 16px 16px 48px',
  ],
  'widget/agent-console/settings/setup/setup-page-styles.ts': ['padding: 24px 16px 48px'],
  'widget/agent-console/list/conversation-list-styles.ts': ['padding: 48px 24px'],
};
const spacing = /^(?:padding|margin|gap|row-gap|column-gap)\b/;
const length = /-?[\d.]+(?:px|r?em|ch|%|[cd]?v\w+|cq\w+)/g;

interface Declaration {
  property: string;
  value: string;
}

/** The style sheets of a file: the whole of a CSS file, and each `css` template of a module. */
function sheetsIn(file: string): string[] {
  const text = readFileSync(resolve(root, file), 'utf8');
  const sheets = file.endsWith('.css')
    ? [text]
    : Array.from(text.matchAll(/\bcss`([^`]*)`/g), ([, sheet = '']) => sheet);
  return sheets.map((sheet) => sheet.replaceAll(/\/\*[\s\S]*?\*\//g, ''));
}

function declarationsIn(sheet: string): Declaration[] {
  return Array.from(sheet.matchAll(/([\w-]+)\s*:\s*([^;{}]+)(?=[;}])/g), ([, property = '', value = '']) => ({
    property,
    value: value.replaceAll(/\s+/g, ' '),
  }));
}

const all = globSync(['widget/**/*.ts', 'widget/**/*.css'], { cwd: root }).flatMap((file) =>
  sheetsIn(file)
    .flatMap(declarationsIn)
    .map((declaration) => ({ file, ...declaration })),
);

it('style sheets use colours of the palettes only', () => {
  const faults = all.filter(({ file, property, value }) => {
    if (palettes.test(file) || (standalone.includes(file) && property.startsWith('--'))) return false;
    return rawColor.test(value.replaceAll(computed, ''));
  });
  expect(faults).toEqual([]);
});

it('every colour of a palette is used', () => {
  const used = new Set(
    all.flatMap(({ value }) => Array.from(value.matchAll(/var\((--[\w-]+)/g), ([, name]) => name)),
  );
  const unused = all.filter(
    ({ file, property }) => /palettes\//.test(file) && property.startsWith('--') && !used.has(property),
  );
  expect(unused).toEqual([]);
});

it('spacing in the console is on the scale', () => {
  const offScale = all.filter(
    ({ file, property, value }) =>
      file.startsWith('widget/agent-console/') &&
      spacing.test(property) &&
      Array.from(value.matchAll(length), ([found]) => found).some(
        (found) => !found.endsWith('px') || !steps.includes(Math.abs(Number.parseFloat(found))),
      ),
  );
  const found = offScale.map(({ file, property, value }) => `${file} ${property}: ${value}`);
  const allowed = Object.entries(otherSpacing).flatMap(([file, list]) => list.map((one) => `${file} ${one}`));
  expect(found.sort()).toEqual(allowed.sort());
});
