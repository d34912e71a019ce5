/**
 * `<MessageUs>`, `<AgentConsole>` and `<MessageUsAnalytics>`, and types for the tags in JSX, for React 19. The tags work on their own. The
 * components are for server rendering: they load the script from a server component, and they set the properties and add
 * the listeners that React skips when it hydrates a tag.
 */
import type { MessageUsAttributes, MessageUs as MessageUsElement, MessageUsEventMap } from 'message-us';
import type {
  AgentConsoleAttributes,
  AgentConsole as AgentConsoleElement,
  AgentConsoleEventMap,
} from 'message-us/agent-console';
import type {
  MessageUsAnalyticsAttributes,
  MessageUsAnalytics as MessageUsAnalyticsElement,
  MessageUsAnalyticsEventMap,
} from 'message-us/analytics';
import {
  createElement,
  type DetailedHTMLProps,
  type HTMLAttributes,
  type ReactElement,
  type Ref,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from 'react';
import 'message-us';

/** For a custom event, React calls the listener in the prop named `on` plus the event's name. */
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

export type MessageUsAnalyticsProps = TagProps<
  MessageUsAnalyticsElement,
  MessageUsAnalyticsAttributes,
  MessageUsAnalyticsEventMap,
  'getToken' | 'strings'
>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'message-us': MessageUsProps;
      'agent-console': AgentConsoleProps;
      'message-us-analytics': MessageUsAnalyticsProps;
    }
  }
}

/** The button. It also works in a server component. */
export function MessageUs(props: MessageUsProps): ReactElement {
  return useElement('message-us', ['settings'], props);
}

/** The inbox. Its script loads when it is first shown, so that pages without it do not load it. */
export function AgentConsole(props: AgentConsoleProps): ReactElement {
  useLayoutEffect(() => {
    void import('message-us/agent-console');
  }, []);
  return useElement('agent-console', ['getToken', 'strings', 'shortcuts'], props);
}

/** The analytics. Their script loads when they are first shown. */
export function MessageUsAnalytics(props: MessageUsAnalyticsProps): ReactElement {
  useLayoutEffect(() => {
    void import('message-us/analytics');
  }, []);
  return useElement('message-us-analytics', ['getToken', 'strings'], props);
}

function useElement<Target extends HTMLElement>(
  tag: string,
  properties: readonly string[],
  { ref, ...props }: { ref?: Ref<Target> | undefined },
): ReactElement {
  const element = useRef<Target>(null);
  const given = Object.entries<unknown>(props);
  const isProperty = ([name]: [string, unknown]) => properties.includes(name);
  const listeners = given.flatMap(([prop, value]) => {
    const name = /^on(.*-.*)/.exec(prop)?.[1];
    return name && typeof value === 'function'
      ? [{ prop, name, listener: (event: Event) => value(event) }]
      : [];
  });
  const isListener = ([prop]: [string, unknown]) => listeners.some((one) => one.prop === prop);

  // This also works before the element is defined, because it reads existing properties when it is upgraded.
  useLayoutEffect(() => {
    if (element.current) Object.assign(element.current, Object.fromEntries(given.filter(isProperty)));
  });
  useLayoutEffect(() => {
    const over = new AbortController();
    for (const { name, listener } of listeners)
      element.current?.addEventListener(name, listener, { signal: over.signal });
    return () => over.abort();
  });
  useImperativeHandle<Target | null, Target | null>(ref, () => element.current);
  const attributes = given.filter((entry) => !isProperty(entry) && !isListener(entry));
  return createElement(tag, { ...Object.fromEntries(attributes), ref: element });
}
