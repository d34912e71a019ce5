declare namespace Cloudflare {
  interface Env extends Omit<WorkerEnv, 'INBOX' | 'WORKSPACE'> {
    INBOX: DurableObjectNamespace<import('../../worker/index.ts').Inbox>;
    WORKSPACE: DurableObjectNamespace<import('../../worker/index.ts').Workspace>;
  }
  interface GlobalProps {
    mainModule: typeof import('../../worker/index.ts');
  }
}
type WorkerEnv = import('../../worker/env.ts').Env;
