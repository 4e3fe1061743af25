import type { HostFiguresFragment } from '../../generated/graphql.ts';

type Capacity = NonNullable<HostFiguresFragment['room']>;

/** The use of one resource of a host. */
export interface Meter {
  readonly label: string;
  /** Used share, from 0 to 1. */
  readonly share: number;
  readonly used: string;
  readonly total: string;
  readonly unit: string;
}

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

function meter(
  label: string,
  used: number,
  total: number,
  usedText: string,
  totalText: string,
  unit = '',
): Meter {
  const share = total > 0 ? Math.min(1, Math.max(0, used / total)) : 1;
  return { label, share, used: usedText, total: totalText, unit };
}

function inGb(mb: number): string {
  return (mb / 1024).toFixed(1);
}
