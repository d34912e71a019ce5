/** Name, language, category and kind of a template. */
import { html, nothing } from 'lit';
import {
  type TemplateCategory,
  templateCategories,
} from '../../../../../../worker/whatsapp/templates/definition.ts';
import { templateLanguages } from '../../../../../../worker/whatsapp/templates/languages.ts';
import { maxName } from '../../../../../../worker/whatsapp/templates/lint.ts';
import { speech } from '../../../../../locales/speak.ts';
import { builderWords as words } from '../../../../../locales/template-builder.ts';
import { renderField, renderSelect } from '../../../../ui/controls/field.ts';
import { spanText } from '../../../../ui/time/span-text.ts';
import { categoryText, languageName } from '../../template-status.ts';
import { type Builder, errorAt, renderErrors, renderWarnings } from '../builder.ts';
import { type WrittenKind, withCategory, withFormat, withKind, writtenKindOf } from '../definition-edit.ts';
import { writtenProductKinds } from '../product-kinds.ts';

interface HeadOptions {
  /** Meta keeps the name and language of a template that exists. */
  isEdited: boolean;
  /** And the category of an approved one. */
  hasFixedCategory: boolean;
}

const kinds: readonly WrittenKind[] = ['usual', 'offer', 'carousel', ...writtenProductKinds];

export function renderHeadPart(builder: Builder, { isEdited, hasFixedCategory }: HeadOptions) {
  const { definition } = builder;
  const { name, language, category, parameter_format } = definition;
  return html`<fieldset>
    <legend>${words.about}</legend>
    ${renderField({
      ...{ name: 'name', label: words.name, value: name, max: maxName, dir: 'ltr', isDisabled: isEdited },
      problem: errorAt(builder, 'name'),
      hint: isEdited ? words.nameFixed : words.nameHint,
      change: (typed) => builder.change({ ...definition, name: typed }),
      // Meta takes neither spaces nor capitals.
      commit: (typed) => builder.change({ ...definition, name: metaName(typed) }),
    })}
    <div class="pair">
      ${renderSelect({
        ...{ name: 'language', label: words.language, value: language, isDisabled: isEdited },
        options: languageOptions(language),
        problem: errorAt(builder, 'language'),
        change: (chosen) => builder.change({ ...definition, language: chosen }),
      })}
      ${renderSelect({
        ...{ name: 'category', label: words.category, value: category, isDisabled: hasFixedCategory },
        options: templateCategories.map((one) => [one, categoryText(one)] as const),
        problem: errorAt(builder, 'category'),
        hint: words.categoryHints[category],
        change: (chosen) => builder.change(withCategory(definition, chosen)),
      })}
    </div>
    ${renderWarnings(builder, 'category')}
    ${
      category === 'AUTHENTICATION'
        ? nothing
        : html`<div class="pair">
            ${renderSelect({
              ...{ name: 'kind', label: words.kind, value: writtenKindOf(definition) },
              options: kinds.map((one) => [one, words.writtenKinds[one]] as const),
              isDisabled: hasFixedCategory && category !== 'MARKETING',
              change: (kind) => builder.change(withKind(definition, kind)),
            })}
            ${renderSelect({
              ...{ name: 'format', label: words.variables, value: parameter_format },
              options: [
                ['POSITIONAL', words.numberedVariables],
                ['NAMED', words.namedVariables],
              ],
              change: (format) => builder.change(withFormat(definition, format)),
            })}
          </div>`
    }
    ${renderLifetime(builder)} ${renderErrors(builder, 'message_send_ttl_seconds')}
  </fieldset>`;
}

const [minute, hour, day] = [60, 3_600, 86_400];
/**
 * Seconds, within Meta's range for the category. Meta takes one for marketing only through its Marketing Messages API.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/time-to-live.
 */
const lifetimes: Readonly<Record<TemplateCategory, readonly number[]>> = {
  AUTHENTICATION: [minute, 5 * minute, 10 * minute, 15 * minute],
  UTILITY: [30 * minute, hour, 6 * hour, 12 * hour],
  MARKETING: [],
};

function renderLifetime(builder: Builder) {
  const { definition } = builder;
  const { message_send_ttl_seconds: seconds } = definition;
  const offered = lifetimes[definition.category];
  if (offered.length === 0 && seconds === undefined) return nothing;
  const all = seconds === undefined || offered.includes(seconds) ? offered : [seconds, ...offered];
  return renderSelect({
    ...{ name: 'lifetime', label: words.lifetime, hint: words.lifetimeHint },
    value: seconds === undefined ? '' : String(seconds),
    options: [
      ['', words.usualLifetime],
      ...all.map((one) => [String(one), spanText(one === -1 ? 30 * day : one)] as const),
    ],
    change: (chosen) => {
      const { message_send_ttl_seconds: _, ...rest } = definition;
      builder.change(chosen === '' ? rest : { ...rest, message_send_ttl_seconds: Number(chosen) });
    },
  });
}

export function metaName(typed: string): string {
  return typed
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

/** By name, with those that are not chosen yet on top. */
function languageOptions(chosen: string): (readonly [string, string])[] {
  const named = templateLanguages
    .map((code) => [code, languageName(code)] as const)
    .sort(([, a], [, b]) => a.localeCompare(b, speech.locale));
  return templateLanguages.includes(chosen) ? named : [[chosen, words.chooseLanguage], ...named];
}
