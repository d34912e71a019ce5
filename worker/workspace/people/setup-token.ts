/** The deployment's SETUP_TOKEN: claims it for its first admin, and lets them in again when they have lost everything. */
import { ApiError } from '../../errors.ts';
import { equalSecrets } from '../secrets/secrets.ts';

/** Wrong tokens in a minute from one network before it has to wait. */
const mostWrong = 10;
/** Wrong tokens in a minute that are written down. Beyond them a wrong token is refused all the same. */
export const mostStored = 1_000;

/**
 * Throws unless `given` is the setup token. Only what has come from the caller's own network can make them wait: if all
 * were counted together, anybody could keep the owner out.
 */
export async function checkSetupToken(
  sql: SqlStorage,
  { given, setupToken, network }: { given: string; setupToken: string; network: string },
  now: number,
): Promise<void> {
  if (setupToken.length < 16) {
    throw new ApiError(
      500,
      'bad_setup_token',
      'SETUP_TOKEN must have 16 or more characters: openssl rand -hex 24',
    );
  }
  const isRight = await equalSecrets(given, setupToken);
  sql.exec('DELETE FROM refused_claim WHERE at < ?', now - 60_000);
  const wrong = sql
    .exec<{ one: number; total: number }>(
      'SELECT count(*) FILTER (WHERE address = ?) AS one, count(*) AS total FROM refused_claim',
      network,
    )
    .one();
  if (wrong.one >= mostWrong) {
    throw new ApiError(429, 'too_many_attempts', 'Too many wrong setup tokens. Try again in a minute.');
  }
  if (!isRight) {
    if (wrong.total < mostStored) {
      sql.exec('INSERT INTO refused_claim (at, address) VALUES (?, ?)', now, network);
    }
    throw new ApiError(401, 'wrong_setup_token', 'This is not the deployment’s setup token (SETUP_TOKEN).');
  }
}
