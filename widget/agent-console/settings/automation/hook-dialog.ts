import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  BotHookChange,
  BotHookState,
  BotHookTest,
  BotHookWhen,
} from '../../../../worker/api/automation/bot-hook.ts';
import type { Webhook } from '../../../../worker/api/developers/webhooks.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import { changeBotHook, testBotHook } from '../../../client/api/automation.ts';
import { listWebhooks } from '../../../client/api/webhooks.ts';
import { automationBook, automationWords as words } from '../../../locales/automation.ts';
import { speech } from '../../../locales/speak.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderField, renderSelect } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import { skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import '../../ui/overlays/dialog.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import { SettingsTask } from '../settings-task.ts';

export class HookSaved extends Event {
  constructor(readonly hook: BotHookState) {
    super('hook-saved', { bubbles: true, composed: true });
  }
}

/** The hook was asked a test question, and may work again. */
export class HookTested extends Event {
  constructor() {
    super('hook-tested', { bubbles: true, composed: true });
  }
}

const whens: readonly BotHookWhen[] = ['off', 'rule', 'outside-hours', 'always'];
const fallbacks = ['team', 'away', 'hand-over'] as const;
const [leastSeconds, mostSeconds] = [10, 3_600];

/** Which webhook is asked what to answer, and when. Remove it on `hook-saved` and on `dialog-close`. */
@customElement('agent-console-bot-hook')
export class HookDialog extends WordedElement {
  protected override readonly book = automationBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @property({ attribute: false }) hook: BotHookState | null = null;
  @state() private when: BotHookWhen | null = null;
  @state() private webhook: string | null = null;
  /** Whether no webhook was chosen, when the form was saved. */
  @state() private isMissing = false;
  @state() private isBusy = false;
  @state() private problem = '';
  @state() private test: BotHookTest | null = null;
  #check = new FormCheck(this);
  #task = new SettingsTask<readonly Webhook[]>(this, listWebhooks);

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    skeletonStyles,
    css`
      :host {
        display: contents;
      }
      agent-console-dialog {
        --dialog: 560px;
      }
      .test {
        display: grid;
        gap: 8px;
        justify-items: start;
      }
      .outcome {
        display: flex;
        gap: 8px;
        align-items: start;
        margin: 0;
        overflow-wrap: anywhere;
      }
      .outcome.wrong {
        color: var(--alarm);
      }
      .outcome svg {
        flex: none;
        inline-size: 20px;
        block-size: 20px;
      }
    `,
  ];

  protected override render() {
    const { hook } = this;
    if (!hook) return nothing;
    const webhooks = this.#task.shown;
    return html`<agent-console-dialog heading=${words.blocks.bot}>
      <form id="hook" novalidate @input=${this.#check.typed} @submit=${this.#submit}>
        <p class="quiet">${words.about.bot}</p>
        ${webhooks ? this.#renderFields(hook, webhooks) : this.#task.renderUnloaded(4)}
        <p class="problem" role="alert">${this.problem}</p>
      </form>
      <button
        slot="actions"
        class="button main"
        form="hook"
        ?disabled=${this.isBusy || !webhooks}
      >
        ${strings.save}
      </button>
    </agent-console-dialog>`;
  }

  #renderFields({ settings }: BotHookState, webhooks: readonly Webhook[]) {
    const when = this.#when;
    const fit = webhooks.filter((webhook) => this.#canAsk(webhook));
    // One that was narrowed or deleted since is still set.
    const set = settings.webhook;
    const others =
      set === null || fit.some(({ id }) => id === set)
        ? []
        : [[set, webhooks.find(({ id }) => id === set)?.name ?? set] as const];
    return html`${renderSelect({
      ...{ name: 'when', label: words.hook.when, value: when },
      options: whens.map((one) => [one, words.hook.whens[one]] as const),
      change: (chosen) => {
        this.when = chosen;
      },
    })}
    ${
      when === 'off'
        ? nothing
        : html`${renderSelect<string>({
            ...{ name: 'webhook', label: words.hook.webhook, value: this.#webhook },
            hint: fit.length === 0 ? words.hook.needsWebhook : words.hook.webhookHint,
            problem: this.isMissing ? words.hook.choose : null,
            options: [
              ['', words.hook.choose] as const,
              ...fit.map(({ id, name }) => [id, name] as const),
              ...others,
            ],
            change: (chosen) => {
              this.webhook = chosen;
              this.isMissing = false;
            },
          })}
          ${renderSelect({
            ...{ name: 'fallback', label: words.hook.fallback, hint: words.hook.fallbackHint },
            value: settings.fallback,
            options: fallbacks.map((one) => [one, words.hook.fallbacks[one]] as const),
          })}
          ${renderField({
            ...{ name: 'answerSeconds', label: words.hook.answerSeconds, check: this.#check, type: 'number' },
            ...{ hint: words.hook.answerSecondsHint, isRequired: true },
            ...{ least: leastSeconds, most: mostSeconds, value: String(settings.answerSeconds) },
          })}
          ${settings.when === 'off' ? nothing : this.#renderTest()}`
    }`;
  }

  #renderTest() {
    return html`<div class="test">
      <button
        type="button"
        class="button"
        aria-describedby="test-hint"
        aria-disabled=${this.isBusy ? 'true' : nothing}
        @click=${() => void this.#runTest()}
      >
        ${words.hook.test}
      </button>
      <small id="test-hint" class="quiet">${words.hook.testHint}</small>
      <div role="status">${this.test ? this.#renderOutcome(this.test) : nothing}</div>
    </div>`;
  }

  #renderOutcome(test: BotHookTest) {
    return html`<p class="outcome ${test.isWorking ? '' : 'wrong'}">
        ${test.isWorking ? icons.check : icons.wrong}<span>${outcomeText(test)}</span>
      </p>
      ${test.detail === '' ? nothing : html`<p class="quiet outcome" dir="auto">${test.detail}</p>`}`;
  }

  get #when(): BotHookWhen {
    return this.when ?? this.hook?.settings.when ?? 'off';
  }

  get #webhook(): string {
    return this.webhook ?? this.hook?.settings.webhook ?? '';
  }

  /** Whether it receives turn.started of this number. */
  #canAsk({ format, events, inboxes }: Webhook): boolean {
    const id = this.number?.id ?? '';
    return (
      format === 'events' && events.includes('turn.started') && (inboxes === null || inboxes.includes(id))
    );
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const { hook } = this;
    const { target: form } = event;
    if (!(form instanceof HTMLFormElement) || this.isBusy || !hook) return;
    const [when, webhook] = [this.#when, this.#webhook];
    this.isMissing = when !== 'off' && webhook === '';
    if (!this.#check.accepts(form) || this.isMissing) return;
    const data = new FormData(form);
    const fallback = fallbacks.find((one) => one === data.get('fallback')) ?? hook.settings.fallback;
    const seconds = data.has('answerSeconds')
      ? Number(data.get('answerSeconds'))
      : hook.settings.answerSeconds;
    void this.#save(
      { when, webhook: webhook === '' ? null : webhook, fallback, answerSeconds: seconds },
      form,
    );
  }

  async #save(change: BotHookChange, form: HTMLFormElement): Promise<void> {
    const { api, number } = this;
    if (!api || !number) return;
    this.isBusy = true;
    this.problem = '';
    const failure = await failureOf(async () => {
      this.dispatchEvent(new HookSaved(await changeBotHook(api, number.id, change)));
    });
    this.isBusy = false;
    if (failure && !this.#check.explains(form, failure)) this.problem = failure.message;
  }

  async #runTest(): Promise<void> {
    const { api, number } = this;
    // A disabled button would lose the focus, and Escape would close the settings.
    if (!api || !number || this.isBusy) return;
    this.isBusy = true;
    this.problem = '';
    this.test = null;
    const failure = await failureOf(async () => {
      this.test = await testBotHook(api, number.id);
      this.dispatchEvent(new HookTested());
    });
    this.isBusy = false;
    if (failure) this.problem = failure.message;
  }
}

/** How it answered, in words. */
function outcomeText({ isWorking, fault, status, ms, actions }: BotHookTest): string {
  if (isWorking) return actions === null ? words.hook.worksLater : words.hook.works(secondsText(ms));
  const isStatus = fault === 'status' && status !== null;
  const reason = isStatus
    ? words.hook.status(String(status))
    : fault === null
      ? ''
      : words.hook.faults[fault];
  return words.hook.fails(reason);
}

function secondsText(ms: number): string {
  return new Intl.NumberFormat(speech.locale, {
    ...{ style: 'unit', unit: 'second', unitDisplay: 'long' },
    maximumFractionDigits: 1,
  }).format(ms / 1_000);
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-bot-hook': HookDialog;
  }
}
