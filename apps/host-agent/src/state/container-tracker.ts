import type {
  ContainerObservation,
  ContainerPhase,
  ObservedInterface,
  PhaseEntry,
  SettingDigests,
} from '@pineapple/core';
import type { CommandsRecord, ContainerRecord } from './lab-record.ts';
import { PhaseHistory } from './phase-history.ts';

/** What the agent is doing to a container. The Docker events that follow from it are expected. */
export type Operation = 'start' | 'stop' | 'restart' | 'remove';

/** What is known about one container: its phases with their reasons, and the generation that was last carried out. */
export class ContainerTracker {
  readonly containerId: string;
  #name: string;
  #image: string;
  #key: string | null = null;
  #operation: Operation | null = null;
  readonly #joined = new Set<string>();
  #interfaces: readonly ObservedInterface[] = [];
  #generation = 0;
  #endedByItself = false;
  #startedAt: string | null = null;
  #failure: string | null = null;
  #nameLines: readonly string[] = [];
  #hostname: string | null = null;
  #commands: CommandsRecord | null = null;
  #settings: SettingDigests | null = null;
  #onStop: readonly string[] = [];
  #stopFailure: string | null = null;
  #files: Readonly<Record<string, string>> = {};
  #contents: string | null = null;
  #held: string | null = null;
  #isOutdated = false;
  #waiting: AbortController | null = null;
  #ranOutOfMemory = false;
  #history = new PhaseHistory();

  constructor(containerId: string, name: string, image: string) {
    this.containerId = containerId;
    this.#name = name;
    this.#image = image;
  }

  get name(): string {
    return this.#name;
  }

  /** Docker's id of the container; null while Docker has none. */
  get key(): string | null {
    return this.#key;
  }

  get operation(): Operation | null {
    return this.#operation;
  }

  get interfaces(): readonly ObservedInterface[] {
    return this.#interfaces;
  }

  /** The generation that was last carried out; zero before the first one. */
  get generation(): number {
    return this.#generation;
  }

  /** Whether the process exited, or could not start, for a reason of its own in that generation. */
  get endedByItself(): boolean {
    return this.#endedByItself;
  }

  /** Docker's timestamp of the start that the phases describe. */
  get startedAt(): string | null {
    return this.#startedAt;
  }

  /** Why the process ended by itself. Reported again after Docker was down. */
  get failure(): string | null {
    return this.#failure;
  }

  /** The lines last written to its hosts file. */
  get nameLines(): readonly string[] {
    return this.#nameLines;
  }

  /** The host name that it was given last; null if no agent has recorded it, and Docker's is right. */
  get hostname(): string | null {
    return this.#hostname;
  }

  /** How far the commands of its last start were run; null if none ever were. */
  get commands(): CommandsRecord | null {
    return this.#commands;
  }

  /** The commands for its stop, as they were last wanted: one that the lab no longer has keeps its own. */
  get onStop(): readonly string[] {
    return this.#onStop;
  }

  /** Why a command failed when it was last stopped; null if none did. */
  get stopFailure(): string | null {
    return this.#stopFailure;
  }

  /** Why it must not start yet; null if it may. */
  get held(): string | null {
    return this.#held;
  }

  /** Whether Docker's events were interrupted since the container was last inspected. */
  get isOutdated(): boolean {
    return this.#isOutdated;
  }

  /** Whether a readiness check is under way. */
  get isWaiting(): boolean {
    return this.#waiting !== null;
  }

  get ranOutOfMemory(): boolean {
    return this.#ranOutOfMemory;
  }

  get phase(): ContainerPhase {
    return this.#history.current;
  }

  /** The generation that the phases belong to. */
  get phaseGeneration(): number {
    return this.#history.generation;
  }

  get phases(): readonly PhaseEntry[] {
    return this.#history.entries;
  }

  get reason(): string | null {
    return this.#history.reason;
  }

  /** @param image an empty string keeps the known image */
  rename(name: string, image: string): void {
    this.#name = name;
    if (image !== '') this.#image = image;
  }

  /** Docker has the container under this id. */
  foundInDocker(key: string): void {
    this.#key = key;
  }

  goneFromDocker(): void {
    this.#key = null;
  }

  beginOperation(operation: Operation): void {
    this.#operation = operation;
  }

  endOperation(): void {
    this.#operation = null;
  }

  /** The running container has exactly these networks. */
  joinNetworks(networkIds: readonly string[]): void {
    this.#joined.clear();
    for (const networkId of networkIds) this.#joined.add(networkId);
  }

  joinNetwork(networkId: string): void {
    this.#joined.add(networkId);
  }

  leaveNetwork(networkId: string): void {
    this.#joined.delete(networkId);
  }

  /** Whether the running container has joined all these networks. */
  hasJoined(networkIds: readonly string[]): boolean {
    return networkIds.every((networkId) => this.#joined.has(networkId));
  }

  observeInterfaces(interfaces: readonly ObservedInterface[]): void {
    this.#interfaces = interfaces;
  }

  recordNameLines(lines: readonly string[]): void {
    this.#nameLines = [...lines];
  }

  recordHostname(hostname: string): void {
    this.#hostname = hostname;
  }

  recordCommands(commands: CommandsRecord): void {
    this.#commands = commands;
  }

  wantOnStop(lines: readonly string[]): void {
    this.#onStop = lines;
  }

  /** @param failure why a command failed at its stop; null if none did */
  recordStopFailure(failure: string | null): void {
    this.#stopFailure = failure;
  }

  /** @param reason why it must not start yet; null if it may */
  hold(reason: string | null): void {
    this.#held = reason;
  }

  /** What was last written into it, as digests by path. */
  get files(): Readonly<Record<string, string>> {
    return this.#files;
  }

  recordFiles(files: Readonly<Record<string, string>>): void {
    this.#files = files;
  }

  /** The SHA-256 of the saved contents that were restored into it; null before, and without any. */
  get contents(): string | null {
    return this.#contents;
  }

  recordContents(sha256: string | null): void {
    this.#contents = sha256;
  }

  /** It is being started with these settings. */
  recordSettings(settings: SettingDigests): void {
    this.#settings = settings;
  }

  /** Docker's events were interrupted: the phase may be out of date. */
  markOutdated(): void {
    this.#isOutdated = true;
  }

  markInspected(): void {
    this.#isOutdated = false;
  }

  /** Begins a readiness check, and aborts the one before. */
  beginWaiting(): AbortSignal {
    this.stopWaiting();
    this.#waiting = new AbortController();
    return this.#waiting.signal;
  }

  /** The readiness check with this signal has ended. */
  endWaiting(signal: AbortSignal): void {
    if (this.#waiting?.signal === signal) this.#waiting = null;
  }

  stopWaiting(): void {
    this.#waiting?.abort();
    this.#waiting = null;
  }

  /** It is started, stopped or restarted on request: an earlier exit no longer counts. */
  forgetExit(): void {
    this.#endedByItself = false;
  }

  reachGeneration(generation: number): void {
    this.#generation = generation;
  }

  recordStart(): void {
    this.stopWaiting();
    this.#ranOutOfMemory = false;
    this.#stopFailure = null;
    this.#failure = null;
    this.#isOutdated = false;
  }

  /** @param startedAt Docker's timestamp */
  recordStartTime(startedAt: string): void {
    this.#startedAt = startedAt;
  }

  recordOutOfMemory(): void {
    this.#ranOutOfMemory = true;
  }

  /** The process no longer runs, for whatever reason. */
  recordStopped(): void {
    this.stopWaiting();
    this.#joined.clear();
    this.#interfaces = [];
    // The next start is another one, however soon it comes.
    this.#startedAt = null;
  }

  /** The process exited, or could not start, for a reason of its own. */
  recordExit(reason: string): void {
    this.#endedByItself = true;
    this.#failure = reason;
  }

  /** Docker is not running: nothing is known about the container until it is inspected again. */
  loseContact(): void {
    this.stopWaiting();
    this.#operation = null;
    this.#joined.clear();
  }

  /** Starts new phases for a new generation. Returns false for a generation that is known already. */
  beginGeneration(generation: number): boolean {
    return this.#history.beginGeneration(generation);
  }

  /** Enters a phase, or changes the reason of the current one. Returns whether anything changed. */
  enterPhase(phase: ContainerPhase, at: Date, reason: string | null = null): boolean {
    return this.#history.enter(phase, at, reason);
  }

  /** Restores what an earlier agent process saved. */
  restore(record: ContainerRecord): void {
    this.#generation = record.generation;
    this.#endedByItself = record.endedByItself;
    this.#startedAt = record.startedAt;
    this.#failure = record.failure;
    this.#nameLines = record.neighbours;
    this.#hostname = record.hostname;
    this.#commands = record.commands;
    this.#settings = record.settings;
    this.#onStop = record.onStop;
    this.#stopFailure = record.stopFailure;
    this.#files = record.files ?? {};
    this.#contents = record.contents;
    this.#history = PhaseHistory.restore(record);
  }

  toRecord(): ContainerRecord {
    return {
      generation: this.#generation,
      endedByItself: this.#endedByItself,
      phasesOf: this.phaseGeneration,
      phases: this.phases,
      reason: this.reason,
      startedAt: this.#startedAt,
      failure: this.#failure,
      neighbours: this.#nameLines,
      hostname: this.#hostname,
      commands: this.#commands,
      settings: this.#settings,
      onStop: this.#onStop,
      stopFailure: this.#stopFailure,
      files: this.#files,
      contents: this.#contents,
    };
  }

  /** The report of the container, without the sequence number that the reporter adds. */
  toObservation(labId: string, hostId: string): Omit<ContainerObservation, 'sequence'> {
    return {
      kind: 'container',
      labId,
      containerId: this.containerId,
      name: this.#name,
      image: this.#image,
      phase: this.phase,
      reason: this.reason,
      generation: this.phaseGeneration,
      phases: this.phases,
      interfaces: this.#interfaces,
      ...(this.#settings && { settings: this.#settings }),
      hostId,
      version: 0,
    };
  }
}
