import { builtInImages } from '../catalogue.ts';
import { addContainer, type Attachment } from '../edits/containers/add-container.ts';
import { addNetwork } from '../edits/add-network.ts';
import type { EditContext, LabLimits } from '../edit-context.ts';
import { newLab } from '../edits/lab-edits.ts';
import type { RandomBytes } from '../ids.ts';
import type { Lab } from '../lab.ts';
import type { LabContainer, LabNetwork } from '../lab-nodes.ts';
import { valueOf } from './outcome.ts';

export const start = '2026-11-22T10:00:00.000Z';
export const later = '2026-11-22T10:05:00.000Z';

/** Pseudo-random bytes that are the same in every run. */
function countingBytes(): RandomBytes {
  let draw = 0;
  return (size) => {
    draw += 1;
    return Uint8Array.from({ length: size }, (_, index) => (draw >> (5 * index)) & 0x1f);
  };
}

export function editContext(overrides: Partial<LabLimits> = {}, now = start): EditContext {
  const limits = { networksPerLab: 100, containersPerLab: 100, interfacesPerContainer: 8, ...overrides };
  return { now, random: countingBytes(), limits, images: builtInImages };
}

/** Builds a lab. Each step must succeed. */
export class SampleLab {
  lab: Lab;
  readonly context: EditContext;

  constructor(context = editContext()) {
    this.context = context;
    this.lab = valueOf(newLab({ name: 'Routing 101', ownerId: 'usr_aaaaaaaaaaaa' }, context));
  }

  network(name: string, ipv4Subnet: string | null = null, internet = false): LabNetwork {
    const { lab, network } = valueOf(addNetwork(this.lab, { name, ipv4Subnet, internet }, this.context));
    this.lab = lab;
    return network;
  }

  /** A network with any properties. */
  add(input: { readonly name: string } & Partial<Parameters<typeof addNetwork>[1]>): LabNetwork {
    const complete = { ipv4Subnet: null, internet: false, ...input };
    const { lab, network } = valueOf(addNetwork(this.lab, complete, this.context));
    this.lab = lab;
    return network;
  }

  container(name: string, ...networks: readonly (LabNetwork | Attachment)[]): LabContainer {
    const attachments = networks.map((on) => ('id' in on ? { networkId: on.id, ipv4Address: null } : on));
    const input = { name, image: 'host', networks: attachments };
    const { lab, container } = valueOf(addContainer(this.lab, input, this.context));
    this.lab = lab;
    return container;
  }
}
