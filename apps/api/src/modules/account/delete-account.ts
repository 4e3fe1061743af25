import { fail, ok, type Result } from '@pineapple/core';
import { removeBelongings } from '@pineapple/store';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { confirmPassword } from './confirm-password.ts';
import { announceChangedCredentials } from './revoke-session.ts';

/**
 * Deletes the viewer's account. From the moment its row is gone nobody can act as them; what is left of it is
 * removed here, and by the sweep if this process does not get to the end.
 */
export async function deleteAccount(
  password: string,
  context: RequestContext,
): Promise<Result<string, Failure>> {
  const { services, cookies } = context;
  const user = await confirmPassword(password, context);
  if (!user.ok) return user;
  const { id } = user.value;
  if (!(await services.users.delete(user.value))) {
    return fail({
      kind: 'credentials',
      message: 'The password was changed elsewhere just now. Sign in again.',
    });
  }
  cookies?.clear();
  await announceChangedCredentials(id, services);
  const { liveLabs, announcer, clock } = services;
  try {
    await removeBelongings(services, id, clock, (before, after) => {
      liveLabs.peek(after.id)?.saved(after);
      announcer.changed(before, after);
      return Promise.resolve();
    });
  } catch (error) {
    services.logger.error(
      { err: error, userId: id },
      'what an account left behind is for the sweep to remove',
    );
  }
  return ok(id);
}
