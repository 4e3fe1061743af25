import { counted, listed } from '../../../ui/counted.ts';
import { containerPhaseWords, networkPhaseWords } from '../../../ui/phase/phase-words.ts';
import { addressesOf } from '../network/addresses-of.ts';
import { subnetText } from '../network/subnets.ts';
import type { Container, Network } from '../model/lab.ts';

/** The accessible name of a node. */
export function describeContainer({ name, image, readiness, interfaces }: Container): string {
  const phase = containerPhaseWords[readiness.phase].label;
  const places = interfaces.map((link) => {
    const addresses = listed(addressesOf(link));
    return addresses ? `${link.network.name} with ${addresses}` : link.network.name;
  });
  // The visible text comes first and in the same order, so that voice control finds the node.
  return `Container ${name}, ${phase}, ${image.name}, on ${listed(places) || 'no network'}`;
}

export function describeNetwork(network: Network, attached: number): string {
  const { name, phase, internet } = network;
  const parts = [`Network ${name}`, subnetText(network), networkPhaseWords[phase].label.toLowerCase()];
  if (internet) parts.push('internet access');
  return `${parts.join(', ')}, ${counted(attached, 'container')} attached`;
}
