/** The requests before a message is sent: the credentials, the uploads, the category and the text of a template. */
import type { MessageError } from '../../api/errors.ts';
import type { TemplatePreview } from '../../whatsapp/content/template.ts';
import type { GraphFailure } from '../../whatsapp/graph/graph.ts';
import type { OutboundContent } from '../../whatsapp/sending/outbound-content.ts';
import { pairPace, turnAt } from '../../whatsapp/sending/pacing.ts';
import { hasFile, mediaIdsIn } from '../../whatsapp/sending/send.ts';
import type { Media } from '../media/media.ts';
import { isUploadId } from '../records/messages/media-record.ts';
import { filesOff, numberDisabled } from '../records/messages/send-errors.ts';
import type { NumberAccess } from '../records/number-access.ts';
import type { MessageRow } from '../records/rows.ts';
import type { NumberRate } from './number-rate.ts';
import type { Sendable } from './recipient.ts';

export interface PreparationParts {
  media: Media;
  rate: NumberRate;
  access: () => Promise<NumberAccess | null>;
  /** Whether WhatsApp counts it as marketing. */
  isMarketing: (content: OutboundContent) => Promise<boolean>;
  /** The current preview of a template; null when it is unknown. `mayWait` allows a request to Meta. */
  shownTemplate: (content: OutboundContent, mayWait: boolean) => Promise<TemplatePreview | null>;
}

/** The results of the requests before a message can be sent. */
export type Preparation =
  | {
      outcome: 'ready';
      access: NumberAccess;
      graphIds: ReadonlyMap<string, string>;
      /** Null when the check was not needed. */
      isMarketing: boolean | null;
      shown: TemplatePreview | null;
    }
  | { outcome: 'wait'; turn: number }
  | { outcome: 'refused'; error: MessageError }
  | { outcome: 'not-uploaded'; failure: GraphFailure };

/** Makes the requests before sending. Nothing is written here, because the message may be gone afterwards. */
export async function prepare(
  parts: PreparationParts,
  content: OutboundContent,
  { message, conversation }: Sendable,
): Promise<Preparation> {
  const { access: askAccess, rate, media, isMarketing, shownTemplate } = parts;
  const access = await askAccess();
  if (!access) return { outcome: 'refused', error: numberDisabled };
  if (!access.sendsFiles && hasFile(content)) return { outcome: 'refused', error: filesOff };
  rate.set(access.messagesPerSecond);
  const turn = isPaced(message) ? 0 : turnAt(pairPace, conversation.paced_at, Date.now());
  if (turn > Date.now()) return { outcome: 'wait', turn };
  const graphIds = new Map<string, string>();
  for (const id of mediaIdsIn(content).filter(isUploadId)) {
    const uploaded = await media.graphIdOf(id, access, Date.now());
    if (uploaded.outcome !== 'uploaded') return { outcome: 'not-uploaded', failure: uploaded };
    graphIds.set(id, uploaded.id);
  }
  const mayBeUnwanted = content.type === 'template' && conversation.marketing_stopped === 1;
  return {
    outcome: 'ready',
    access,
    graphIds,
    isMarketing: content.type !== 'template' ? false : mayBeUnwanted ? await isMarketing(content) : null,
    // The thread must show the text that the customer sees, not the one from when the message was queued.
    shown: content.type === 'template' ? await shownTemplate(content, isShown(message)) : null,
  };
}

/** Its place in the pace to its customer was taken when it was stored, because it could go at once. */
export function isPaced({ attempt, attempt_at }: MessageRow): boolean {
  return attempt !== null && attempt_at === null;
}

function isShown({ body }: MessageRow): boolean {
  return 'shown' in Object(JSON.parse(body));
}
