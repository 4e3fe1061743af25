import { type RequestContext, requireSession } from '../../context/request-context.ts';
import { publishChangedCredentials } from './revoke-session.ts';

/** Ends all sessions of the viewer at once, also those that the index does not list yet. */
export async function signOutEverywhere(context: RequestContext): Promise<boolean> {
  const { services, cookies } = context;
  if (context.credential === null) return false;
  const { user } = requireSession(context);
  await services.users.endSessions(user.id);
  cookies?.clear();
  await publishChangedCredentials(user.id, services);
  await services.sessions.removeAll(user.id);
  return true;
}
