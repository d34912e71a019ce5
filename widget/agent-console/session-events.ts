/** The events about an agent's session, which each element with a sign-in dispatches. */
import type { Agent } from '../../worker/api/people/sessions.ts';

/** The element is open, for this agent. */
export class SignIn extends Event {
  constructor(readonly agent: Agent) {
    super('sign-in', { bubbles: true, composed: true });
  }
}

/** The agent has signed out, or their session is over. */
export class SignedOut extends Event {
  constructor() {
    super('sign-out', { bubbles: true, composed: true });
  }
}
