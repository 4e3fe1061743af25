import { fail, ok, type Result } from '@pineapple/core';
import type { User } from '@pineapple/store';
import { type RequestContext, requireSession } from '../../context/request-context.ts';
import { unauthenticated } from '../../context/request-errors.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { longestPassword, verifyPassword } from '../../identity/passwords.ts';

/** Checks the viewer's password, since an open browser may be used by another person. Attempts are limited as at sign-in. */
export async function confirmPassword(
  password: string,
  context: RequestContext,
): Promise<Result<User, Failure>> {
  const { services, address } = context;
  const { id, username } = requireSession(context).user;
  const wait = await services.signInGuard.beforeSignIn(address, username);
  if (wait !== null) {
    const message = `Too many attempts with a wrong password. Try again in ${wait} s.`;
    return fail({ kind: 'rate-limited', message, retryAfterSeconds: wait });
  }
  const user = await services.users.get(id);
  if (user === null) throw unauthenticated();
  if (!(await verifyPassword(user.passwordHash, password.slice(0, longestPassword + 1)))) {
    return fail({
      kind: 'credentials',
      message: 'The password is wrong. Nothing was changed.',
    });
  }
  await services.signInGuard.afterSignIn(address, username);
  return ok(user);
}
