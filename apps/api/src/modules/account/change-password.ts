import { checkPassword, fail, ok, type Result } from '@pineapple/core';
import { type RequestContext, requireSession } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { confirmPassword } from './confirm-password.ts';
import { openSession, requireCookies } from './open-session.ts';
import { checkPasswordStrength } from '../../identity/password-strength.ts';
import { hashPassword } from '../../identity/passwords.ts';
import { publishChangedCredentials } from './revoke-session.ts';
import { toUserModel, type UserModel } from '../../identity/user-model.ts';

interface ChangePassword {
  readonly currentPassword: string;
  readonly newPassword: string;
}

/** Changes the viewer's password. All their sessions end, and this browser gets a new one. */
export async function changePassword(
  { currentPassword, newPassword }: ChangePassword,
  context: RequestContext,
): Promise<Result<UserModel, Failure>> {
  const { services } = context;
  const { username } = requireSession(context).user;
  requireCookies(context);
  const wrong = checkPassword(newPassword) ?? (await checkPasswordStrength(newPassword, username));
  if (wrong !== null) {
    const issues = [{ ...wrong, path: ['newPassword'] }];
    return fail({ kind: 'validation', message: wrong.message, issues });
  }
  const user = await confirmPassword(currentPassword, context);
  if (!user.ok) return user;
  const { id, passwordHash } = user.value;
  const changed = await services.users.changePassword(id, passwordHash, await hashPassword(newPassword));
  if (changed === null) {
    return fail({
      kind: 'credentials',
      message: 'The password was just changed elsewhere. Sign in again.',
    });
  }
  await services.sessions.removeAll(id);
  await openSession(changed, context);
  await publishChangedCredentials(id, services);
  return ok(toUserModel(changed));
}
