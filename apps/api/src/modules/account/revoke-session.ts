import { topics } from '@pineapple/event-bus';
import type { Services } from '../../context/services.ts';
import type { Credential } from '../../identity/credential.ts';

/** Ends a session. Every instance drops it from its cache and closes its sockets. */
export async function revokeSession(
  { id, tokenHash, user }: Pick<Credential, 'id' | 'tokenHash' | 'user'>,
  services: Services,
): Promise<void> {
  await services.sessions.revoke(tokenHash);
  await publishRevocation({ id, tokenHash, userId: user.id }, services);
}

/** An instance that misses the message finds out when its cache entry expires. */
export async function publishRevocation(
  { id, tokenHash, userId }: { readonly id: string; readonly tokenHash: string; readonly userId: string },
  services: Services,
): Promise<void> {
  services.authenticator.forget(tokenHash);
  try {
    await services.bus.publish(topics.user(userId), { type: 'session-revoked', userId, sessionId: id });
  } catch (error) {
    services.logger.error({ err: error, userId }, 'could not publish a revocation');
  }
}

/** Makes every instance check the credentials of a user again. */
export async function publishChangedCredentials(userId: string, services: Services): Promise<void> {
  services.authenticator.forgetUser(userId);
  try {
    await services.bus.publish(topics.user(userId), { type: 'credentials-changed', userId });
  } catch (error) {
    services.logger.error({ err: error, userId }, 'could not publish that credentials changed');
  }
}
