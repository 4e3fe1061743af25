import type { HostFiguresFragment } from '../../generated/graphql.ts';
import { inGb, type Meter, meter } from '../../ui/share-meter.ts';

type Capacity = NonNullable<HostFiguresFragment['room']>;

/** The resources of a host in use. A load above the number of CPUs counts as full. */
export function hostMeters(capacity: Capacity): readonly Meter[] {
  const usedMb = capacity.memoryMb - capacity.memoryFreeMb;
  return [
    meter(
      'CPU load',
      capacity.loadAverage,
      capacity.cpus,
      capacity.loadAverage.toFixed(1),
      String(capacity.cpus),
    ),
    meter('Memory', usedMb, capacity.memoryMb, inGb(usedMb), inGb(capacity.memoryMb), 'GB'),
    meter(
      'Containers',
      capacity.containers,
      capacity.mostContainers,
      String(capacity.containers),
      String(capacity.mostContainers),
    ),
  ];
}
