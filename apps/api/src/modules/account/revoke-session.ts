import { userChannel, type UserMessage } from '@pineapple/contracts';
import type { Services } from '../../services.ts';
import type { Credential } from './credential.ts';

/** Ends a session and tells every instance, which forget it and close its sockets. */
export async function revokeSession({ id, tokenHash, user }: Credential, services: Services): Promise<void> {
  await services.sessions.revoke(tokenHash);
  await announceRevocation({ id, tokenHash, userId: user.id }, services);
}

/** An instance that can't be told notices by itself: it remembers no credential for long. */
export async function announceRevocation(
  { id, tokenHash, userId }: { readonly id: string; readonly tokenHash: string; readonly userId: string },
  services: Services,
): Promise<void> {
  services.authenticator.forget(tokenHash);
  const message: UserMessage = { type: 'session-revoked', userId, sessionId: id };
  try {
    await services.bus.publish(userChannel(userId), JSON.stringify(message));
  } catch (error) {
    services.logger.error({ err: error, userId }, 'a revocation could not be announced');
  }
}
