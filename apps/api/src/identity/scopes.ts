import { type ApiTokenScope, apiTokenScopes } from '@pineapple/store';
import type { Credential } from './credential.ts';

export const allScopes: readonly ApiTokenScope[] = apiTokenScopes;

/** Whether a credential allows this. No credential allows it, too: what needs a sign-in refuses later. */
export function allows(credential: Credential | null, scope: ApiTokenScope): boolean {
  return credential === null || credential.scopes.includes(scope);
}
