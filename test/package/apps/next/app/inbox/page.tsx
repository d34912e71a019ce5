import { AgentConsole } from 'message-us/react';

export const runtime = 'edge';

export default function Page() {
  return <AgentConsole worker="https://message-us.example.workers.dev" />;
}
