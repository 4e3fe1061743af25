import { readLabFiles } from '../read-lab-files.ts';

/** Reads files that are given as texts by their paths. */
export function readTexts(files: Readonly<Record<string, string>>): ReturnType<typeof readLabFiles> {
  const encoder = new TextEncoder();
  return readLabFiles(Object.entries(files).map(([path, text]) => ({ path, content: encoder.encode(text) })));
}

/** The notes of one severity as `path:line message`. */
export function notesOf(
  { notes }: Pick<ReturnType<typeof readLabFiles>, 'notes'>,
  severity: 'INFO' | 'WARNING' | 'ERROR',
): readonly string[] {
  return notes
    .filter((note) => note.severity === severity)
    .map(({ path, line, message }) => `${path}:${line ?? '-'} ${message}`);
}
