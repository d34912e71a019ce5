/** React 19 knows the tag, what stands on it, and the element behind a ref. Checked by `tsc -b`, run by nobody. */
import { createRef } from 'react';
import type {} from '../../widget/message-us/frameworks/react.d.ts';
import type { MessageUs } from '../../widget/message-us/message-us-element.ts';

const ref = createRef<MessageUs>();

export const buttons = [
  <message-us
    key="full"
    ref={ref}
    className="of-page"
    number="+1 555 078 3881"
    pre-filled-message="Hi!"
    floating
    attribution="consent"
    opens-after="5"
    settings={{ greeting: ['Hi!'] }}
    onClick={(event) => event.currentTarget.close()}
  >
    <a href="https://wa.me/15550783881">Write to us</a>
  </message-us>,
  // @ts-expect-error: it shows both, the icon or the label.
  <message-us key="shows" shows="nothing" />,
  // @ts-expect-error: no such attribute.
  <message-us key="nonsense" nonsense="1" />,
];

void ref.current?.open();
