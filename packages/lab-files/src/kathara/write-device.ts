import { joinWords, type Lab, type LabContainer } from '@pineapple/core';
import type { LabFile } from '../file-set.ts';
import { sysctlsElsewhere } from '../forwarding.ts';
import { daemonsContent, daemonsFile } from '../frr-daemons.ts';
import { publicImage, publicPagePath } from '../public-images.ts';
import type { DraftInterface, DraftNode } from '../lab-draft.ts';
import type { Notes, Place } from '../notes.ts';
import { networkCommands } from '../written/network-commands.ts';
import { writtenFiles } from '../written/written-files.ts';
import { confValue } from './conf-value.ts';
import { publishedPorts } from '../resources/host-ports.ts';
import { writeShutdown } from './shutdown-script.ts';
import { writeStartup } from './write-startup.ts';

interface DeviceContext {
  readonly lab: Lab;
  /** The device's name. */
  readonly device: string;
  /** The collision domains by the names of their networks. */
  readonly domains: ReadonlyMap<string, string>;
  readonly place: Place;
  readonly notes: Notes;
}

interface WrittenDevice {
  /** Lines of the lab.conf. */
  readonly lines: readonly string[];
  readonly files: readonly LabFile[];
}

/** Writes a container as a device, with its start-up script and its folder. */
export function writeDevice(
  draft: DraftNode,
  container: LabContainer,
  context: DeviceContext,
): WrittenDevice {
  const { lab, device, domains, place, notes } = context;
  const { name, image, entrypoint, command, user, workingDir, cpus, memoryMb } = draft;
  if (user !== null || workingDir !== null)
    notes.warn(
      place,
      `The user and working folder of '${name}' are left out. Devices have those of their image.`,
    );
  const startup = writeStartup(draft, networkCommands(lab, container), context);
  const { script, exec } = startup;
  const { script: shutdown, files } = writeShutdown(draft, startup.files);
  const lists = image === 'router' && !files.some(({ path }) => path === daemonsFile);
  const daemons = lists ? [{ path: daemonsFile, content: daemonsContent(files), mode: 0o644 }] : [];
  const option = (key: string, value: string): readonly string[] => {
    const quotedValue = confValue(value);
    if (quotedValue !== null) return [`${device}[${key}]=${quotedValue}`];
    notes.warn(
      place,
      `The ${key} ${JSON.stringify(value.slice(0, 80))} of '${name}' is left out. A lab.conf has no value with both kinds of quotes.`,
    );
    return [];
  };
  const lines = [
    ...option('image', imageOf(draft, place, notes)),
    ...numbered(draft, place, notes).map(({ network, macAddress }, number) => {
      const domain = domains.get(network) ?? network;
      return `${device}[${number}]="${domain}${macAddress === null ? '' : `/${macAddress}`}"`;
    }),
    ...(entrypoint === null ? [] : option('entrypoint', joinWords(entrypoint))),
    ...(command === null ? [] : option('args', joinWords(command))),
    ...sysctlsElsewhere(draft, 'KATHARA').flatMap((sysctl) =>
      option('sysctl', `${sysctl.name}=${sysctl.value}`),
    ),
    ...draft.env.flatMap((variable) => option('env', `${variable.name}=${variable.value}`)),
    ...(cpus === null ? [] : option('cpus', String(cpus))),
    ...(memoryMb === null ? [] : option('mem', `${memoryMb}m`)),
    ...publishedPorts(lab, container.id).flatMap((port) => option('port', `${port}/tcp`)),
    ...exec.map((value) => `${device}[exec]=${value}`),
  ];
  const folder = [...files, ...daemons].map((file) => ({ ...file, path: publicPagePath(image, file.path) }));
  return {
    lines,
    files: [
      ...scriptFile(`${device}.startup`, script),
      ...scriptFile(`${device}.shutdown`, shutdown),
      ...writtenFiles(folder, device, notes).map(({ path, content }) => ({ path, content })),
    ],
  };
}

function scriptFile(path: string, text: string): readonly LabFile[] {
  return text === '' ? [] : [{ path, content: new TextEncoder().encode(text) }];
}

/** The interfaces in the order of their numbers. A WARNING names those that get another name. */
function numbered({ name, interfaces }: DraftNode, place: Place, notes: Notes): readonly DraftInterface[] {
  const own = interfaces.toSorted((a, b) => numberOf(a) - numberOf(b));
  if (own.every((link, number) => link.name === `eth${number}`)) return own;
  for (const [number, link] of interfaces.entries()) {
    if (link.name === `eth${number}`) continue;
    const message = `The interface ${link.name ?? ''} of '${name}' becomes eth${number}. Kathará numbers interfaces from 0 on.`;
    notes.warn(place, message);
  }
  return interfaces;
}

function numberOf({ name }: DraftInterface): number {
  return Number(/^eth(\d+)$/.exec(name ?? '')?.[1] ?? Number.MAX_SAFE_INTEGER);
}

function imageOf({ name, image }: DraftNode, place: Place, notes: Notes): string {
  const mapped = publicImage(image, 'KATHARA');
  if (mapped !== null) return mapped;
  notes.warn(
    place,
    `The image '${image}' of '${name}' is one of this site. Give Kathará an image of that name.`,
  );
  return image;
}
