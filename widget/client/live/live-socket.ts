import type { LiveFrame, PresenceMessage } from '../../../worker/api/live.ts';

export interface LiveOptions {
  /** The last change that is known already. */
  after: number;
  /** The address to connect to; `after` is the last change that was seen. Null: there is no way in any more. */
  url(after: number): Promise<string | null>;
  frame(frame: LiveFrame): void;
  /** Whether the socket stands. */
  state(isLive: boolean): void;
}

const pingEvery = 25_000;
const silence = 60_000;
/** After it was woken up, a socket that says nothing for so long is taken for dead. */
const answersWithin = 5_000;
const longestPause = 15_000;

/** Keeps a socket to the inbox, and after a break goes on from the last change that was seen. */
export class LiveSocket {
  #options: LiveOptions;
  #socket: WebSocket | null = null;
  #after: number;
  #failures = 0;
  #heardAt = 0;
  /** Whether anything came since it was woken up. */
  #hasAnswered = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#after = options.after;
    void this.#connect();
  }

  /** Says it when there is a connection; when there is none, nobody hears it. */
  say(message: PresenceMessage): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  /**
   * Tries again at once, as when the browser is online again. A socket that seems open may be dead by then, as after a
   * sleep or in another network: it has to answer.
   */
  wake(): void {
    if (this.#isStopped) return;
    const socket = this.#socket;
    if (socket) {
      if (socket.readyState !== WebSocket.OPEN) return;
      clearTimeout(this.#timer);
      this.#hasAnswered = false;
      socket.send('ping');
      this.#timer = setTimeout(() => {
        if (this.#hasAnswered) this.#ping(socket);
        else this.#lost(socket);
      }, answersWithin);
      return;
    }
    clearTimeout(this.#timer);
    this.#failures = 0;
    void this.#connect();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  async #connect(): Promise<void> {
    let url: string | null;
    let readFrame: (text: string) => LiveFrame | null;
    try {
      [url, { readFrame }] = await Promise.all([this.#options.url(this.#after), import('./live-frame.ts')]);
    } catch {
      this.#later();
      return;
    }
    if (this.#isStopped || url === null) return;
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      // One that was given up may speak once more; what it says comes again over the next.
      if (this.#socket !== socket) return;
      this.#heardAt = Date.now();
      this.#hasAnswered = true;
      if (data === 'pong') return;
      const frame = readFrame(String(data));
      if (frame === null) return;
      if ('seq' in frame) this.#after = frame.seq;
      if (frame.type === 'ready') {
        this.#failures = 0;
        this.#options.state(true);
        this.#ping(socket);
      }
      this.#options.frame(frame);
    };
    socket.onclose = () => this.#lost(socket);
  }

  /** A dead connection may take a minute to say that it is closed, so it is not waited for. */
  #lost(socket: WebSocket): void {
    if (this.#socket !== socket) return;
    this.#socket = null;
    socket.close();
    this.#options.state(false);
    this.#later();
  }

  /** A connection that is gone without a word shows itself by its silence. */
  #ping(socket: WebSocket): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (Date.now() - this.#heardAt > silence) this.#lost(socket);
      else {
        socket.send('ping');
        this.#ping(socket);
      }
    }, pingEvery);
  }

  #later(): void {
    if (this.#isStopped) return;
    this.#failures += 1;
    const pause = Math.random() * Math.min(longestPause, 500 * 2 ** this.#failures);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#connect(), pause);
  }
}
