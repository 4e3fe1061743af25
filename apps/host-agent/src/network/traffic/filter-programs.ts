import { readLineInShell } from '../../system/program-shell.ts';

/** Classic BPF for filters that drop frames, by the filter's text: its instructions, each with four numbers. */
export type FilterPrograms = ReadonlyMap<string, readonly string[]>;

/**
 * $1 is the filter, which follows `--`, so it is never an option. Prints `ok` with the program on one line, or the last line of the
 * compiler's reason. Without its optimiser, the compiler does not refuse a filter that matches nothing.
 */
const compile = `
compiled() { tcpdump -O -y EN10MB -ddd -- "$1"; }
if out=$(compiled "$1" 2>/dev/null); then echo ok $out; else compiled "$1" 2>&1 >/dev/null | tail -n 1; fi
`;
/** What a program returns for a frame that matches, and for another. */
const returned = /^6 0 0 (\d+)$/;
/** TC_ACT_SHOT, and TC_ACT_UNSPEC, by which the next filter is asked. */
const [shot, next] = ['6 0 0 2', '6 0 0 4294967295'];
const mostKept = 200;

/** Compiles filters with tcpdump, each of them once. */
export class FilterCompiler {
  readonly #programs = new Map<string, readonly string[]>();

  /** @throws Error that says which filter does not compile, and why */
  async programs(filters: Iterable<string>): Promise<FilterPrograms> {
    const found = new Map<string, readonly string[]>();
    for (const filter of filters) found.set(filter, await this.#program(filter));
    return found;
  }

  async #program(filter: string): Promise<readonly string[]> {
    const known = this.#programs.get(filter);
    if (known !== undefined) return known;
    const line = await readLineInShell('sh', ['-c', compile, 'sh', filter]);
    const [word, , ...numbers] = line.split(' ');
    if (word !== 'ok') {
      throw new Error(
        `The filter "${filter}" does not compile: ${line.replace(/^tcpdump: /, '') || 'no reason'}.`,
      );
    }
    const program = toDropProgram(numbers);
    if (this.#programs.size >= mostKept) this.#programs.clear();
    this.#programs.set(filter, program);
    return program;
  }
}

/** The program of a filter as one that drops what matches. @param numbers four for each instruction */
export function toDropProgram(numbers: readonly string[]): readonly string[] {
  const instructions = numbers.flatMap((_, index) =>
    index % 4 === 0 ? [numbers.slice(index, index + 4).join(' ')] : [],
  );
  return instructions.map((instruction) => {
    const value = returned.exec(instruction)?.[1];
    return value === undefined ? instruction : value === '0' ? next : shot;
  });
}
