import type { Author } from '../../../worker/api/conversations/messages.ts';
import { strings } from '../../locales/strings.ts';

/** What sent an automatic message, such as “Welcome” or “Rule Delivery times”. */
export function automaticSource({ source, name }: Extract<Author, { type: 'automation' }>): string {
  return name === null ? strings.turnSources[source] : `${strings.turnSources[source]} ${name}`;
}
