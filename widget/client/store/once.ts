/** Runs each load once at a time: a second call gets the first one's promise. */
export class Once {
  #running = new Map<string, Promise<void>>();

  run(name: string, load: () => Promise<void>): Promise<void> {
    const running = this.#running.get(name);
    if (running) return running;
    const loading = load().finally(() => this.#running.delete(name));
    this.#running.set(name, loading);
    return loading;
  }
}
