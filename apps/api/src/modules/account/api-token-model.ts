import type { ApiToken } from '@pineapple/store';

export interface ApiTokenModel {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
}

/** What may be shown of a token: never its hash. */
export function toApiTokenModel({ id, name, createdAt, expiresAt }: ApiToken): ApiTokenModel {
  return {
    id,
    name,
    createdAt,
    expiresAt: expiresAt === null ? null : new Date(expiresAt * 1000).toISOString(),
  };
}
