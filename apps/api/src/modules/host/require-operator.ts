import { canonicalUsername } from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import { requestError } from '../../context/request-errors.ts';
import type { Services } from '../../context/services.ts';
import type { UserModel } from '../../identity/user-model.ts';

export function isOperator({ username }: UserModel, { operators }: Pick<Services, 'operators'>): boolean {
  return operators.has(canonicalUsername(username));
}

/** The signed-in operator. @throws UNAUTHENTICATED, FORBIDDEN */
export function requireOperator(context: RequestContext): UserModel {
  const viewer = requireViewer(context);
  if (isOperator(viewer, context.services)) return viewer;
  throw requestError('FORBIDDEN', 'Only operators may do this. PINEAPPLE_OPERATORS lists them.');
}
