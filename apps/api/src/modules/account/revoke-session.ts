import { topics } from '@pineapple/event-bus';
import type { Services } from '../../context/services.ts';
import type { Credential } from '../../identity/credential.ts';

/** Ends a session and tells every instance, which forget it and close its sockets. */
export async function revokeSession(
  { id, tokenHash, user }: Pick<Credential, 'id' | 'tokenHash' | 'user'>,
  services: Services,
): Promise<void> {
  await services.sessions.revoke(tokenHash);
  await announceRevocation({ id, tokenHash, userId: user.id }, services);
}

/** An instance that can't be told notices by itself: it remembers no credential for long. */
export async function announceRevocation(
  { id, tokenHash, userId }: { readonly id: string; readonly tokenHash: string; readonly userId: string },
  services: Services,
): Promise<void> {
  services.authenticator.forget(tokenHash);
  try {
    await services.bus.publish(topics.user(userId), { type: 'session-revoked', userId, sessionId: id });
  } catch (error) {
    services.logger.error({ err: error, userId }, 'a revocation could not be announced');
  }
}

/** Tells every instance that credentials of a user have ended, which ask again about each. */
export async function announceChangedCredentials(userId: string, services: Services): Promise<void> {
  services.authenticator.forgetUser(userId);
  try {
    await services.bus.publish(topics.user(userId), { type: 'credentials-changed', userId });
  } catch (error) {
    services.logger.error({ err: error, userId }, 'ended credentials could not be announced');
  }
}
