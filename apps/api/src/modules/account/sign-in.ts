import { fail, ok, type Result } from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { knownDeviceOf, openSession, requireCookies } from './open-session.ts';
import { longestPassword, verifyPassword } from '../../identity/passwords.ts';
import { toUserModel, type UserModel } from '../../identity/user-model.ts';

interface SignIn {
  readonly username: string;
  readonly password: string;
}

/** Checks name and password and opens a session. It never says which of the two was wrong. */
export async function signIn(
  { username, password }: SignIn,
  context: RequestContext,
): Promise<Result<UserModel, Failure>> {
  const { services, address } = context;
  requireCookies(context);
  const user = username.length > 64 ? null : await services.users.getByUsername(username);
  const knownDevice = knownDeviceOf(user, context);
  const attempt = services.signInGuard.signInAttempt({ address, username, knownDevice });
  const wait = await attempt.begin();
  if (wait !== null) {
    const message = `Too many attempts to sign in. Try again in ${wait} s.`;
    return fail({ kind: 'rate-limited', message, retryAfterSeconds: wait });
  }
  const right = await verifyPassword(user?.passwordHash ?? null, password.slice(0, longestPassword + 1));
  if (user === null || !right) {
    return fail({ kind: 'credentials', message: 'The user name or the password is wrong. Check both.' });
  }
  await attempt.succeeded();
  await openSession(user, context);
  return ok(toUserModel(user));
}
