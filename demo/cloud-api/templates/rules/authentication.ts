/** Templates for one-time passwords. WhatsApp writes their texts. */
import { type Button, type Component, componentOf } from '../components.ts';
import type { TemplateSwitches } from '../switches.ts';
import { templateError } from '../template-error.ts';

const maxPackageName = 224;

export function checkAuthenticationSet(components: readonly Component[]): void {
  const strange = components.find(({ type }) => !['BODY', 'FOOTER', 'BUTTONS'].includes(type));
  if (strange)
    throw templateError(
      'category',
      `An authentication template has no component of the type ${strange.type}.`,
    );
  const buttons = componentOf(components, 'BUTTONS')?.buttons ?? [];
  if (buttons.length !== 1 || buttons[0]?.type !== 'OTP')
    throw templateError('combination', 'An authentication template has one button, of the type OTP.');
}

export function checkAuthentication(
  components: readonly Component[],
  language: string,
  switches: TemplateSwitches,
): void {
  if (componentOf(components, 'BODY')?.text !== undefined)
    throw templateError('body', 'WhatsApp writes the text of an authentication template.');
  const footer = componentOf(components, 'FOOTER');
  if (footer) {
    const minutes = footer.code_expiration_minutes;
    if (
      footer.text !== undefined ||
      minutes === undefined ||
      !Number.isInteger(minutes) ||
      minutes < 1 ||
      minutes > 90
    )
      throw templateError(
        'footer',
        'The footer of an authentication template has code_expiration_minutes, from 1 to 90.',
      );
  }
  const [button] = componentOf(components, 'BUTTONS')?.buttons ?? [];
  if (button) checkCodeButton(button, language, switches);
}

function checkCodeButton(button: Button, language: string, switches: TemplateSwitches): void {
  const { otp_type: kind, text, autofill_text: autofill } = button;
  if (kind === undefined || !['COPY_CODE', 'ONE_TAP', 'ZERO_TAP'].includes(kind))
    throw templateError('missing', 'The otp_type of the button is COPY_CODE, ONE_TAP or ZERO_TAP.');
  const isEnglishElsewhere =
    !language.startsWith('en') &&
    [text, autofill].some((label) => label !== undefined && /^(copy|autofill)\b/i.test(label));
  if (switches.checksCodeLabels && isEnglishElsewhere)
    throw templateError('combination', 'The label of the button is not in the language of the template.');
  if (kind === 'COPY_CODE') return;
  const apps = button.supported_apps ?? [];
  if (apps.length < 1 || apps.length > 5)
    throw templateError('missing', 'One-tap and zero-tap buttons have 1 to 5 supported_apps.');
  for (const { package_name: name, signature_hash: hash } of apps) {
    const isName = name.length <= maxPackageName && /^[A-Za-z]\w*(\.[A-Za-z]\w*)+$/.test(name);
    if (!isName) throw templateError('missing', `${name} is not the package name of an Android app.`);
    if (!/^[A-Za-z0-9+/=]{11}$/.test(hash))
      throw templateError('missing', 'The signature_hash of an app has exactly 11 characters.');
  }
  if (kind === 'ZERO_TAP' && button.zero_tap_terms_accepted !== true)
    throw templateError('missing', 'Zero-tap needs zero_tap_terms_accepted to be true.');
}
