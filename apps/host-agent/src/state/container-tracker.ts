import type { ContainerObservation, ContainerPhase, ObservedInterface, PhaseEntry } from '@pineapple/core';
import type { ContainerRecord } from './lab-record.ts';

/** What the agent is doing to a container, so that what Docker tells of it is no surprise. */
export type Expectation = 'start' | 'stop' | 'restart' | 'remove';

const mostPhases = 50;
const longestReason = 1500;

/** Follows one container: which phase it is in, since when, why, and what was brought about last. */
export class ContainerTracker {
  readonly containerId: string;
  name: string;
  image: string;
  /** Docker's id, once there is one. */
  key: string | null = null;
  expecting: Expectation | null = null;
  /** Ids of the networks that the running, or starting, container has joined. */
  readonly joined = new Set<string>();
  interfaces: readonly ObservedInterface[] = [];
  generation = 0;
  endedByItself = false;
  startedAt: string | null = null;
  /** Why it ended by itself, to be said again once Docker is back. */
  failure: string | null = null;
  /** Lines of its hosts file for containers on other hosts, as last written. */
  neighbours: readonly string[] = [];
  /** Whether nobody looked since a gap in Docker's events: the phase is that of before. */
  outdated = false;
  /** Ended when what is being waited for, as a readiness command, no longer matters. */
  waiting: AbortController | null = null;
  /** Whether the kernel killed a process of it for want of memory. */
  outOfMemory = false;
  #phasesOf = 0;
  #phases: PhaseEntry[] = [];
  #reason: string | null = null;

  constructor(containerId: string, name: string, image: string) {
    this.containerId = containerId;
    this.name = name;
    this.image = image;
  }

  get phase(): ContainerPhase {
    return this.#phases.at(-1)?.phase ?? 'PENDING';
  }

  /** The generation that the phases belong to. */
  get phasesOf(): number {
    return this.#phasesOf;
  }

  get phases(): readonly PhaseEntry[] {
    return this.#phases;
  }

  get reason(): string | null {
    return this.#reason;
  }

  /** A new request: its phases begin anew. True when it was not known yet. */
  begin(generation: number): boolean {
    if (generation <= this.#phasesOf) return false;
    this.#phasesOf = generation;
    this.#phases = [];
    this.#reason = null;
    return true;
  }

  /** Enters a phase, or gives the present one another reason. True when that is news. */
  enter(phase: ContainerPhase, at: Date, reason: string | null = null): boolean {
    const shown = reason === null ? null : reason.slice(0, longestReason);
    if (this.phase === phase && this.#phases.length > 0) {
      const changed = this.#reason !== shown;
      this.#reason = shown;
      return changed;
    }
    // Two clocks tell the time, Docker's and ours: a phase never begins before the one ahead of it.
    const previous = this.#phases.at(-1)?.at;
    const text = at.toISOString();
    this.#phases.push({ phase, at: previous !== undefined && previous > text ? previous : text });
    if (this.#phases.length > mostPhases) this.#phases.splice(1, this.#phases.length - mostPhases);
    this.#reason = shown;
    return true;
  }

  /** Takes up what was written down before the agent was restarted. */
  restore(record: ContainerRecord): void {
    this.generation = record.generation;
    this.endedByItself = record.endedByItself;
    this.startedAt = record.startedAt;
    this.failure = record.failure;
    this.neighbours = record.neighbours;
    this.#phasesOf = record.phasesOf;
    this.#phases = [...record.phases];
    this.#reason = record.reason;
  }

  toRecord(): ContainerRecord {
    return {
      generation: this.generation,
      endedByItself: this.endedByItself,
      phasesOf: this.#phasesOf,
      phases: this.#phases,
      reason: this.#reason,
      startedAt: this.startedAt,
      failure: this.failure,
      neighbours: [...this.neighbours],
    };
  }

  /** The report, all but what the reporter adds. */
  toObservation(labId: string, hostId: string): Omit<ContainerObservation, 'sequence'> {
    return {
      kind: 'container',
      labId,
      containerId: this.containerId,
      name: this.name,
      image: this.image,
      phase: this.phase,
      reason: this.#reason,
      generation: this.#phasesOf,
      phases: [...this.#phases],
      interfaces: this.interfaces,
      hostId,
      version: 0,
    };
  }
}
