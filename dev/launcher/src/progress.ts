/** Shows progress at the terminal. */
export interface Progress {
  /** Runs one step and shows its title and how long it took. */
  step<T>(title: string, run: () => Promise<T>): Promise<T>;
  note(text: string): void;
}

const seconds = (from: number): string => `${((performance.now() - from) / 1000).toFixed(1)} s`;

/** Writes progress to a stream. Steps shorter than 0.3 s are not shown. */
export function streamProgress(out: NodeJS.WritableStream): Progress {
  return {
    async step(title, run) {
      const begun = performance.now();
      const announce = setTimeout(() => out.write(`  … ${title}\n`), 300);
      try {
        const value = await run();
        if (performance.now() - begun >= 300) out.write(`  ✓ ${title} (${seconds(begun)})\n`);
        return value;
      } catch (error) {
        out.write(`  ✗ ${title} (${seconds(begun)})\n`);
        throw error;
      } finally {
        clearTimeout(announce);
      }
    },
    note: (text) => void out.write(`  ${text}\n`),
  };
}

export const silentProgress: Progress = { step: (_title, run) => run(), note: () => undefined };
