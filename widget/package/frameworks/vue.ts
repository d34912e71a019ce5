/** `import 'message-us/vue'` registers `<message-us>` and declares the types of all tags for Vue's templates. */
import type { MessageUs, MessageUsAttributes, MessageUsEventMap } from 'message-us';
import type { AgentConsole, AgentConsoleAttributes, AgentConsoleEventMap } from 'message-us/agent-console';
import type {
  MessageUsAnalytics,
  MessageUsAnalyticsAttributes,
  MessageUsAnalyticsEventMap,
} from 'message-us/analytics';
import type { HTMLAttributes, VNodeProps } from 'vue';
import 'message-us';

/** For `compilerOptions.isCustomElement`, so that Vue does not look for components of these names. */
export const isCustomElement = (tag: string): boolean =>
  ['message-us', 'agent-console', 'message-us-analytics'].includes(tag);

type Camelize<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camelize<Tail>>}`
  : Name;

/** Templates are checked with camel-case names, TSX with the original names. */
type BothCases<Attributes> = Attributes & {
  [Name in keyof Attributes & string as Camelize<Name>]?: Attributes[Name];
};

type Handlers<Events> = {
  [Name in keyof Events & string as `on${Capitalize<Camelize<Name>>}`]?: (event: Events[Name]) => void;
};

/** Vue's type checker converts `data-order-id` to `dataOrderId`. */
interface Data {
  [name: `data-${string}`]: unknown;
  [name: `data${Capitalize<string>}`]: unknown;
}

/** The type checker sees a tag as a component whose instance is the element, so that template refs have its type. */
type Tag<
  Target extends HTMLElement,
  Attributes,
  Events,
  Properties extends keyof Target,
> = new () => Target & {
  $props: VNodeProps &
    Omit<HTMLAttributes, keyof Attributes> &
    BothCases<Attributes> &
    Partial<Pick<Target, Properties>> &
    Handlers<Events> &
    Data;
};

declare module 'vue' {
  interface GlobalComponents {
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
