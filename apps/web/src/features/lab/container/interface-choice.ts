import {
  checkInterfaceName,
  checkIpv4Address,
  checkIpv6Address,
  checkMacAddress,
  nextInterfaceName,
} from '@pineapple/core';
import type { AttachmentInput } from '../../../generated/graphql.ts';
import type { Network } from '../model/lab.ts';
import { toCoreNetwork, type LabAddresses } from './lab-addresses.ts';

/** What a form says about a new interface. An empty text leaves the choice to the API. */
export interface InterfaceChoice {
  ipv4Address: string;
  ipv6Address: string;
  macAddress: string;
  interfaceName: string;
  /** Whether the interface gets no address of the family. The text of the address is then ignored. */
  noIpv4: boolean;
  noIpv6: boolean;
}

/** The fields that can show an error. */
export const choiceFields = ['ipv4Address', 'ipv6Address', 'macAddress', 'interfaceName'] as const;

type ChoiceErrors = Partial<Record<(typeof choiceFields)[number], string | undefined>>;

export function automaticChoice(): InterfaceChoice {
  return {
    ipv4Address: '',
    ipv6Address: '',
    macAddress: '',
    interfaceName: '',
    noIpv4: false,
    noIpv6: false,
  };
}

/** The names that new interfaces of a container get: the chosen ones, and the next free ones of eth0, eth1 and so on. */
export function suggestedNames(
  choices: readonly Pick<InterfaceChoice, 'interfaceName'>[],
  present: readonly string[] = [],
): string[] {
  const taken = new Set([...present, ...choices.map(({ interfaceName }) => interfaceName.trim())]);
  return choices.map(({ interfaceName }) => {
    const name = interfaceName.trim() || nextInterfaceName(taken);
    taken.add(name);
    return name;
  });
}

/**
 * What is wrong with a choice, by field. The API checks it again; its answer to a clash names no field.
 *
 * @param names - The names of the container's other interfaces.
 */
export function checkChoice(
  choice: InterfaceChoice,
  network: Network,
  names: readonly string[],
  addresses: LabAddresses,
): ChoiceErrors {
  const macAddress = choice.macAddress.trim();
  const interfaceName = choice.interfaceName.trim();
  return {
    ipv4Address: checkAddress(choice, network, 4, addresses),
    ipv6Address: checkAddress(choice, network, 6, addresses),
    macAddress: macAddress === '' ? undefined : checkMac(macAddress, network.id, addresses),
    interfaceName: interfaceName === '' ? undefined : checkName(interfaceName, names),
  };
}

/**
 * The choice as the API takes it. The API's `addressed` is for both families, so an interface with an address of one family
 * only names that address, even the next free one.
 */
export function toAttachment(
  choice: InterfaceChoice,
  network: Network,
  addresses: LabAddresses,
): AttachmentInput {
  const addressed = isAddressed(choice, network);
  const address = (family: 4 | 6): string | null => {
    if (!wantsAddress(choice, network, family)) return null;
    return givenAddress(choice, family) || (addressed ? null : addresses.next(network, family));
  };
  return {
    networkId: network.id,
    ipv4Address: address(4),
    ipv6Address: address(6),
    macAddress: choice.macAddress.trim() || null,
    interfaceName: choice.interfaceName.trim() || null,
    addressed,
  };
}

function wantsAddress({ noIpv4, noIpv6 }: InterfaceChoice, network: Network, family: 4 | 6): boolean {
  return family === 4 ? network.ipv4Subnet !== null && !noIpv4 : network.ipv6Subnet !== null && !noIpv6;
}

function givenAddress({ ipv4Address, ipv6Address }: InterfaceChoice, family: 4 | 6): string {
  return (family === 4 ? ipv4Address : ipv6Address).trim();
}

/** Whether the interface gets an address of each subnet. */
function isAddressed(choice: InterfaceChoice, { ipv4Subnet, ipv6Subnet }: Network): boolean {
  return !(choice.noIpv4 && ipv4Subnet !== null) && !(choice.noIpv6 && ipv6Subnet !== null);
}

function checkAddress(
  choice: InterfaceChoice,
  network: Network,
  family: 4 | 6,
  addresses: LabAddresses,
): string | undefined {
  if (!wantsAddress(choice, network, family)) return undefined;
  const given = givenAddress(choice, family);
  if (given === '') {
    if (isAddressed(choice, network) || addresses.next(network, family) !== null) return undefined;
    return `Network '${network.name}' has no free IPv${family} address. Choose none, or use a larger network.`;
  }
  const checked = (family === 4 ? checkIpv4Address : checkIpv6Address)(given, toCoreNetwork(network));
  if (!checked.ok) return checked.error;
  return takenBy(checked.value, addresses.holder(network.id, family, checked.value));
}

function checkMac(given: string, networkId: string, addresses: LabAddresses): string | undefined {
  const checked = checkMacAddress(given);
  return checked.ok ? takenBy(checked.value, addresses.macHolder(networkId, checked.value)) : checked.error;
}

function takenBy(address: string, holder: string | null): string | undefined {
  if (holder === null) return undefined;
  return `${address} is taken by container '${holder}'. Choose another address, or leave it empty.`;
}

function checkName(given: string, names: readonly string[]): string | undefined {
  const checked = checkInterfaceName(given);
  if (!checked.ok) return checked.error;
  if (!names.includes(given)) return undefined;
  return `Another interface of the container has the name '${given}'. Choose another name, or leave it empty.`;
}
