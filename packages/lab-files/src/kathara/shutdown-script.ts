import type { ContainerFile } from '@pineapple/core';
import type { DraftNode } from '../lab-draft.ts';
import type { FileSet } from '../file-set.ts';
import type { Notes } from '../notes.ts';
import { forShell } from './write-startup.ts';

/** Where the shutdown script of a device is in its container. */
export const shutdownPath = '/etc/pineapple/shutdown.sh';

const runIt = `bash ${shutdownPath}`;

interface Shutdown {
  readonly files: readonly ContainerFile[];
  readonly onStop: readonly string[];
}

/** The shutdown scripts as one: the device's own, then that of all devices. */
export function readShutdown(paths: readonly string[], files: FileSet, notes: Notes): Shutdown {
  const scripts = paths.flatMap((path) => {
    if (!files.has(path)) return [];
    const text = files.text(path);
    if (text !== null) return [text.replaceAll('\r\n', '\n').trimEnd()];
    notes.error({ path, line: null }, `${path} is no text in UTF-8.`);
    return [];
  });
  const content = scripts.filter((script) => script !== '').join('\n');
  if (content.split('\n').every((line) => /^\s*(?:#.*)?$/.test(line))) return { files: [], onStop: [] };
  return { files: [{ path: shutdownPath, content: `${content}\n`, mode: 0o755 }], onStop: [runIt] };
}

interface WrittenShutdown {
  /** The text of the device's shutdown script; empty for none. */
  readonly script: string;
  /** The files that are not part of the script. */
  readonly files: DraftNode['files'];
}

/** What a device does at its stop. */
export function writeShutdown({ onStop }: DraftNode, files: DraftNode['files']): WrittenShutdown {
  const own =
    onStop[0] === runIt ? files.find(({ path, mode }) => path === shutdownPath && mode === 0o755) : null;
  const commands = onStop.slice(own ? 1 : 0).map(forShell);
  const lines = [...(own ? [own.content.trimEnd()] : []), ...commands];
  return {
    script: lines.length === 0 ? '' : `${lines.join('\n')}\n`,
    files: files.filter((file) => file !== own),
  };
}
