/**
 * Rules for the buttons of a template. Source:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components (buttons).
 */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { TemplateButton, TemplateCategory } from './definition.ts';
import type { Problems } from './problem.ts';
import { variablesIn } from './variables.ts';

export const maxButtons = 10;
export const maxButtonText = 25;
export const maxUrl = 2_000;
export const maxPhone = 20;
export const maxCode = 15;

/** How many of a kind a template may have. */
export const maxOfKind: Readonly<Record<string, number>> = {
  URL: 2,
  PHONE_NUMBER: 1,
  COPY_CODE: 1,
  FLOW: 1,
  VOICE_CALL: 1,
  REQUEST_CONTACT_INFO: 1,
};

/** Kinds that stand alone in a template. */
export const aloneKinds: readonly string[] = ['CATALOG', 'MPM', 'SPM', 'ORDER_DETAILS', 'OTP'];

/** Kinds whose text is written here; the others have Meta's. */
export const textKinds: readonly string[] = ['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'FLOW', 'VOICE_CALL'];

/** Kinds whose text is Meta's, which has to be given all the same. */
export const fixedTexts: Readonly<Record<string, string>> = {
  CATALOG: 'View catalog',
  MPM: 'View items',
  SPM: 'View',
};

/** Kinds that are not allowed in every category. */
const categoriesOf: Readonly<Record<string, readonly TemplateCategory[]>> = {
  COPY_CODE: ['MARKETING'],
  CATALOG: ['MARKETING'],
  MPM: ['MARKETING'],
  SPM: ['MARKETING'],
  REQUEST_CONTACT_INFO: ['MARKETING', 'UTILITY'],
  OTP: ['AUTHENTICATION'],
};

export function checkButtons(
  problems: Problems,
  buttons: readonly TemplateButton[],
  category: TemplateCategory,
  { isCard = false } = {},
): void {
  if (buttons.length === 0) problems.error('buttons', 'buttons_missing');
  if (buttons.length > maxButtons) problems.error('buttons', 'too_many_buttons', { max: maxButtons });
  for (const [kind, max] of Object.entries(maxOfKind)) {
    const count = buttons.filter(({ type }) => type === kind).length;
    if (count > max) problems.error('buttons', 'too_many_of_kind', { kind, count: max });
  }
  const alone = buttons.find(({ type }) => aloneKinds.includes(type));
  if (alone && buttons.length > 1) problems.error('buttons', 'button_not_alone', { kind: alone.type });
  if (!isGrouped(buttons)) problems.error('buttons', 'buttons_interleaved');
  const texts = buttons.flatMap(({ text }) => (text === undefined ? [] : [text.trim().toLowerCase()]));
  if (new Set(texts).size < texts.length) problems.error('buttons', 'same_button_texts');
  for (const [index, button] of buttons.entries())
    checkButton(problems, button, `buttons.${index}`, category);
  // A carousel is only shown on phones anyway.
  if (isCard) return;
  const isMixed = buttons.some(isReply) && !buttons.every(isReply);
  if (buttons.length >= 4 || isMixed) problems.warn('buttons', 'hidden_on_desktop');
}

const isReply = ({ type }: TemplateButton) => type === 'QUICK_REPLY';

/** Quick replies form one block, and everything else the other. */
function isGrouped(buttons: readonly TemplateButton[]): boolean {
  const changes = buttons.filter((button, index) => {
    const before = buttons[index - 1];
    return before !== undefined && isReply(before) !== isReply(button);
  });
  return changes.length <= 1;
}

function checkButton(
  problems: Problems,
  button: TemplateButton,
  place: string,
  category: TemplateCategory,
): void {
  const { type } = button;
  const categories = categoriesOf[type];
  if (categories && !categories.includes(category)) {
    problems.error(place, 'button_category', { kind: type, categories: categories.join(', ') });
  }
  const fixed = fixedTexts[type];
  if (fixed !== undefined && button.text !== fixed) {
    problems.error(`${place}.text`, 'button_fixed_text', { text: fixed });
  }
  if (textKinds.includes(type)) checkText(problems, button.text ?? '', `${place}.text`);
  switch (type) {
    case 'URL':
      checkUrl(problems, button, place);
      return;
    case 'PHONE_NUMBER':
      checkPhone(problems, button.phone_number ?? '', `${place}.phone_number`);
      return;
    case 'COPY_CODE':
      checkCode(problems, button.example?.[0] ?? '', `${place}.example`);
      return;
    case 'FLOW':
      checkFlow(problems, button, place);
      return;
  }
}

function checkText(problems: Problems, text: string, place: string): void {
  if (text.trim() === '') {
    problems.error(place, 'button_text_missing');
    return;
  }
  if (text.length > maxButtonText) {
    problems.error(place, 'button_text_too_long', { max: maxButtonText, length: text.length });
  }
  if (/[{}]/.test(text)) problems.error(place, 'button_text_variable');
  if (/\p{Extended_Pictographic}|\p{Regional_Indicator}|[\r\n]/u.test(text)) {
    problems.error(place, 'button_text_emoji');
  }
}

const whatsappHosts = ['wa.me', 'wa.link', 'whatsapp.com'];

function checkUrl(problems: Problems, { url = '', example }: TemplateButton, place: string): void {
  const at = `${place}.url`;
  if (url.trim() === '') {
    problems.error(at, 'url_missing');
    return;
  }
  if (url.length > maxUrl) problems.error(at, 'url_too_long', { max: maxUrl });
  const { names, broken } = variablesIn(url);
  const [name] = names;
  if (broken.length > 0 || names.length > 1 || (name !== undefined && !url.endsWith('{{1}}'))) {
    problems.error(at, 'url_variable');
    return;
  }
  if (name !== undefined && url.indexOf('{{1}}') !== url.lastIndexOf('{{1}}')) {
    problems.error(at, 'url_variable');
    return;
  }
  const parsed = URL.parse(url.replace('{{1}}', 'x'));
  if (!parsed || !/^https?:\/\/[^/]/.test(url) || /\s/.test(url)) {
    problems.error(at, 'url_form');
    return;
  }
  if (!isPublicHost(parsed.hostname)) {
    problems.error(at, 'url_host', { host: parsed.hostname });
    return;
  }
  if (whatsappHosts.some((host) => parsed.hostname === host || parsed.hostname.endsWith(`.${host}`))) {
    problems.error(at, 'url_whatsapp');
    return;
  }
  if (parsed.hostname.includes('{')) {
    problems.error(at, 'url_variable');
    return;
  }
  const sample = example?.[0]?.trim() ?? '';
  if (name !== undefined && sample === '') problems.error(`${place}.example`, 'url_sample_missing');
  if (parsed.protocol === 'http:') problems.warn(at, 'url_insecure');
}

/** Field report: an address on this machine makes Meta refuse the whole template. */
function isPublicHost(host: string): boolean {
  return host.includes('.') && !/^[\d.]+$/.test(host) && !/\.(local|localhost|internal|test)$/.test(host);
}

function checkPhone(problems: Problems, phone: string, place: string): void {
  if (phone.trim() === '') {
    problems.error(place, 'phone_missing');
    return;
  }
  if (phone.length > maxPhone) {
    problems.error(place, 'phone_too_long', { max: maxPhone });
    return;
  }
  const parsed = parsePhoneNumberFromString(phone.startsWith('+') ? phone : `+${phone}`);
  if (!parsed?.isPossible()) problems.error(place, 'phone_form');
}

function checkCode(problems: Problems, code: string, place: string): void {
  if (code.trim() === '') {
    problems.error(place, 'code_missing');
    return;
  }
  if (code.length > maxCode) problems.error(place, 'code_too_long', { max: maxCode, length: code.length });
}

function checkFlow(problems: Problems, button: TemplateButton, place: string): void {
  const { flow_id, flow_name, flow_json, flow_action = 'navigate', navigate_screen } = button;
  const sources = [flow_id, flow_name, flow_json].filter((source) => source !== undefined && source !== '');
  if (sources.length !== 1) problems.error(`${place}.flow_id`, 'flow_source');
  if (flow_action !== 'navigate' && flow_action !== 'data_exchange') {
    problems.error(`${place}.flow_action`, 'flow_action');
  }
  if (flow_action === 'data_exchange' && navigate_screen) {
    problems.error(`${place}.navigate_screen`, 'flow_screen_unused');
  }
}
