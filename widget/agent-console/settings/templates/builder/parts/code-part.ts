/** The parts of an authentication template: Meta writes its texts. */
import { html, nothing } from 'lit';
import { componentOf, type TemplateButton } from '../../../../../../worker/whatsapp/templates/definition.ts';
import {
  maxExpiryMinutes,
  minExpiryMinutes,
} from '../../../../../../worker/whatsapp/templates/kind-rules.ts';
import { builderWords as words } from '../../../../../locales/template-builder.ts';
import { renderCheckbox, renderField, renderSelect } from '../../../../ui/controls/field.ts';
import { type Builder, errorAt, renderErrors, renderWarnings } from '../builder.ts';
import { drop, put } from '../definition-edit.ts';

const kinds = ['COPY_CODE', 'ONE_TAP', 'ZERO_TAP'] as const;
type CodeKind = (typeof kinds)[number];
const maxApps = 5;
const place = 'buttons.0';

export function renderCodePart(builder: Builder) {
  const { definition } = builder;
  const body = componentOf(definition.components, 'BODY');
  const footer = componentOf(definition.components, 'FOOTER');
  const button = componentOf(definition.components, 'BUTTONS')?.buttons[0] ?? { type: 'OTP' };
  return html`<fieldset>
      <legend>${words.codeMessage}</legend>
      <p class="quiet">${words.codeMessageHint}</p>
      ${renderCheckbox({
        ...{ name: 'security', label: words.codeSecurity, isOn: body?.add_security_recommendation === true },
        change: (add_security_recommendation) =>
          builder.change(put(definition, { type: 'BODY', add_security_recommendation })),
      })}
      ${renderField({
        ...{ name: 'footer', label: words.codeExpiry, type: 'number', inputmode: 'numeric' },
        value: footer?.code_expiration_minutes === undefined ? '' : String(footer.code_expiration_minutes),
        problem: errorAt(builder, 'footer'),
        hint: words.codeExpiryHint(minExpiryMinutes, maxExpiryMinutes),
        change: (minutes) =>
          builder.change(
            minutes.trim() === ''
              ? drop(definition, 'FOOTER')
              : put(definition, { type: 'FOOTER', code_expiration_minutes: Number(minutes) }),
          ),
      })}
    </fieldset>
    ${renderCodeButton(builder, button, (next) => builder.change(put(definition, { type: 'BUTTONS', buttons: [next] })))}`;
}

function renderCodeButton(
  builder: Builder,
  button: TemplateButton,
  change: (button: TemplateButton) => void,
) {
  const kind: CodeKind = kinds.find((one) => one === button.otp_type) ?? 'COPY_CODE';
  return html`<fieldset>
    <legend>${words.codeButton}</legend>
    ${renderSelect({
      ...{ name: `${place}.otp_type`, label: words.codeKind, value: kind, hint: words.codeKindHints[kind] },
      options: kinds.map((one) => [one, words.codeKinds[one]] as const),
      problem: errorAt(builder, `${place}.otp_type`),
      change: (otp_type) => change(withCodeKind(button, otp_type)),
    })}
    ${kind === 'COPY_CODE' ? nothing : renderApps(builder, button, change)}
    ${
      kind === 'ZERO_TAP'
        ? html`${renderCheckbox({
            ...{ name: `${place}.zero_tap_terms_accepted`, label: words.zeroTapTerms },
            isOn: button.zero_tap_terms_accepted === true,
            change: (zero_tap_terms_accepted) => change({ ...button, zero_tap_terms_accepted }),
          })}
          ${renderErrors(builder, `${place}.zero_tap_terms_accepted`)}`
        : nothing
    }
    ${renderErrors(builder, 'buttons')} ${renderWarnings(builder, `${place}.text`, `${place}.autofill_text`)}
  </fieldset>`;
}

function withCodeKind(button: TemplateButton, otp_type: CodeKind): TemplateButton {
  const {
    supported_apps = [{ package_name: '', signature_hash: '' }],
    zero_tap_terms_accepted,
    ...rest
  } = button;
  if (otp_type === 'COPY_CODE') return { ...rest, otp_type };
  return {
    ...{ ...rest, otp_type, supported_apps },
    ...(otp_type === 'ZERO_TAP' && { zero_tap_terms_accepted: zero_tap_terms_accepted ?? false }),
  };
}

function renderApps(builder: Builder, button: TemplateButton, change: (button: TemplateButton) => void) {
  const apps = button.supported_apps ?? [];
  const put = (supported_apps: typeof apps) => change({ ...button, supported_apps });
  return html`${apps.map((app, index) => {
    const at = `${place}.supported_apps.${index}`;
    return html`<div class="pair" role="group" aria-label=${words.app(index + 1)}>
        ${renderField({
          ...{ name: `${at}.package_name`, label: words.packageName, value: app.package_name, dir: 'ltr' },
          problem: errorAt(builder, `${at}.package_name`),
          placeholder: 'com.example.app',
          change: (package_name) => put(apps.toSpliced(index, 1, { ...app, package_name })),
        })}
        ${renderField({
          ...{
            name: `${at}.signature_hash`,
            label: words.signatureHash,
            value: app.signature_hash,
            dir: 'ltr',
          },
          problem: errorAt(builder, `${at}.signature_hash`),
          change: (signature_hash) => put(apps.toSpliced(index, 1, { ...app, signature_hash })),
        })}
        ${
          apps.length < 2
            ? nothing
            : html`<div>
                <button type="button" class="button" @click=${() => put(apps.toSpliced(index, 1))}>
                  ${words.remove(words.app(index + 1))}
                </button>
              </div>`
        }
      </div>`;
  })}
    ${renderErrors(builder, `${place}.supported_apps`)}
    ${
      apps.length >= maxApps
        ? nothing
        : html`<div>
            <button type="button" class="button" @click=${() => put([...apps, { package_name: '', signature_hash: '' }])}>
              ${words.addApp}
            </button>
          </div>`
    }`;
}
