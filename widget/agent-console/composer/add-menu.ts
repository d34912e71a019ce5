/** What can be added to a message or sent in place of one: icons below the field, and a menu for what does not fit. */
import { html, nothing, type TemplateResult } from 'lit';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import '../ui/overlays/menu.ts';
import type { ConsoleMenu } from '../ui/overlays/menu.ts';
import { formNames } from './forms/filled-forms.ts';
import type { FormKind } from './forms/form-fields.ts';

export interface AddActions {
  /** Whether the phone number is known. The menu offers to request it only if it is not. */
  hasPhone: boolean;
  chooseFiles(): void;
  openForm(kind: FormKind): void;
  chooseReply(): void;
  chooseTemplate(): void;
  /** Null where there is no catalog to choose from. */
  chooseProducts: (() => void) | null;
  record(): void;
  openStickers(): void;
  askLocation(): void;
  askPhone(): void;
}

interface Action {
  name: string;
  icon: TemplateResult<2>;
  /** The width of the composer from which it is an icon of its own. Below, and without one, it is in the menu. */
  from: 'always' | 'medium' | 'wide' | 'never';
  run: () => void;
}

/** The forms behind one icon. */
const promptKinds = ['buttons', 'list', 'link'] as const satisfies readonly FormKind[];
const promptIcons = { buttons: icons.replyButtons, list: icons.listMessage, link: icons.link };

function actionsOf(actions: AddActions): readonly Action[] {
  const form = (kind: FormKind, icon: TemplateResult<2>, from: Action['from']): Action => ({
    name: strings[formNames[kind]],
    icon,
    from,
    run: () => actions.openForm(kind),
  });
  return [
    { name: strings.attach, icon: icons.attach, from: 'always', run: actions.chooseFiles },
    { name: strings.savedReplies, icon: icons.savedReply, from: 'medium', run: actions.chooseReply },
    { name: strings.templates, icon: icons.template, from: 'medium', run: actions.chooseTemplate },
    form('location', icons.pin, 'wide'),
    { name: strings.recordVoice, icon: icons.microphone, from: 'always', run: actions.record },
    { name: strings.compose.sticker, icon: icons.sticker, from: 'never', run: actions.openStickers },
    form('contact', icons.contact, 'never'),
    ...(actions.chooseProducts
      ? [
          {
            ...{ name: strings.compose.products, icon: icons.catalog, from: 'never' as const },
            run: actions.chooseProducts,
          },
        ]
      : []),
    { name: strings.askLocation, icon: icons.locate, from: 'never', run: actions.askLocation },
    ...(actions.hasPhone
      ? []
      : [{ name: strings.askPhone, icon: icons.phone, from: 'never', run: actions.askPhone } as const]),
  ];
}

function closeMenu({ target }: Event): void {
  if (target instanceof Element) target.closest<ConsoleMenu>('agent-console-menu')?.close();
}

function renderItem(name: string, icon: unknown, className: string, run: () => void) {
  return html`<button
    type="button"
    class="item ${className}"
    @click=${(event: Event) => {
      closeMenu(event);
      run();
    }}
  >
    ${icon} ${name}
  </button>`;
}

/** The menu of the plus. */
export function renderAddMenu(actions: AddActions) {
  const all = actionsOf(actions);
  const item = ({ name, icon, from, run }: Action) => renderItem(name, icon, `below-${from}`, run);
  return html`<agent-console-menu class="add" icon rises name=${strings.add} label=${strings.add}>
    <span slot="mark">${icons.plus}</span>
    ${all.filter(({ from }) => from !== 'never' && from !== 'always').map(item)}
    ${promptKinds.map((kind) =>
      renderItem(strings[formNames[kind]], promptIcons[kind], 'below-wide', () => actions.openForm(kind)),
    )}
    ${all.filter(({ from }) => from === 'never').map(item)}
  </agent-console-menu>`;
}

/** The icons beside it. `emoji` comes after the first. */
export function renderAddIcons(actions: AddActions, emoji: unknown) {
  const all = actionsOf(actions).filter(({ from }) => from !== 'never');
  const icon = ({ name, icon, from, run }: Action) => html`<button
    type="button"
    class="icon-button from-${from}"
    aria-label=${name}
    title=${name}
    @click=${run}
  >
    ${icon}
  </button>`;
  const [attach, reply, template, location, voice] = all;
  const render = (action: Action | undefined) => (action ? icon(action) : nothing);
  return html`${render(attach)} ${emoji} ${render(reply)} ${render(template)}
    <agent-console-menu
      class="prompts from-wide"
      icon
      rises
      name=${strings.compose.buttonsAndLists}
      label=${strings.compose.buttonsAndLists}
    >
      <span slot="mark">${icons.replyButtons}</span>
      ${promptKinds.map((kind) =>
        renderItem(strings[formNames[kind]], promptIcons[kind], '', () => actions.openForm(kind)),
      )}
    </agent-console-menu>
    ${render(location)} ${render(voice)}`;
}
