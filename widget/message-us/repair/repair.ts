import type { ButtonSettings } from '../../../worker/api/numbers/button.ts';
import { internationalDigits } from '../../../worker/whatsapp/identity/phone-number.ts';
import { attributeNames } from '../attribute-names.ts';
import type { Button } from '../button.ts';
import { chatLink } from '../chat-link.ts';
import { explain } from '../explain.ts';
import { readAttributes } from './read-attributes.ts';
import { repairJson } from './repair-json.ts';
import { repairValue } from './repair-values.ts';

/** Attributes that any element may have. Those of frameworks contain a character that ours never do. */
const globalAttribute =
  /^(accesskey|autocapitalize|autofocus|class|contenteditable|dir|draggable|exportparts|hidden|id|inert|is|itemid|itemprop|itemref|itemscope|itemtype|key|lang|name|nonce|on\w+|part|popover|ref|role|settings|slot|spellcheck|style|tabindex|title|translate|xmlns)$|[^a-z]/;

/** Elements that a fallback link never contains. If one is inside the button, the tag has not been closed. */
const pageContent =
  'message-us,script:not([type="application/json"]),style,link,meta,header,footer,main,nav,section,article,aside,form,table,ul,ol,h1,h2,h3,h4,iframe,video';

/**
 * Repairs the attributes and settings of a button, and explains each problem. What cannot be repaired is left out, so that
 * the link still works.
 */
export function repair(button: Button): void {
  const { values, others, problems } = readAttributes(
    Array.from(button.attributes, ({ name, value }) => [name, value]),
  );
  for (const problem of problems) explain(button, problem);
  for (const [name] of others)
    if (!globalAttribute.test(name))
      explain(button, `has no attribute ${name}. The attributes are ${attributeNames.join(', ')}.`);

  const repaired: Record<string, string> = {};
  for (const [name, written] of values) {
    const { value, problem } = repairValue(name, written);
    if (problem) explain(button, problem);
    if ((value ?? 'false') !== button.getAttribute(name)) repaired[name] = value ?? 'false';
  }
  const settings = repairSettings(button);
  const number = repairNumber(button, values.get('number'));
  if (number) repaired.number = number;
  const before = JSON.stringify([button.repaired, button.repairedSettings]);
  if (before !== JSON.stringify([repaired, settings])) {
    button.repaired = repaired;
    button.repairedSettings = settings;
    button.requestUpdate();
    button.watch();
  }
  returnPageContent(button);
}

/** A number in a format that `chatLink` accepts; undefined if there is nothing to repair, or it cannot be repaired. */
function repairNumber(button: Button, attribute: string | undefined): string | undefined {
  if (button.isPending) return;
  const { number: fromSettings } = button.allSettings;
  const number = attribute && !/^(true|false|null|undefined)$/.test(attribute) ? attribute : fromSettings;
  if (chatLink(number, '')) return number;
  const digits = internationalDigits(number);
  if (digits) return digits;
  const rest = button.querySelector('a')
    ? 'Until then the link inside the element is shown.'
    : 'Until then there is no button.';
  explain(
    button,
    number
      ? `has number="${number}", which is not a phone number with a country code. Write it like number="+1 555 078 3881". ${rest}`
      : `has no number. Add your WhatsApp number with its country code, like number="+1 555 078 3881". ${rest}`,
  );
}

function repairSettings(button: Button): ButtonSettings | undefined {
  const { settings, json } = button;
  let repaired: ButtonSettings | undefined;
  const texts: [string, string | null | undefined][] = [
    ['JSON inside the element', json],
    ['JSON in settings', typeof settings === 'string' ? settings : null],
  ];
  for (const [place, text] of texts) {
    if (!text?.trim()) continue;
    try {
      JSON.parse(text);
    } catch (error) {
      const repairedJson: ButtonSettings | null = /^\[object/.test(text) ? null : repairJson(text);
      explain(
        button,
        `has malformed ${place} (${error instanceof Error ? error.message : error}). ${repairedJson ? 'It was repaired as far as possible' : 'Only the attributes are used'}. Correct it; any JSON checker shows where.`,
      );
      repaired = { ...repaired, ...repairedJson };
    }
  }
  return repaired;
}

/** `<message-us … />` does not close the tag in HTML, so the rest of the page is inside the button, which hides it. Moves it out. */
function returnPageContent(button: Button): void {
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', () => returnPageContent(button), { once: true });
    return;
  }
  const others = Array.from(button.children).filter((child) => !isFromEditor(child));
  if (others.length < 3 && !button.querySelector(pageContent)) return;
  explain(
    button,
    'has not been closed, so the rest of the page is inside it. <message-us … /> does not close a tag in HTML: write <message-us …></message-us>.',
  );
  const json = button.querySelector(':scope > script[type="application/json"]');
  button.after(...Array.from(button.childNodes).filter((node) => node !== json));
}

/** Editors such as WordPress's add line breaks and empty paragraphs, and wrap the fallback link in a paragraph. */
function isFromEditor(element: Element): boolean {
  const { localName, children, textContent } = element;
  if (/^(script|br|a)$/.test(localName)) return true;
  const isWrapper = localName === 'p' || localName === 'span' || localName === 'div';
  const link = element.querySelector(':scope > a');
  return (
    isWrapper &&
    textContent?.trim() === (link?.textContent?.trim() ?? '') &&
    Array.from(children).every(isFromEditor)
  );
}
