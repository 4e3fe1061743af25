import { computed, type ComputedRef, type Ref } from 'vue';
import { useApi, type Fault } from '../../../client/api-client.ts';
import type { ProfileQuery } from '../../../generated/graphql.ts';
import { profileQuery } from '../documents.ts';

export type Profile = NonNullable<ProfileQuery['viewer']>;

export function useProfile(): {
  profile: ComputedRef<Profile | null>;
  fault: Ref<Fault | null>;
  refetch(): Promise<void>;
} {
  const query = useApi().watch(profileQuery, () => ({}));
  return {
    profile: computed(() => query.data.value?.viewer ?? null),
    fault: query.fault,
    refetch: query.refetch,
  };
}
