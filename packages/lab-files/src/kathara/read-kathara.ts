import { checkMacAddress, type ContainerFile, defaultMtu, quoted, splitWords } from '@pineapple/core';
import { ContainerFiles, lastOfEach } from '../container-files.ts';
import { settleDaemons } from '../frr-daemons.ts';
import { type FileSet, folderOf } from '../file-set.ts';
import { withForwarding } from '../forwarding.ts';
import { HostNames } from '../host-names.ts';
import { chooseImage, type ImageChoice, isTool, noteImage, type SiteImage } from '../image-table.ts';
import { ownPagePath } from '../public-images.ts';
import {
  type DraftInterface,
  type DraftNetwork,
  type DraftNode,
  type LabDraft,
  plainNetwork,
} from '../lab-draft.ts';
import type { Notes } from '../notes.ts';
import { readOptions } from './device-options.ts';
import { type ConfLine, readLabConf } from './lab-conf.ts';
import { readLabDep } from './lab-dep.ts';
import { readShutdown } from './shutdown-script.ts';
import { adaptScript, doesMore, startsRouting, startsWeb, startupPath } from './startup-script.ts';

/** No lab is as large. It bounds the work on a file that is. */
const mostLines = 5_000;

/** Reads a lab of Kathará. Null with ERROR notes if no lab can be made of it. */
export function readKathara(
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
  const { metadata, lines } = readLabConf(main, text, notes);
  if (lines.length === 0) {
    notes.error({ path: main, line: null }, 'The lab has no devices. Give one, such as pc1[0]="A".');
  }
  if (lines.length > mostLines) {
    notes.error({ path: main, line: null }, `The lab has ${lines.length} lines. Give at most ${mostLines}.`);
    return null;
  }
  const folder = folderOf(main);
  const context: LabContext = {
    inside: (path) => (folder === '' ? path : `${folder}/${path}`),
    files,
    containerFiles: new ContainerFiles(files, notes),
    ...{ notes, images },
    domains: new HostNames('network', notes),
    devices: new HostNames('node', notes),
    networks: new Map(),
  };
  noteLeftOut(context);
  const devices = Map.groupBy(lines, ({ device }) => device);
  const read = [...devices].flatMap(([device, own]) => {
    const tool = own.find(({ key, value }) => key === 'image' && isTool(value));
    if (tool === undefined) return [{ device, node: readDevice(device, own, context) }];
    const advice = 'Capture with tcpdump in the terminal of a container.';
    notes.warn(
      tool.place,
      `Device ${quoted(device)} is left out. It is a tool and no part of the network. ${advice}`,
    );
    return [];
  });
  const hostNames = new Map(read.map(({ device, node }) => [device, node.name]));
  const dependencies = readLabDep(context.inside('lab.dep'), files, hostNames, notes);
  const nodes = read.map(({ device, node }) => ({ ...node, waitFor: dependencies.get(device) ?? [] }));
  return {
    name: metadata.get('LAB_NAME') ?? (folder === '' ? 'lab' : folder.slice(folder.lastIndexOf('/') + 1)),
    instructions: metadata.get('LAB_DESCRIPTION') ?? null,
    spread: false,
    networks: [...context.networks.values()],
    nodes: withForwarding(nodes, 'KATHARA', { path: main, line: null }, notes),
    annotations: [],
  };
}

interface LabContext {
  /** The path of a file beside the lab.conf. */
  readonly inside: (path: string) => string;
  readonly files: FileSet;
  readonly containerFiles: ContainerFiles;
  readonly notes: Notes;
  readonly images: readonly SiteImage[];
  readonly domains: HostNames;
  readonly devices: HostNames;
  /** The collision domains, by name. */
  readonly networks: Map<string, DraftNetwork>;
}

function noteLeftOut({ inside, files, notes }: LabContext): void {
  const path = inside('lab.ext');
  if (!files.has(path)) return;
  files.markUsed(path);
  notes.warn({ path, line: null }, 'lab.ext is left out. Labs have no interfaces of the host.');
}

function readDevice(
  device: string,
  lines: readonly ConfLine[],
  context: LabContext,
): Omit<DraftNode, 'waitFor'> {
  const { inside, files, notes } = context;
  const place = lines[0]?.place ?? { path: inside('lab.conf'), line: null };
  const isLink = ({ key }: ConfLine): boolean => /^\d+$/.test(key);
  const { image: wanted, ...options } = readOptions(
    lines.filter((line) => !isLink(line)),
    notes,
  );
  const { image, from } = readImage(device, wanted, context);
  const startup = readStartup(device, image, context);
  const shutdown = readShutdown([inside(`${device}.shutdown`), inside('shared.shutdown')], files, notes);
  const own = [
    ...context.containerFiles.readFolder(inside('shared'), '/shared'),
    ...context.containerFiles
      .readFolder(inside(device), '')
      .map((file) => ({ ...file, path: ownPagePath(image, file.path) })),
    ...startup,
    ...shutdown.files,
  ];
  return {
    name: context.devices.add(device, place),
    image,
    interfaces: readInterfaces(device, lines.filter(isLink), context),
    files: settleDaemons(lastOfEach(own), device, place, notes),
    sysctls: options.sysctls,
    env: options.env,
    entrypoint: readWords(options.entrypoint, { image, from }, notes),
    command: readWords(options.args, { image, from }, notes),
    user: null,
    workingDir: null,
    exec: [...(startup.length > 0 ? [`bash ${startupPath}`] : []), ...options.exec],
    onStop: shutdown.onStop,
    cpus: options.cpus,
    memoryMb: options.memoryMb,
    ports: options.ports,
    gateway: 'automatic',
    routes: [],
    position: null,
    line: place.line,
  };
}

/** Where FRRouting, Quagga of two ages, and BIRD have their configuration. */
const routingFolders = ['etc/frr', 'etc/quagga', 'etc/zebra', 'etc/bird'];

type DeviceImage = Pick<ImageChoice, 'image' | 'from'>;

/** The words of an option; null if it is not given, or left out. */
function readWords(
  option: ConfLine | null,
  { image, from }: DeviceImage,
  notes: Notes,
): readonly string[] | null {
  if (option === null || option.value.trim() === '') return null;
  const { device, key, value, place } = option;
  if (from === 'nothing') {
    const message = `'${key}' of device ${quoted(device)} is left out. It belongs to an image that does not run here.`;
    notes.warn(place, message);
    return null;
  }
  if (image === 'router') {
    const message = `'${key}' of device ${quoted(device)} is left out. It would replace the routing daemons, which start by themselves.`;
    notes.warn(place, message);
    return null;
  }
  const words = splitWords(value);
  if (words.ok) return words.value;
  notes.error(place, `The ${key} ${quoted(value)} ${words.error}`);
  return null;
}

/** Kathará's default image has routing daemons and a web server too, so what a device starts decides. */
function readImage(
  device: string,
  wanted: ConfLine | null,
  { inside, files, notes, images }: LabContext,
): DeviceImage {
  const startup = files.text(inside(`${device}.startup`)) ?? '';
  const configured = routingFolders.some((folder) => files.below(inside(`${device}/${folder}`)).length > 0);
  const routes = configured || startsRouting(startup);
  const byStart = routes ? 'router' : startsWeb(startup) ? 'web' : 'host';
  if (wanted === null) return { image: byStart, from: 'table' };
  const { value: reference, place } = wanted;
  const chosen = chooseImage(reference, images, place, notes);
  if (chosen === null) return { image: 'host', from: 'nothing' };
  const image = chosen.image === 'host' && chosen.from !== 'site' ? byStart : chosen.image;
  noteImage(reference, chosen, { image, subject: `device ${quoted(device)}`, place, notes });
  return { image, from: chosen.from };
}

/** The start-up scripts as one: that of all devices, then the device's own. */
function readStartup(
  device: string,
  image: string,
  { inside, files, notes }: LabContext,
): readonly ContainerFile[] {
  const scripts = [inside('shared.startup'), inside(`${device}.startup`)].flatMap((path) => {
    if (!files.has(path)) return [];
    const text = files.text(path);
    if (text !== null) return [adaptScript(text, image, path, notes).trimEnd()];
    notes.error({ path, line: null }, `${path} is no text in UTF-8.`);
    return [];
  });
  const content = scripts.filter((script) => script !== '').join('\n');
  return !doesMore(content, image) ? [] : [{ path: startupPath, content: `${content}\n`, mode: 0o755 }];
}

function readInterfaces(
  device: string,
  lines: readonly ConfLine[],
  context: LabContext,
): readonly DraftInterface[] {
  const { notes } = context;
  const links = new Map<number, DraftInterface>();
  for (const line of lines) {
    const { key, value, place } = line;
    const number = Number(key);
    const [domain = '', mac = null] = value.split('/');
    if (links.has(number)) {
      notes.error(place, `Device ${quoted(device)} has two interfaces ${number}. Number them from 0 on.`);
      continue;
    }
    const network = networkOf(domain, line, context);
    if ([...links.values()].some((link) => link.network === network)) {
      notes.error(
        place,
        `Device ${quoted(device)} is on ${quoted(domain)} twice. A device joins a collision domain once.`,
      );
      continue;
    }
    const macAddress = mac === null ? null : checkMacAddress(mac);
    if (macAddress?.ok === false) notes.error(place, macAddress.error);
    links.set(number, {
      network,
      name: `eth${number}`,
      macAddress: macAddress?.ok ? macAddress.value : null,
      ipv4Address: null,
      ipv6Address: null,
      addressed: false,
    });
  }
  const numbers = [...links.keys()].sort((a, b) => a - b);
  const gap = numbers.findIndex((number, index) => number !== index);
  const [first] = lines;
  if (gap !== -1 && first !== undefined) {
    notes.error(
      first.place,
      `Device ${quoted(device)} has no interface ${gap}. Number its interfaces from 0 on.`,
    );
  }
  return numbers.flatMap((number) => links.get(number) ?? []);
}

function networkOf(domain: string, { place }: ConfLine, { networks, domains }: LabContext): string {
  const name = domains.add(domain, place);
  if (!networks.has(name)) networks.set(name, plainNetwork(name, place.line, defaultMtu));
  return name;
}
