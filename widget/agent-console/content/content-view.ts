import type { MessageMedia } from '../../../worker/api/conversations/messages.ts';
import type { ProductShelf } from '../../client/store/product-shelf.ts';

/** The data that a bubble needs besides the content. */
export interface ContentView {
  direction: 'in' | 'out';
  media: MessageMedia | null;
  /** The address of the file, while it can be shown. */
  url: string | null;
  /** Finds the products that it names; without it, their ids are shown. */
  products?: ProductShelf | null | undefined;
  /** Shows a picture large. */
  open?: (() => void) | undefined;
  /** Fetches a file again after a failure. */
  retryFile?: (() => void) | undefined;
  /** Opens the conversation with a number of a contact card. */
  startChat?: ((phone: string) => void) | undefined;
}
