import type { ProfileQuery } from '../../generated/graphql.ts';
import { inGb, type Meter, meter } from '../../ui/share-meter.ts';

export type Usage = NonNullable<NonNullable<ProfileQuery['viewer']>['usage']>;

/** As many as there are quotas: what takes their place until they are loaded has their height. */
export const meterCount = 7;

/** How much of each quota the viewer uses. */
export function usageMeters(usage: Usage): readonly Meter[] {
  const { labs, containers, networks, images, snapshots, snapshotMb, memoryMb } = usage;
  const counted = (label: string, { used, limit }: Usage['labs']): Meter =>
    meter(label, used, limit, String(used), String(limit));
  const { used, limit } = memoryMb;
  return [
    counted('Labs', labs),
    counted('Containers', containers),
    counted('Networks', networks),
    counted('Images', images),
    counted('Snapshots', snapshots),
    meter(
      'Snapshots’ size',
      snapshotMb.used,
      snapshotMb.limit,
      String(snapshotMb.used),
      String(snapshotMb.limit),
      'MB',
    ),
    meter('Memory', used, limit, inGb(used), inGb(limit), 'GB'),
  ];
}
