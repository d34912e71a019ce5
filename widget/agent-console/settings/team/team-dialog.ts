import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { TeamMember } from '../../../../worker/api/people/team.ts';
import type { NewTeam, Team } from '../../../../worker/api/people/teams.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import { assignmentWords as words } from '../../../locales/assignment.ts';
import { strings } from '../../../locales/strings.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderCheckbox, renderField, renderGroup, renderSelect } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import { colorChoiceStyles, colorIn, renderColorChoice } from '../../ui/labels/color-choice.ts';
import '../../ui/overlays/dialog.ts';
import { tokens } from '../../ui/tokens.ts';
import { distributionOptions } from '../number/distribution-text.ts';

/** Names a team, and chooses its colour and its members. Remove it on `dialog-close`, or once `save` has succeeded. */
@customElement('agent-console-team-dialog')
export class TeamDialog extends LitElement {
  /** The team to edit; null for a new one. */
  @property({ attribute: false }) team: Team | null = null;
  @property({ attribute: false }) agents: readonly TeamMember[] = [];
  @property({ attribute: false }) save: (team: NewTeam) => Promise<void> = async () => {};
  @state() private isBusy = false;
  @state() private problem = '';
  #check = new FormCheck(this);

  static override readonly styles = [
    tokens,
    controlStyles,
    fieldStyles,
    colorChoiceStyles,
    css`
      form {
        display: grid;
        gap: 16px;
      }
      .members {
        display: grid;
        gap: 4px;
        max-block-size: 240px;
        overflow-y: auto;
      }
    `,
  ];

  protected override render() {
    const { team, problem } = this;
    return html`<agent-console-dialog heading=${team ? words.editTeam : words.newTeam}>
      <form id="team" novalidate @input=${this.#check.typed} @submit=${this.#submit}>
        ${renderField({
          ...{ name: 'name', label: strings.name, value: team?.name ?? '', check: this.#check },
          ...{ isRequired: true, max: 40, words: { missing: strings.enterName }, hasFocus: true },
        })}
        ${renderColorChoice(team?.color ?? 'gray')}
        ${renderGroup(
          { name: 'members', legend: words.teamMembers },
          html`<div class="members">
            ${this.agents.map(({ id, name }) =>
              renderCheckbox({
                ...{ name: 'member', value: id, isOn: team?.members.includes(id) ?? false },
                label: html`<bdi>${name}</bdi>`,
              }),
            )}
          </div>`,
        )}
        ${renderSelect({
          ...{ name: 'distribution', label: words.distribution, value: team?.distribution ?? '' },
          options: [['', words.asNumber], ...distributionOptions()],
        })}
        ${renderField({
          ...{
            name: 'maxOpen',
            label: words.maxOpen,
            placeholder: words.asNumber,
            type: 'number',
            inputmode: 'numeric',
          },
          ...{ value: String(team?.maxOpen ?? ''), least: 1, most: 500, check: this.#check },
        })}
        ${problem === '' ? nothing : html`<p class="problem" role="alert">${problem}</p>`}
      </form>
      <button slot="actions" class="button main" form="team" ?disabled=${this.isBusy}>
        ${team ? strings.save : words.createTeam}
      </button>
    </agent-console-dialog>`;
  }

  #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement) || this.isBusy || !this.#check.accepts(target)) return;
    const data = new FormData(target);
    const [distribution = null] =
      distributionOptions().find(([one]) => one === data.get('distribution')) ?? [];
    const maxOpen = String(data.get('maxOpen'));
    void this.#save(target, {
      name: String(data.get('name')).trim(),
      color: colorIn(data),
      members: data.getAll('member').map(String),
      distribution,
      maxOpen: maxOpen === '' ? null : Number(maxOpen),
    });
  };

  async #save(form: HTMLFormElement, team: NewTeam): Promise<void> {
    this.isBusy = true;
    this.problem = '';
    const failure = await failureOf(() => this.save(team));
    this.isBusy = false;
    if (failure?.code === 'team_exists') this.#check.refuse(form, { name: failure.message });
    else if (!failure || !this.#check.explains(form, failure)) this.problem = failure?.message ?? '';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-team-dialog': TeamDialog;
  }
}
