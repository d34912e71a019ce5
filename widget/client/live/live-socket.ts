import type { LiveFrame, PresenceMessage } from '../../../worker/api/conversations/live.ts';

export interface LiveOptions {
  /** The `seq` of the last known change. */
  after: number;
  /** The address to connect to, to continue after this `seq`. Null if the agent no longer has access. */
  url(after: number): Promise<string | null>;
  frame(frame: LiveFrame): void;
  /** Whether the socket is connected. */
  state(isLive: boolean): void;
}

const pingIntervalMs = 25_000;
const maxSilenceMs = 60_000;
/** After a wake-up, a socket that does not answer within this time is considered dead. */
const maxAnswerMs = 5_000;
const maxPauseMs = 15_000;

/** A socket to the inbox that reconnects after a break, and continues after the last change. */
export class LiveSocket {
  #options: LiveOptions;
  #socket: WebSocket | null = null;
  #after: number;
  #failures = 0;
  #heardAt = 0;
  /** Whether anything arrived since the wake-up. */
  #hasAnswered = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#after = options.after;
    void this.#connect();
  }

  /** Sends a message; without a connection, it is dropped. */
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
      }, maxAnswerMs);
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
      // A socket that was given up may still receive something, which the next one receives again.
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

  /** A dead connection may take a minute to report its close, so this does not wait for it. */
  #lost(socket: WebSocket): void {
    if (this.#socket !== socket) return;
    this.#socket = null;
    socket.close();
    this.#options.state(false);
    this.#later();
  }

  /** A connection that broke silently is detected by the missing answers to pings. */
  #ping(socket: WebSocket): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (Date.now() - this.#heardAt > maxSilenceMs) this.#lost(socket);
      else {
        socket.send('ping');
        this.#ping(socket);
      }
    }, pingIntervalMs);
  }

  #later(): void {
    if (this.#isStopped) return;
    this.#failures += 1;
    const pause = Math.random() * Math.min(maxPauseMs, 500 * 2 ** this.#failures);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#connect(), pause);
  }
}
