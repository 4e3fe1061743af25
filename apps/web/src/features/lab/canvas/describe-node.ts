import { counted, listed } from '../../../ui/counted.ts';
import { containerPhaseWords, networkPhaseWords } from '../../../ui/phase/phase-words.ts';
import type { Container, Network } from '../model/lab.ts';

/** The accessible name of a node. */
export function describeContainer({ name, image, readiness, interfaces }: Container): string {
  const phase = containerPhaseWords[readiness.phase].label;
  const places = interfaces.map(({ network, ipv4Address }) =>
    ipv4Address ? `${network.name} with ${ipv4Address}` : network.name,
  );
  // The visible text comes first and in the same order, so that voice control finds the node.
  return `Container ${name}, ${phase}, ${image.name}, on ${listed(places) || 'no network'}`;
}

export function describeNetwork({ name, ipv4Subnet, phase, internet }: Network, attached: number): string {
  const parts = [
    `Network ${name}`,
    ipv4Subnet ?? 'no IPv4 subnet',
    networkPhaseWords[phase].label.toLowerCase(),
  ];
  if (internet) parts.push('internet access');
  return `${parts.join(', ')}, ${counted(attached, 'container')} attached`;
}
