import type { ApiToken, ApiTokenScope, Session } from '@pineapple/store';
import type { Credential } from './credential.ts';

/** What its owner sees of a token: never its hash. */
export interface ApiTokenModel {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly scopes: readonly ApiTokenScope[];
}

export function toApiTokenModel(token: ApiToken): ApiTokenModel {
  const { id, name, createdAt, expiresAt, lastUsedAt, scopes } = token;
  return {
    ...{ id, name, createdAt, lastUsedAt, scopes },
    expiresAt: expiresAt === null ? null : new Date(expiresAt * 1000).toISOString(),
  };
}

/** What its user sees of a session: never its hash. */
export interface SessionModel {
  readonly id: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
  readonly userAgent: string | null;
  readonly address: string | null;
  readonly current: boolean;
}

export function toSessionModel(session: Session, { tokenHash }: Credential): SessionModel {
  const { id, createdAt, lastSeenAt, expiresAt, userAgent, address } = session;
  return {
    ...{ id, createdAt, lastSeenAt, userAgent, address },
    expiresAt: new Date(expiresAt * 1000).toISOString(),
    current: session.tokenHash === tokenHash,
  };
}
