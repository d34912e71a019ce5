/** The filters of a webhook. The compiler rejects a name that is missing here or unknown to the API. */
import type { contentKind, EventFilter } from '../../../../worker/api/developers/events.ts';

type ContentKind = (typeof contentKind.options)[number];

const allFilters: Readonly<Record<EventFilter, true>> = {
  '*': true,
  'message.received': true,
  'message.sent': true,
  'message.delivered': true,
  'message.read': true,
  'message.failed': true,
  'message.reaction': true,
  'message.edited': true,
  'message.deleted': true,
  'conversation.created': true,
  'conversation.opened': true,
  'conversation.snoozed': true,
  'conversation.resolved': true,
  'conversation.assigned': true,
  'conversation.labels_changed': true,
  'conversation.rated': true,
  'conversation.mode_changed': true,
  'conversation.merged': true,
  'conversation.erased': true,
  'window.opened': true,
  'window.closing': true,
  'window.closed': true,
  'contact.updated': true,
  'contact.identity_changed': true,
  'contact.consent_changed': true,
  'number.alert': true,
  'number.quality_changed': true,
  'template.status_changed': true,
  'template.category_changed': true,
  'report.weekly': true,
  'button.clicked': true,
  'turn.started': true,
  'note.created': true,
  'endpoint.disabled': true,
};
const allKinds: Readonly<Record<ContentKind, true>> = {
  text: true,
  image: true,
  video: true,
  audio: true,
  document: true,
  sticker: true,
  location: true,
  contacts: true,
  button: true,
  button_reply: true,
  list_reply: true,
  nfm_reply: true,
  order: true,
  unsupported: true,
};

export const filters = namesOf(allFilters);
export const contentKinds = namesOf(allKinds);

function namesOf<Name extends string>(all: Readonly<Record<Name, true>>): readonly Name[] {
  const isName = (name: string): name is Name => name in all;
  return Object.keys(all).filter(isName);
}
