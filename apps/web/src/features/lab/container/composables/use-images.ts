import { computed, type ComputedRef } from 'vue';
import { useApi } from '../../../../client/api-client.ts';
import type { ImagesQuery } from '../../../../generated/graphql.ts';
import { imagesQuery } from '../documents.ts';

export type Image = ImagesQuery['images'][number];

/** The catalogue; null until it is there. */
export function useImages(): { images: ComputedRef<readonly Image[] | null> } {
  const query = useApi().watch(imagesQuery, () => ({}));
  return { images: computed(() => query.data.value?.images ?? null) };
}
