import { html } from 'lit';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import type { ConsoleMenu, MenuToggle } from '../overlays/menu.ts';
import '../overlays/menu.ts';
import type { EmojiPick } from './emoji-picker.ts';

interface EmojiMenu {
  /** The name of its button. */
  name: string;
  pick: (emoji: string) => void;
  /** Puts the focus back after it was closed by Escape. */
  leave: () => void;
}

/** A button that opens the emoji picker, which is loaded then. It closes after one was picked. */
export function renderEmojiMenu({ name, pick, leave }: EmojiMenu) {
  const done = ({ currentTarget }: Event, then: () => void) => {
    if (currentTarget instanceof Element) currentTarget.closest<ConsoleMenu>('agent-console-menu')?.close();
    then();
  };
  return html`<agent-console-menu
    class="emoji"
    icon
    rises
    name=${name}
    label=${name}
    @menu-toggle=${({ isOpen, target }: MenuToggle) => {
      if (isOpen && target instanceof Element) void open(target);
    }}
  >
    <span slot="mark">${icons.smile}</span>
    <agent-console-emoji
      aria-label=${strings.compose.emoji}
      @emoji-pick=${(event: EmojiPick) => done(event, () => pick(event.emoji))}
      @emoji-close=${(event: Event) => done(event, leave)}
    ></agent-console-emoji>
  </agent-console-menu>`;
}

async function open(menu: Element): Promise<void> {
  await import('./emoji-picker.ts');
  await menu.querySelector('agent-console-emoji')?.open();
  if ('place' in menu && typeof menu.place === 'function') menu.place();
}
