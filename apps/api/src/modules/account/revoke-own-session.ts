import { fail, ok, quoted, type Result } from '@pineapple/core';
import { type RequestContext, requireSession } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { revokeSession } from './revoke-session.ts';

/** Ends one of the viewer's sessions, possibly that of the request. */
export async function revokeOwnSession(
  sessionId: string,
  context: RequestContext,
): Promise<Result<string, Failure>> {
  const credential = requireSession(context);
  const { user } = credential;
  const { services, cookies } = context;
  const found = (await services.sessions.listByUser(user.id)).find(({ id }) => id === sessionId);
  if (found === undefined) {
    return fail({
      kind: 'not-found',
      subject: sessionId,
      message: `You have no session ${quoted(sessionId)}.`,
    });
  }
  await revokeSession({ id: found.id, tokenHash: found.tokenHash, user }, services);
  if (found.tokenHash === credential.tokenHash) cookies?.clear();
  return ok(found.id);
}
