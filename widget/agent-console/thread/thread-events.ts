/** The messages before or after those that are loaded are wanted. */
export class ThreadMore extends Event {
  constructor(readonly direction: 'older' | 'newer') {
    super('thread-more', { bubbles: true, composed: true });
  }
}
