import type { Session } from '@pineapple/store';
import type { Credential } from '../../identity/credential.ts';

export interface SessionModel {
  readonly id: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
  readonly userAgent: string | null;
  readonly address: string | null;
  readonly current: boolean;
}

/** What may be shown of a session: never its hash. */
export function toSessionModel(session: Session, { tokenHash }: Credential): SessionModel {
  const { id, createdAt, lastSeenAt, expiresAt, userAgent, address } = session;
  return {
    ...{ id, createdAt, lastSeenAt, userAgent, address },
    expiresAt: new Date(expiresAt * 1000).toISOString(),
    current: session.tokenHash === tokenHash,
  };
}
