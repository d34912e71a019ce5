/** Setting up the deployment: its first steps, signups, the verify token and the master key. */
import type { MasterKeyStatus } from '../../api/people/settings.ts';
import type { Context } from '../context.ts';
import * as setup from '../numbers/setup-progress.ts';
import * as signups from '../numbers/signups.ts';
import * as rotation from '../secrets/key-rotation.ts';
import { masterKeysIn } from '../secrets/vault.ts';
import { verifyToken } from '../secrets/verify-token.ts';

export class Setup {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  state(): { isDone: boolean; isShared: boolean; handshakeAt: number | null } {
    const { sql } = this.#context;
    return {
      isDone: setup.isSetUp(sql),
      isShared: setup.isShared(sql),
      handshakeAt: setup.handshakeAt(sql),
    };
  }

  setDone(isDone: boolean): void {
    setup.setUp(this.#context.sql, isDone);
  }

  share(): void {
    setup.share(this.#context.sql);
  }

  async keepSignup(signup: signups.NewSignup): Promise<signups.StoredSignup> {
    return signups.keep(this.#context.sql, await this.#context.secrets(), signup, Date.now());
  }

  async signup(id: string): Promise<signups.StoredSignup | null> {
    return signups.find(this.#context.sql, await this.#context.secrets(), id, Date.now());
  }

  forgetSignup(id: string): void {
    signups.forget(this.#context.sql, id);
  }

  /** The verify token for Meta's webhook handshake, created at the first call. */
  async verifyToken(): Promise<string> {
    return verifyToken(this.#context.sql, await this.#context.secrets());
  }

  noteHandshake(address: string): void {
    setup.noteHandshake(this.#context.sql, address, Date.now());
  }

  /** The progress of a key rotation. */
  async masterKey(): Promise<MasterKeyStatus> {
    const { sql, env, secrets } = this.#context;
    return rotation.statusOf(sql, await secrets(), masterKeysIn(env));
  }
}
