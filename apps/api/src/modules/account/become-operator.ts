import { fail, ok, type Result } from '@pineapple/core';
import { type RequestContext, requireSession } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type { UserModel } from '../../identity/user-model.ts';
import { publishChangedCredentials } from './revoke-session.ts';

/** Makes the viewer the first operator, if the code is the one that was printed at the start. */
export async function becomeOperator(
  code: string,
  context: RequestContext,
): Promise<Result<UserModel, Failure>> {
  const { services } = context;
  const { user } = requireSession(context);
  const attempt = services.signInGuard.codeAttempt(user.id);
  const wait = await attempt.begin();
  if (wait !== null) {
    const message = `Too many wrong codes. Try again in ${wait} s.`;
    return fail({ kind: 'rate-limited', message, retryAfterSeconds: wait });
  }
  if (!(await services.operatorRoster.claim(code, user.id))) {
    const message =
      'The operator code is wrong, or another account has used it. It is printed at the start while there is no operator.';
    return fail({ kind: 'credentials', message });
  }
  await attempt.succeeded();
  services.logger.info({ userId: user.id }, 'an account became an operator with the operator code');
  await publishChangedCredentials(user.id, services);
  return ok({ ...user, madeOperator: true });
}
