/** The deployment's SETUP_TOKEN: signs in its first admin, and lets admins recover access. */
import { ApiError } from '../../errors.ts';
import { equalSecrets } from '../secrets/secrets.ts';

/** Wrong tokens per minute from one network before it has to wait. */
const maxWrong = 10;
/** Wrong tokens per minute that are stored. Beyond that, wrong tokens are still rejected. */
export const maxStored = 1_000;

/**
 * Throws unless `given` is the setup token. Attempts are counted per network: otherwise anyone could lock the owner out.
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
      'SETUP_TOKEN must have at least 16 characters: openssl rand -hex 24',
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
  if (wrong.one >= maxWrong) {
    throw new ApiError(429, 'too_many_attempts', 'Too many wrong setup tokens. Try again in a minute.');
  }
  if (!isRight) {
    if (wrong.total < maxStored) {
      sql.exec('INSERT INTO refused_claim (at, address) VALUES (?, ?)', now, network);
    }
    throw new ApiError(401, 'wrong_setup_token', 'This is not the deployment’s setup token (SETUP_TOKEN).');
  }
}
