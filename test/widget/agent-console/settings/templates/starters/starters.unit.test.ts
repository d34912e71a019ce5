import { describe, expect, it } from 'vitest';
import {
  starterDefinition,
  starters,
} from '../../../../../../widget/agent-console/settings/templates/starters/starters.ts';
import { languages } from '../../../../../../widget/locales/languages.ts';
import { type StarterName, starterTexts } from '../../../../../../widget/locales/template-starters.ts';
import { componentOf } from '../../../../../../worker/whatsapp/templates/definition.ts';
import { lintTemplate } from '../../../../../../worker/whatsapp/templates/lint.ts';

const tags = languages.map(({ tag }) => tag);

async function definitions(tag: (typeof tags)[number]) {
  const texts = await starterTexts(tag);
  const names = Object.keys(starters).filter((name): name is StarterName => name in texts);
  return names.map((name) => starterDefinition(name, texts[name], tag));
}

describe.each(tags)('the templates to begin with, in %s', (tag) => {
  it('are 25, and Meta’s rules find nothing in them but the address that a button needs', async () => {
    const all = await definitions(tag);
    expect(all).toHaveLength(25);
    const found = all.flatMap((one) => lintTemplate(one).map((problem) => ({ name: one.name, ...problem })));
    expect(found.filter(({ code }) => code !== 'url_missing')).toEqual([]);
  });

  it('have a text for each of their buttons', async () => {
    const texts = await starterTexts(tag);
    for (const definition of await definitions(tag)) {
      const buttons = componentOf(definition.components, 'BUTTONS')?.buttons ?? [];
      const name = Object.keys(texts).find((one): one is StarterName => one === definition.name);
      expect(buttons.map(({ text }) => text)).toEqual(name && texts[name].buttons);
    }
  });

  it('differ from each other, as Meta rejects a second one with the same text', async () => {
    const bodies = (await definitions(tag)).map(({ components }) => componentOf(components, 'BODY')?.text);
    expect(new Set(bodies).size).toBe(25);
  });
});
