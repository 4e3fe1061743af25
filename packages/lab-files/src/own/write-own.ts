import {
  annotationDefaults,
  defaultMtu,
  givenFields,
  isPerfect,
  kindsIn,
  type LinkQuality,
  quoted,
} from '@pineapple/core';
import { Document } from 'yaml';
import type { LabFile } from '../file-set.ts';
import type {
  DraftAnnotation,
  DraftFile,
  DraftInterface,
  DraftNetwork,
  DraftNode,
  LabDraft,
} from '../lab-draft.ts';
import type { Notes } from '../notes.ts';
import { toBase64 } from '../stored-file.ts';
import { writeComments } from './yaml-comments.ts';

/**
 * A lab in our own format, without loss, and with the comments of the file that it was made of.
 *
 * @param schemaUrl where editors find the JSON Schema; null leaves out the line that names it
 */
export function writeOwn(draft: LabDraft, schemaUrl: string | null, notes: Notes): LabFile {
  const { name, instructions, spread, networks, nodes, annotations } = draft;
  const document = new Document(
    {
      pineapple: 1,
      name,
      ...(instructions !== null && { instructions }),
      ...(spread && { spread }),
      networks: Object.fromEntries(networks.map((each) => [each.name, fromNetwork(each)])),
      containers: Object.fromEntries(nodes.map((each) => [each.name, fromNode(each, notes)])),
      ...(annotations.length > 0 && { annotations: annotations.map(fromAnnotation) }),
    },
    { aliasDuplicateObjects: false },
  );
  writeComments(document, draft.comments ?? []);
  const head = schemaUrl === null ? '' : `# yaml-language-server: $schema=${schemaUrl}\n`;
  const text = head + document.toString({ lineWidth: 0 });
  return { path: 'lab.yaml', content: new TextEncoder().encode(text) };
}

function fromAnnotation({ kind, text, colour, position, width, height }: DraftAnnotation): object {
  const usual = annotationDefaults[kind];
  return {
    kind,
    ...(text !== '' && { text }),
    ...(colour !== usual.colour && { colour }),
    position: [position.x, position.y],
    ...((width !== usual.width || height !== usual.height) && { size: [width, height] }),
  };
}

function fromNetwork({ ipv4Subnet, ipv6Subnet, internet, mtu, position }: DraftNetwork): object {
  return {
    ...(ipv4Subnet !== null && { ipv4: ipv4Subnet }),
    ...(ipv6Subnet !== null && { ipv6: ipv6Subnet }),
    ...(internet && { internet }),
    ...(mtu !== defaultMtu && { mtu }),
    ...(position !== null && { position: [position.x, position.y] }),
  };
}

function fromNode(node: DraftNode, notes: Notes): object {
  const {
    image,
    interfaces,
    gateway,
    routes,
    files,
    sysctls,
    env,
    entrypoint,
    command,
    user,
    workingDir,
    exec,
    waitFor,
    onStop,
    cpus,
    memoryMb,
    ports,
    position,
  } = node;
  return {
    image,
    ...(gateway !== 'automatic' && { gateway }),
    ...(routes.length > 0 && {
      routes: Object.fromEntries(routes.map(({ destination, gateway: via }) => [destination, via])),
    }),
    ...(position !== null && { position: [position.x, position.y] }),
    ...(interfaces.length > 0 && { interfaces: interfaces.map(fromInterface) }),
    ...(sysctls.length > 0 && { sysctls: valuesByName(sysctls) }),
    ...(env.length > 0 && { env: valuesByName(env) }),
    ...(entrypoint !== null && { entrypoint }),
    ...(command !== null && { command }),
    ...(user !== null && { user }),
    ...(workingDir !== null && { workingDir }),
    ...(exec.length > 0 && { exec }),
    ...(waitFor.length > 0 && {
      waitFor: Object.fromEntries(waitFor.map(({ container, until }) => [container, until])),
    }),
    ...(onStop.length > 0 && { onStop }),
    ...(cpus !== null && { cpus }),
    ...(memoryMb !== null && { memoryMb }),
    ...(ports.length > 0 && {
      ports: ports.map(({ port, name }) => (name === null ? port : { port, name })),
    }),
    ...(files.length > 0 && {
      files: Object.fromEntries(
        files.flatMap((file) => {
          const written = fromFile(file, notes);
          return written === null ? [] : [[file.path, written]];
        }),
      ),
    }),
  };
}

function fromFile({ path, content, mode, stored, bytes }: DraftFile, notes: Notes): object | string | null {
  const permissions = mode === 0o644 ? null : { mode: mode.toString(8).padStart(4, '0') };
  if (!stored) return permissions === null ? content : { ...permissions, content };
  if (bytes) return { ...permissions, base64: toBase64(bytes) };
  const message = `${quoted(path)} is left out. Its content is no longer stored.`;
  notes.warn({ path: 'lab.yaml', line: null }, message);
  return null;
}

function valuesByName(all: readonly { readonly name: string; readonly value: string }[]): object {
  return Object.fromEntries(all.map(({ name, value }) => [name, value]));
}

function fromInterface(link: DraftInterface): object {
  const { network, name, macAddress, ipv4Address, ipv6Address, addressed, quality } = link;
  return {
    network,
    ...(name !== null && { name }),
    ...(ipv4Address !== null && { ipv4: ipv4Address }),
    ...(ipv6Address !== null && { ipv6: ipv6Address }),
    ...(macAddress !== null && { mac: macAddress }),
    ...(!addressed && { addressed }),
    ...(quality && !isPerfect(lasting(quality)) && { link: fromQuality(quality) }),
  };
}

/** A single outage is a moment of a lab, not what it is like. */
function lasting(quality: LinkQuality): LinkQuality {
  return quality.outage?.upSeconds == null ? { ...quality, outage: null } : quality;
}

function fromQuality({ up, outage, toContainer, fromContainer }: LinkQuality): object {
  return {
    ...(!up && { up }),
    ...(outage?.upSeconds != null && {
      flap: { downSeconds: outage.downSeconds, upSeconds: outage.upSeconds },
    }),
    ...(kindsIn(toContainer).length > 0 && { toContainer: givenFields(toContainer) }),
    ...(kindsIn(fromContainer).length > 0 && { fromContainer: givenFields(fromContainer) }),
  };
}
