import { randomBytes } from 'node:crypto';
import { checkPassword, checkUsername, fail, newUserId, ok, type Result } from '@pineapple/core';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { checkPasswordStrength } from '../../identity/password-strength.ts';
import { hashPassword } from '../../identity/passwords.ts';
import { openSession, requireCookies } from './open-session.ts';
import { toUserModel, type UserModel } from '../../identity/user-model.ts';

interface SignUp {
  readonly username: string;
  readonly password: string;
}

/** Creates an account and signs in to it. */
export async function signUp(
  { username, password }: SignUp,
  context: RequestContext,
): Promise<Result<UserModel, Failure>> {
  const { services } = context;
  requireCookies(context);
  const issues = [
    checkUsername(username),
    checkPassword(password) ?? (await checkPasswordStrength(password, username)),
  ].filter((issue) => issue !== null);
  if (issues.length > 0) {
    return fail({ kind: 'validation', message: issues.map(({ message }) => message).join(' '), issues });
  }
  const wait = await services.signInGuard.beforeSignUp(context.address);
  if (wait !== null) {
    const message = `Too many accounts were created from your address. Try again in ${wait} s.`;
    return fail({ kind: 'rate-limited', message, retryAfterSeconds: wait });
  }
  const created = await services.users.create({
    id: newUserId(randomBytes),
    username,
    passwordHash: await hashPassword(password),
    createdAt: services.clock().toISOString(),
    sessionEpoch: 0,
  });
  if (!created.ok) {
    return fail({ kind: 'conflict', message: `The user name '${username}' is taken. Choose another.` });
  }
  await openSession(created.value, context);
  return ok(toUserModel(created.value));
}
