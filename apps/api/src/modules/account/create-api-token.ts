import { fail, ok, type Issue, type Result } from '@pineapple/core';
import type { ApiTokenScope } from '@pineapple/store';
import { ulid } from 'ulid';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { type ApiTokenModel, toApiTokenModel } from '../../identity/credential-models.ts';
import { allows, allScopes, type Credential, hashSecret, newSecret } from '../../identity/credential.ts';

const tokensPerUser = 50;
const longestName = 60;
const mostDays = 365;

interface CreateApiToken {
  readonly name: string;
  /** Null: it never expires. */
  readonly expiresInDays: number | null;
  readonly scopes: readonly ApiTokenScope[];
}

/** Creates a token for a program. Its secret is returned here only. */
export async function createApiToken(
  { name, expiresInDays, scopes }: CreateApiToken,
  context: RequestContext,
): Promise<Result<{ readonly apiToken: ApiTokenModel; readonly secret: string }, Failure>> {
  const viewer = requireViewer(context);
  const { apiTokens, clock } = context.services;
  const { credential } = context;
  const creator = credential?.kind === 'token' ? credential : null;
  const now = clock();
  const expiresAt = expiryOf(expiresInDays, now, creator);
  const issues = [
    ...check(name.trim(), expiresInDays),
    ...checkScopes(scopes, credential),
    ...checkLifetime(expiresAt, creator),
  ];
  if (issues.length > 0) {
    return fail({ kind: 'validation', message: issues.map(({ message }) => message).join(' '), issues });
  }
  const used = (await apiTokens.listByUser(viewer.id)).length;
  if (used >= tokensPerUser) {
    const message = `You have ${used} tokens; the limit is ${tokensPerUser}. Revoke one to make room.`;
    return fail({ kind: 'quota', message, limit: tokensPerUser, used });
  }
  const secret = `pn_${newSecret()}`;
  const row = {
    id: ulid(now.getTime()),
    tokenHash: hashSecret(secret),
    userId: viewer.id,
    name: name.trim(),
    createdAt: now.toISOString(),
    expiresAt,
    lastUsedAt: null,
    creatorHash: creator?.tokenHash ?? null,
    scopes: allScopes.filter((scope) => scopes.includes(scope)),
  };
  await apiTokens.create(row);
  return ok({ apiToken: toApiTokenModel(row), secret });
}

function check(name: string, days: number | null): Issue[] {
  const issues: Issue[] = [];
  const length = Array.from(name).length;
  if (length === 0 || length > longestName || /\p{Cc}/u.test(name)) {
    const message = `The name has ${length} characters. Use 1 to ${longestName} printable ones.`;
    issues.push({ path: ['name'], message });
  }
  if (days !== null && (days < 1 || days > mostDays)) {
    issues.push({
      path: ['expiresInDays'],
      message: `${days} days is out of range. Choose 1 to ${mostDays}.`,
    });
  }
  return issues;
}

/** In seconds since 1970; null if it never expires. Without a lifetime, a token's token expires with it. */
function expiryOf(days: number | null, now: Date, creator: Credential | null): number | null {
  if (days === null) return creator?.expiresAt ?? null;
  return Math.floor(now.getTime() / 1000) + days * 24 * 3600;
}

/** A token must not create one that outlives it. */
function checkLifetime(expiresAt: number | null, creator: Credential | null): Issue[] {
  const latest = creator?.expiresAt ?? null;
  if (latest === null || (expiresAt !== null && expiresAt <= latest)) return [];
  const ends = new Date(latest * 1000).toISOString();
  const message = `The token of this request expires at ${ends}, and a token that it creates must not outlive it. Choose fewer days, or null to let it end with this one.`;
  return [{ path: ['expiresInDays'], message }];
}

/** A token must not create one with more scopes than its own. */
function checkScopes(scopes: readonly ApiTokenScope[], credential: Credential | null): Issue[] {
  if (scopes.length === 0) {
    return [
      { path: ['scopes'], message: `A token needs at least one scope. Choose from ${allScopes.join(', ')}.` },
    ];
  }
  const denied = scopes.find((scope) => !allows(credential, scope));
  if (denied === undefined) return [];
  return [{ path: ['scopes'], message: `The token of this request lacks ${denied} itself. Leave it out.` }];
}
