import { fail, ok, type Result } from '@pineapple/core';
import { removeOwnedData } from '@pineapple/store';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { confirmPassword } from './confirm-password.ts';
import { publishChangedCredentials } from './revoke-session.ts';

/**
 * Deletes the viewer's account. Without its row no credential of the user works. This removes the user's data, and the
 * sweep removes what this process leaves.
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
      message: 'The password was just changed elsewhere. Sign in again.',
    });
  }
  cookies?.clear();
  await publishChangedCredentials(id, services);
  const { liveLabs, announcer, clock } = services;
  try {
    await services.usage.remove(id);
    const owned = { ...services, contexts: services.files.contexts() };
    await removeOwnedData(owned, id, clock, (before, after) => {
      liveLabs.peek(after.id)?.saved(after);
      announcer.changed(before, after);
      return Promise.resolve();
    });
  } catch (error) {
    services.logger.error(
      { err: error, userId: id },
      'could not remove all data of an account; the sweep will',
    );
  }
  return ok(id);
}
