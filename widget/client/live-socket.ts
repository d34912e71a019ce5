import type { LiveFrame, PresenceMessage } from '../../worker/api.ts';

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
const longestPause = 15_000;

/** Keeps a socket to the inbox, and after a break goes on from the last change that was seen. */
export class LiveSocket {
  #options: LiveOptions;
  #socket: WebSocket | null = null;
  #after: number;
  #failures = 0;
  #heardAt = 0;
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

  /** Tries again at once, as when the browser is online again. */
  wake(): void {
    if (this.#socket || this.#isStopped) return;
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
    try {
      url = await this.#options.url(this.#after);
    } catch {
      this.#later();
      return;
    }
    if (this.#isStopped || url === null) return;
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.onmessage = ({ data }: MessageEvent<string>) => {
      this.#heardAt = Date.now();
      if (data === 'pong') return;
      const frame: LiveFrame = JSON.parse(data);
      if ('seq' in frame) this.#after = frame.seq;
      if (frame.type === 'ready') {
        this.#failures = 0;
        this.#options.state(true);
        this.#ping(socket);
      }
      this.#options.frame(frame);
    };
    socket.onclose = () => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      this.#options.state(false);
      this.#later();
    };
  }

  /** A connection that is gone without a word shows itself by its silence. */
  #ping(socket: WebSocket): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (Date.now() - this.#heardAt > silence) socket.close();
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
