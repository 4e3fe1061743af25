/** The phases of a container, on its way to READY and to its end. */
export const containerPhases = [
  'PENDING',
  'CREATED',
  'CONNECTED',
  'RUNNING',
  'READY',
  'STOPPING',
  'STOPPED',
  'FAILED',
  'LOST',
  'DELETING',
  'DELETED',
] as const;
export type ContainerPhase = (typeof containerPhases)[number];

export const networkPhases = ['PENDING', 'ACTIVE', 'FAILED', 'LOST', 'DELETING'] as const;
export type NetworkPhase = (typeof networkPhases)[number];
