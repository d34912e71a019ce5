import { html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Webhook } from '../../../../worker/api/developers/webhooks.ts';
import type { InboxSummary, NumberBot } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { changeNumberSettings } from '../../../client/api/numbers/numbers.ts';
import { listWebhooks } from '../../../client/api/webhooks.ts';
import { strings } from '../../../locales/strings.ts';
import { webhookWords as words } from '../../../locales/webhooks.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderSelect, renderSwitch } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';
import { NumberChange } from './number-change.ts';

const hour = 60;
const day = 24 * hour;
const resumeTimes: readonly number[] = [5, 15, 30, hour, 2 * hour, 4 * hour, 8 * hour, day, 3 * day, 7 * day];
const answerTimes: readonly number[] = [30, 60, 120, 300, 600, 1_800];
const usual = { resumeAfterMinutes: 4 * hour, answerSeconds: 120, isPaused: false };

/** The bot of a number: what answers, when it may answer again, and how long it may take. Each change is saved at once. */
@customElement('agent-console-bot-settings')
export class BotSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  #task = new SettingsTask<readonly Webhook[]>(this, listWebhooks, { of: ['webhooks'] });

  static override readonly styles = [tokens, settingsStyles, skeletonStyles, controlStyles, fieldStyles];

  protected override render() {
    const { number } = this;
    const webhooks = this.#task.shown;
    if (!number || !webhooks) return this.#task.renderUnloaded();
    const fit = webhooks.filter((webhook) => canAnswer(webhook, number.id));
    return html`<h3>${strings.botTitle}</h3>
      <p class="quiet">${words.botIntro}</p>
      ${fit.length === 0 && !number.bot ? html`<p>${words.botNeedsWebhook}</p>` : this.#renderForm(number, fit)}
      ${this.#task.renderOutcome()}`;
  }

  #renderForm({ bot }: InboxSummary, webhooks: readonly Webhook[]) {
    // One that was narrowed since is still the bot.
    const known =
      bot && !webhooks.some(({ id }) => id === bot.webhook) ? [[bot.webhook, bot.name] as const] : [];
    const { resumeAfterMinutes, answerSeconds, isPaused } = bot ?? usual;
    return html`${renderSelect({
      ...{ name: 'webhook', label: words.botWebhook, value: bot?.webhook ?? '' },
      options: [['', words.noBot], ...webhooks.map(({ id, name }) => [id, name] as const), ...known],
      change: (webhook) => this.#save(webhook === '' ? null : { ...usual, ...settingsOf(bot), webhook }),
    })}
    ${
      bot
        ? html`${renderSelect({
            ...{ name: 'resume', label: words.resumeAfter, hint: words.resumeAfterHint },
            value: String(resumeAfterMinutes),
            options: timesWith(resumeTimes, resumeAfterMinutes).map((one) => [String(one), minutesText(one)]),
            change: (minutes) => this.#save({ ...settingsOf(bot), resumeAfterMinutes: Number(minutes) }),
          })}
          ${renderSelect({
            ...{ name: 'answer', label: words.answerTime, hint: words.answerTimeHint },
            value: String(answerSeconds),
            options: timesWith(answerTimes, answerSeconds).map((one) => [String(one), secondsText(one)]),
            change: (seconds) => this.#save({ ...settingsOf(bot), answerSeconds: Number(seconds) }),
          })}
          ${renderSwitch({
            ...{ name: 'paused', label: words.pauseBot, hint: words.pauseBotHint, isOn: isPaused },
            change: (isOn) => this.#save({ ...settingsOf(bot), isPaused: isOn }),
          })}`
        : nothing
    }`;
  }

  #save(bot: NumberBot | null): void {
    const { number } = this;
    if (!number) return;
    void this.#task.run(
      async (api) => {
        const changed = await changeNumberSettings(api, number.id, { bot });
        this.number = changed;
        this.dispatchEvent(new NumberChange(changed));
      },
      { done: strings.saved },
    );
  }
}

/** Whether it receives what customers write to this number. */
function canAnswer({ format, events, fields, inboxes }: Webhook, number: string): boolean {
  if (inboxes !== null && !inboxes.includes(number)) return false;
  return format === 'meta'
    ? fields.includes('messages')
    : events.some((one) => one === '*' || one === 'message.received');
}

/** Without the name, which is the webhook's. */
function settingsOf(bot: NonNullable<InboxSummary['bot']>): NumberBot;
function settingsOf(bot: InboxSummary['bot']): NumberBot | null;
function settingsOf(bot: InboxSummary['bot']): NumberBot | null {
  if (!bot) return null;
  const { name: _, ...settings } = bot;
  return settings;
}

/** The times to choose from, and the one that a program has set. */
function timesWith(times: readonly number[], set: number): readonly number[] {
  return times.includes(set) ? times : [...times, set].sort((a, b) => a - b);
}

function minutesText(minutes: number): string {
  if (minutes % day === 0) return words.days(minutes / day);
  return minutes % hour === 0 ? words.hours(minutes / hour) : words.minutes(minutes);
}

function secondsText(seconds: number): string {
  return seconds % 60 === 0 ? words.minutes(seconds / 60) : words.seconds(seconds);
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-bot-settings': BotSettings;
  }
}
