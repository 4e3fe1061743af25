import { type ContainerSysctl, containerSysctlSchema, quoted } from '@pineapple/core';
import { ContainerFiles, lastOfEach } from '../container-files.ts';
import { baseName, type FileSet } from '../file-set.ts';
import { withForwarding } from '../forwarding.ts';
import { HostNames } from '../host-names.ts';
import { chooseImage, type ImageChoice, knownImages, noteImage, type SiteImage } from '../image-table.ts';
import type { DraftNode, LabDraft } from '../lab-draft.ts';
import type { Notes } from '../notes.ts';
import { YamlView } from '../yaml/yaml-view.ts';
import { expandVariables, templateLine } from './expand-variables.ts';
import { NodeDefinition } from './node-definition.ts';
import { readDependencies } from './read-dependencies.ts';
import { readDns } from './read-dns.ts';
import { readHealthCheck } from './read-health-check.ts';
import { readPosition } from './position-labels.ts';
import { readExec, readProgram, readUser } from './read-programs.ts';
import { type LinkNodes, readLinks } from './read-links.ts';
import { readNodeFiles } from './read-node-files.ts';
import { readStageCommands } from './read-stage-commands.ts';
import { readPorts } from '../resources/read-ports.ts';
import { readCpus, readMemory, type WrittenValue } from '../resources/read-resources.ts';
import { noteUnsupported } from './unsupported-fields.ts';

/** No lab is as large. It bounds the work on a file that is. */
const mostNodes = 1_000;
const mostLinks = 5_000;

const bridgeKinds = new Set(['bridge', 'ovs-bridge']);
const containerKinds = new Set(['linux', 'frr']);
/** Nodes that are not the lab's. */
const outsideKinds = new Set(['host', 'ext-container']);

/** Reads a topology of containerlab. Null with ERROR notes if no lab can be made of it. */
export function readContainerlab(
  main: string,
  files: FileSet,
  notes: Notes,
  images: readonly SiteImage[],
): LabDraft | null {
  const text = files.text(main);
  if (text === null) {
    notes.error({ path: main, line: null }, `${main} is no text in UTF-8.`);
    return null;
  }
  const template = templateLine(text);
  if (template !== null || main.endsWith('.gotmpl')) {
    const message = 'The topology is a Go template. Render it first, and import what comes out.';
    notes.error({ path: main, line: template }, message);
    return null;
  }
  const root = YamlView.parse(main, expandVariables(text), notes);
  if (root === null) return null;
  const topology = root.get('topology');
  if (!topology.get('nodes').isMap) {
    notes.error(topology.place, 'The topology has no nodes. Give topology.nodes, each with its name.');
    return null;
  }
  if (root.get('mgmt').exists) {
    notes.info(root.get('mgmt').place, 'No management network is made. Terminals reach every container.');
  }
  const name = root.get('name').text() ?? baseName(main).replace(/(?:\.clab)?\.ya?ml$/, '');
  const hostNames = new HostNames('node', notes);
  const definitions = topology
    .get('nodes')
    .entries()
    .map(([key, own]) => new NodeDefinition(key, own, topology));
  const sizes = [
    ['nodes', definitions.length, mostNodes],
    ['links', topology.get('links').items().length, mostLinks],
  ] as const;
  for (const [things, size, most] of sizes) {
    if (size > most) notes.error(topology.place, `The topology has ${size} ${things}. Give at most ${most}.`);
  }
  if (notes.failed) return null;
  const containerFiles = new ContainerFiles(files, notes);
  const nodes = sortNodes(definitions, hostNames, notes);
  const { networks, interfaces } = readLinks(topology.get('links'), nodes, notes);
  const drafts = definitions.flatMap((definition) => {
    const hostName = nodes.containers.get(definition.name);
    if (hostName === undefined) return [];
    const links = interfaces.get(definition.name) ?? [];
    return [
      {
        ...readNode(definition, hostName, { main, lab: name, files, containerFiles, notes, images }),
        waitFor: readDependencies(definition, nodes.containers, notes),
        interfaces: links,
      },
    ];
  });
  const forwarding = withForwarding(drafts, 'CONTAINERLAB', topology.place, notes);
  return { name, instructions: null, spread: false, networks, nodes: forwarding, annotations: [] };
}

/** Tells apart what becomes a container, what a network, and what is left out. */
function sortNodes(definitions: readonly NodeDefinition[], hostNames: HostNames, notes: Notes): LinkNodes {
  const containers = new Map<string, string>();
  const bridges = new Map<string, YamlView>();
  const absent = new Set<string>();
  for (const { name, kind, own } of definitions) {
    if (kind !== null && bridgeKinds.has(kind)) {
      bridges.set(name, own);
      notes.info(own.place, `The bridge ${quoted(name)} becomes a network.`);
    } else if (kind !== null && outsideKinds.has(kind)) {
      absent.add(name);
      notes.warn(
        own.place,
        `Node ${quoted(name)} of kind ${quoted(kind)} is left out. It is no container of the lab.`,
      );
    } else {
      containers.set(name, hostNames.add(name, own.place));
      if (kind === null) notes.error(own.place, `Node ${quoted(name)} has no kind. Give one, such as linux.`);
      else if (!containerKinds.has(kind)) notes.error(own.place, foreignKind(name, kind));
    }
  }
  return { containers, bridges, absent };
}

function foreignKind(name: string, kind: string): string {
  const given = `Node ${quoted(name)} has the kind ${quoted(kind)}`;
  const advice = 'Use kind linux with an image of FRR instead.';
  if (kind.startsWith('vr-') || kind.startsWith('vr_')) {
    return `${given}, a virtual machine of a vendor, which does not run here. ${advice}`;
  }
  return `${given}, which needs a vendor's image or is not known here. ${advice}`;
}

interface NodeContext {
  readonly main: string;
  readonly lab: string;
  readonly files: FileSet;
  readonly containerFiles: ContainerFiles;
  readonly notes: Notes;
  readonly images: readonly SiteImage[];
}

function readNode(
  node: NodeDefinition,
  hostName: string,
  { main, lab, files, containerFiles, notes, images }: NodeContext,
): Omit<DraftNode, 'interfaces' | 'waitFor'> {
  const chosen = readImage(node, images, notes);
  const image = chosen?.image ?? 'host';
  const named = (name: string) => (text: string) =>
    text.replaceAll('__clabNodeName__', name).replaceAll('__clabLabName__', lab);
  const magic = named(hostName);
  const entrypoint = readProgram(node, 'entrypoint', chosen, notes);
  const command = readProgram(node, 'cmd', chosen, notes);
  const service = command === null && entrypoint === null ? (chosen?.service ?? null) : null;
  const staged = readStageCommands(node, magic, notes);
  noteUnsupported(node, notes);
  return {
    name: hostName,
    image,
    files: lastOfEach([
      ...readDns(node, notes),
      ...readNodeFiles(node, image, { main, files, containerFiles, notes, magic: named(node.name) }),
    ]),
    sysctls: readSysctls(node, notes),
    env: [...node.map('env')].map(([name, value]) => ({ name, value: magic(value.text() ?? '') })),
    entrypoint,
    command,
    user: readUser(node, notes),
    workingDir: null,
    ...readResources(node, notes),
    // Our image starts the service only when it is told to.
    exec: [
      ...staged.before,
      ...readExec(node, magic, notes),
      ...(service === null ? [] : [`systemctl start ${service}`]),
      ...staged.after,
      ...readHealthCheck(node, notes),
    ],
    onStop: [],
    gateway: 'automatic',
    routes: [],
    position: readPosition(node.map('labels')),
    line: node.own.line,
  };
}

/** What runs instead of the node's image; null with an ERROR note if nothing can. */
function readImage(node: NodeDefinition, images: readonly SiteImage[], notes: Notes): ImageChoice | null {
  const view = node.get('image');
  const reference = view.text();
  // The kind is reported already.
  if (node.kind === null || !containerKinds.has(node.kind)) return null;
  if (reference === null) {
    notes.error(view.place, `Node ${quoted(node.name)} has no image. ${knownImages}`);
    return null;
  }
  const { place } = view;
  const chosen = chooseImage(reference, images, place, notes);
  if (chosen !== null)
    noteImage(reference, chosen, { image: chosen.image, subject: `node ${quoted(node.name)}`, place, notes });
  return chosen;
}

function readResources(node: NodeDefinition, notes: Notes): Pick<DraftNode, 'cpus' | 'memoryMb' | 'ports'> {
  const subject = `node ${quoted(node.name)}`;
  const [cpus, memory] = [written(node.get('cpu')), written(node.get('memory'))];
  return {
    cpus: cpus && readCpus(cpus, subject, notes),
    memoryMb: memory && readMemory(memory, 'decimal', subject, notes),
    ports: readPorts(
      node.list('ports').flatMap((view) => written(view) ?? []),
      subject,
      notes,
    ),
  };
}

function written(view: YamlView): WrittenValue | null {
  const text = view.text();
  return text === null || text.trim() === '' ? null : { text, place: view.place };
}

function readSysctls(node: NodeDefinition, notes: Notes): readonly ContainerSysctl[] {
  return [...node.map('sysctls')].flatMap(([name, view]) => {
    const read = containerSysctlSchema.safeParse({ name, value: view.text() });
    if (read.success) return [read.data];
    notes.warn(view.place, `The sysctl ${quoted(name)} is left out. Only net.* belongs to a container.`);
    return [];
  });
}
