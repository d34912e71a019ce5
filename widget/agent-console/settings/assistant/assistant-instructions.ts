import { css, html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import type { AssistantSettings, AssistantState } from '../../../../worker/api/automation/assistant.ts';
import type { Label } from '../../../../worker/api/conversations/labels.ts';
import type { Language } from '../../../../worker/api/languages.ts';
import { listLabels } from '../../../client/api/conversations/shared.ts';
import { assistantWords as words } from '../../../locales/assistant.ts';
import { languages } from '../../../locales/languages.ts';
import { speech } from '../../../locales/speak.ts';
import { strings } from '../../../locales/strings.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderCheckbox, renderField, renderGroup, renderSelect } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import { skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { renderSaveBar, saveBarStyles } from '../save-bar.ts';
import { languageName } from '../templates/template-status.ts';
import { UnsavedChange } from '../unsaved.ts';
import { AssistantTab } from './assistant-tab.ts';

type Draft = Omit<AssistantSettings, 'allowedDomains'> & { domains: string };

const lengths = { instructions: 4_000, mayPromise: 2_000, mustNot: 2_000, contactLine: 300, disclosure: 300 };

/** How the assistant writes: its instructions, its limits, and how it says what it is. Saved together. */
@customElement('agent-console-assistant-instructions')
export class AssistantInstructions extends AssistantTab {
  /** As it is being edited; null while it is as stored. */
  @state() private edited: Draft | null = null;
  /** The language whose disclosure is shown. */
  @state() private shownLanguage: Language = speech.language;
  @state() private labels: readonly Label[] = [];
  #check = new FormCheck(this);

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    skeletonStyles,
    saveBarStyles,
    css`
      .labels {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(200px, 100%), 1fr));
        gap: 0 16px;
      }
    `,
  ];

  protected override firstUpdated(): void {
    void this.#loadLabels();
  }

  protected override render() {
    const { shown } = this.task;
    const draft = this.edited ?? (shown && draftOf(shown.settings));
    if (!shown || !draft) return this.task.renderUnloaded(4);
    const text = (name: 'instructions' | 'mayPromise' | 'mustNot' | 'contactLine', rows: number) =>
      renderField({
        ...{ name, label: words[name], hint: words[`${name}Hint`], value: draft[name], rows },
        ...{ max: lengths[name], check: this.#check },
        change: (value) => this.#edit({ [name]: value }),
      });
    return html`<form novalidate @input=${this.#check.typed} @submit=${this.#save}>
      ${text('instructions', 6)} ${text('mayPromise', 3)} ${text('mustNot', 3)} ${text('contactLine', 2)}
      ${renderField({
        ...{ name: 'domains', label: words.domains, hint: words.domainsHint, value: draft.domains },
        ...{ rows: 3, dir: 'ltr', check: this.#check, placeholder: 'example.com' },
        change: (domains) => this.#edit({ domains }),
      })}
      ${this.#renderDisclosure(draft, shown)} ${this.#renderLabels(draft)}
      ${
        this.edited
          ? renderSaveBar({
              isBusy: this.task.isBusy,
              outcome: this.task.renderOutcome(strings.unsavedChanges),
              discard: () => this.#settle(),
            })
          : this.task.renderOutcome()
      }
    </form>`;
  }

  #renderDisclosure({ disclosure }: Draft, { usualDisclosures }: AssistantState) {
    const shown = this.shownLanguage;
    return html`<section>
      <h4>${words.disclosure}</h4>
      <p class="quiet">${words.disclosureHint}</p>
      ${renderCheckbox({
        ...{ name: 'disclosure', label: words.disclosureOn, isOn: disclosure.isOn },
        ...(!disclosure.isOn && { hint: words.disclosureOff }),
        change: (isOn) => this.#edit({ disclosure: { ...disclosure, isOn } }),
      })}
      ${
        disclosure.isOn
          ? html`<div class="pair">
                ${renderSelect({
                  ...{ name: 'language', label: words.language, value: shown },
                  options: languages.map(({ tag }) => [tag, languageName(tag)] as const),
                  change: (tag) => {
                    this.shownLanguage = tag;
                  },
                })}
              </div>
              ${renderField({
                ...{ name: 'disclosureText', label: words.disclosureText, hint: words.disclosureTextHint },
                ...{ value: disclosure.texts[shown] ?? '', placeholder: usualDisclosures[shown] },
                ...{ rows: 2, lang: shown, max: lengths.disclosure, check: this.#check },
                change: (value) => this.#edit({ disclosure: withText(disclosure, shown, value) }),
              })}`
          : nothing
      }
    </section>`;
  }

  #renderLabels(draft: Draft) {
    const { labels } = this;
    if (labels.length === 0) return nothing;
    return html`<section>
      <h4>${strings.labels}</h4>
      ${renderGroup(
        { name: 'labels', legend: words.labels, hint: words.labelsHint },
        html`<div class="labels">
          ${labels.map(({ id, name }) =>
            renderCheckbox({
              ...{ name: 'label', value: id, label: html`<bdi>${name}</bdi>` },
              isOn: draft.labels.includes(id),
              change: (isOn) =>
                this.#edit({
                  labels: isOn ? [...draft.labels, id] : draft.labels.filter((one) => one !== id),
                }),
            }),
          )}
        </div>`,
      )}
      <div class="pair">
        ${renderSelect({
          ...{ name: 'handOverLabel', label: words.handOverLabel, value: draft.handOverLabel ?? '' },
          options: [['', words.noLabel], ...labels.map(({ id, name }) => [id, name] as const)],
          change: (id) => this.#edit({ handOverLabel: id === '' ? null : id }),
        })}
      </div>
    </section>`;
  }

  /** Without them, the rest of the page is as useful. */
  async #loadLabels(): Promise<void> {
    const { api } = this;
    if (api) this.labels = await listLabels(api).catch(() => []);
  }

  #edit(change: Partial<Draft>): void {
    const draft = this.edited ?? (this.settings && draftOf(this.settings));
    if (!draft) return;
    this.edited = { ...draft, ...change };
    this.dispatchEvent(new UnsavedChange(true));
    this.task.forgetOutcome();
  }

  /** Nothing is left to save. */
  #settle(): void {
    this.edited = null;
    this.#check.reset();
    this.dispatchEvent(new UnsavedChange(false));
  }

  #save(event: SubmitEvent): void {
    event.preventDefault();
    const { edited: draft } = this;
    const { target: form } = event;
    if (!draft || !(form instanceof HTMLFormElement)) return;
    const { domains, ...settings } = draft;
    const allowedDomains = domainsIn(domains);
    const wrong = allowedDomains.find((domain) => !isDomain(domain));
    const isRight = this.#check.accepts(form, {
      domains: wrong === undefined ? null : words.domainWrong(wrong),
    });
    if (!isRight) return;
    void this.change({ ...settings, allowedDomains }, { done: strings.saved }).then((isSaved) => {
      if (isSaved) this.#settle();
    });
  }
}

function draftOf({ allowedDomains, ...settings }: AssistantSettings): Draft {
  return { ...settings, domains: allowedDomains.join('\n') };
}

/** A language without a text of its own has the usual one. */
function withText(
  disclosure: AssistantSettings['disclosure'],
  tag: Language,
  text: string,
): AssistantSettings['disclosure'] {
  const { [tag]: _, ...texts } = disclosure.texts;
  return { ...disclosure, texts: text.trim() === '' ? texts : { ...texts, [tag]: text } };
}

/** One per line; a whole address is cut down to its domain. */
export function domainsIn(text: string): string[] {
  const domains = text.split(/[\s,]+/).flatMap((line) => {
    const domain = line
      .toLowerCase()
      .replace(/^[a-z]+:\/\//, '')
      .replace(/[/?#].*$/, '')
      .replace(/^www\./, '');
    return domain === '' ? [] : [domain];
  });
  return [...new Set(domains)];
}

function isDomain(domain: string): boolean {
  return /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u.test(domain);
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-assistant-instructions': AssistantInstructions;
  }
}
