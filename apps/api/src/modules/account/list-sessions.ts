import type { RequestContext } from '../../context/request-context.ts';
import { type SessionModel, toSessionModel } from '../../identity/credential-models.ts';
import type { UserModel } from '../../identity/user-model.ts';

/** The user's sessions, newest first. Empty for a token, and for another user. */
export async function listSessions(
  user: UserModel,
  { credential, services }: RequestContext,
): Promise<SessionModel[]> {
  if (credential?.kind !== 'session' || credential.user.id !== user.id) return [];
  const [stored, sessions] = await Promise.all([
    services.users.get(user.id),
    services.sessions.listByUser(user.id),
  ]);
  return sessions
    .filter(({ epoch }) => epoch === stored?.sessionEpoch)
    .map((session) => toSessionModel(session, credential));
}
