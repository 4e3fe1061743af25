import { type Impairment, type LinkQuality, noImpairment, type Position, quoted } from '@pineapple/core';
import type { FileSet } from '../file-set.ts';
import type { DraftNetwork, DraftNode, LabDraft } from '../lab-draft.ts';
import type { Notes } from '../notes.ts';
import { YamlView } from '../yaml/yaml-view.ts';
import { labFileSchema, type OwnContainer, type OwnImpairment, type OwnNetwork } from './lab-file-schema.ts';

/** Reads our own format. Null with ERROR notes if the file is not in it. */
export function readOwn(main: string, files: FileSet, notes: Notes): LabDraft | null {
  const text = files.text(main);
  if (text === null) {
    notes.error({ path: main, line: null }, `${main} is no text in UTF-8.`);
    return null;
  }
  const root = YamlView.parse(main, text, notes);
  if (root === null) return null;
  const read = labFileSchema.safeParse(root.value);
  if (!read.success) {
    for (const issue of read.error.issues) {
      const { path, message } = issue;
      const where = path.length === 0 ? '' : `${path.map(String).join('.').slice(0, 120)}: `;
      const keys = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
      notes.error(root.at([...path, ...keys]).place, `${where}${message.slice(0, 300)}.`);
    }
    return null;
  }
  const { name, instructions = null, spread, networks, containers } = read.data;
  for (const [container, { interfaces }] of Object.entries(containers)) {
    for (const [index, { network }] of interfaces.entries()) {
      if (Object.hasOwn(networks, network)) continue;
      const { place } = root.at(['containers', container, 'interfaces', index]);
      notes.error(place, `There is no network ${quoted(network)}. Add it to networks, or correct the name.`);
    }
  }
  const line = (kind: string, key: string): number | null => root.get(kind).get(key).line;
  return {
    ...{ name, instructions, spread },
    networks: Object.entries(networks).map(([key, own]) => toNetwork(key, own, line('networks', key))),
    nodes: Object.entries(containers).map(([key, own]) => toNode(key, own, line('containers', key))),
  };
}

function toNetwork(name: string, own: OwnNetwork, line: number | null): DraftNetwork {
  const { ipv4 = null, ipv6 = null, internet, mtu, position } = own;
  return { name, ipv4Subnet: ipv4, ipv6Subnet: ipv6, internet, mtu, position: toPosition(position), line };
}

function toNode(name: string, own: OwnContainer, line: number | null): DraftNode {
  const { image, interfaces, gateway, files, sysctls, env, exec, position } = own;
  const { command = null, user = null, workingDir = null } = own;
  return {
    ...{ name, image, gateway, command, user, workingDir, exec, line },
    interfaces: interfaces.map(({ network, name: link = null, addressed, ...rest }) => {
      const { ipv4 = null, ipv6 = null, mac = null, link: own } = rest;
      const addresses = { macAddress: mac, ipv4Address: ipv4, ipv6Address: ipv6, addressed };
      return { network, name: link, ...addresses, ...(own && { quality: toQuality(own) }) };
    }),
    files: Object.entries(files).map(([path, file]) => {
      if (typeof file === 'string') return { path, content: file, mode: 0o644 };
      return { path, content: file.content, mode: Number.parseInt(file.mode, 8) };
    }),
    sysctls: Object.entries(sysctls).map(([key, value]) => ({ name: key, value })),
    env: Object.entries(env).map(([key, value]) => ({ name: key, value })),
    position: toPosition(position),
  };
}

function toQuality({
  up,
  toContainer,
  fromContainer,
}: NonNullable<OwnContainer['interfaces'][number]['link']>): LinkQuality {
  return { up, toContainer: toImpairment(toContainer), fromContainer: toImpairment(fromContainer) };
}

function toImpairment(own: OwnImpairment): Impairment {
  const given = Object.entries(own).filter(([, value]) => value !== undefined);
  return { ...noImpairment, ...Object.fromEntries(given) };
}

function toPosition(own: readonly [number, number] | undefined): Position | null {
  return own === undefined ? null : { x: own[0], y: own[1] };
}
