/** Tags that React's types accept and reject. This file is type-checked, not run. */
import type { MessageUs as Button, ButtonSettings } from 'message-us';
import { AgentConsole, MessageUs } from 'message-us/react';
import { createRef } from 'react';

const button = createRef<Button>();
const settings: ButtonSettings = { greeting: ['Hi!'], agents: [{ name: 'Ada' }] };

export const right = [
  <message-us
    key="tag"
    ref={button}
    id="chat"
    className="of-page"
    style={{ color: 'red' }}
    data-order-id="1042"
    number={15550783881}
    floating
    size="compact"
    color="#123456"
    border-radius={8}
    badge={1}
    opens-after={5}
    opens-at-view={2}
    attribution="consent"
    consented={false}
    settings={settings}
    onClick={(event) => event.currentTarget.close()}
    onmessage-us-press={(event) => event.currentTarget.setVariables({ LINK: event.href })}
    onmessage-us-open={(event) => event.preventDefault()}
  />,
  <agent-console
    key="inbox"
    inbox={106540352242922}
    whole-page
    onunread-change={(event) => event.count.toFixed()}
  />,
  <MessageUs key="component" ref={button} number="+1 555 078 3881" floating="start" />,
  <AgentConsole
    key="component-inbox"
    getToken={async () => 'token'}
    strings={{ send: 'Off it goes' }}
    shortcuts={{ next: 'Alt+n' }}
    onsign-in={(event) => event.agent.name.trim()}
  />,
];

export const wrong = [
  // @ts-expect-error: the button shows both, the icon or the label.
  <message-us key="value" shows="nothing" />,
  // @ts-expect-error: no such attribute.
  <message-us key="name" nonsense="1" />,
  // @ts-expect-error: a greeting is a list.
  <message-us key="settings" settings={{ greeting: 'Hi!' }} />,
  // @ts-expect-error: the event has no such field.
  <message-us key="event" onmessage-us-press={(event) => event.address} />,
  // @ts-expect-error: the count is a number.
  <AgentConsole key="count" onunread-change={(event) => event.count.trim()} />,
];
