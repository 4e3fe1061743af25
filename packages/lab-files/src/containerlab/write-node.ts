import { joinWords, type Lab, type LabContainer } from '@pineapple/core';
import { sysctlsElsewhere } from '../forwarding.ts';
import { daemonsContent, daemonsFile } from '../frr-daemons.ts';
import { publicImage, publicPagePath } from '../public-images.ts';
import type { DraftNode } from '../lab-draft.ts';
import type { Notes, Place } from '../notes.ts';
import { publishedPorts } from '../resources/host-ports.ts';
import { networkCommands } from '../written/network-commands.ts';
import { type WrittenFile, writtenFiles } from '../written/written-files.ts';
import { positionLabels } from './position-labels.ts';
import { writeDependencies } from './read-dependencies.ts';

interface WrittenNode {
  readonly node: object;
  readonly files: readonly WrittenFile[];
}

/** Writes a container as a node of kind linux, with its files beside the topology. */
export function writeNode(
  draft: DraftNode,
  container: LabContainer,
  { lab, place, notes }: { readonly lab: Lab; readonly place: Place; readonly notes: Notes },
): WrittenNode {
  const { name, image, entrypoint, command, user, workingDir, env, position } = draft;
  const sysctls = sysctlsElsewhere(draft, 'CONTAINERLAB');
  const { onStop, cpus, memoryMb } = draft;
  const files = writtenFiles(filesOf(draft), `files/${name}`, notes);
  const [bound, unbound] = [files.filter(isBindable), files.filter((file) => !isBindable(file))];
  for (const { target } of unbound) {
    notes.warn(place, `The file '${target}' of '${name}' is left out. A path with a colon can't be bound.`);
  }
  if (workingDir !== null)
    notes.warn(place, `The working folder ${workingDir} of '${name}' is left out. A node has none.`);
  if (onStop.length > 0)
    notes.warn(place, `The stop commands of '${name}' are left out. containerlab has none in a node.`);
  const ports = publishedPorts(lab, container.id);
  if (ports.length > 0)
    notes.info(
      place,
      `containerlab publishes the ports of '${name}' once you remove its network-mode, which gives it a management network.`,
    );
  const exec = [...networkCommands(lab, container), ...draft.exec];
  for (const text of [
    ...exec,
    ...(entrypoint ?? []),
    ...(command ?? []),
    ...env.map(({ value }) => value),
  ].filter(isMagic)) {
    notes.warn(
      place,
      `containerlab reads __clab in ${JSON.stringify(text.slice(0, 80))} as a name of its own.`,
    );
  }
  const node = {
    kind: 'linux',
    image: imageOf(draft, place, notes),
    // Without a management network, interfaces have the same names as here, and there is no other default route.
    'network-mode': 'none',
    ...(entrypoint !== null && { entrypoint: joinWords(entrypoint) }),
    ...(command !== null && { cmd: joinWords(command) }),
    ...(user !== null && { user }),
    ...(exec.length > 0 && { exec }),
    ...writeDependencies(draft.waitFor),
    ...(bound.length > 0 && {
      binds: bound.map(({ path, target }) => `${path}:${publicPagePath(image, target)}`),
    }),
    ...(env.length > 0 && { env: valuesByName(env) }),
    ...(sysctls.length > 0 && { sysctls: valuesByName(sysctls) }),
    ...(cpus !== null && { cpu: cpus }),
    ...(memoryMb !== null && { memory: `${memoryMb}MiB` }),
    ...(ports.length > 0 && { ports }),
    ...(position !== null && { labels: positionLabels(position) }),
  };
  return { node, files: bound };
}

/** A router of others starts the daemons of a list. */
function filesOf({ image, files }: DraftNode): DraftNode['files'] {
  if (image !== 'router' || files.some(({ path }) => path === daemonsFile)) return files;
  return [...files, { path: daemonsFile, content: daemonsContent(files), mode: 0o644 }];
}

function imageOf({ name, image }: DraftNode, place: Place, notes: Notes): string {
  const mapped = publicImage(image, 'CONTAINERLAB');
  if (mapped !== null) return mapped;
  notes.warn(
    place,
    `The image '${image}' of '${name}' is one of this site. Give containerlab an image of that name.`,
  );
  return image;
}

function isBindable({ target }: WrittenFile): boolean {
  return !target.includes(':');
}

function isMagic(text: string): boolean {
  return text.includes('__clab');
}

function valuesByName(all: readonly { readonly name: string; readonly value: string }[]): object {
  return Object.fromEntries(all.map(({ name, value }) => [name, value]));
}
