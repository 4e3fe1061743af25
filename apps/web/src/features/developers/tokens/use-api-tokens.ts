import { computed, type ComputedRef, type Ref } from 'vue';
import { useApi, type Fault } from '../../../client/api-client.ts';
import type { Outcome } from '../../../client/outcome.ts';
import type { ApiTokensQuery, CreateApiTokenInput } from '../../../generated/graphql.ts';
import { apiTokensQuery, createApiTokenMutation, revokeApiTokenMutation } from './documents.ts';

export type ApiToken = NonNullable<ApiTokensQuery['viewer']>['apiTokens'][number];

export interface ApiTokens {
  readonly tokens: ComputedRef<readonly ApiToken[] | null>;
  readonly fault: Ref<Fault | null>;
  refetch(): Promise<void>;
  // Properties, not methods: as a prop type, Vue would take a method for the type that it returns.
  readonly create: (input: CreateApiTokenInput) => Promise<Outcome<{ apiToken: ApiToken; secret: string }>>;
  readonly revoke: (tokenId: string) => Promise<Outcome<unknown>>;
}

/** The viewer's API tokens. */
export function useApiTokens(): ApiTokens {
  const api = useApi();
  const query = api.watch(apiTokensQuery, () => ({}));
  return {
    tokens: computed(() => query.data.value?.viewer?.apiTokens ?? null),
    fault: query.fault,
    refetch: query.refetch,
    async create(input) {
      const outcome = await api.mutate(createApiTokenMutation, { input });
      if (outcome.ok) await query.refetch();
      return outcome;
    },
    async revoke(tokenId) {
      const outcome = await api.mutate(revokeApiTokenMutation, { input: { tokenId } });
      if (outcome.ok || outcome.problem.code === 'NOT_FOUND') await query.refetch();
      return outcome;
    },
  };
}
