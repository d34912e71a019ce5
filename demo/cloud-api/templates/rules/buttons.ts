/** The buttons of a template: kinds, counts, order, and the fields of each. */
import type { Button } from '../components.ts';
import type { TemplateSwitches } from '../switches.ts';
import { templateError } from '../template-error.ts';
import type { RuleContext } from './rule-context.ts';
import { checkLength, type Format, hasEmoji } from './texts.ts';

const maxButtons = 10;
/** These are the only button of their template. */
const lonely = ['CATALOG', 'MPM', 'SPM', 'ORDER_DETAILS', 'OTP'];
/** Texts that cannot be chosen. */
const fixedTexts: Readonly<Record<string, string>> = {
  CATALOG: 'View catalog',
  MPM: 'View items',
  SPM: 'View',
  ORDER_DETAILS: 'Review and Pay',
};
const withoutText = ['COPY_CODE', 'REQUEST_CONTACT_INFO', 'OTP'];

function mostOf(type: string, switches: TemplateSwitches): number | null {
  switch (type) {
    case 'QUICK_REPLY':
      return maxButtons;
    case 'URL':
      return 2;
    case 'PHONE_NUMBER':
    case 'COPY_CODE':
      return 1;
    case 'FLOW':
      return switches.maxFlowButtons;
    case 'VOICE_CALL':
      return switches.maxCallButtons;
    case 'REQUEST_CONTACT_INFO':
      return switches.maxContactButtons;
    default:
      return lonely.includes(type) ? 1 : null;
  }
}

/** Which buttons there are, before what they contain. */
export function checkCombination(buttons: readonly Button[], switches: TemplateSwitches): void {
  const types = buttons.map(({ type }) => type);
  if (types.length === 0 || types.length > maxButtons)
    throw templateError('combination', `A template with buttons has 1 to ${maxButtons} of them.`);
  for (const type of new Set(types)) {
    const most = mostOf(type, switches);
    if (most === null)
      throw templateError('combination', `There is no button of the type ${type} that templates can have.`);
    if (types.filter((one) => one === type).length > most)
      throw templateError('combination', `A template has at most ${most} button(s) of the type ${type}.`);
    if (lonely.includes(type) && types.length > 1)
      throw templateError('combination', `A button of the type ${type} is the only one of its template.`);
  }
  // Quick replies are one block, and all others another.
  const changes = types.filter(
    (type, index) => index > 0 && (type === 'QUICK_REPLY') !== (types[index - 1] === 'QUICK_REPLY'),
  );
  if (changes.length > 1)
    throw templateError(
      'combination',
      'The order of the buttons is invalid: quick replies stay together, and so do all others.',
    );
}

export function checkButtonLengths(buttons: readonly Button[]): void {
  for (const { text, url, phone_number: phone, example, type, autofill_text: autofill } of buttons) {
    checkLength('text of a button', text, 25);
    checkLength('text of a button', autofill, 25);
    checkLength('address of a button', url, 2_000);
    checkLength('phone number of a button', phone, 20);
    if (type === 'COPY_CODE') checkLength('code of a button', [example ?? []].flat()[0], 15);
  }
}

export function checkButton(button: Button, format: Format, context: RuleContext): void {
  const { type, text } = button;
  const fixed = fixedTexts[type];
  if (!withoutText.includes(type) && (text === undefined || text.trim() === ''))
    throw templateError('missing', `A button of the type ${type} needs a text.`);
  if (type === 'COPY_CODE' && text !== undefined)
    throw templateError('combination', 'WhatsApp chooses the text of a button that copies a code.');
  if (fixed !== undefined && text !== fixed)
    throw templateError('combination', `The text of a button of the type ${type} is “${fixed}”.`);
  if (text !== undefined) checkWords(text, context.switches);
  checkFields(button, format, context);
}

function checkWords(text: string, { checksButtonEmoji }: TemplateSwitches): void {
  if (/[{}]/.test(text)) throw templateError('combination', 'The text of a button has no variable.');
  if (checksButtonEmoji && (hasEmoji(text) || /[\n\r]/.test(text)))
    throw templateError('combination', 'The text of a button has no emoji and no line break.');
}

function checkFields(button: Button, format: Format, { switches, hasCatalog }: RuleContext): void {
  switch (button.type) {
    case 'URL':
      checkUrl(button, format, switches);
      return;
    case 'PHONE_NUMBER':
      checkPhone(button);
      return;
    case 'COPY_CODE':
      if (([button.example ?? []].flat()[0] ?? '').trim() === '')
        throw templateError('missing', 'A button that copies a code needs an example of it.');
      return;
    case 'FLOW':
      checkFlow(button);
      return;
    case 'CATALOG':
    case 'MPM':
    case 'SPM':
      if (!hasCatalog)
        throw templateError('components', 'This account has no catalog, which templates with products need.');
      return;
  }
}

function checkUrl({ url, example }: Button, format: Format, switches: TemplateSwitches): void {
  if (url === undefined || url.trim() === '')
    throw templateError('missing', 'A button with a link needs its address.');
  const variable =
    format === 'NAMED' && !switches.requiresPositionalUrls ? /\{\{[a-z0-9_]+\}\}$/ : /\{\{1\}\}$/;
  const base = url.replace(variable, '');
  const host = /^https?:\/\/([^/?#:\s]+)/i.exec(base)?.[1]?.toLowerCase();
  if (/[{}\s]/.test(base) || host === undefined || !host.includes('.'))
    throw templateError(
      'url',
      'The address begins with https:// and a domain, and its only variable, {{1}}, is at its end.',
    );
  if (/^(.+\.)?(wa\.me|whatsapp\.com)$/.test(host))
    throw templateError(
      'whatsapp_link',
      'A button cannot open WhatsApp. Use a button for a call or a quick reply.',
    );
  const sample = [example ?? []].flat();
  if (base === url) {
    if (sample.length > 0 && switches.refusesNeedlessExamples)
      throw templateError('missing', 'The address has an example, but no variable.');
    return;
  }
  const [shown = ''] = sample;
  if (sample.length !== 1 || shown.trim() === '')
    throw templateError('missing', 'The address has a variable, so it needs one example.');
  // The end of the address is enough.
  if (/^https?:/i.test(shown) && (!shown.startsWith(base) || shown.length === base.length))
    throw templateError('url', 'The example is not an address of this button.');
}

function checkPhone({ phone_number: phone = '' }: Button): void {
  if (phone.trim() === '') throw templateError('missing', 'A button for a call needs a phone number.');
  const digits = phone.replace(/[\s().-]/g, '');
  if (!/^\+?[1-9]\d{6,14}$/.test(digits))
    throw templateError('phone', 'The phone number of the button needs its country code, and digits only.');
}

function checkFlow({ flow_id, flow_name, flow_json, flow_action: action = 'navigate' }: Button): void {
  const given = [flow_id, flow_name, flow_json].filter((one) => one !== undefined && one !== '');
  if (given.length !== 1)
    throw templateError('missing', 'A button for a Flow has either its id, its name or its JSON.');
  if (action !== 'navigate' && action !== 'data_exchange')
    throw templateError('combination', 'The action of a Flow is navigate or data_exchange.');
}
