import type { HostFiguresFragment } from '../../generated/graphql.ts';

export type Room = NonNullable<HostFiguresFragment['room']>;

/** How much of one thing a host has in use. */
export interface Meter {
  readonly label: string;
  /** From 0 to 1. */
  readonly share: number;
  readonly used: string;
  readonly all: string;
  readonly unit: string;
}

/** What a host has in use of what it has. More processes than CPUs may wait: that is full. */
export function hostMeters(room: Room): readonly Meter[] {
  const usedMb = room.memoryMb - room.memoryFreeMb;
  return [
    meter('CPU load', room.loadAverage, room.cpus, room.loadAverage.toFixed(1), String(room.cpus)),
    meter('Memory', usedMb, room.memoryMb, inGb(usedMb), inGb(room.memoryMb), 'GB'),
    meter(
      'Containers',
      room.containers,
      room.mostContainers,
      String(room.containers),
      String(room.mostContainers),
    ),
  ];
}

function meter(
  label: string,
  used: number,
  all: number,
  usedText: string,
  allText: string,
  unit = '',
): Meter {
  const share = all > 0 ? Math.min(1, Math.max(0, used / all)) : 1;
  return { label, share, used: usedText, all: allText, unit };
}

function inGb(mb: number): string {
  return (mb / 1024).toFixed(1);
}
