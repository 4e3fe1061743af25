import {
  canonicalRoutes,
  type ContainerFile,
  formatIpAddress,
  formatSubnet,
  isPerfect,
  type LinkQuality,
  parseIpAddress,
  parseSubnet,
} from '@pineapple/core';
import type { DraftInterface, DraftNetwork, DraftNode } from '../lab-draft.ts';

/** What differs between two networks in their subnets, which a network keeps for its life. */
export function subnetDifferences(present: DraftNetwork, desired: DraftNetwork): readonly string[] {
  return [
    ...difference('ipv4', canonicalSubnet(present.ipv4Subnet), canonicalSubnet(desired.ipv4Subnet)),
    ...difference('ipv6', canonicalSubnet(present.ipv6Subnet), canonicalSubnet(desired.ipv6Subnet)),
  ];
}

/** What differs between two networks besides their subnets. */
export function networkDifferences(present: DraftNetwork, desired: DraftNetwork): readonly string[] {
  return [
    ...difference('mtu', present.mtu, desired.mtu),
    ...difference('internet', present.internet, desired.internet),
    ...positionDifference(present, desired),
  ];
}

/** What differs between two containers in what they keep for their lives. */
export function lastingDifferences(present: DraftNode, desired: DraftNode): readonly string[] {
  return difference('image', present.image, desired.image);
}

/** What differs between two containers in what they take when they start. */
export function settingDifferences(present: DraftNode, desired: DraftNode): readonly string[] {
  return [
    ...unlessEqual('sysctls', byName(present.sysctls), byName(desired.sysctls)),
    ...unlessEqual('env', byName(present.env), byName(desired.env)),
    ...unlessEqual('entrypoint', present.entrypoint, desired.entrypoint),
    ...unlessEqual('command', present.command, desired.command),
    ...difference('user', present.user, desired.user),
    ...difference('working folder', present.workingDir, desired.workingDir),
    ...unlessEqual('exec', present.exec, desired.exec),
    ...fileDifferences(present.files, desired.files),
    ...unlessEqual('waits for', sortedDependencies(present), sortedDependencies(desired)),
  ];
}

/** What differs between two containers in what changes at once. */
export function liveDifferences(present: DraftNode, desired: DraftNode): readonly string[] {
  const [before, after] = [present, desired].map(({ routes }) =>
    canonicalRoutes(routes).map(({ destination, gateway }) => ({ name: destination, value: gateway })),
  );
  return [
    ...difference('gateway', present.gateway, desired.gateway),
    ...unlessEqual('routes', byName(before ?? []), byName(after ?? [])),
    ...unlessEqual('stop commands', present.onStop, desired.onStop),
    ...difference('cpus', present.cpus, desired.cpus),
    ...difference('memory in MB', present.memoryMb, desired.memoryMb),
    ...unlessEqual('ports', present.ports, desired.ports),
  ];
}

export function positionDifference(
  { position: present }: Pick<DraftNode, 'position'>,
  { position: desired }: Pick<DraftNode, 'position'>,
): readonly string[] {
  if (desired === null) return [];
  // Labs keep hundredths.
  const round = (value: number): number => Math.round(value * 100) / 100 + 0;
  const show = (at: typeof present): string => (at === null ? 'none' : `${round(at.x)}, ${round(at.y)}`);
  return difference('position', show(present), show(desired));
}

/** What differs between two interfaces on the same network. What the file leaves open never does. */
export function interfaceDifferences(present: DraftInterface, desired: DraftInterface): readonly string[] {
  return [
    ...difference('name', present.name, desired.name ?? present.name),
    ...difference('ipv4', present.ipv4Address, desired.ipv4Address),
    ...difference('ipv6', canonicalAddress(present.ipv6Address), canonicalAddress(desired.ipv6Address)),
    ...difference('mac', present.macAddress, desired.macAddress?.toLowerCase() ?? present.macAddress),
    ...unlessEqual('link', imperfect(present), imperfect(desired)),
  ];
}

/** Without what a file does not say: when a link began to flap, and a single outage. */
function imperfect({ quality }: DraftInterface): LinkQuality | null {
  if (quality === undefined) return null;
  const { outage } = quality;
  const lasting = outage?.upSeconds == null ? null : { ...outage, since: null };
  const known = { ...quality, outage: lasting };
  return isPerfect(known) ? null : known;
}

function fileDifferences(present: readonly ContainerFile[], desired: readonly ContainerFile[]): string[] {
  const [before, after] = [present, desired].map((files) => new Map(files.map((file) => [file.path, file])));
  const paths = new Set([...present, ...desired].map(({ path }) => path));
  return [...paths].sort().flatMap((path) => {
    const [old, now] = [before?.get(path), after?.get(path)];
    if (old === undefined) return [`+ ${path}`];
    if (now === undefined) return [`- ${path}`];
    const sameContent = old.content === now.content && old.stored?.sha256 === now.stored?.sha256;
    return sameContent && old.mode === now.mode ? [] : [`~ ${path}`];
  });
}

type Value = string | number | boolean | null;

export function difference(what: string, before: Value, after: Value): readonly string[] {
  if (before === after) return [];
  return [`${what}: ${before ?? 'none'} → ${after ?? 'none'}`];
}

function unlessEqual(what: string, before: unknown, after: unknown): readonly string[] {
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [what];
}

function byName<T extends { readonly name: string; readonly value: string }>(
  all: readonly T[],
): readonly unknown[] {
  return all.map(({ name, value }) => [name, value]).sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
}

function sortedDependencies({ waitFor }: DraftNode): readonly string[] {
  return waitFor.map(({ container, until }) => `${container} ${until}`).sort();
}

/** One spelling for each; text that is no subnet stays as it is, and the edit says why. */
function canonicalSubnet(text: string | null): string | null {
  if (text === null) return null;
  try {
    return formatSubnet(parseSubnet(text));
  } catch {
    return text;
  }
}

function canonicalAddress(text: string | null): string | null {
  const parsed = text === null ? null : parseIpAddress(text);
  return parsed === null ? text : formatIpAddress(parsed);
}
