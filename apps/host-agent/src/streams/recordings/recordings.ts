import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CapturedInterface } from '@pineapple/host-link/capture';
import { Recording } from './recording.ts';

/** How many recordings a host keeps. Each takes up to 32 MiB of its disk. */
interface RecordingsLimits {
  readonly perLab: number;
  readonly perHost: number;
  /** How long a recording is kept after its capture ended, or was last analysed. */
  readonly keptMs: number;
}

const defaultLimits: RecordingsLimits = { perLab: 8, perHost: 32, keptMs: 10 * 60_000 };

/** Which capture was recorded. The id is a secret of those who may see it, but does not suffice: the rest is checked, too. */
export interface RecordingKey {
  readonly id: string;
  readonly labId: string;
  /** The container or, for a capture of several interfaces, the lab. */
  readonly subjectId: string;
}

interface Kept extends RecordingKey {
  readonly recording: Recording;
  hasEnded: boolean;
  expiry: NodeJS.Timeout | undefined;
}

/** What captures recorded on this host. Nothing of it outlives the agent. */
export class Recordings {
  readonly #directory: string;
  readonly #limits: RecordingsLimits;
  /** By their ids, the oldest first. */
  readonly #kept = new Map<string, Kept>();
  readonly #onRemoved = new Set<(recording: Recording) => void>();

  private constructor(directory: string, limits: RecordingsLimits) {
    this.#directory = directory;
    this.#limits = limits;
  }

  /** @param stateDir the agent's, whose recordings of an earlier run are deleted */
  static async open(stateDir: string, limits = defaultLimits): Promise<Recordings> {
    const directory = join(stateDir, 'recordings');
    await rm(directory, { recursive: true, force: true });
    await mkdir(directory, { recursive: true, mode: 0o700 });
    return new Recordings(directory, limits);
  }

  /**
   * Begins a recording, if need be in the place of the oldest one whose capture has ended.
   * @returns null when there are too many of running captures
   */
  begin(key: RecordingKey, captured: readonly CapturedInterface[]): Recording | null {
    const ofLab = [...this.#kept.values()].filter(({ labId }) => labId === key.labId);
    if (this.#kept.has(key.id)) return null;
    if (ofLab.length >= this.#limits.perLab && !this.#removeEnded(ofLab)) return null;
    if (this.#kept.size >= this.#limits.perHost && !this.#removeEnded([...this.#kept.values()])) return null;
    const recording = new Recording(join(this.#directory, key.id), captured);
    this.#kept.set(key.id, { ...key, recording, hasEnded: false, expiry: undefined });
    return recording;
  }

  /** The capture has ended. What it recorded is kept for a while. */
  end(id: string): void {
    const kept = this.#kept.get(id);
    if (!kept) return;
    kept.hasEnded = true;
    this.#expireLater(kept);
  }

  /** Finds a recording that is in use: it is kept for another while. */
  find({ id, labId, subjectId }: RecordingKey): Recording | null {
    const kept = this.#kept.get(id);
    if (kept?.labId !== labId || kept.subjectId !== subjectId) return null;
    if (kept.hasEnded) this.#expireLater(kept);
    return kept.recording;
  }

  /** Deletes the recordings of containers that are no longer in their labs. */
  removeUnless(isKnown: (key: RecordingKey) => boolean): void {
    for (const kept of [...this.#kept.values()]) if (!isKnown(kept)) void this.#remove(kept);
  }

  /** Calls for each recording that is deleted. */
  onRemoved(listener: (recording: Recording) => void): void {
    this.#onRemoved.add(listener);
  }

  async close(): Promise<void> {
    const all = [...this.#kept.values()];
    await Promise.all(all.map((kept) => this.#remove(kept)));
  }

  #expireLater(kept: Kept): void {
    clearTimeout(kept.expiry);
    kept.expiry = setTimeout(() => void this.#remove(kept), this.#limits.keptMs).unref();
  }

  #removeEnded(among: readonly Kept[]): boolean {
    const oldest = among.find(({ hasEnded }) => hasEnded);
    if (oldest) void this.#remove(oldest);
    return oldest !== undefined;
  }

  async #remove(kept: Kept): Promise<void> {
    clearTimeout(kept.expiry);
    this.#kept.delete(kept.id);
    for (const listener of this.#onRemoved) listener(kept.recording);
    await kept.recording.remove().catch(() => undefined);
  }
}
