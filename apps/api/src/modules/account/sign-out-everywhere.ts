import { type RequestContext, requireSession } from '../../context/request-context.ts';
import { announceChangedCredentials } from './revoke-session.ts';

/** Ends all sessions of the viewer at once, also those that no list has yet. */
export async function signOutEverywhere(context: RequestContext): Promise<boolean> {
  const { services, cookies } = context;
  if (context.credential === null) return false;
  const { user } = requireSession(context);
  await services.users.endSessions(user.id);
  cookies?.clear();
  await announceChangedCredentials(user.id, services);
  await services.sessions.removeAll(user.id);
  return true;
}
