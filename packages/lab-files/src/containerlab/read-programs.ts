import { containerUserSchema, quoted, splitWords } from '@pineapple/core';
import type { ImageChoice } from '../image-table.ts';
import type { Notes } from '../notes.ts';
import type { YamlView } from '../yaml/yaml-view.ts';
import type { NodeDefinition } from './node-definition.ts';

/** Programs that only keep a container running, which our images do by themselves. */
const idle = /^(?:\S*\/)?(?:(?:ba|a)?sh|sleep (?:infinity|inf|\d+[a-z]?)|tail -f \/dev\/null)$/;
const managementRoute = /^ip (?:-[46] )?r(?:o(?:ute?)?)? del(?:ete)? default\b/;
const packageManager = /^(?:sudo )?(?:apk|apt|apt-get|yum|dnf) /;

/** The commands that a node runs after its links are up. */
export function readExec(
  node: NodeDefinition,
  magic: (text: string) => string,
  notes: Notes,
): readonly string[] {
  const managed = node.get('network-mode').text() !== 'none';
  return node.list('exec').flatMap((view) => {
    const line = magic(view.text() ?? '').trim();
    return line !== '' && isKept(line, managed, view, notes) ? [line] : [];
  });
}

/** @param managed whether containerlab gives the node a management interface */
function isKept(line: string, managed: boolean, view: YamlView, notes: Notes): boolean {
  const shown = quoted(line);
  const words = splitWords(line);
  if (!words.ok) {
    notes.error(view.place, `The command ${shown} ${words.error}`);
    return false;
  }
  if (managementRoute.test(line)) {
    notes.info(
      view.place,
      `The command ${shown} is left out. There is no management network with a default route.`,
    );
    return false;
  }
  if (packageManager.test(line)) {
    const message = `The command ${shown} is left out. Our images have the usual tools, and networks of links no way to a package server.`;
    notes.warn(view.place, message);
    return false;
  }
  if (managed && /\beth0\b/.test(line)) {
    notes.warn(
      view.place,
      `The command ${shown} names eth0, containerlab's management interface, which is not made.`,
    );
  }
  return true;
}

/** The words of a node that replace its image's entrypoint or command; null for the image's own. */
export function readProgram(
  node: NodeDefinition,
  field: 'entrypoint' | 'cmd',
  chosen: Pick<ImageChoice, 'image' | 'from'> | null,
  notes: Notes,
): readonly string[] | null {
  const view = node.get(field);
  const line = view.text()?.trim() ?? '';
  if (line === '') return null;
  const other = node.get(field === 'cmd' ? 'entrypoint' : 'cmd').text() ?? '';
  if (other.trim() === '' && idle.test(line)) {
    notes.info(
      view.place,
      `'${field}' of node ${quoted(node.name)} is not needed. Our images keep running by themselves.`,
    );
    return null;
  }
  if (chosen?.from === 'nothing') {
    const message = `'${field}' of node ${quoted(node.name)} is left out. It belongs to an image that does not run here.`;
    notes.warn(view.place, message);
    return null;
  }
  if (chosen?.image === 'router') {
    const message = `'${field}' of node ${quoted(node.name)} is left out. It would replace the routing daemons, which start by themselves.`;
    notes.warn(view.place, message);
    return null;
  }
  const words = splitWords(line);
  if (words.ok) return words.value;
  notes.error(view.place, `The ${field === 'cmd' ? 'command' : field} ${quoted(line)} ${words.error}`);
  return null;
}

/** Whom a node's program runs as; null for the image's user. */
export function readUser(node: NodeDefinition, notes: Notes): string | null {
  const view = node.get('user');
  const user = view.text()?.trim() ?? '';
  if (user === '') return null;
  if (containerUserSchema.safeParse(user).success) return user;
  notes.warn(
    view.place,
    `The user ${quoted(user)} of node ${quoted(node.name)} is left out. It is no name or number.`,
  );
  return null;
}
