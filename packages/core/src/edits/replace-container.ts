import type { Lab } from '../lab.ts';
import type { LabContainer } from '../lab-nodes.ts';

/** The lab with one of its containers changed. */
export function replaceContainer(lab: Lab, container: LabContainer): Lab {
  return {
    ...lab,
    containers: lab.containers.map((present) => (present.id === container.id ? container : present)),
  };
}
