import {
  annotationDefaults,
  type Impairment,
  type LinkQuality,
  mostCommentCharacters,
  mostComments,
  noImpairment,
  type Position,
  quoted,
} from '@pineapple/core';
import type { FileSet } from '../file-set.ts';
import type { DraftAnnotation, DraftFile, DraftNetwork, DraftNode, LabDraft } from '../lab-draft.ts';
import type { Notes } from '../notes.ts';
import { fromBase64, storedFile } from '../stored-file.ts';
import { YamlView } from '../yaml/yaml-view.ts';
import {
  labFileSchema,
  type OwnAnnotation,
  type OwnContainer,
  type OwnImpairment,
  type OwnNetwork,
} from './lab-file-schema.ts';
import { readComments } from './yaml-comments.ts';

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
  const { name, instructions = null, spread, networks, containers, annotations } = read.data;
  for (const [container, { interfaces, waitFor }] of Object.entries(containers)) {
    for (const awaited of Object.keys(waitFor)) {
      if (Object.hasOwn(containers, awaited)) continue;
      const { place } = root.at(['containers', container, 'waitFor', awaited]);
      notes.error(
        place,
        `There is no container ${quoted(awaited)}. Add it to containers, or correct the name.`,
      );
    }
    for (const [index, { network }] of interfaces.entries()) {
      if (Object.hasOwn(networks, network)) continue;
      const { place } = root.at(['containers', container, 'interfaces', index]);
      notes.error(place, `There is no network ${quoted(network)}. Add it to networks, or correct the name.`);
    }
  }
  const { comments, isCut } = readComments(root.document);
  if (isCut)
    notes.warn(
      { path: main, line: null },
      `A lab keeps at most ${mostComments} comments with ${mostCommentCharacters} characters. The others are left out.`,
    );
  const line = (kind: string, key: string): number | null => root.get(kind).get(key).line;
  return {
    ...{ name, instructions, spread },
    networks: Object.entries(networks).map(([key, own]) => toNetwork(key, own, line('networks', key))),
    nodes: Object.entries(containers).map(([key, own]) => ({
      ...toNode(key, own, line('containers', key)),
      files: toFiles(own, files, (path, message) => {
        notes.error(root.at(['containers', key, 'files', path]).place, message);
      }),
    })),
    annotations: annotations.map((own, index) => toAnnotation(own, root.at(['annotations', index]).line)),
    ...(comments.length > 0 && { comments }),
  };
}

function toAnnotation(own: OwnAnnotation, line: number | null): DraftAnnotation {
  const { kind, text, position, size, colour } = own;
  const usual = annotationDefaults[kind];
  const [width, height] = size ?? [usual.width, usual.height];
  const [x, y] = position;
  return { kind, text, colour: colour ?? usual.colour, position: { x, y }, width, height, line };
}

function toNetwork(name: string, own: OwnNetwork, line: number | null): DraftNetwork {
  const { ipv4 = null, ipv6 = null, internet, mtu, position } = own;
  return { name, ipv4Subnet: ipv4, ipv6Subnet: ipv6, internet, mtu, position: toPosition(position), line };
}

/** @param refuse takes what is wrong with the file at a path */
function toFiles(
  { files }: OwnContainer,
  { hash }: FileSet,
  refuse: (path: string, message: string) => void,
): readonly DraftFile[] {
  return Object.entries(files).flatMap(([path, file]): DraftFile[] => {
    if (typeof file === 'string') return [{ path, content: file, mode: 0o644 }];
    const mode = Number.parseInt(file.mode, 8);
    if ('content' in file) return [{ path, content: file.content, mode }];
    const bytes = fromBase64(file.base64);
    if (bytes === null) refuse(path, `The content of ${quoted(path)} is not base64.`);
    else if (hash === null) refuse(path, `${quoted(path)} is binary, and only text is read here.`);
    else return [storedFile({ path, mode }, bytes, hash)];
    return [];
  });
}

function toNode(name: string, own: OwnContainer, line: number | null): Omit<DraftNode, 'files'> {
  const { image, interfaces, gateway, routes, sysctls, env, exec, waitFor, position } = own;
  const { entrypoint = null, command = null, user = null, workingDir = null } = own;
  const { onStop, cpus = null, memoryMb = null, ports } = own;
  return {
    ...{ name, image, gateway, entrypoint, command, user, workingDir, exec, line },
    ...{ onStop, cpus, memoryMb },
    ports: ports.map((each) => (typeof each === 'number' ? { port: each, name: null } : each)),
    interfaces: interfaces.map(({ network, name: link = null, addressed, ...rest }) => {
      const { ipv4 = null, ipv6 = null, mac = null, link: own } = rest;
      const addresses = { macAddress: mac, ipv4Address: ipv4, ipv6Address: ipv6, addressed };
      return { network, name: link, ...addresses, ...(own && { quality: toQuality(own) }) };
    }),
    routes: Object.entries(routes).map(([destination, via]) => ({ destination, gateway: via })),
    sysctls: Object.entries(sysctls).map(([key, value]) => ({ name: key, value })),
    env: Object.entries(env).map(([key, value]) => ({ name: key, value })),
    waitFor: Object.entries(waitFor).map(([container, until]) => ({ container, until })),
    position: toPosition(position),
  };
}

function toQuality({
  up,
  flap,
  toContainer,
  fromContainer,
}: NonNullable<OwnContainer['interfaces'][number]['link']>): LinkQuality {
  return {
    up,
    outage: flap === undefined ? null : { ...flap, since: null },
    toContainer: toImpairment(toContainer),
    fromContainer: toImpairment(fromContainer),
  };
}

function toImpairment(own: OwnImpairment): Impairment {
  const given = Object.entries(own).filter(([, value]) => value !== undefined);
  return { ...noImpairment, ...Object.fromEntries(given) };
}

function toPosition(own: readonly [number, number] | undefined): Position | null {
  return own === undefined ? null : { x: own[0], y: own[1] };
}
