import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type {
  InboxSettings,
  InboxSummary,
  LongestText,
  NumberPolicy,
  ReceiptPolicy,
} from '../../../../worker/api/numbers/numbers.ts';
import {
  type StopLanguage,
  type StopWordLists,
  stopLanguages,
} from '../../../../worker/whatsapp/receiving/stop-words.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { changeNumberSettings, changePolicy, getPolicy } from '../../../client/api/numbers/numbers.ts';
import { languages } from '../../../locales/languages.ts';
import { numberWords as words } from '../../../locales/number.ts';
import { speech } from '../../../locales/speak.ts';
import { strings } from '../../../locales/strings.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderField, renderSelect, renderSwitch } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { problemOf } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import '../profile/identity-check.ts';
import { skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';
import { NumberChange } from './number-change.ts';

const receipts = (): readonly (readonly [ReceiptPolicy, string])[] => [
  ['on-open', strings.receiptsOnOpen],
  ['on-reply', strings.receiptsOnReply],
  ['never', strings.receiptsNever],
];
const lengths: readonly LongestText[] = [4_096, 3_000, 2_000, 1_000];
const maxReminder = 1_024;

/** How a number behaves automatically, and how the console sends from it. Each change is saved when it is made. */
@customElement('agent-console-number-settings')
export class NumberSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  /** Changes on their way. */
  @state() private pending: InboxSettings = {};
  /** As it is switched; null: as it is stored. */
  @state() private hasNudge: boolean | null = null;
  @state() private problems: Readonly<Record<string, string | null>> = {};
  @state() private language: StopLanguage = speech.language;
  #task = new SettingsTask<NumberPolicy | null>(
    this,
    async (api) => this.number && getPolicy(api, this.number.id),
    { of: ['policy'] },
  );

  static override readonly styles = [tokens, settingsStyles, skeletonStyles, controlStyles, fieldStyles];

  protected override render() {
    const { number } = this;
    const policy = this.#task.shown;
    if (!number || !policy) return this.#task.renderUnloaded();
    return html`<div class="top">
        <h3>${strings.thisNumber}: <bdi>${number.displayPhoneNumber}</bdi></h3>
        ${this.#task.renderOutcome()}
      </div>
      ${this.#renderMessages({ ...number, ...this.pending })} ${this.#renderAutomatic(policy)}
      ${this.#renderNudge(policy)} ${this.#renderWords(policy.stopWords)}
      <agent-console-identity-check .api=${this.api} .number=${number}></agent-console-identity-check>`;
  }

  #renderMessages({
    receipts: receipt,
    longestText,
    showsAgentName,
    language,
    sendsFiles,
  }: Omit<InboxSummary, 'bot'>) {
    const names = new Intl.DisplayNames(speech.locale, { type: 'language' });
    return html`<div class="rows">
      ${renderSelect({
        name: 'language',
        label: strings.numberLanguage,
        value: language ?? '',
        options: [
          ['', strings.visitorsLanguage],
          ...languages.map(({ tag }) => [tag, names.of(tag) ?? tag] as const),
        ],
        hint: strings.numberLanguageHint,
        change: (value) => this.#changeSettings({ language: value === '' ? null : value }),
      })}
      ${renderSwitch({
        name: 'sendsFiles',
        label: strings.sendsFiles,
        isOn: sendsFiles,
        hint: strings.sendsFilesHint,
        change: (isOn) => this.#changeSettings({ sendsFiles: isOn }),
      })}
      ${renderSelect({
        name: 'receipts',
        label: strings.receipts,
        value: receipt,
        options: receipts(),
        hint: strings.receiptsHint,
        change: (value) => this.#changeSettings({ receipts: value }),
      })}
      ${renderSelect({
        name: 'longestText',
        label: strings.longestText,
        value: String(longestText),
        options: lengths.map((length) => [String(length), strings.characters(length)] as const),
        hint: strings.longestTextHint,
        change: (value) => {
          const chosen = lengths.find((length) => String(length) === value);
          if (chosen) this.#changeSettings({ longestText: chosen });
        },
      })}
      ${renderSwitch({
        name: 'showsAgentName',
        label: strings.showsAgentName,
        isOn: showsAgentName,
        hint: strings.showsAgentNameHint,
        change: (isOn) => this.#changeSettings({ showsAgentName: isOn }),
      })}
    </div>`;
  }

  #renderAutomatic({ claimOnReply, identityCheck, addressBook }: NumberPolicy) {
    return html`<div class="rows">
      ${renderSwitch({
        name: 'claimOnReply',
        label: strings.assignOnReply,
        isOn: claimOnReply,
        change: (isOn) => this.#changePolicy({ claimOnReply: isOn }),
      })}
      ${renderSwitch({
        name: 'identityCheck',
        label: strings.identityCheck,
        isOn: identityCheck,
        hint: strings.identityCheckHint,
        change: (isOn) => this.#changePolicy({ identityCheck: isOn }),
      })}
      ${this.number?.isOnPhone ? this.#renderAddressBook(addressBook) : nothing}
    </div>`;
  }

  /** Only a number that is also in the phone app has one. */
  #renderAddressBook({ match, create }: NumberPolicy['addressBook']) {
    return html`${renderSwitch({
      name: 'addressBookMatch',
      label: words.addressBookMatch,
      isOn: match,
      hint: words.addressBookMatchHint,
      change: (isOn) => this.#changePolicy({ addressBook: { match: isOn, create: isOn && create } }),
    })}
    ${
      match
        ? renderSwitch({
            name: 'addressBookCreate',
            label: words.addressBookCreate,
            isOn: create,
            change: (isOn) => this.#changePolicy({ addressBook: { match, create: isOn } }),
          })
        : nothing
    }`;
  }

  #renderNudge({ nudge }: NumberPolicy) {
    const hasNudge = this.hasNudge ?? nudge !== null;
    const commit = () => void this.#saveNudge();
    return html`<section aria-label=${strings.nudgeTitle}>
      <h4>${strings.nudgeTitle}</h4>
      <div class="rows">
        ${renderSwitch({
          name: 'nudge',
          label: strings.nudgeOn,
          isOn: hasNudge,
          hint: strings.nudgeHint,
          change: (isOn) => {
            this.hasNudge = isOn;
            if (!isOn && nudge) this.#changePolicy({ nudge: null });
          },
        })}
        ${
          hasNudge
            ? html`${renderField({
                name: 'nudgeText',
                label: strings.nudgeText,
                value: nudge?.text ?? '',
                rows: 2,
                isRequired: true,
                max: maxReminder,
                problem: this.problems.nudgeText ?? null,
                commit,
              })}
              ${renderField({
                name: 'nudgeBefore',
                label: strings.nudgeBefore,
                value: String(nudge?.minutesBefore ?? 60),
                type: 'number',
                least: 5,
                most: 720,
                isRequired: true,
                problem: this.problems.nudgeBefore ?? null,
                commit,
              })}`
            : nothing
        }
      </div>
    </section>`;
  }

  /** Each language has its own lists, and one of them is shown. */
  #renderWords(lists: StopWordLists) {
    const names = new Intl.DisplayNames(speech.locale, { type: 'language' });
    const { language } = this;
    const list = (which: 'stop' | 'resume', label: string) =>
      renderField({
        name: `${which}-${language}`,
        label,
        value: lists[language][which].join('\n'),
        rows: 4,
        lang: language === 'other' ? '' : language,
        commit: (text) => this.#saveWords(language, which, text),
      });
    return html`<section aria-label=${strings.stopWordsTitle}>
      <h4>${strings.stopWordsTitle}</h4>
      <div class="rows">
        ${renderSelect({
          name: 'stopWordsLanguage',
          label: strings.stopWordsLanguage,
          value: language,
          options: stopLanguages.map(
            (one) => [one, one === 'other' ? strings.otherLanguages : (names.of(one) ?? one)] as const,
          ),
          change: (value) => {
            this.language = value;
          },
        })}
        <div class="pair">
          ${keyed(language, html`${list('stop', strings.stopWords)} ${list('resume', strings.resumeWords)}`)}
          <small>${strings.wordsHint}</small>
        </div>
      </div>
    </section>`;
  }

  #changeSettings(change: InboxSettings): void {
    const { number } = this;
    if (!number) return;
    this.pending = { ...this.pending, ...change };
    void this.#task
      .run(
        async (api) => {
          const changed = await changeNumberSettings(api, number.id, change);
          this.number = changed;
          this.dispatchEvent(new NumberChange(changed));
        },
        { done: strings.saved },
      )
      .then(() => {
        // Later changes are still being saved.
        if (!this.#task.isBusy) this.pending = {};
      });
  }

  /** The inbox stores the policy as a whole: what another admin has changed meanwhile stays. */
  #changePolicy(change: Partial<NumberPolicy>): void {
    const { number } = this;
    if (!number) return;
    void this.#task.change(
      async (api) => changePolicy(api, number.id, { ...(await getPolicy(api, number.id)), ...change }),
      { preview: (policy) => policy && { ...policy, ...change }, done: strings.saved },
    );
  }

  async #saveNudge(): Promise<void> {
    const text = this.renderRoot.querySelector<HTMLTextAreaElement>('[name=nudgeText]');
    const minutes = this.renderRoot.querySelector<HTMLInputElement>('[name=nudgeBefore]');
    if (!text || !minutes) return;
    this.problems = { nudgeText: problemOf(text), nudgeBefore: problemOf(minutes) };
    if (Object.values(this.problems).some((problem) => problem !== null)) return;
    this.#changePolicy({ nudge: { text: text.value.trim(), minutesBefore: Number(minutes.value) } });
  }

  #saveWords(language: StopLanguage, which: 'stop' | 'resume', text: string): void {
    const { stopWords } = this.#task.shown ?? {};
    if (!stopWords) return;
    const words = text
      .split('\n')
      .map((word) => word.trim())
      .filter((word) => word !== '');
    this.#changePolicy({
      stopWords: { ...stopWords, [language]: { ...stopWords[language], [which]: words } },
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-number-settings': NumberSettings;
  }
}
