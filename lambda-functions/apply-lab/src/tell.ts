import type { Lab } from '@pineapple/core';
import type { ApplyLabPorts } from './ports.ts';

/** The command is on its way whether or not anyone can be told, so this never fails the function: a retry would send it again. */
export async function tell(lab: Lab, applyId: string, ports: ApplyLabPorts): Promise<void> {
  try {
    await ports.publish({ type: 'apply', labId: lab.id, applyId });
  } catch (error) {
    ports.log('error', 'The apply could not be published.', { labId: lab.id, applyId, error: String(error) });
  }
}
