import type { RequestContext } from '../../context/request-context.ts';
import { revokeSession } from './revoke-session.ts';

/** Ends the session the request came with. A token is no session: it is ended with revokeApiToken. */
export async function signOut({ credential, cookies, services }: RequestContext): Promise<boolean> {
  cookies?.clear();
  if (credential?.kind !== 'session') return false;
  await revokeSession(credential, services);
  return true;
}
