import { computed, type ComputedRef } from 'vue';
import { useApi } from '../../../../client/api-client.ts';
import type { ImagesQuery } from '../../../../generated/graphql.ts';
import { imagesQuery } from '../documents.ts';

export type Image = ImagesQuery['images'][number];

/** What the palette and shortcuts call an image. */
export function imageLabel(name: string): string {
  return name === 'web' ? 'web server' : name;
}

/** The images of the catalogue; null until they are loaded. */
export function useImages(): { images: ComputedRef<readonly Image[] | null> } {
  const query = useApi().watch(imagesQuery, () => ({}));
  return { images: computed(() => query.data.value?.images ?? null) };
}
