/**
 * `<MessageUs>` and `<AgentConsole>` for React 19. The tags themselves work in JSX; the components are for pages that
 * are rendered on a server: they bring the script along from a server component, and set as properties what React
 * leaves out of the HTML and does not set when it hydrates.
 */
import { createElement, type ReactNode, type Ref, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import '../../widget/message-us/message-us.ts';

type Props = Readonly<Record<string, unknown>> & { readonly ref?: Ref<HTMLElement | null> };

export function MessageUs(props: Props): ReactNode {
  return useElement('message-us', ['settings'], props);
}

/** Loads the inbox when it is first shown, so that pages without it do not carry it. */
export function AgentConsole(props: Props): ReactNode {
  useLayoutEffect(() => {
    void import('../../widget/agent-console/agent-console.ts');
  }, []);
  return useElement('agent-console', ['getToken', 'strings', 'shortcuts'], props);
}

function useElement(tag: string, properties: readonly string[], { ref, ...props }: Props): ReactNode {
  const element = useRef<HTMLElement>(null);
  const isProperty = ([name]: [string, unknown]) => properties.includes(name);
  const given = Object.entries(props);
  // Also before the element is defined: it takes over what it finds.
  useLayoutEffect(() => {
    if (element.current) Object.assign(element.current, Object.fromEntries(given.filter(isProperty)));
  });
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => element.current);
  return createElement(tag, {
    ...Object.fromEntries(given.filter((entry) => !isProperty(entry))),
    ref: element,
  });
}
