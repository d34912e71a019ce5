import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  InboxSettings,
  InboxSummary,
  LongestText,
  NumberPolicy,
  ReceiptPolicy,
} from '../../../../worker/api/numbers.ts';
import {
  type StopLanguage,
  type StopWordLists,
  stopLanguages,
} from '../../../../worker/whatsapp/receiving/stop-words.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { ApiFailure, failureOf } from '../../../client/api/api-failure.ts';
import { changeNumberSettings, changePolicy, getPolicy } from '../../../client/api/numbers.ts';
import { speech } from '../../../locales/speak.ts';
import { strings } from '../../../locales/strings.ts';
import { customElement } from '../../ui/custom-element.ts';
import '../profile/identity-check.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';
import { NumberChange } from './number-change.ts';

const receipts = (): Readonly<Record<ReceiptPolicy, string>> => ({
  'on-open': strings.receiptsOnOpen,
  'on-reply': strings.receiptsOnReply,
  never: strings.receiptsNever,
});
const lengths: readonly LongestText[] = [4_096, 3_000, 2_000, 1_000];

/** How a number behaves automatically, and how the console sends from it. */
@customElement('agent-console-number-settings')
export class NumberSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  /** As it is ticked; null: as it is stored. */
  @state() private hasNudge: boolean | null = null;
  @state() private language: StopLanguage = speech.language;
  #task = new SettingsTask<NumberPolicy | null>(
    this,
    async (api) => this.number && getPolicy(api, this.number.id),
  );

  static override readonly styles = [tokens, settingsStyles];

  protected override render() {
    const { number } = this;
    const policy = this.#task.shown;
    if (!number || !policy) return this.#renderOutcome();
    const { nudge, stopWords, identityCheck, claimOnReply } = policy;
    const hasNudge = this.hasNudge ?? nudge !== null;
    return html`<form @submit=${this.#submit} @input=${() => this.#task.forgetOutcome()}>
      <h3>${strings.thisNumber}: <bdi>${number.displayPhoneNumber}</bdi></h3>
      <label
        >${strings.receipts}
        <select name="receipts">
          ${Object.entries(receipts()).map(
            ([value, name]) =>
              html`<option value=${value} ?selected=${value === number.receipts}>${name}</option>`,
          )}
        </select>
        <small>${strings.receiptsHint}</small>
      </label>
      <label
        >${strings.longestText}
        <select name="longestText">
          ${lengths.map(
            (length) =>
              html`<option value=${length} ?selected=${length === number.longestText}>
                ${strings.characters(length)}
              </option>`,
          )}
        </select>
        <small>${strings.longestTextHint}</small>
      </label>
      <fieldset>
        <legend>${strings.nudgeTitle}</legend>
        <label class="check"
          ><input
            type="checkbox"
            .checked=${hasNudge}
            @change=${({ target }: Event) => {
              this.hasNudge = target instanceof HTMLInputElement && target.checked;
            }}
          />${strings.nudgeOn}</label
        >
        <small>${strings.nudgeHint}</small>
        ${
          hasNudge
            ? html`<label
                  >${strings.nudgeText}
                  <textarea name="nudgeText" required maxlength="1024" rows="2" dir="auto" .defaultValue=${nudge?.text ?? ''}></textarea>
                </label>
                <label
                  >${strings.nudgeBefore}
                  <input name="nudgeBefore" type="number" required min="5" max="720" value=${nudge?.minutesBefore ?? 60} />
                </label>`
            : nothing
        }
      </fieldset>
      <label class="check"
        ><input name="showsAgentName" type="checkbox" .checked=${number.showsAgentName} />${strings.showsAgentName}</label
      >
      <small>${strings.showsAgentNameHint}</small>
      ${this.#renderWords(stopWords)}
      <label class="check"
        ><input name="claimOnReply" type="checkbox" .checked=${claimOnReply} />${strings.claimOnReply}</label
      >
      <label class="check"
        ><input name="identityCheck" type="checkbox" .checked=${identityCheck} />${strings.identityCheck}</label
      >
      <small>${strings.identityCheckHint}</small>
      <div class="end">
        <button class="primary">${strings.save}</button>
        ${this.#renderOutcome()}
      </div>
    </form>
    <agent-console-identity-check .api=${this.api} .number=${number}></agent-console-identity-check>`;
  }

  /** All languages are in the form, and one of them is shown. */
  #renderWords(lists: StopWordLists) {
    const names = new Intl.DisplayNames(speech.locale, { type: 'language' });
    return html`<fieldset>
      <legend>${strings.stopWordsTitle}</legend>
      <label
        >${strings.stopWordsLanguage}
        <select @change=${({ target }: Event) => {
          const value = target instanceof HTMLSelectElement ? target.value : '';
          this.language = stopLanguages.find((one) => one === value) ?? this.language;
        }}>
          ${stopLanguages.map(
            (language) =>
              html`<option value=${language} ?selected=${language === this.language}>
                ${language === 'other' ? strings.otherLanguages : names.of(language)}
              </option>`,
          )}
        </select>
      </label>
      ${stopLanguages.map(
        (language) =>
          html`<div class="pair" ?hidden=${language !== this.language}>
            ${renderList(`stop ${language}`, strings.stopWords, language, lists[language].stop)}
            ${renderList(`resume ${language}`, strings.resumeWords, language, lists[language].resume)}
          </div>`,
      )}
      <small>${strings.wordsHint}</small>
    </fieldset>`;
  }

  #renderOutcome() {
    const { outcome } = this.#task;
    return html`<span role="status" class=${outcome?.isGood === false ? 'problem' : 'quiet'}>${outcome?.text ?? ''}</span>`;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const { target } = event;
    const { number } = this;
    if (!number || !(target instanceof HTMLFormElement)) return;
    const { settings, policy } = readForm(new FormData(target));
    void this.#task.change((api) => this.#save(api, number, settings, policy), { done: strings.saved });
  }

  /** Workspace and Inbox store a part each. If only the second request fails, the page says what is not saved. */
  async #save(
    api: ApiClient,
    { id }: InboxSummary,
    settings: InboxSettings,
    policy: NumberPolicy,
  ): Promise<void> {
    await changePolicy(api, id, policy);
    this.hasNudge = null;
    const failure = await failureOf(async () => {
      this.dispatchEvent(new NumberChange(await changeNumberSettings(api, id, settings)));
    });
    if (!failure) return;
    const { status, code, message, details } = failure;
    const left = [strings.receipts, strings.longestText, strings.showsAgentName].join(', ');
    throw new ApiFailure(status, code, strings.savedExcept(left, message), details);
  }
}

function renderList(name: string, label: string, language: StopLanguage, words: readonly string[]) {
  return html`<label
    >${label}
    <textarea name=${name} rows="4" dir="auto" lang=${language === 'other' ? '' : language} .defaultValue=${words.join('\n')}></textarea>
  </label>`;
}

function readForm(data: FormData): { settings: InboxSettings; policy: NumberPolicy } {
  const textOf = (name: string) => {
    const value = data.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const wordsOf = (name: string) =>
    textOf(name)
      .split('\n')
      .map((word) => word.trim())
      .filter((word) => word !== '');
  const listsOf = (language: StopLanguage) => ({
    stop: wordsOf(`stop ${language}`),
    resume: wordsOf(`resume ${language}`),
  });
  const receipt = textOf('receipts');
  const length = lengths.find((one) => String(one) === textOf('longestText'));
  return {
    settings: {
      ...((receipt === 'never' || receipt === 'on-open' || receipt === 'on-reply') && { receipts: receipt }),
      ...(length !== undefined && { longestText: length }),
      showsAgentName: data.has('showsAgentName'),
    },
    policy: {
      nudge: data.has('nudgeText')
        ? { text: textOf('nudgeText'), minutesBefore: Number(textOf('nudgeBefore')) }
        : null,
      stopWords: {
        en: listsOf('en'),
        es: listsOf('es'),
        'pt-BR': listsOf('pt-BR'),
        fr: listsOf('fr'),
        de: listsOf('de'),
        ar: listsOf('ar'),
        hi: listsOf('hi'),
        id: listsOf('id'),
        other: listsOf('other'),
      },
      identityCheck: data.has('identityCheck'),
      claimOnReply: data.has('claimOnReply'),
    },
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-number-settings': NumberSettings;
  }
}
