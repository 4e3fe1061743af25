import type { RequestContext } from '../../context/request-context.ts';
import { revokeSession } from './revoke-session.ts';

/** Ends the session of the request. A token stays: revokeApiToken ends it. */
export async function signOut({ credential, cookies, services }: RequestContext): Promise<boolean> {
  cookies?.clear();
  if (credential?.kind !== 'session') return false;
  await revokeSession(credential, services);
  return true;
}
