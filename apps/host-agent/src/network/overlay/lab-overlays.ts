import type { ManifestOverlay } from '@pineapple/core';
import type { Logger } from 'pino';
import { z } from 'zod';
import { JsonDirectory } from '../../system/json-directory.ts';
import { KeyedLock } from '../../system/keyed-lock.ts';
import {
  dropGateway,
  ensureOverlayLink,
  overlayMtu,
  removeOverlayLink,
  resizeBridgeEnds,
} from './overlay-link.ts';
import { applyOverlayRules, type GuardedSegment, type OverlayRulesScope } from './overlay-rules.ts';
import type { UnderlayLink } from './underlay.ts';
import type { NetworkRecord } from '../network-record.ts';

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
  readonly wanted: (labId: string, networkId: string) => ManifestOverlay | null;
  /** Where other hosts reach this one. @throws Error when they can't */
  readonly underlay: () => Promise<UnderlayLink>;
  readonly log: Logger;
}

/** A network that is about to reach other hosts than before. */
export interface OverlayChange {
  /** What the containers' own ends are to take, in bytes. */
  readonly mtu: number;
  /** Enters that all of it, containers included, is as it should be. */
  readonly end: () => Promise<void>;
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
    for (const [networkId, { vni, peers, local, mtu }] of records) {
      this.#segments.set(networkId, { vni, peers: peers.filter((peer) => peer !== local) });
      this.#mtus.set(networkId, mtu);
    }
  }

  static async open(options: LabOverlaysOptions): Promise<LabOverlays> {
    const files = await JsonDirectory.open(`${options.stateDir}/overlays`, overlayRecord, options.log);
    return new LabOverlays(options, files, await files.readAll());
  }

  /** How a network is to reach other hosts; null: not at all. */
  wanted({ labId, networkId }: NetworkRecord): ManifestOverlay | null {
    return this.#options.wanted(labId, networkId);
  }

  /** How a network reaches other hosts; null where it does not, or not in every part as it once was to. */
  inPlace(networkId: string): ManifestOverlay | null {
    const record = this.#records.get(networkId);
    if (!record) return null;
    // What is to be no more is told of as it was, so that it is taken away.
    if (this.#outdated.has(networkId) && this.#options.wanted(record.labId, networkId)) return null;
    const { vni, peers, gatewayHere } = record;
    return { vni, peers, gatewayHere };
  }

  /** How a network is to reach other hosts, or did until it is told otherwise. */
  either(record: NetworkRecord): ManifestOverlay | null {
    return this.wanted(record) ?? this.inPlace(record.networkId);
  }

  /** Whether a network reaches other hosts, is to, or did and has something left of it. */
  concerns(record: NetworkRecord): boolean {
    return this.#records.has(record.networkId) || this.wanted(record) !== null;
  }

  /** Learns which of a lab's networks have their links to other hosts in the kernel. */
  found(labId: string, isThere: (networkId: string) => boolean): void {
    for (const [networkId, record] of this.#records)
      if (record.labId === labId && !isThere(networkId)) this.#outdated.add(networkId);
  }

  /** The size of packets for a link that joins a network, in bytes; null: as the kernel gives it. */
  mtuOf(networkId: string): number | null {
    return this.#mtus.get(networkId) ?? null;
  }

  /** Has a new network, whose bridge is there and on which nobody is yet, reach the lab's other hosts. */
  async create(record: NetworkRecord): Promise<void> {
    await this.#enter(record.networkId, await this.#bring(record));
  }

  /**
   * Brings back in the kernel what is wanted of a network. Containers may be on it already and have to be told where
   * that is news; then, or when it fails, the network is not in place until it is changed.
   */
  async heal(record: NetworkRecord): Promise<void> {
    const { networkId } = record;
    const known = this.#records.get(networkId);
    try {
      const next = await this.#bring(record);
      if (known?.local !== next?.local || known?.mtu !== next?.mtu) this.#outdated.add(networkId);
    } catch (error) {
      this.#outdated.add(networkId);
      this.#options.log.error({ err: error, networkId }, 'a network does not reach other hosts');
    }
  }

  /** Begins to bring a network with containers on it to what is wanted: they, then the end of it, are the caller's. */
  async begin(record: NetworkRecord): Promise<OverlayChange> {
    // Whatever becomes of it: half a change is none.
    this.#outdated.add(record.networkId);
    const next = await this.#bring(record);
    return { mtu: next?.mtu ?? mtuAlone, end: () => this.#enter(record.networkId, next) };
  }

  /** Takes away what a network that is no more has here. */
  async remove({ labId, networkId }: NetworkRecord): Promise<void> {
    if (!this.#segments.has(networkId) && !this.#records.has(networkId)) return;
    await removeOverlayLink(labId, networkId);
    await this.#enter(networkId, null);
    await this.#guard(networkId, null);
  }

  /** Sets the host's rules anew, or takes away what an agent before this one left. */
  async refreshRules(): Promise<void> {
    await this.#lock.run('rules', () => applyOverlayRules(this.#options.scope, [...this.#segments.values()]));
  }

  /** Takes the rules away and keeps the files. */
  async takeDownRules(): Promise<void> {
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
    // A host that were its own peer, as one of two that have one address by mistake, would send frames in circles.
    const others = peers.filter((peer) => peer !== underlay.address);
    // Before the link: nothing of a stranger's is let in for a moment.
    await this.#guard(networkId, { vni, peers: others });
    this.#mtus.set(networkId, mtu);
    await ensureOverlayLink(labId, networkId, { vni, mtu, peers: others, local: underlay.address });
    if (record.internet && !gatewayHere) await dropGateway(labId, networkId);
    return { labId, vni, peers: [...peers], gatewayHere, local: underlay.address, mtu };
  }

  async #enter(networkId: string, record: OverlayRecord | null): Promise<void> {
    this.#outdated.delete(networkId);
    if (record) {
      this.#records.set(networkId, record);
      await this.#files.write(networkId, record);
    } else {
      this.#records.delete(networkId);
      this.#mtus.delete(networkId);
      await this.#files.remove(networkId);
    }
  }

  async #guard(networkId: string, segment: GuardedSegment | null): Promise<void> {
    await this.#lock.run('rules', async () => {
      if (segment) this.#segments.set(networkId, segment);
      else this.#segments.delete(networkId);
      await applyOverlayRules(this.#options.scope, [...this.#segments.values()]);
    });
  }
}
