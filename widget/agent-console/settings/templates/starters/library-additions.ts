/** What Meta adds to the text of a template from its library. */
import { html } from 'lit';
import type {
  ListedLibraryTemplate,
  NewLibraryTemplate,
} from '../../../../../worker/api/templates/templates.ts';
import { maxExpiryMinutes, minExpiryMinutes } from '../../../../../worker/whatsapp/templates/kind-rules.ts';
import { builderWords } from '../../../../locales/template-builder.ts';
import { templateWords as words } from '../../../../locales/templates.ts';
import { renderCheckbox, renderField } from '../../../ui/controls/field.ts';

export type LibraryAdditions = NonNullable<NewLibraryTemplate['bodyInputs']>;

/** Meta’s list of the library does not say what an entry offers, so its category and topic decide. */
export function renderAdditions(
  { category, topic }: ListedLibraryTemplate,
  given: LibraryAdditions,
  change: (next: LibraryAdditions) => void,
): unknown {
  if (category === 'MARKETING') return null;
  return html`<fieldset>
    <legend>${words.libraryAdds}</legend>
    ${
      category === 'AUTHENTICATION'
        ? renderForCode(given, change)
        : (['add_contact_number', 'add_learn_more_link', 'add_track_package_link'] as const)
            .filter((name) => name !== 'add_track_package_link' || topic === 'ORDER_MANAGEMENT')
            .map((name) =>
              renderCheckbox({
                ...{ name, label: words.libraryAdditions[name], isOn: given[name] === true },
                change: (isOn) => change({ ...given, [name]: isOn }),
              }),
            )
    }
    <small>${words.libraryAddsHint}</small>
  </fieldset>`;
}

function renderForCode(given: LibraryAdditions, change: (next: LibraryAdditions) => void) {
  const { code_expiration_minutes: minutes, ...rest } = given;
  const hint = builderWords.codeExpiryHint(minExpiryMinutes, maxExpiryMinutes);
  return html`${renderCheckbox({
    ...{ name: 'security', label: builderWords.codeSecurity },
    isOn: given.add_security_recommendation === true,
    change: (add_security_recommendation) => change({ ...given, add_security_recommendation }),
  })}
  ${renderField({
    ...{ name: 'expiry', label: builderWords.codeExpiry, type: 'number', inputmode: 'numeric', hint },
    value: minutes === undefined ? '' : String(minutes),
    problem: areInRange(given) ? null : hint,
    change: (typed) => change(typed === '' ? rest : { ...rest, code_expiration_minutes: Number(typed) }),
  })}`;
}

export function areInRange({ code_expiration_minutes: minutes }: LibraryAdditions): boolean {
  if (minutes === undefined) return true;
  return Number.isInteger(minutes) && minutes >= minExpiryMinutes && minutes <= maxExpiryMinutes;
}
