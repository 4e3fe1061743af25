import { fail, ok, quoted, type Result } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { publishRevocation } from './revoke-session.ts';

/** Ends a token and those that it created, and closes its sockets on every instance. */
export async function revokeApiToken(
  tokenId: string,
  context: RequestContext,
): Promise<Result<string, Failure>> {
  const viewer = requireViewer(context);
  const { apiTokens } = context.services;
  const revoked = await apiTokens.revoke(viewer.id, tokenId);
  if (revoked.length === 0) {
    return fail({ kind: 'not-found', subject: tokenId, message: `You have no token ${quoted(tokenId)}.` });
  }
  await Promise.all(revoked.map((token) => publishRevocation(token, context.services)));
  return ok(tokenId);
}
