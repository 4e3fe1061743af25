import { labNamespace } from '../../link-names.ts';
import { LabShaper } from './lab-shaper.ts';

/** One that ends sooner is not started again by itself. */
const leastRunMs = 100;

/** The programs that delay frames of labs, for kernels without netem. */
export class LabShapers {
  readonly #program: string;
  readonly #lost: (labId: string) => void;
  readonly #shapers = new Map<string, LabShaper>();

  /** @param lost a lab's program ended by itself, and with it what its links did to frames: they pass none now */
  constructor(program: string, lost: (labId: string) => void) {
    this.#program = program;
    this.#lost = lost;
  }

  /** Carries out lines that `shaperLine` made; see `LabShaper.set`. */
  async set(labId: string, lines: readonly string[]): Promise<void> {
    if (lines.length === 0) return;
    const shaper = this.#shapers.get(labId) ?? this.#start(labId);
    await shaper.set(lines);
  }

  forget(labId: string): void {
    const shaper = this.#shapers.get(labId);
    this.#shapers.delete(labId);
    shaper?.end();
  }

  /** Leaves the programs as they are. */
  close(): void {
    this.#shapers.clear();
  }

  #start(labId: string): LabShaper {
    const shaper = new LabShaper(this.#program, labNamespace(labId), (ranMs) => {
      if (this.#shapers.get(labId) !== shaper) return;
      this.#shapers.delete(labId);
      if (ranMs >= leastRunMs) this.#lost(labId);
    });
    this.#shapers.set(labId, shaper);
    return shaper;
  }
}
