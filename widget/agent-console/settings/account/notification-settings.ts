import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { PushDevice, PushPreferences, PushStatus } from '../../../../worker/api/people/push.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import {
  getPushStatus,
  putPushDevice,
  removePushDevice,
  testPushDevice,
} from '../../../client/api/people/push.ts';
import { canPush, pushEndpoint, subscribe, unsubscribe } from '../../../client/browser/push-device.ts';
import { strings } from '../../../locales/strings.ts';
import { alertPreferences, chime, keepAlertPreferences } from '../../notify/desktop-notification.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import {
  renderCheckbox,
  renderField,
  renderGroup,
  renderSelect,
  renderSwitch,
} from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';

const whose = [
  ['mine', 'pushMine'],
  ['unassigned', 'pushUnassigned'],
  ['all', 'pushAll'],
] as const satisfies readonly (readonly [PushPreferences['whose'], keyof typeof strings])[];

interface Push {
  status: PushStatus;
  /** The push endpoint of this browser; null: it has none. */
  endpoint: string | null;
}

/** How this agent is notified of new messages. */
@customElement('agent-console-notification-settings')
export class NotificationSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) numbers: readonly InboxSummary[] = [];
  /** Only admins are notified of a number's problems. */
  @property({ attribute: false }) isAdmin = false;
  /** Origin of the Worker: push notifications work on its own page only. */
  @property() worker = '';
  @state() private alerts = alertPreferences();
  @state() private hasQuiet: boolean | null = null;
  #task = new SettingsTask<Push | null>(this, async (api) => {
    if (!this.#isOwn || !canPush()) return null;
    const [status, endpoint] = await Promise.all([getPushStatus(api), pushEndpoint()]);
    return { status, endpoint };
  });

  static override readonly styles = [tokens, settingsStyles, controlStyles, fieldStyles];

  protected override render() {
    return html`<div class="top">
        <h3>${strings.notifications}</h3>
        ${this.#task.renderOutcome()}
      </div>
      ${this.#renderSound()} ${this.#isOwn ? this.#renderPush() : this.#renderPage()}`;
  }

  get #isOwn(): boolean {
    return this.worker === location.origin;
  }

  #renderSound() {
    return html`<section aria-label=${strings.sound}>
      <h4>${strings.sound}</h4>
      <div class="rows">
        ${this.numbers.map(({ id, name, displayPhoneNumber }) =>
          renderSwitch({
            name: 'sound',
            value: id,
            label: html`<bdi>${name || displayPhoneNumber}</bdi>`,
            isOn: this.alerts.sound.includes(id),
            change: (isOn) => {
              const others = this.alerts.sound.filter((other) => other !== id);
              this.#keepAlerts({ ...this.alerts, sound: isOn ? [...others, id] : others });
              if (isOn) chime();
            },
          }),
        )}
      </div>
    </section>`;
  }

  #renderPage() {
    return html`<div class="rows">
        <div class="choice switch">
          <input
            id="page"
            type="checkbox"
            role="switch"
            .checked=${this.alerts.page}
            @change=${({ target }: Event) => {
              if (target instanceof HTMLInputElement) void this.#changePage(target);
            }}
          />
          <label for="page">${strings.pageNotifications}</label>
        </div>
      </div>
      <p class="quiet">
        ${strings.pushElsewhere}
        <a href="${this.worker}/console/" target="_blank" rel="noopener">${strings.toInbox}</a>
      </p>`;
  }

  #renderPush() {
    if (!canPush()) return html`<p class="quiet">${strings.pushNeedsInstall}</p>`;
    const push = this.#task.shown;
    if (!push) return nothing;
    const { devices } = push.status;
    const own = devices.find(({ endpoint }) => endpoint === push.endpoint);
    const others = devices.filter((device) => device !== own);
    return html`<section aria-label=${strings.pushHere}>
        <h4>${strings.pushHere}</h4>
        <p class="quiet">${strings.pushHint}</p>
        ${own ? this.#renderPreferences(own) : this.#renderStart()}
      </section>
      ${
        others.length === 0
          ? nothing
          : html`<section aria-label=${strings.otherDevices}>
              <h4>${strings.otherDevices}</h4>
              <ul>
                ${others.map(
                  ({ id, device }) => html`<li>
                    <span>${device}</span>
                    <button
                      class="button"
                      aria-label="${strings.remove}: ${device}"
                      @click=${() => void this.#task.change((api) => removePushDevice(api, id))}
                    >
                      ${strings.remove}
                    </button>
                  </li>`,
                )}
              </ul>
            </section>`
      }`;
  }

  #renderStart() {
    return html`<div class="end">
      <button class="button main" @click=${() => void this.#task.change((api) => this.#begin(api))}>${strings.pushStart}</button>
    </div>`;
  }

  #renderPreferences({ id, preferences }: PushDevice) {
    const { quiet } = preferences;
    const hasQuiet = this.hasQuiet ?? quiet !== null;
    return html`<form @submit=${(event: Event) => event.preventDefault()} @change=${this.#save}>
      <div class="rows">
        ${renderSelect({
          name: 'whose',
          label: strings.pushWhose,
          value: preferences.whose,
          options: whose.map(([value, name]) => [value, strings[name]] as const),
        })}
        ${
          this.numbers.length > 1
            ? renderGroup(
                { name: 'numbers', legend: strings.pushNumbers },
                this.numbers.map((number) =>
                  renderCheckbox({
                    name: 'number',
                    value: number.id,
                    label: html`<bdi>${number.name || number.displayPhoneNumber}</bdi>`,
                    isOn: !preferences.muted.includes(number.id),
                  }),
                ),
              )
            : nothing
        }
        ${renderSwitch({ name: 'showText', label: strings.pushText, isOn: preferences.showText })}
        ${
          this.isAdmin
            ? renderSwitch({ name: 'alerts', label: strings.pushAlerts, isOn: preferences.alerts })
            : nothing
        }
        ${renderSwitch({ name: 'weekly', label: strings.pushWeekly, isOn: preferences.weekly })}
        ${renderSwitch({
          name: 'quiet',
          label: strings.quietHours,
          isOn: hasQuiet,
          change: (isOn) => {
            this.hasQuiet = isOn;
          },
        })}
        ${
          hasQuiet
            ? html`<div class="pair">
                ${renderField({ name: 'from', label: strings.quietFrom, type: 'time', value: quiet?.from ?? '20:00', isRequired: true })}
                ${renderField({ name: 'to', label: strings.quietTo, type: 'time', value: quiet?.to ?? '08:00', isRequired: true })}
              </div>`
            : nothing
        }
      </div>
      <div class="end">
        <button type="button" class="button" @click=${() => void this.#task.change((api) => this.#test(api, id))}>
          ${strings.pushTest}
        </button>
        <button type="button" class="button" @click=${() => void this.#task.change((api) => this.#end(api, id))}>
          ${strings.pushStop}
        </button>
      </div>
    </form>`;
  }

  #keepAlerts(alerts: typeof this.alerts): void {
    this.alerts = alerts;
    keepAlertPreferences(alerts);
  }

  /** The browser asks for permission only on this click. */
  async #changePage(box: HTMLInputElement): Promise<void> {
    const isAllowed = !box.checked || (await Notification.requestPermission()) === 'granted';
    if (isAllowed) this.#task.forgetOutcome();
    else this.#task.refuse(strings.notificationsRefused);
    box.checked &&= isAllowed;
    this.#keepAlerts({ ...this.alerts, page: box.checked });
  }

  async #begin(api: ApiClient): Promise<void> {
    const usual: PushPreferences = {
      whose: 'all',
      muted: [],
      showText: false,
      alerts: true,
      weekly: false,
      quiet: null,
    };
    const device = await this.#subscribe(usual);
    if (device) await putPushDevice(api, device);
    else this.#task.refuse(strings.notificationsRefused);
  }

  async #test(api: ApiClient, id: string): Promise<void> {
    const { taken } = await testPushDevice(api, id);
    this.#task.outcome = taken
      ? { isGood: true, text: strings.pushTested }
      : { isGood: false, text: strings.pushNotTaken };
  }

  async #end(api: ApiClient, id: string): Promise<void> {
    await removePushDevice(api, id);
    await unsubscribe();
  }

  /** Saves each change when it is made. */
  async #save({ currentTarget: form }: Event): Promise<void> {
    if (!(form instanceof HTMLFormElement)) return;
    // The times of quiet hours appear when they are switched on.
    await this.updateComplete;
    if (!form.checkValidity()) return;
    const data = new FormData(form);
    void this.#task.change(async (api) => {
      const device = await this.#subscribe(this.#preferencesIn(data));
      if (!device) return;
      await putPushDevice(api, device);
      this.#task.outcome = { isGood: true, text: strings.saved };
    });
  }

  /** Null: the browser or the agent declined. */
  async #subscribe(preferences: PushPreferences) {
    const push = this.#task.shown;
    return push && subscribe(push.status.publicKey, preferences);
  }

  #preferencesIn(data: FormData): PushPreferences {
    const chosen = data.get('whose');
    const [from, to] = [data.get('from'), data.get('to')];
    const heard = data.getAll('number');
    return {
      whose: chosen === 'mine' || chosen === 'unassigned' ? chosen : 'all',
      muted:
        this.numbers.length > 1 ? this.numbers.map(({ id }) => id).filter((id) => !heard.includes(id)) : [],
      showText: data.has('showText'),
      // An agent who becomes an admin later gets alerts.
      alerts: data.has('alerts') || !this.isAdmin,
      weekly: data.has('weekly'),
      quiet:
        typeof from === 'string' && typeof to === 'string'
          ? { from, to, timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone }
          : null,
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-notification-settings': NotificationSettings;
  }
}
