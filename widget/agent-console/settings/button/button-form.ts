/** The button's settings as they are edited, and as they are stored. */
import type { ButtonAgent, ButtonDesign } from '../../../../worker/api/numbers/button.ts';

/** Omits empty values, and agents without a name. */
export function storedDesign(design: ButtonDesign): ButtonDesign {
  const { greeting = [], agents = [], closed, consent, ...texts } = design;
  const lines = greeting.map((line) => line.trim()).filter((line) => line !== '');
  const people = agents.flatMap((agent): ButtonAgent[] => {
    const { name, hours, ...more } = agent;
    if (name.trim() === '') return [];
    return [{ name: name.trim(), ...filled(more), ...(hours && { hours }) }];
  });
  const { isRequired, ...consentTexts } = consent ?? { text: '' };
  const { text, ...consentMore } = filled(consentTexts);
  return {
    ...filled(texts),
    ...(lines.length > 0 && { greeting: lines }),
    ...(people.length > 0 && { agents: people }),
    ...(closed && {
      closed: { ...filled({ text: closed.text ?? '' }), takesMessages: closed.takesMessages !== false },
    }),
    ...(text && { consent: { text, ...consentMore, isRequired: isRequired === true } }),
  };
}

/** A click opens the card first. */
export function opensCard({ card, agents, greeting, consent }: ButtonDesign): boolean {
  return card ?? Boolean(agents?.length || greeting?.length || consent);
}

/** Texts are trimmed, and empty ones left out; other values stay. */
function filled<Fields extends object>(fields: Fields): Partial<Fields> {
  const entries = Object.entries(fields).flatMap(([name, value]) => {
    const kept = typeof value === 'string' ? value.trim() : value;
    return kept === '' || kept === undefined ? [] : [[name, kept]];
  });
  return Object.fromEntries(entries);
}
