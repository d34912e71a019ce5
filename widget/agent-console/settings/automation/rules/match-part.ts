/** What a customer has to write, and the conditions around it. */
import { html, nothing } from 'lit';
import type { RuleConditions } from '../../../../../worker/api/automation/rules.ts';
import { ruleWords as words } from '../../../../locales/automation-rules.ts';
import { languages } from '../../../../locales/languages.ts';
import { renderCheckbox, renderField, renderGroup, renderSelect } from '../../../ui/controls/field.ts';
import { languageName } from '../../templates/template-status.ts';
import type { Builder } from './builder.ts';
import { canAnswer, type MatchType } from './rule-draft.ts';

const matchTypes: readonly MatchType[] = ['contains', 'word', 'exact', 'begins', 'pattern', 'any'];

export function renderMatch(builder: Builder) {
  const { draft } = builder;
  const isPattern = draft.matchType === 'pattern';
  return html`<section>
    <h4>${words.when}</h4>
    ${renderSelect<MatchType>({
      ...{ name: 'match-type', label: words.match, value: draft.matchType },
      options: matchTypes.map((type) => [type, words.matches[type]] as const),
      change: (matchType) => builder.change({ matchType }),
    })}
    ${
      draft.matchType === 'any'
        ? nothing
        : renderField({
            ...{ name: 'match', value: draft.matchText, problem: builder.problem('match') },
            ...(isPattern
              ? { label: words.pattern, hint: words.patternHint, dir: 'ltr', max: 200 }
              : { label: words.words, hint: words.wordsHint, rows: 3 }),
            change: (matchText) => builder.change({ matchText }),
          })
    }
  </section>`;
}

export function renderConditions(builder: Builder) {
  const { draft, choices } = builder;
  const { conditions } = draft;
  const change = (one: Partial<RuleConditions>) => builder.change({ conditions: { ...conditions, ...one } });
  const { isNew, hours } = conditions;
  return html`<section>
    <h4>${words.conditions}</h4>
    <p class="quiet">${words.conditionsHint}</p>
    <div class="pair">
      ${renderSelect<'any' | 'open' | 'closed'>({
        ...{ name: 'hours', label: words.hours, value: hours ?? 'any' },
        options: (['any', 'open', 'closed'] as const).map((one) => [one, words.hoursChoices[one]] as const),
        change: (chosen) => change({ hours: chosen === 'any' ? null : chosen }),
      })}
      ${renderSelect<'any' | 'new' | 'known'>({
        ...{ name: 'customer', label: words.customer },
        value: isNew === null ? 'any' : isNew ? 'new' : 'known',
        options: (['any', 'new', 'known'] as const).map((one) => [one, words.customers[one]] as const),
        change: (chosen) => change({ isNew: chosen === 'any' ? null : chosen === 'new' }),
      })}
      ${renderSelect({
        ...{ name: 'language', label: words.language, value: conditions.languages[0] ?? '' },
        options: [['', words.anyLanguage], ...languages.map(({ tag }) => [tag, languageName(tag)] as const)],
        change: (tag) =>
          change({ languages: languages.flatMap((one) => (one.tag === tag ? [one.tag] : [])) }),
      })}
      ${renderField({
        ...{ name: 'source', label: words.source, hint: words.sourceHint, value: conditions.source ?? '' },
        ...{ dir: 'ltr', max: 2_048, placeholder: 'https://' },
        change: (source) => change({ source }),
      })}
    </div>
    ${
      choices.labels.length === 0
        ? nothing
        : html`<div class="pair">
            ${renderLabels(builder, 'with', words.withLabel, conditions.labels, (labels) => change({ labels }))}
            ${renderLabels(
              builder,
              'without',
              words.withoutLabel,
              conditions.withoutLabels,
              (withoutLabels) => change({ withoutLabels }),
            )}
          </div>`
    }
    ${renderCheckbox({
      ...{ name: 'while-person', label: words.whilePerson, hint: words.whilePersonHint },
      ...{ isOn: conditions.whilePerson, isDisabled: !conditions.whilePerson && canAnswer(draft) },
      change: (whilePerson) => change({ whilePerson }),
    })}
  </section>`;
}

/** A box for each label. */
export function renderLabels(
  { choices }: Pick<Builder, 'choices'>,
  name: string,
  legend: string,
  chosen: readonly string[],
  change: (ids: string[]) => void,
) {
  return renderGroup(
    { name, legend },
    html`<div class="boxes">
      ${choices.labels.map(({ id, name: title }) =>
        renderCheckbox({
          ...{ name, value: id, label: html`<bdi>${title}</bdi>`, isOn: chosen.includes(id) },
          change: (isOn) => change(isOn ? [...chosen, id] : chosen.filter((other) => other !== id)),
        }),
      )}
    </div>`,
  );
}
