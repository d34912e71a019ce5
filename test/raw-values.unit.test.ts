/** Colours come from the palettes and spacing from the scale, so that the look is changed in one place. */
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
