import type { ApiToken, ApiTokenScope } from '@pineapple/store';

export interface ApiTokenModel {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly scopes: readonly ApiTokenScope[];
}

/** What may be shown of a token: never its hash. */
export function toApiTokenModel({ expiresAt, ...token }: ApiToken): ApiTokenModel {
  const { id, name, createdAt, lastUsedAt, scopes } = token;
  return {
    ...{ id, name, createdAt, lastUsedAt, scopes },
    expiresAt: expiresAt === null ? null : new Date(expiresAt * 1000).toISOString(),
  };
}
