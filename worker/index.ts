import type { Env } from './env.ts';
import { handle } from './routes/router.ts';

export { Inbox } from './inbox/inbox.ts';
export { Workspace } from './workspace/workspace.ts';

export default {
  fetch: (request, env) => {
    const url = new URL(request.url);
    return url.pathname === '/mcp' ? answerModel(request, env) : handle(request, env, url);
  },
} satisfies ExportedHandler<Env>;

/** Few deployments use it, and its library is larger than everything else here. */
async function answerModel(request: Request, env: Env): Promise<Response> {
  const { serveMcp } = await import('./mcp/mcp.ts');
  return serveMcp(request, env, handle);
}
