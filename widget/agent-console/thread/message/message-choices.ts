/** What the menu of a message offers. */
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { contentText } from '../../content/content-text.ts';
import { lineText } from '../../content/line-text.ts';
import { isForwardable } from './forwardable.ts';
import type { MessageAction } from './message-action.ts';
import { isAnswerable } from './message-bubble.ts';
import type { MessageChoice, MessageMenuContent } from './message-menu.ts';

export function choicesOf(
  message: Message,
  does: {
    act(action: MessageAction): void;
    copy(text: string): void;
    showDetails(message: Message): void;
  },
): MessageMenuContent {
  const { content, direction, media, reactions } = message;
  const canAnswer = isAnswerable(message);
  const ours = reactions.find((reaction) => reaction.direction === 'out')?.emoji ?? null;
  const choices: (MessageChoice | false)[] = [
    canAnswer && {
      icon: icons.reply,
      text: strings.reply,
      run: () => does.act({ type: 'reply', message }),
    },
    canAnswer &&
      isForwardable(message) && {
        icon: icons.forward,
        text: strings.forward,
        run: () => does.act({ type: 'forward', message }),
      },
    (content.type === 'image' || content.type === 'video') &&
      media?.state === 'stored' && {
        icon: icons.zoomIn,
        text: content.type === 'image' ? strings.openPhoto : strings.openVideo,
        run: () => does.act({ type: 'open-picture', message }),
      },
    {
      icon: icons.copy,
      text: strings.copyText,
      run: () => does.copy(contentText(content, direction)),
    },
    {
      icon: icons.info,
      text: strings.deliveryDetails,
      run: () => does.showDetails(message),
    },
  ];
  return {
    about: lineText(content, direction),
    reaction: canAnswer ? ours : undefined,
    react: (emoji) => does.act({ type: 'react', message, emoji }),
    choices: choices.filter((choice) => choice !== false),
  };
}
