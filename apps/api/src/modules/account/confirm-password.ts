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
  const { services } = context;
  const { id: sessionId, user: viewer } = requireSession(context);
  const attempt = services.signInGuard.confirmAttempt(viewer.id, sessionId);
  const wait = await attempt.begin();
  if (wait !== null) {
    const message = `Too many attempts with a wrong password. Try again in ${wait} s.`;
    return fail({ kind: 'rate-limited', message, retryAfterSeconds: wait });
  }
  const user = await services.users.get(viewer.id);
  if (user === null) throw unauthenticated();
  if (!(await verifyPassword(user.passwordHash, password.slice(0, longestPassword + 1)))) {
    return fail({
      kind: 'credentials',
      message: 'The password is wrong. Nothing was changed.',
    });
  }
  await attempt.succeeded();
  return ok(user);
}
