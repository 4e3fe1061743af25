import type { DesiredOverlay } from '@pineapple/core';
import type { Logger } from 'pino';
import { z } from 'zod';
import { JsonDirectory } from '../files/json-directory.ts';
import { KeyedLock } from '../kernel/keyed-lock.ts';
import {
  dropGateway,
  ensureOverlayLink,
  overlayMtu,
  removeOverlayLink,
  resizeBridgeEnds,
} from '../kernel/overlay-link.ts';
import { applyOverlayRules, type GuardedSegment, type OverlayRulesScope } from '../kernel/overlay-rules.ts';
import type { UnderlayLink } from '../kernel/underlay.ts';
import type { NetworkRecord } from './network-record.ts';

/** A network that reaches other hosts, as it was last brought about in full. */
const overlayRecord = z.object({
  labId: z.string(),
  vni: z.int(),
  peers: z.array(z.string()),
  gatewayHere: z.boolean(),
  local: z.string(),
  mtu: z.int(),
});
type OverlayRecord = z.infer<typeof overlayRecord>;

/** Packets of a network that is on one host alone: what the kernel gives a pair of links by itself. */
const mtuAlone = 1500;

export interface LabOverlaysOptions {
  readonly stateDir: string;
  readonly scope: OverlayRulesScope;
  /** How a network is to reach other hosts; null: not at all. */
  readonly wanted: (labId: string, networkId: string) => DesiredOverlay | null;
  /** Where other hosts reach this one. @throws Error when they can't */
  readonly underlay: () => Promise<UnderlayLink>;
  readonly log: Logger;
}

/** How networks of wide labs reach the labs' other hosts, and what must be remembered of that on disk. */
export class LabOverlays {
  readonly #options: LabOverlaysOptions;
  readonly #files: JsonDirectory<OverlayRecord>;
  readonly #records: Map<string, OverlayRecord>;
  /** Networks that are not, or not in every part, as their record says. */
  readonly #outdated = new Set<string>();
  readonly #segments = new Map<string, GuardedSegment>();
  readonly #mtus = new Map<string, number>();
  readonly #lock = new KeyedLock();

  private constructor(
    options: LabOverlaysOptions,
    files: JsonDirectory<OverlayRecord>,
    records: Map<string, OverlayRecord>,
  ) {
    this.#options = options;
    this.#files = files;
    this.#records = records;
    for (const [networkId, { vni, peers, mtu }] of records) {
      this.#segments.set(networkId, { vni, peers });
      this.#mtus.set(networkId, mtu);
    }
  }

  static async open(options: LabOverlaysOptions): Promise<LabOverlays> {
    const files = await JsonDirectory.open(`${options.stateDir}/overlays`, overlayRecord, options.log);
    return new LabOverlays(options, files, await files.readAll());
  }

  wanted({ labId, networkId }: NetworkRecord): DesiredOverlay | null {
    return this.#options.wanted(labId, networkId);
  }

  /** How a network reaches other hosts; null where it does not, or not in every part as it once was to. */
  inPlace(networkId: string): DesiredOverlay | null {
    const record = this.#records.get(networkId);
    if (!record || (this.#outdated.has(networkId) && this.#options.wanted(record.labId, networkId)))
      return null;
    const { vni, peers, gatewayHere } = record;
    return { vni, peers, gatewayHere };
  }

  /** Whether a network reaches other hosts, or did and has something left of it. */
  concerns(record: NetworkRecord): boolean {
    return this.#records.has(record.networkId) || this.wanted(record) !== null;
  }

  /** Networks of a lab that are to have a link to other hosts in the kernel. */
  linked(labId: string): string[] {
    return [...this.#records].flatMap(([networkId, record]) => (record.labId === labId ? [networkId] : []));
  }

  /** Somebody took the link of a network away. */
  isMissing(networkId: string): void {
    this.#outdated.add(networkId);
  }

  /** The size of packets for a link that joins a network, in bytes; null: as the kernel gives it. */
  mtuOf(networkId: string): number | null {
    return this.#mtus.get(networkId) ?? null;
  }

  /** Has a new network, whose bridge is there and on which nobody is yet, reach the lab's other hosts. */
  async create(record: NetworkRecord): Promise<void> {
    const next = await this.#bring(record);
    if (next) await this.#remember(record.networkId, next);
  }

  /**
   * Brings back in the kernel what is wanted of a network. Containers may be on it already, and have to be told
   * where that is news: until `change` it is not in place.
   */
  async heal(record: NetworkRecord): Promise<void> {
    const known = this.#records.get(record.networkId);
    const next = await this.#bring(record);
    if (known && next && (known.local !== next.local || known.mtu !== next.mtu))
      this.#outdated.add(record.networkId);
  }

  /**
   * Brings a network with containers on it to what is wanted.
   * @param resize has the containers' own ends take packets of so many bytes
   */
  async change(record: NetworkRecord, resize: (mtu: number) => Promise<void>): Promise<void> {
    const { networkId } = record;
    const next = await this.#bring(record);
    await resize(next?.mtu ?? mtuAlone);
    if (next) await this.#remember(networkId, next);
    else await this.#forget(networkId);
  }

  /** Takes away what a network that is no more has here. */
  async remove({ labId, networkId }: NetworkRecord): Promise<void> {
    if (!this.#segments.has(networkId)) return;
    await removeOverlayLink(labId, networkId);
    await this.#forget(networkId);
    await this.#guard(networkId, null);
  }

  /** Sets the host's rules anew, or takes away what an agent before this one left. */
  async refreshRules(): Promise<void> {
    await this.#lock.run('rules', () => applyOverlayRules(this.#options.scope, [...this.#segments.values()]));
  }

  /** Takes the rules away and keeps the files. */
  async takeDown(): Promise<void> {
    await this.#lock.run('rules', () => applyOverlayRules(this.#options.scope, []));
  }

  async #bring(record: NetworkRecord): Promise<OverlayRecord | null> {
    const { labId, networkId } = record;
    const wanted = this.wanted(record);
    if (!wanted) {
      await removeOverlayLink(labId, networkId);
      await this.#guard(networkId, null);
      this.#mtus.delete(networkId);
      await resizeBridgeEnds(labId, networkId, mtuAlone);
      return null;
    }
    const { vni, peers, gatewayHere } = wanted;
    const underlay = await this.#options.underlay();
    const mtu = overlayMtu(underlay.mtu);
    // Before the link: nothing of a stranger's is let in for a moment.
    await this.#guard(networkId, { vni, peers });
    this.#mtus.set(networkId, mtu);
    await ensureOverlayLink(labId, networkId, { vni, peers, mtu, local: underlay.address });
    if (record.internet && !gatewayHere) await dropGateway(labId, networkId);
    return { labId, vni, peers: [...peers], gatewayHere, local: underlay.address, mtu };
  }

  async #remember(networkId: string, record: OverlayRecord): Promise<void> {
    this.#records.set(networkId, record);
    this.#outdated.delete(networkId);
    await this.#files.write(networkId, record);
  }

  async #forget(networkId: string): Promise<void> {
    this.#records.delete(networkId);
    this.#outdated.delete(networkId);
    this.#mtus.delete(networkId);
    await this.#files.remove(networkId);
  }

  async #guard(networkId: string, segment: GuardedSegment | null): Promise<void> {
    await this.#lock.run('rules', async () => {
      if (segment) this.#segments.set(networkId, segment);
      else this.#segments.delete(networkId);
      await applyOverlayRules(this.#options.scope, [...this.#segments.values()]);
    });
  }
}
