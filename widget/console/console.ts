import '../agent-console/agent-console.ts';
