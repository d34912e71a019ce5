export * from '../../agent-console/events.ts';

/** Replaces the inbox on a server, where a page can import it, but not use it. */
export class AgentConsole {
  constructor() {
    throw new Error('<agent-console> needs a browser. Create it in code that runs there only.');
  }
}
