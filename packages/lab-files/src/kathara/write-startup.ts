import { joinWords, splitWords } from '@pineapple/core';
import type { DraftNode } from '../lab-draft.ts';
import type { Notes, Place } from '../notes.ts';
import { confValue } from './conf-value.ts';
import { restoreServices, startsRouting, startupPath } from './startup-script.ts';

interface WrittenStartup {
  /** The text of the device's start-up script; empty for none. */
  readonly script: string;
  /** Values of the option `exec`, in quotes. */
  readonly exec: readonly string[];
  /** The files that are not part of the script. */
  readonly files: DraftNode['files'];
}

/**
 * What a device does at its start. Kathará runs the script, then the commands, each by a shell, so their words are quoted for
 * one. If a command is no value of a lab.conf, all of them become part of the script.
 *
 * @param network commands that go first
 */
export function writeStartup(
  draft: DraftNode,
  network: readonly string[],
  { place, notes }: { readonly place: Place; readonly notes: Notes },
): WrittenStartup {
  const own = ownScript(draft);
  const commands = draft.exec.slice(own === null ? 0 : 1).map(forShell);
  const values = commands.map(confValue);
  const fits = values.every((value) => value !== null);
  if (!fits)
    notes.info(
      place,
      `The commands of '${draft.name}' are in its start-up script. A lab.conf has no value with both kinds of quotes.`,
    );
  const body = own === null ? '' : restoreServices(own.content);
  const lines = [
    ...(draft.image === 'router' && !startsRouting(body) ? ['systemctl start frr'] : []),
    ...network,
    ...(body === '' ? [] : [body.trimEnd()]),
    ...(fits ? [] : commands),
  ];
  return {
    script: lines.length === 0 ? '' : `${lines.join('\n')}\n`,
    exec: fits ? values : [],
    files: draft.files.filter((file) => file !== own),
  };
}

/** The script of a lab that came from Kathará. */
function ownScript({ files, exec }: DraftNode): DraftNode['files'][number] | null {
  if (exec[0] !== `bash ${startupPath}`) return null;
  return files.find(({ path, mode }) => path === startupPath && mode === 0o755) ?? null;
}

/** A command line that means the same with a shell as without one. */
export function forShell(line: string): string {
  const outside = line.replace(/'[^']*'|"[^"\\$`]*"/g, '');
  if (/^[\w@%+=:,./ -]*$/.test(outside)) return line;
  const words = splitWords(line);
  return words.ok ? joinWords(words.value) : line;
}
