import {
  type MediaFile,
  maxStaticStickerBytes,
  mediaProblem,
  mediaRules,
  sizeText,
} from '../../../../worker/whatsapp/sending/media.ts';
import { strings } from '../../../locales/strings.ts';
import type { StickerProblem } from './sticker.ts';

/** Why WhatsApp would reject this file, in the reader's language; null when it would accept it. */
export function mediaProblemText(file: MediaFile): string | null {
  const problem = mediaProblem(file);
  switch (problem?.code) {
    case undefined:
      return null;
    case 'media_type':
      return strings.compose.mediaType;
    case 'media_empty':
      return strings.compose.mediaEmpty;
    case 'media_too_large':
      return strings.compose.mediaTooLarge(sizeText(mediaRules[file.kind].maxBytes), sizeText(file.size));
  }
}

/** Why a picture cannot become a sticker. */
export function stickerProblemText(problem: StickerProblem): string {
  switch (problem) {
    case 'too_large':
      return strings.compose.stickerTooLarge(
        sizeText(maxStaticStickerBytes),
        sizeText(mediaRules.sticker.maxBytes),
      );
    case 'animated':
      return strings.compose.stickerAnimated;
    case 'unreadable':
      return strings.compose.stickerUnreadable;
  }
}
