import type { Lab } from '../lab.ts';
import type { LabNetwork } from '../lab-nodes.ts';

/** The lab with one of its networks changed. */
export function replaceNetwork(lab: Lab, network: LabNetwork): Lab {
  return {
    ...lab,
    networks: lab.networks.map((present) => (present.id === network.id ? network : present)),
  };
}
