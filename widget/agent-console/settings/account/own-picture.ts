import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { TeamMember } from '../../../../worker/api/people/team.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import { changeProfile, setPicture } from '../../../client/api/people/account.ts';
import { strings } from '../../../locales/strings.ts';
import { loadPictures } from '../../ui/agent-pictures.ts';
import { avatarStyles, renderAvatar } from '../../ui/avatar.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { spokenOnly } from '../../ui/spoken-only.ts';
import { tokens } from '../../ui/tokens.ts';
import { smallPicture } from '../button/small-picture.ts';

/** The agent's own name or picture was changed. */
export class ProfileChanged extends Event {
  constructor(readonly member: TeamMember) {
    super('profile-change', { bubbles: true, composed: true });
  }
}

/** The agent's own picture, which can be set and removed. It is made small and square before it is uploaded. */
@customElement('agent-console-own-picture')
export class OwnPicture extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) member: TeamMember | null = null;
  @state() private problem: string | null = null;
  @state() private isBusy = false;

  static override readonly styles = [
    tokens,
    avatarStyles,
    controlStyles,
    css`
      :host {
        display: grid;
        gap: 8px;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
        align-items: center;
      }
      .large {
        zoom: 1.6;
      }
      input {
        ${spokenOnly}
      }
      .button:focus-within {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }
      p {
        margin: 0;
        color: var(--alarm);
      }
    `,
  ];

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const { api, member } = this;
    if (!changed.has('member') || !api || !member) return;
    void loadPictures(api, [member]).then(() => this.requestUpdate());
  }

  protected override render() {
    const { member } = this;
    if (!member) return nothing;
    return html`<div class="row">
        <span class="large">${renderAvatar(member.name, member.id)}</span>
        <label class="button" aria-busy=${this.isBusy ? 'true' : nothing}
          >${strings.uploadPicture}<input type="file" accept="image/*" ?disabled=${this.isBusy} @change=${this.#choose}
        /></label>
        ${
          member.picture === null
            ? nothing
            : html`<button type="button" class="button ghost" @click=${() => void this.#remove()}>${strings.removePicture}</button>`
        }
      </div>
      ${this.problem === null ? nothing : html`<p role="alert">${this.problem}</p>`}`;
  }

  async #choose({ target }: Event): Promise<void> {
    if (!(target instanceof HTMLInputElement)) return;
    const [file] = target.files ?? [];
    target.value = '';
    if (!file) return;
    this.isBusy = true;
    this.problem = null;
    const small = await smallPicture(file);
    if (small === null) this.problem = strings.notPicture;
    else await this.#save((api) => setPicture(api, small));
    this.isBusy = false;
  }

  async #remove(): Promise<void> {
    await this.#save((api) => changeProfile(api, { picture: null }));
    await this.updateComplete;
    this.renderRoot.querySelector('input')?.focus();
  }

  async #save(command: (api: ApiClient) => Promise<TeamMember>): Promise<void> {
    const { api } = this;
    if (!api) return;
    this.problem = null;
    const failure = await failureOf(async () => {
      this.member = await command(api);
      this.dispatchEvent(new ProfileChanged(this.member));
    });
    this.problem = failure?.message ?? null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-own-picture': OwnPicture;
  }
}
