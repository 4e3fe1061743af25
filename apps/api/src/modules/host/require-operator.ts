import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import { requestError } from '../../context/request-errors.ts';
import { toUserModel, type UserModel } from '../../identity/user-model.ts';

/** The signed-in operator. @throws UNAUTHENTICATED, FORBIDDEN */
export async function requireOperator(context: RequestContext): Promise<UserModel> {
  const viewer = requireViewer(context);
  const { operatorRoster, users } = context.services;
  if (operatorRoster.has(viewer)) return viewer;
  // An open WebSocket knows the account as it was at its start.
  const stored = await users.get(viewer.id);
  if (stored !== null && operatorRoster.has(toUserModel(stored))) return viewer;
  throw requestError(
    'FORBIDDEN',
    'Only operators may do this. PINEAPPLE_OPERATORS lists their account ids; the first one enters the operator code on the account page.',
  );
}
