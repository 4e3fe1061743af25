import type { ApiTokenScope } from '../../../generated/graphql.ts';
import { listed } from '../../../ui/counted.ts';

/** Label and description of each token scope. */
export const scopeWords: Readonly<Record<ApiTokenScope, { label: string; verb: string; meaning: string }>> = {
  READ: { label: 'Read', verb: 'reads', meaning: 'queries and subscriptions' },
  WRITE: { label: 'Change', verb: 'changes', meaning: 'mutations: create, change and delete labs' },
  TERMINAL: { label: 'Terminals', verb: 'opens terminals', meaning: 'shells in your containers' },
};

/** `reads and changes`. */
export function scopesInWords(scopes: readonly ApiTokenScope[]): string {
  return listed(scopes.map((scope) => scopeWords[scope].verb));
}
