import { AgentConsole } from './agent-console-element.ts';

export * from './element.ts';

if (!customElements.get('agent-console')) customElements.define('agent-console', AgentConsole);

declare global {
  interface HTMLElementTagNameMap {
    'agent-console': AgentConsole;
  }
}
