import { gatewayAddress, subnetOfFamily } from '../addressing/usable-addresses.ts';
import { subnetsOverlap, parseSubnet } from '../addressing/subnet.ts';
import { mostAnnotationBytes, mostAnnotations } from '../annotations/annotation.ts';
import { annotationBytes } from '../annotations/annotation-rules.ts';
import { configBytes, mostConfigBytes } from '../settings/config-size.ts';
import { storedBytes } from '../settings/stored-files.ts';
import { mostStoredBytes } from '../stored-limits.ts';
import type { EditContext } from '../edit-context.ts';
import type { Lab } from '../lab.ts';
import type { LabNetwork } from '../lab-nodes.ts';

/** Why a lab would be invalid after an undo or redo; null if it is valid. */
export function findClash(lab: Lab, { limits, images }: EditContext): string | null {
  return (
    overfull('networks', lab.networks.length, limits.networksPerLab) ??
    overfull('containers', lab.containers.length, limits.containersPerLab) ??
    overfull('annotations', lab.annotations.length, mostAnnotations) ??
    overfull('bytes of notes', annotationBytes(lab), mostAnnotationBytes) ??
    overfull('bytes of configuration', configBytes(lab), mostConfigBytes) ??
    overfull('bytes of stored files', storedBytes(lab), mostStoredBytes) ??
    twice('network', lab.networks) ??
    twice('container', lab.containers) ??
    overlapping(lab.networks) ??
    unknownImage(lab, images) ??
    misattached(lab)
  );
}

function overfull(things: string, count: number, limit: number): string | null {
  return count > limit ? `The lab would have ${count} ${things}, and a lab may have at most ${limit}.` : null;
}

function twice(thing: string, nodes: readonly { readonly name: string }[]): string | null {
  const names = nodes.map(({ name }) => name);
  const double = names.find((name, index) => names.indexOf(name) !== index);
  return double === undefined ? null : `The lab now has another ${thing} named '${double}'.`;
}

function overlapping(networks: readonly LabNetwork[]): string | null {
  for (const family of [4, 6] as const) {
    const subnets = networks.flatMap((network) => {
      const text = subnetOfFamily(network, family);
      return text === null ? [] : [{ name: network.name, subnet: parseSubnet(text) }];
    });
    for (const [index, one] of subnets.entries()) {
      const other = subnets.slice(index + 1).find(({ subnet }) => subnetsOverlap(subnet, one.subnet));
      if (other) return `The subnets of networks '${one.name}' and '${other.name}' would overlap.`;
    }
  }
  return null;
}

function unknownImage(lab: Lab, images: EditContext['images']): string | null {
  const known = new Set(images.map(({ name }) => name));
  const lost = lab.containers.find(({ image }) => !known.has(image));
  return lost ? `The image '${lost.image}' of '${lost.name}' is no longer in the catalogue.` : null;
}

function misattached(lab: Lab): string | null {
  const networks = new Map(lab.networks.map((network) => [network.id, network]));
  const holders = new Map<string, string>();
  for (const network of lab.networks) {
    const gateway = gatewayAddress(network);
    if (gateway !== null) holders.set(`${network.id} ${gateway}`, 'the gateway');
  }
  for (const { name, interfaces } of lab.containers) {
    for (const { networkId, ipv4Address, ipv6Address, macAddress } of interfaces) {
      const network = networks.get(networkId);
      if (network === undefined) return `'${name}' would be on a network that is no longer in the lab.`;
      for (const taken of [ipv4Address, ipv6Address, macAddress]) {
        if (taken === null) continue;
        const key = `${networkId} ${taken}`;
        const holder = holders.get(key);
        if (holder !== undefined) return `${taken} on network '${network.name}' is now taken by ${holder}.`;
        holders.set(key, `'${name}'`);
      }
    }
  }
  return null;
}
