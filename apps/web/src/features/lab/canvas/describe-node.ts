import { counted, listed } from '../../../ui/counted.ts';
import { containerPhaseWords, networkPhaseWords } from '../../../ui/phase/phase-words.ts';
import type { Container, Network } from '../model/lab.ts';

/** A node in words, for those who can't see it. */
export function describeContainer({ name, image, readiness, interfaces }: Container): string {
  const phase = containerPhaseWords[readiness.phase].label;
  const places = interfaces.map(({ network, ipv4Address }) =>
    ipv4Address ? `${network.name} with ${ipv4Address}` : network.name,
  );
  // What one sees comes first and in the same order: some speak to what they see.
  return `Container ${name}, ${phase}, ${image.name}, on ${listed(places) || 'no network'}`;
}

export function describeNetwork({ name, ipv4Subnet, phase, internet }: Network, attached: number): string {
  const parts = [`Network ${name}`, ipv4Subnet, networkPhaseWords[phase].label.toLowerCase()];
  if (internet) parts.push('with internet');
  return `${parts.join(', ')}, ${counted(attached, 'container')} attached`;
}
