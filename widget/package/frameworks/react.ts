/**
 * `<MessageUs>` and `<AgentConsole>` for React 19. The tags themselves work in JSX; the components are for pages that
 * are rendered on a server: they bring the script along from a server component, and they set the properties and add
 * the listeners that React leaves out when it hydrates a tag.
 */
import { createElement, type ReactNode, type Ref, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import '../../message-us/message-us.ts';

type Props = Readonly<Record<string, unknown>> & { readonly ref?: Ref<HTMLElement | null> };

export function MessageUs(props: Props): ReactNode {
  return useElement('message-us', ['settings'], props);
}

/** Loads the inbox when it is first shown, so that pages without it do not carry it. */
export function AgentConsole(props: Props): ReactNode {
  useLayoutEffect(() => {
    void import('../../agent-console/agent-console.ts');
  }, []);
  return useElement('agent-console', ['getToken', 'strings', 'shortcuts'], props);
}

function useElement(tag: string, properties: readonly string[], { ref, ...props }: Props): ReactNode {
  const element = useRef<HTMLElement>(null);
  const given = Object.entries(props);
  const isProperty = ([name]: [string, unknown]) => properties.includes(name);
  const listeners = given.flatMap(([prop, value]) => {
    const name = /^on(.*-.*)/.exec(prop)?.[1];
    return name && typeof value === 'function'
      ? [{ prop, name, listener: (event: Event) => value(event) }]
      : [];
  });
  const isListener = ([prop]: [string, unknown]) => listeners.some((one) => one.prop === prop);

  // Also before the element is defined: it takes over what it finds.
  useLayoutEffect(() => {
    if (element.current) Object.assign(element.current, Object.fromEntries(given.filter(isProperty)));
  });
  useLayoutEffect(() => {
    const over = new AbortController();
    for (const { name, listener } of listeners)
      element.current?.addEventListener(name, listener, { signal: over.signal });
    return () => over.abort();
  });
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => element.current);
  const attributes = given.filter((entry) => !isProperty(entry) && !isListener(entry));
  return createElement(tag, { ...Object.fromEntries(attributes), ref: element });
}
