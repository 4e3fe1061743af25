import { type ApiTokenScope, apiTokenScopes } from '@pineapple/store';
import type { GraphQLError, OperationTypeNode } from 'graphql';
import type { RequestContext } from '../context/request-context.ts';
import { forbidden, unauthenticated } from '../context/request-errors.ts';
import type { Credential } from './credential.ts';

/** What each kind of operation takes; subscriptions read. */
const scopeOf: Readonly<Record<`${OperationTypeNode}`, ApiTokenScope>> = {
  query: 'READ',
  subscription: 'READ',
  mutation: 'WRITE',
};

export const allScopes: readonly ApiTokenScope[] = apiTokenScopes;

/** Whether a credential may be used for that. Who has none is held back by what is asked for, not here. */
export function allows(credential: Credential | null, scope: ApiTokenScope): boolean {
  return credential === null || credential.scopes.includes(scope);
}

/** Why a token may not be used for an operation; null when it may. */
export function refuseScope(
  credential: Credential | null,
  operation: `${OperationTypeNode}`,
): GraphQLError | null {
  const scope = scopeOf[operation];
  if (allows(credential, scope)) return null;
  return forbidden(`This token lacks the scope ${scope}, which a ${operation} takes. Make one that has it.`);
}

/** The session of whoever manages their account: no program does that for them. @throws UNAUTHENTICATED, FORBIDDEN */
export function requireSession({ credential }: RequestContext): Credential {
  if (credential === null) throw unauthenticated();
  if (credential.kind === 'session') return credential;
  throw forbidden('A token can not manage the account it belongs to. Sign in with a browser.');
}
