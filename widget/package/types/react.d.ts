/** `<MessageUs>` and `<AgentConsole>`, and both tags in JSX, for React 19. */
import type { DetailedHTMLProps, HTMLAttributes, ReactElement } from 'react';
import type {
  AgentConsoleAttributes,
  AgentConsole as AgentConsoleElement,
  AgentConsoleEventMap,
} from './agent-console.js';
import type { MessageUsAttributes, MessageUs as MessageUsElement, MessageUsEventMap } from './message-us.js';

/** React calls the listener of an event that it does not know by `on` and the event's own name. */
type Handlers<Events, Target> = {
  [Name in keyof Events & string as `on${Name}`]?: (
    event: Events[Name] & { readonly currentTarget: Target },
  ) => void;
};

type TagProps<Target extends HTMLElement, Attributes, Events, Properties extends keyof Target> = Omit<
  DetailedHTMLProps<HTMLAttributes<Target>, Target>,
  keyof Attributes
> &
  Attributes &
  Partial<Pick<Target, Properties>> &
  Handlers<Events, Target>;

export type MessageUsProps = TagProps<MessageUsElement, MessageUsAttributes, MessageUsEventMap, 'settings'>;

export type AgentConsoleProps = TagProps<
  AgentConsoleElement,
  AgentConsoleAttributes,
  AgentConsoleEventMap,
  'getToken' | 'strings' | 'shortcuts'
>;

/** The button. It also works in a server component. */
export declare function MessageUs(props: MessageUsProps): ReactElement;

/** The inbox. Its script loads when it is first shown. */
export declare function AgentConsole(props: AgentConsoleProps): ReactElement;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'message-us': MessageUsProps;
      'agent-console': AgentConsoleProps;
    }
  }
}
