import { RpcObject } from '../durable-object-rpc.ts';
import type { Env } from '../env.ts';
import { migrate } from '../migrate.ts';
import type { Peer, WorkspaceForInbox } from '../peers.ts';
import * as audit from './audit.ts';
import { type Chores, doChores, schedule } from './chores.ts';
import type { Context } from './context.ts';
import * as connections from './numbers/connections.ts';
import { NumberWatch } from './numbers/number-watch.ts';
import { deleteExpired } from './numbers/unrouted-events.ts';
import { TeamNews } from './people/team-news.ts';
import { Assistant } from './rpc/assistant.ts';
import { Catalogs } from './rpc/catalogs.ts';
import { Fields } from './rpc/fields.ts';
import { Health } from './rpc/health.ts';
import { Numbers } from './rpc/numbers.ts';
import { Passkeys } from './rpc/passkeys.ts';
import { Push } from './rpc/push.ts';
import { Replies } from './rpc/replies.ts';
import { Sessions } from './rpc/sessions.ts';
import { Setup } from './rpc/setup.ts';
import { Shared } from './rpc/shared.ts';
import { SignIn } from './rpc/sign-in.ts';
import { Sites } from './rpc/sites.ts';
import { Team } from './rpc/team.ts';
import { Teams } from './rpc/teams.ts';
import { Templates } from './rpc/templates.ts';
import { Tokens } from './rpc/tokens.ts';
import { Unrouted } from './rpc/unrouted.ts';
import { Webhooks } from './rpc/webhooks.ts';
import { migrations } from './schema.ts';
import * as rotation from './secrets/key-rotation.ts';
import { masterKeysIn, openVault, type Vault } from './secrets/vault.ts';
import { settingsChangedBy, tellConsoles } from './settings-news.ts';
import { dropFiles } from './shared/saved-replies.ts';
import { WebhookOffice } from './webhooks/webhook-office.ts';

/** What can be called, by part. Each part is a file in `rpc/`. */
export type WorkspaceRpc = ReturnType<typeof rpcOf>;

/**
 * Everything that a deployment shares between its numbers: the numbers, the team, and the allowed sites.
 *
 * This class opens the database and runs the background work.
 */
export class Workspace extends RpcObject<Env> implements Peer<WorkspaceForInbox> {
  readonly rpc: WorkspaceRpc;
  #context: Context;
  #vault: Promise<Vault> | undefined;
  #chores: Chores;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const { storage } = ctx;
    const { sql } = storage;
    const secrets = () => this.#secrets();
    const watch = new NumberWatch(storage, env, secrets);
    const office = new WebhookOffice(storage, env, secrets, (inbox) => watch.sendAlerts(inbox));
    const teamNews = new TeamNews(storage, env);
    this.#context = {
      ...{ ctx, storage, sql, env, watch, office, teamNews, secrets },
      record: (by, action, subject, inboxes) => {
        audit.record(sql, by, action, subject, Date.now());
        this.#context.tellConsoles(settingsChangedBy(action), inboxes);
      },
      // A console that misses it gets the settings again with its next connection.
      tellConsoles: (changed, inboxes = connections.inboxes(sql).map(({ id }) => id)) => {
        if (changed === null) return;
        for (const id of inboxes) ctx.waitUntil(tellConsoles(env, id, changed));
      },
    };
    this.rpc = rpcOf(this.#context);
    this.#chores = {
      rotation: async (now) => rotation.rotate(sql, await secrets(), now),
      numbers: (now) => watch.lookAtDue(now),
      kept: async (now) => deleteExpired(sql, now),
      files: (now) => dropFiles(sql, env.MEDIA, now),
      alerts: (now) => watch.pushAlerts(now),
      webhooks: () => office.pushWanted(),
      teams: () => teamNews.send(),
    };
    ctx.blockConcurrencyWhile(async () => migrate(storage, migrations));
  }

  override async alarm(): Promise<void> {
    await doChores(this.ctx.storage, this.#chores, Date.now());
  }

  #secrets(): Promise<Vault> {
    this.#vault ??= this.#openVault();
    return this.#vault;
  }

  async #openVault(): Promise<Vault> {
    const { storage, sql, env, watch } = this.#context;
    const vault = await openVault(masterKeysIn(env));
    // Changing a secret restarts this object, so a new key is only possible at the start.
    if (rotation.statusOf(sql, vault, []).waiting > 0) schedule(storage, 'rotation', Date.now());
    watch.lookIfDue();
    return vault;
  }
}

function rpcOf(context: Context) {
  return {
    signIn: new SignIn(context),
    sessions: new Sessions(context),
    passkeys: new Passkeys(context),
    team: new Team(context),
    teams: new Teams(context),
    tokens: new Tokens(context),
    sites: new Sites(context),
    replies: new Replies(context),
    shared: new Shared(context),
    fields: new Fields(context),
    push: new Push(context),
    numbers: new Numbers(context),
    health: new Health(context),
    templates: new Templates(context),
    catalogs: new Catalogs(context),
    assistant: new Assistant(context),
    webhooks: new Webhooks(context),
    unrouted: new Unrouted(context),
    setup: new Setup(context),
  };
}
