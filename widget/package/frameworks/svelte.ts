/** `import 'message-us/svelte'` registers `<message-us>` and declares the types of all tags for Svelte 5. */
import type { MessageUs, MessageUsAttributes, MessageUsEventMap } from 'message-us';
import type { AgentConsole, AgentConsoleAttributes, AgentConsoleEventMap } from 'message-us/agent-console';
import type {
  MessageUsAnalytics,
  MessageUsAnalyticsAttributes,
  MessageUsAnalyticsEventMap,
} from 'message-us/analytics';
import type { HTMLAttributes } from 'svelte/elements';
import 'message-us';

type Handlers<Events, Target> = {
  [Name in keyof Events & string as `on${Name}`]?: (
    event: Events[Name] & { readonly currentTarget: Target },
  ) => void;
};

type Tag<Target extends HTMLElement, Attributes, Events, Properties extends keyof Target> = Omit<
  HTMLAttributes<Target>,
  keyof Attributes
> &
  Attributes &
  Partial<Pick<Target, Properties>> &
  Handlers<Events, Target>;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'message-us': Tag<MessageUs, MessageUsAttributes, MessageUsEventMap, 'settings'>;
    'agent-console': Tag<
      AgentConsole,
      AgentConsoleAttributes,
      AgentConsoleEventMap,
      'getToken' | 'strings' | 'shortcuts'
    >;
    'message-us-analytics': Tag<
      MessageUsAnalytics,
      MessageUsAnalyticsAttributes,
      MessageUsAnalyticsEventMap,
      'getToken' | 'strings'
    >;
  }
}
