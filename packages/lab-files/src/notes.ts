/** INFO: mapped or renamed. WARNING: left out, and the lab still comes up. ERROR: no lab can be made. */
export type NoteSeverity = 'INFO' | 'WARNING' | 'ERROR';

/** What became of one part of a lab's files. */
export interface LabFileNote {
  readonly severity: NoteSeverity;
  /** Relative to the lab's folder. */
  readonly path: string;
  /** From 1; null for the whole file. */
  readonly line: number | null;
  readonly message: string;
}

/** Where a note is about. */
export interface Place {
  readonly path: string;
  readonly line: number | null;
}

/** More notes than this help no reader, and a hostile file could ask for any number. */
const mostNotes = 1_000;

/** Collects notes, each once. */
export class Notes {
  readonly #notes = new Map<string, LabFileNote>();
  #failed = false;

  get all(): readonly LabFileNote[] {
    return [...this.#notes.values()];
  }

  /** Whether one of them is an ERROR. */
  get failed(): boolean {
    return this.#failed;
  }

  info(place: Place, message: string): void {
    this.#add('INFO', place, message);
  }

  warn(place: Place, message: string): void {
    this.#add('WARNING', place, message);
  }

  error(place: Place, message: string): void {
    this.#add('ERROR', place, message);
  }

  #add(severity: NoteSeverity, { path, line }: Place, message: string): void {
    this.#failed ||= severity === 'ERROR';
    const most = severity === 'ERROR' ? 2 * mostNotes : mostNotes;
    if (this.#notes.size >= most) return;
    this.#notes.set(JSON.stringify([path, line, message]), { severity, path, line, message });
  }
}
