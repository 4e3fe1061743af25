import type { LabStore } from '@pineapple/store';
import { moveLab, type MoveLabPorts } from './move-lab.ts';

export interface MoveLabsPorts extends MoveLabPorts {
  readonly labs: MoveLabPorts['labs'] & Pick<LabStore, 'listByHost'>;
}

/** Labs that move in parallel. Each costs a few writes and a command. */
const atOnce = 8;

/**
 * Moves all labs off a host. Cordon it first, or new ones arrive meanwhile. Safe to repeat.
 *
 * @returns How many labs moved.
 */
export async function moveLabs(ports: MoveLabsPorts, hostId: string): Promise<number> {
  const waiting = (await ports.labs.listByHost(hostId)).filter(({ deletedAt }) => deletedAt === null);
  let moved = 0;
  const worker = async (): Promise<void> => {
    for (let lab = waiting.pop(); lab; lab = waiting.pop()) {
      if (await moveLab(ports, lab.id, hostId)) moved += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return moved;
}
