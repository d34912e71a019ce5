import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Webhook, WebhookStatus, WebhookTest } from '../../../../worker/api/developers/webhooks.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import {
  changeWebhook,
  deleteWebhook,
  listWebhooks,
  rotateWebhookSecret,
  testWebhook,
  webhookStatus,
} from '../../../client/api/webhooks.ts';
import { strings } from '../../../locales/strings.ts';
import { webhookWords as words } from '../../../locales/webhooks.ts';
import { icons } from '../../../theme/icons.ts';
import { customElement } from '../../ui/custom-element.ts';
import { emptyStyles, renderEmpty } from '../../ui/feedback/empty-state.ts';
import { skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { confirmed } from '../../ui/overlays/confirm.ts';
import { momentText, numberText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import '../secret-once.ts';
import { SettingsTask } from '../settings-task.ts';
import type { WebhookFormClose } from './webhook-form.ts';
import './webhook-form.ts';
import './webhook-log.ts';

interface Endpoint {
  webhook: Webhook;
  statuses: readonly WebhookStatus[];
}

/** Webhooks: addresses that receive events. For admins. */
@customElement('agent-console-webhook-settings')
export class WebhookSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) numbers: readonly InboxSummary[] = [];
  /** The webhook in the form; `new` creates one. */
  @state() private edited: Webhook | 'new' | null = null;
  @state() private secret: string | null = null;
  @state() private tested: { id: string; result: WebhookTest } | null = null;
  /** The webhook whose log is open. */
  @state() private logged: string | null = null;
  #task = new SettingsTask<readonly Endpoint[]>(
    this,
    async (api) =>
      Promise.all(
        (await listWebhooks(api)).map(async (webhook) => ({
          webhook,
          statuses: await webhookStatus(api, webhook.id),
        })),
      ),
    { of: ['webhooks'] },
  );

  static override readonly styles = [
    tokens,
    settingsStyles,
    skeletonStyles,
    emptyStyles,
    css`
      li.endpoint {
        display: grid;
        justify-content: stretch;
        gap: 8px;
        padding-block: 12px;
      }
      li.endpoint > * {
        min-inline-size: 0;
      }
      li .end {
        gap: 8px;
      }
    `,
  ];

  protected override render() {
    const endpoints = this.#task.shown;
    if (!endpoints) return this.#task.renderUnloaded();
    if (this.edited !== null) return this.#renderForm(this.edited);
    return html`<div class="top">
        <h3>${strings.webhooksTitle}</h3>
        <button class="primary" @click=${() => this.#edit('new')}>${words.create}</button>
      </div>
      <p class="quiet">${words.intro}</p>
      ${
        this.secret === null
          ? nothing
          : html`<agent-console-secret .secret=${this.secret} .hint=${words.secretHint}></agent-console-secret>`
      }
      ${endpoints.length === 0 ? renderEmpty({ icon: icons.webhook, text: words.none }) : nothing}
      <ul aria-label=${strings.webhooksTitle}>
        ${endpoints.map((one) => this.#renderEndpoint(one))}
      </ul>
      ${this.#task.renderProblem()}`;
  }

  #renderForm(edited: Webhook | 'new') {
    return html`<agent-console-webhook-form
      .api=${this.api}
      .numbers=${this.numbers}
      .webhook=${edited === 'new' ? null : edited}
      @webhook-form-close=${({ secret }: WebhookFormClose) => {
        this.edited = null;
        this.secret = secret;
        void this.#task.reload();
      }}
    ></agent-console-webhook-form>`;
  }

  #renderEndpoint({ webhook, statuses }: Endpoint) {
    const { id, name, url, description, formerSecretUntil, isEnabled, secretEnd } = webhook;
    const isLogged = this.logged === id;
    const { text, isBad } = stateOf(webhook, statuses);
    const named = (label: string) => `${label}: ${name}`;
    const button = (label: string, act: () => void) =>
      html`<button class="plain" aria-label=${named(label)} ?disabled=${this.#task.isBusy} @click=${act}>${label}</button>`;
    return html`<li class="endpoint">
      <div>
        <strong><bdi>${name}</bdi></strong>
        <small class=${isBad ? 'problem' : ''}>${text}</small>
        <small><bdi>${url}</bdi></small>
        ${description === '' ? nothing : html`<small><bdi>${description}</bdi></small>`}
        ${
          formerSecretUntil !== null && formerSecretUntil > Date.now()
            ? html`<small>${words.formerUntil(momentText(formerSecretUntil))}</small>`
            : nothing
        }
      </div>
      <div class="end">
        ${button(words.test, () => this.#test(id))} ${button(strings.edit, () => this.#edit(webhook))}
        ${
          isEnabled
            ? button(words.pause, () => this.#change(id, { isEnabled: false }))
            : [
                button(words.resume, () => this.#change(id, { isEnabled: true, resumeFrom: 'stopped' })),
                button(words.resumeNow, () => this.#change(id, { isEnabled: true, resumeFrom: 'now' })),
              ]
        }
        ${webhook.format === 'events' && secretEnd !== null ? button(words.rotate, () => void this.#rotate(id)) : nothing}
        ${button(words.delete, () => void this.#delete(webhook))}
        <button
          class="plain"
          aria-label=${named(words.log)}
          aria-expanded=${isLogged}
          @click=${() => {
            this.logged = isLogged ? null : id;
          }}
        >
          ${words.log}
        </button>
      </div>
      <div role="status">${this.tested?.id === id ? renderTest(this.tested.result) : nothing}</div>
      ${isLogged ? html`<agent-console-webhook-log .api=${this.api} webhook=${id}></agent-console-webhook-log>` : nothing}
    </li>`;
  }

  #edit(edited: Webhook | 'new'): void {
    this.edited = edited;
    this.secret = null;
    this.tested = null;
  }

  #change(id: string, change: Parameters<typeof changeWebhook>[2]): void {
    void this.#task.change((api) => changeWebhook(api, id, change));
  }

  async #delete({ id, name }: Webhook): Promise<void> {
    const question = { title: words.deleteTitle(name), text: words.deleteText };
    if (!(await confirmed(this, { ...question, action: words.delete, isDangerous: true }))) return;
    void this.#task.change((api) => deleteWebhook(api, id));
  }

  async #rotate(id: string): Promise<void> {
    const question = { title: words.rotateTitle, text: words.rotateText };
    if (!(await confirmed(this, { ...question, action: words.rotate }))) return;
    void this.#task.change(async (api) => {
      this.secret = (await rotateWebhookSecret(api, id)).secret;
    });
  }

  #test(id: string): void {
    this.tested = null;
    void this.#task.run(async (api) => {
      this.tested = { id, result: await testWebhook(api, id, 'test.ping') };
    });
  }
}

function stateOf(
  { disabled }: Webhook,
  statuses: readonly WebhookStatus[],
): { text: string; isBad: boolean } {
  if (disabled) {
    const at = momentText(disabled.at);
    if (disabled.because === 'admin') return { text: words.paused, isBad: false };
    return {
      text: disabled.because === 'gone' ? words.disabledGone(at) : words.disabledFailing(at),
      isBad: true,
    };
  }
  const failing = statuses.flatMap(({ failingSince }) => failingSince ?? []);
  const waiting = statuses.reduce((all, one) => all + one.waiting, 0);
  const parts = [
    failing.length > 0 ? words.failing(momentText(Math.min(...failing))) : words.active,
    ...(waiting > 0 ? [words.waiting(numberText(waiting))] : []),
  ];
  return { text: parts.join(' · '), isBad: failing.length > 0 };
}

function renderTest({ isDelivered, status, error, answer, ms }: WebhookTest) {
  const advice: Readonly<Record<string, string>> = words.advice;
  if (isDelivered) return html`<p>${words.testDelivered(String(status), numberText(ms))}</p>`;
  return html`<p class="problem">
      ${words.testFailed(String(status ?? error ?? words.noAnswer))}
      ${advice[error ?? (status === 403 ? 401 : (status ?? ''))] ?? words.advice.other}
    </p>
    ${answer === '' ? nothing : html`<small dir="auto">${answer}</small>`}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-webhook-settings': WebhookSettings;
  }
}
