import { readdir } from 'node:fs/promises';
import {
  describeLimits,
  type HostManifest,
  isUpAt,
  type LinkLimit,
  limitsMet,
  type ManifestContainer,
  nextChangeAfter,
  perfectLink,
} from '@pineapple/core';
import type { Logger } from 'pino';
import { KeyedLock } from '../../system/keyed-lock.ts';
import { staticProgram } from '../../system/static-program.ts';
import { labNamespace, wireName } from '../link-names.ts';
import {
  type AppliedEnd,
  applyCommands,
  namespaces,
  perfectEnd,
  readApplied,
  toApplied,
} from './apply-commands.ts';
import { FilterCompiler } from './filter-programs.ts';
import { type KernelFeatures, linkLimits, readKernelFeatures } from './kernel-features.ts';
import { wiresOfNetwork } from './network-wires.ts';
import { OutageTimers } from './outage-timers.ts';
import { LabShapers } from './shaper/lab-shapers.ts';
import { filtersOf, type NetworkWires, trafficCommands } from './traffic-commands.ts';

/** What was set at each end of a network's wires, by the end's name. */
type Applied = ReadonlyMap<string, AppliedEnd>;

/**
 * Gives the wires of each network their quality, and makes cables of networks with two interfaces. All of it is on the
 * host's ends, which root in a container can't reach.
 */
export class LinkTraffic {
  /** What this host can't give links. */
  readonly limits: readonly LinkLimit[];
  readonly #features: KernelFeatures;
  readonly #log: Logger;
  readonly #lock = new KeyedLock();
  /** By network id. Not listed: unknown since the agent's start. */
  readonly #applied = new Map<string, Applied>();
  /** Networks whose frames nothing delays any more: their rules are there, and the devices are not. */
  readonly #lost = new Set<string>();
  /** Why the links of a network are not as the lab wants them. */
  readonly #failures = new Map<string, string>();
  /** The labs as they are now, by id. */
  readonly #labs = new Map<string, HostManifest>();
  /** Newer than those, until they are refreshed too. */
  readonly #hastened = new Map<string, HostManifest>();
  /** The namespaces that were there before the agent: an earlier one may have set anything in them. */
  readonly #inherited: ReadonlySet<string>;
  readonly #compiler = new FilterCompiler();
  readonly #timers = new OutageTimers();
  readonly #shapers: LabShapers;

  private constructor(features: KernelFeatures, shaper: string, inherited: readonly string[], log: Logger) {
    this.#features = features;
    this.#inherited = new Set(inherited);
    this.limits = linkLimits(features);
    this.#log = log;
    this.#shapers = new LabShapers(shaper, (labId) => this.#restoreShaper(labId));
  }

  static async open(log: Logger): Promise<LinkTraffic> {
    const inherited = await readdir(namespaces).catch(() => []);
    const shaper = await staticProgram('shaper').catch(() => '');
    return new LinkTraffic(await readKernelFeatures(), shaper, inherited, log);
  }

  /** For operators; null if the host can give links any quality. */
  get limitation(): string | null {
    const text = describeLimits(this.limits);
    return text === null ? null : `link-quality: ${text}`;
  }

  /** Why this host can't give a container's links their quality; null if it can. */
  refusal({ interfaces }: ManifestContainer): string | null {
    for (const { name, quality = perfectLink } of interfaces) {
      const text = describeLimits(limitsMet(quality, this.limits));
      if (text !== null) return `The quality of ${name} is not possible here. ${text} Change its quality.`;
    }
    return null;
  }

  /** Why a container's links don't have their quality; null if they have it. */
  problem(container: ManifestContainer): string | null {
    const failed = container.interfaces.find(
      ({ networkId, quality }) => quality !== undefined && this.#failures.has(networkId),
    );
    const failure =
      failed && `The quality of ${failed.name} could not be set: ${this.#failures.get(failed.networkId)}`;
    return this.refusal(container) ?? failure ?? null;
  }

  /** The wires of a container to these networks were made. */
  async rewired(lab: HostManifest, containerId: string, networkIds: readonly string[]): Promise<void> {
    if (!this.#labs.has(lab.labId)) this.#labs.set(lab.labId, lab);
    await Promise.all(
      networkIds.map((networkId) => this.#converge(lab, networkId, wireName(containerId, networkId))),
    );
  }

  /**
   * Converges networks that keep their wires, before what else changes in a lab: a new quality waits for no step and no disk.
   * `refresh` has to follow.
   */
  async hasten(lab: HostManifest): Promise<void> {
    const known = this.#labs.get(lab.labId);
    if (known === undefined || lab.revision <= known.revision) return;
    this.#hastened.set(lab.labId, lab);
    const kept = lab.networks.filter(({ id }) => {
      const [applied, { ends }] = [this.#applied.get(id), wiresOfNetwork(lab, id)];
      return applied?.size === ends.length && ends.every(({ name }) => applied.has(name));
    });
    await Promise.all(kept.map(({ id }) => this.#converge(lab, id, null)));
  }

  /** Converges the wires of a lab whose quality or kind changed. */
  async refresh(lab: HostManifest): Promise<void> {
    if ((this.#hastened.get(lab.labId)?.revision ?? -1) <= lab.revision) this.#hastened.delete(lab.labId);
    const present = new Set(lab.networks.map(({ id }) => id));
    const gone = (this.#labs.get(lab.labId)?.networks ?? []).filter(({ id }) => !present.has(id));
    this.#labs.set(lab.labId, lab);
    await Promise.all([...lab.networks, ...gone].map(({ id }) => this.#converge(lab, id, null)));
    for (const { id } of gone) this.#forgetNetwork(id);
  }

  /** Nothing of a lab is left. */
  forget(labId: string): void {
    for (const { id } of this.#labs.get(labId)?.networks ?? []) this.#forgetNetwork(id);
    this.#labs.delete(labId);
    this.#hastened.delete(labId);
    this.#shapers.forget(labId);
  }

  /** Leaves the links as they are. */
  close(): void {
    this.#timers.close();
    this.#shapers.close();
    this.#labs.clear();
  }

  #forgetNetwork(networkId: string): void {
    this.#timers.clear(networkId);
    this.#applied.delete(networkId);
    this.#failures.delete(networkId);
    this.#lost.delete(networkId);
  }

  /** Converges the links of a lab whose frames nothing delays any more: their devices are gone, and they pass none. */
  #restoreShaper(labId: string): void {
    const lab = this.#labs.get(labId);
    if (lab === undefined) return;
    this.#log.warn({ labId }, 'the program that delays frames ended; starting it again');
    for (const { id } of lab.networks) {
      const isConcerned = [...(this.#applied.get(id)?.values() ?? [])].some(
        ({ shapes }) => shapes.length > 0,
      );
      if (isConcerned) this.#applied.delete(id);
      if (isConcerned) this.#lost.add(id);
      if (isConcerned) void this.#converge(lab, id, null);
    }
  }

  /** As they should be now. A quality that the host can't give is left out. Its container is refused. */
  #wires(lab: HostManifest, networkId: string, now: number): NetworkWires {
    const wires = wiresOfNetwork(lab, networkId);
    const ends = wires.ends.map(({ name, quality }) => {
      const isPossible = limitsMet(quality, this.limits).length === 0;
      const given = isPossible ? quality : { ...perfectLink, up: quality.up, outage: quality.outage };
      return { name, quality: { ...given, up: isUpAt(given, now) } };
    });
    return { ...wires, ends };
  }

  /** Converges a network again when a link of it goes down or comes up next. */
  #schedule({ labId, containers }: HostManifest, networkId: string, now: number): void {
    const links = containers.flatMap(({ interfaces }) =>
      interfaces.filter((one) => one.networkId === networkId),
    );
    const changes = links.flatMap(({ quality = perfectLink }) => nextChangeAfter(quality, now) ?? []);
    this.#timers.set(networkId, changes.length === 0 ? null : Math.min(...changes), async () => {
      const latest = this.#labs.get(labId);
      if (latest !== undefined) await this.#converge(latest, networkId, null);
    });
  }

  /** Whether there may be rules at wires that this agent does not know of. */
  #isForeign(labId: string, networkId: string): boolean {
    return (
      this.#failures.has(networkId) || this.#lost.has(networkId) || this.#inherited.has(labNamespace(labId))
    );
  }

  /**
   * If a cable fails, the bridge carries the frames, except those that a bridge keeps to itself.
   * @param made the end of a wire that was just made, if there is one: nothing is set at it
   */
  async #converge(given: HostManifest, networkId: string, made: string | null): Promise<void> {
    await this.#lock.run(networkId, async () => {
      // Changes that came while an earlier one was set are set together.
      const latest = this.#hastened.get(given.labId) ?? this.#labs.get(given.labId);
      const lab = latest !== undefined && latest.revision > given.revision ? latest : given;
      const time = Date.now();
      const wires = this.#wires(lab, networkId, time);
      this.#schedule(lab, networkId, time);
      try {
        const programs = await this.#compiler.programs(filtersOf(wires));
        const commands = trafficCommands(wires, this.#features, programs);
        const before = this.#applied.get(networkId);
        const now: Applied = new Map(commands.map((each) => [each.end, toApplied(each)]));
        const changed = commands.filter(({ end }) => {
          const [was, is] = [before?.get(end) ?? perfectEnd, now.get(end) ?? perfectEnd];
          return before === undefined || !isSame(was, is) || (end === made && is.text !== '');
        });
        const gone = [...(before?.keys() ?? [])].filter((end) => !now.has(end));
        if (changed.length + gone.length === 0 || (before === undefined && commands.length === 0)) return;
        const shapes = changed.flatMap((each) => each.shapes);
        await this.#shapers.set(lab.labId, shapes);
        const isShapedOnly =
          gone.length === 0 && changed.every(({ end }) => end !== made && isSameInKernel(end, before, now));
        const present = isShapedOnly ? before : undefined;
        if (present !== undefined) {
          const told = changed.map(
            ({ end, shapes }) => [end, { ...(present.get(end) ?? perfectEnd), shapes }] as const,
          );
          this.#applied.set(networkId, new Map([...present, ...told]));
          return;
        }
        const isForeign = before === undefined && this.#isForeign(lab.labId, networkId);
        const ends = commands.map(({ end }) => end);
        const concerned = wires.isCable ? commands : changed;
        const replaced = new Set([...gone, ...concerned.map(({ end }) => end)]);
        const known =
          before ?? (isForeign ? await readApplied(lab.labId, ends) : new Map<string, AppliedEnd>());
        const applied = await applyCommands(lab.labId, wires.isCable, concerned, {
          before: new Map([...known].filter(([end]) => replaced.has(end))),
          isKnown: before !== undefined,
          made: new Set(made === null ? [] : wires.isCable ? ends : [made]),
          mayHaveTables: isForeign && this.#features.nft,
        });
        const set = ends.map((end) => [end, applied.get(end) ?? known.get(end) ?? perfectEnd] as const);
        this.#applied.set(networkId, new Map(set));
        this.#failures.delete(networkId);
        this.#lost.delete(networkId);
      } catch (error) {
        this.#applied.delete(networkId);
        this.#failures.set(networkId, error instanceof Error ? error.message : String(error));
        this.#log.warn({ err: error, networkId }, "could not set a network's links");
      }
    });
  }
}

function isSame(one: AppliedEnd, other: AppliedEnd): boolean {
  return one.text === other.text && one.shapes.join('\n') === other.shapes.join('\n');
}

/** Whether an end that has frames delayed differs in how only: then the program that delays them was told already. */
function isSameInKernel(end: string, before: Applied | undefined, now: Applied): boolean {
  const [was, is] = [before?.get(end), now.get(end)];
  return was !== undefined && is !== undefined && was.text === is.text && is.shapes.length > 0;
}
