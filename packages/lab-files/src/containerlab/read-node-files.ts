import { quoted } from '@pineapple/core';
import { type ContainerFiles, lastOfEach } from '../container-files.ts';
import { settleDaemons } from '../frr-daemons.ts';
import { type FileSet, folderOf, resolvePath } from '../file-set.ts';
import { ownPagePath } from '../public-images.ts';
import type { DraftFile } from '../lab-draft.ts';
import type { Notes, Place } from '../notes.ts';
import type { YamlView } from '../yaml/yaml-view.ts';
import type { NodeDefinition } from './node-definition.ts';

interface NodeFilesContext {
  /** The path of the topology file. */
  readonly main: string;
  readonly files: FileSet;
  readonly containerFiles: ContainerFiles;
  readonly notes: Notes;
  /** Replaces magic names of a node. */
  readonly magic: (text: string) => string;
}

/** The files of a node: its binds, and its start-up configuration. */
export function readNodeFiles(
  node: NodeDefinition,
  image: string,
  context: NodeFilesContext,
): readonly DraftFile[] {
  const binds = node
    .list('binds')
    .flatMap((bind) => readBind(bind, context))
    .map((file) => ({ ...file, path: ownPagePath(image, file.path) }));
  const files = lastOfEach([...binds, ...readStartupConfig(node, image, context)]);
  return settleDaemons(files, node.name, node.own.place, context.notes);
}

function readBind(bind: YamlView, context: NodeFilesContext): readonly DraftFile[] {
  const { notes, main } = context;
  const text = context.magic(bind.text() ?? '');
  const [source = '', target = ''] = text.split(':');
  const skip = (reason: string): readonly DraftFile[] => {
    notes.warn(bind.place, `The bind ${quoted(text)} is left out. ${reason}`);
    return [];
  };
  if (source === '' || !target.startsWith('/')) return skip('Write it as file:/path/in/the/container.');
  if (/^(?:\/|~|\$|__clab)/.test(source))
    return skip('Only files of the lab’s own folder can be in a container.');
  const path = resolvePath(folderOf(main), source);
  if (path === null) return skip('It leads out of the lab’s folder. Import the folder that holds both.');
  return (
    readFiles(path, target.replace(/\/+$/, ''), bind.place, context) ??
    skip(`There is no file ${quoted(path)}.`)
  );
}

function readFiles(
  path: string,
  target: string,
  place: Place,
  { files, containerFiles }: NodeFilesContext,
): readonly DraftFile[] | null {
  if (files.has(path)) {
    const file = containerFiles.read(path, target, place);
    return file === null ? [] : [file];
  }
  return files.below(path).length > 0 ? containerFiles.readFolder(path, target, place) : null;
}

const frrConfig = '/etc/frr/frr.conf';

function readStartupConfig(
  node: NodeDefinition,
  image: string,
  context: NodeFilesContext,
): readonly DraftFile[] {
  const config = node.get('startup-config');
  const text = config.text();
  if (text === null) return [];
  const { place } = config;
  if (image !== 'router') {
    const message = `'startup-config' of node ${quoted(node.name)} is left out. Only routers read one.`;
    context.notes.warn(place, message);
    return [];
  }
  if (text.includes('\n')) return [{ path: frrConfig, content: text, mode: 0o640 }];
  const path = resolvePath(folderOf(context.main), context.magic(text));
  const found = path === null || /^[/~]/.test(text) ? null : readFiles(path, frrConfig, place, context);
  if (found !== null) return found.map((file) => ({ ...file, mode: 0o640 }));
  context.notes.warn(
    place,
    `There is no file ${quoted(text)} in the lab's folder. Node ${quoted(node.name)} starts without it.`,
  );
  return [];
}
