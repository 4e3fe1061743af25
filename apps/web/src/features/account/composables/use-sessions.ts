import { computed, type ComputedRef, type Ref } from 'vue';
import { useApi, type Fault } from '../../../client/api-client.ts';
import type { Outcome } from '../../../client/outcome.ts';
import type { SessionsQuery } from '../../../generated/graphql.ts';
import { revokeSessionMutation, sessionsQuery } from '../documents.ts';

export type OpenSession = NonNullable<SessionsQuery['viewer']>['sessions'][number];

/** The viewer's sessions: the current one first, then by last use. */
export function useSessions(): {
  sessions: ComputedRef<readonly OpenSession[] | null>;
  fault: Ref<Fault | null>;
  refetch(): Promise<void>;
  revoke(sessionId: string): Promise<Outcome<unknown>>;
} {
  const api = useApi();
  const query = api.watch(sessionsQuery, () => ({}));
  return {
    sessions: computed(() => {
      const all = query.data.value?.viewer?.sessions;
      return (
        all?.toSorted(
          (a, b) =>
            Number(b.current) - Number(a.current) || Date.parse(b.lastSeenAt) - Date.parse(a.lastSeenAt),
        ) ?? null
      );
    }),
    fault: query.fault,
    refetch: query.refetch,
    async revoke(sessionId) {
      const outcome = await api.mutate(revokeSessionMutation, { input: { sessionId } });
      if (outcome.ok || outcome.problem.code === 'NOT_FOUND') await query.refetch();
      return outcome;
    },
  };
}
