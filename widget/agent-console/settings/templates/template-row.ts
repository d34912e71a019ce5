/** One entry of the list: a name with its languages. */
import { html, nothing } from 'lit';
import type { Template } from '../../../../worker/api/numbers/numbers.ts';
import { strings } from '../../../locales/strings.ts';
import { templateWords as words } from '../../../locales/templates.ts';
import { icons } from '../../../theme/icons.ts';
import '../../ui/overlays/menu.ts';
import { isSample, type TemplateGroup } from './template-groups.ts';
import { languageName, notesOf, renderFacts, renderNotes, statusText, toneOf } from './template-status.ts';
import { type TemplateUse, templateUseText } from './template-use.ts';

interface RowOptions {
  now: number;
  isSelected: boolean;
  use: TemplateUse;
  select(isSelected: boolean): void;
  open(id: string): void;
  mark(change: { isFavourite?: boolean; isHidden?: boolean }): void;
  /** Deletes the template in all its languages. */
  remove(): void;
}

export function renderGroup(group: TemplateGroup, options: RowOptions) {
  const { name, isFavourite, isHidden, languages, sentAt } = group;
  const lastSent = ({ language }: Template) => sentAt.get(language) ?? null;
  const [first] = languages;
  if (!first) return nothing;
  const canBeDeleted = !isSample(name);
  const useText = templateUseText(options.use, languages);
  return html`<li class=${isHidden ? 'hidden-one' : ''}>
    ${
      canBeDeleted
        ? html`<input
            type="checkbox"
            aria-label=${words.select(name)}
            .checked=${options.isSelected}
            @change=${({ target }: Event) =>
              options.select(target instanceof HTMLInputElement && target.checked)}
          />`
        : html`<span class="no-box"></span>`
    }
    <div class="about">
      <button class="name" @click=${() => options.open(first.id)}><bdi>${name}</bdi></button>
      ${renderFacts(first, lastSent(first))} ${useText === '' ? nothing : html`<small>${useText}</small>`}
      <p class="text" dir="auto">${bodyOf(first)}</p>
      <div class="languages">
        ${languages.map(
          (one) => html`<button class="language ${toneOf(one.status)}" @click=${() => options.open(one.id)}>
            <bdi>${languageName(one.language)}</bdi><span class="what">${statusText(one.status)}</span>
          </button>`,
        )}
      </div>
      ${languages.map((one) =>
        renderNotes(
          notesOf(one, options.now, lastSent(one)),
          languages.length > 1 ? languageName(one.language) : '',
        ),
      )}
    </div>
    <div class="tools">
      <button
        class="icon-button star"
        aria-label=${words.favourite(name)}
        aria-pressed=${isFavourite}
        @click=${() => options.mark({ isFavourite: !isFavourite })}
      >
        ${icons.star}
      </button>
      <agent-console-menu icon side="end" name=${words.more(name)} label=${words.more(name)}>
        <span slot="mark">${icons.more}</span>
        <button class="item" @click=${() => options.mark({ isHidden: !isHidden, ...(!isHidden && { isFavourite: false }) })}>
          ${isHidden ? words.unhide : words.hide}
        </button>
        ${canBeDeleted ? html`<button class="item danger" @click=${options.remove}>${strings.delete}</button>` : nothing}
      </agent-console-menu>
    </div>
  </li>`;
}

function bodyOf({ components, category }: Template): string {
  const text = components.find(({ type }) => type === 'BODY')?.text ?? '';
  return text === '' && category === 'AUTHENTICATION' ? words.codeText : text;
}
