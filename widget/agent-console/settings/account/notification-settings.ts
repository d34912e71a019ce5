import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../worker/api/numbers.ts';
import type { PushDevice, PushPreferences, PushStatus } from '../../../../worker/api/push.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { getPushStatus, putPushDevice, removePushDevice, testPushDevice } from '../../../client/api/push.ts';
import { canPush, pushEndpoint, subscribe, unsubscribe } from '../../../client/browser/push-device.ts';
import { strings } from '../../../locales/strings.ts';
import { alertPreferences, chime, keepAlertPreferences } from '../../notify/desktop-notification.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';

const whose = {
  mine: 'pushMine',
  unassigned: 'pushUnassigned',
  all: 'pushAll',
} as const satisfies Record<PushPreferences['whose'], keyof typeof strings>;

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

  static override readonly styles = [tokens, settingsStyles];

  protected override render() {
    const { outcome } = this.#task;
    return html`<h3>${strings.notifications}</h3>
      ${this.#renderSound()} ${this.#isOwn ? this.#renderPush() : this.#renderPage()}
      <p role="status" class=${outcome?.isGood === false ? 'problem' : 'quiet'}>${outcome?.text ?? ''}</p>`;
  }

  get #isOwn(): boolean {
    return this.worker === location.origin;
  }

  #renderSound() {
    return html`<fieldset>
      <legend>${strings.sound}</legend>
      ${this.numbers.map(
        ({ id, name, displayPhoneNumber }) => html`<label class="check"
          ><input
            type="checkbox"
            .checked=${this.alerts.sound.includes(id)}
            @change=${({ target }: Event) => {
              const isOn = target instanceof HTMLInputElement && target.checked;
              const others = this.alerts.sound.filter((other) => other !== id);
              this.#keepAlerts({ ...this.alerts, sound: isOn ? [...others, id] : others });
              if (isOn) chime();
            }}
          /><bdi>${name || displayPhoneNumber}</bdi></label
        >`,
      )}
    </fieldset>`;
  }

  #renderPage() {
    return html`<label class="check"
        ><input
          type="checkbox"
          .checked=${this.alerts.page}
          @change=${({ target }: Event) => {
            if (target instanceof HTMLInputElement) void this.#changePage(target);
          }}
        />${strings.pageNotifications}</label
      >
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
        <strong>${strings.pushHere}</strong>
        <p class="quiet">${strings.pushHint}</p>
        ${own ? this.#renderPreferences(own) : this.#renderStart()}
      </section>
      ${
        others.length === 0
          ? nothing
          : html`<section aria-label=${strings.otherDevices}>
              <strong>${strings.otherDevices}</strong>
              <ul>
                ${others.map(
                  ({ id, device }) => html`<li>
                    <span>${device}</span>
                    <button
                      class="plain"
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
      <button class="primary" @click=${() => void this.#task.change((api) => this.#begin(api))}>${strings.pushStart}</button>
    </div>`;
  }

  #renderPreferences({ id, preferences }: PushDevice) {
    const { quiet } = preferences;
    const hasQuiet = this.hasQuiet ?? quiet !== null;
    return html`<form @submit=${this.#save}>
      <label
        >${strings.pushWhose}
        <select name="whose">
          ${Object.entries(whose).map(
            ([value, name]) =>
              html`<option value=${value} ?selected=${value === preferences.whose}>${strings[name]}</option>`,
          )}
        </select>
      </label>
      ${
        this.numbers.length > 1
          ? html`<fieldset>
              <legend>${strings.pushNumbers}</legend>
              ${this.numbers.map(
                (number) => html`<label class="check"
                  ><input
                    type="checkbox"
                    name="number"
                    value=${number.id}
                    ?checked=${!preferences.muted.includes(number.id)}
                  /><bdi>${number.name || number.displayPhoneNumber}</bdi></label
                >`,
              )}
            </fieldset>`
          : nothing
      }
      <label class="check"
        ><input type="checkbox" name="showText" ?checked=${preferences.showText} />${strings.pushText}</label
      >
      ${
        this.isAdmin
          ? html`<label class="check"
              ><input type="checkbox" name="alerts" ?checked=${preferences.alerts} />${strings.pushAlerts}</label
            >`
          : nothing
      }
      <label class="check"
        ><input
          type="checkbox"
          .checked=${hasQuiet}
          @change=${({ target }: Event) => {
            this.hasQuiet = target instanceof HTMLInputElement && target.checked;
          }}
        />${strings.quietHours}</label
      >
      ${
        hasQuiet
          ? html`<div class="pair">
              <label>${strings.quietFrom} <input type="time" name="from" required value=${quiet?.from ?? '20:00'} /></label>
              <label>${strings.quietTo} <input type="time" name="to" required value=${quiet?.to ?? '08:00'} /></label>
            </div>`
          : nothing
      }
      <div class="end">
        <button class="primary">${strings.save}</button>
        <button type="button" class="plain" @click=${() => void this.#task.change((api) => this.#test(api, id))}>
          ${strings.pushTest}
        </button>
        <button type="button" class="plain" @click=${() => void this.#task.change((api) => this.#end(api, id))}>
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
    const usual: PushPreferences = { whose: 'all', muted: [], showText: false, alerts: true, quiet: null };
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

  #save(event: SubmitEvent): void {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement)) return;
    const data = new FormData(target);
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
