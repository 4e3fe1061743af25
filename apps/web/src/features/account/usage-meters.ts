import type { ProfileQuery } from '../../generated/graphql.ts';
import { inGb, type Meter, meter } from '../../ui/share-meter.ts';

export type Usage = NonNullable<NonNullable<ProfileQuery['viewer']>['usage']>;

/** How much of each quota the viewer uses. */
export function usageMeters({ labs, containers, networks, images, memoryMb }: Usage): readonly Meter[] {
  const counted = (label: string, { used, limit }: Usage['labs']): Meter =>
    meter(label, used, limit, String(used), String(limit));
  const { used, limit } = memoryMb;
  return [
    counted('Labs', labs),
    counted('Containers', containers),
    counted('Networks', networks),
    counted('Images', images),
    meter('Memory', used, limit, inGb(used), inGb(limit), 'GB'),
  ];
}
