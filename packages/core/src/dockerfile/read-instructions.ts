import { DockerfileError } from './dockerfile.ts';

/** One instruction, its lines joined. */
export interface Instruction {
  /** Of its first line, from 1. */
  readonly line: number;
  /** In capitals. */
  readonly name: string;
  /** What follows the name, with the mark of a here-document. */
  readonly rest: string;
  /** The text between a `<<EOF` and its end; null without one. */
  readonly here: string | null;
}

/** The mark of a here-document, as `<<EOF` and `<<'EOF'`. */
export const heredoc = /(?:^|\s)<<-?(["']?)([A-Za-z_][A-Za-z0-9_]*)\1(?=\s|$)/;

/**
 * Splits a Dockerfile into its instructions: without comments, with continued lines joined, and with the text of at most
 * one here-document each.
 * @throws DockerfileError
 */
export function readInstructions(text: string): Instruction[] {
  const lines = text.split(/\r?\n/);
  const found: Instruction[] = [];
  let at = 0;
  while (at < lines.length) {
    const first = at;
    const directive = /^\s*#\s*(syntax|escape)\s*=/i.exec(lines[at] ?? '')?.[1];
    if (directive !== undefined && found.length === 0)
      throw new DockerfileError(at + 1, `The directive ${directive} has no effect here. Remove the line.`);
    let joined = '';
    for (;;) {
      const line = lines[at] ?? '';
      at += 1;
      const isComment = /^\s*(#|$)/.test(line);
      if (!isComment) joined += line.replace(/\\\s*$/, '');
      // Comments and empty lines between the parts of an instruction are left out, as Docker does.
      const goesOn = isComment ? joined !== '' : /\\\s*$/.test(line);
      if (!goesOn || at >= lines.length) break;
    }
    if (joined.trim() === '') continue;
    const [, name = '', rest = ''] = /^\s*(\S+)\s*([\s\S]*?)\s*$/.exec(joined) ?? [];
    const end = ['RUN', 'COPY', 'ADD'].includes(name.toUpperCase()) ? heredoc.exec(rest) : null;
    let here: string | null = null;
    if (end !== null) {
      const stop = lines.indexOf(end[2] ?? '', at);
      if (stop < 0)
        throw new DockerfileError(
          first + 1,
          `The text after <<${end[2] ?? ''} has no end. Add a line with it.`,
        );
      here = lines
        .slice(at, stop)
        .map((line) => `${line}\n`)
        .join('');
      at = stop + 1;
    }
    found.push({ line: first + 1, name: name.toUpperCase(), rest, here });
  }
  return found;
}
