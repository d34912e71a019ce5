import type { Env } from './env.ts';
import { handle } from './routes/router.ts';

export { Inbox } from './inbox/inbox.ts';
export { Workspace } from './workspace/workspace.ts';

export default {
  fetch: (request, env) => handle(request, env),
} satisfies ExportedHandler<Env>;
