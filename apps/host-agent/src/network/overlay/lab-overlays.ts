import type { ManifestOverlay } from '@pineapple/core';
import type { Logger } from 'pino';
import { z } from 'zod';
import { JsonDirectory } from '../../system/json-directory.ts';
import { KeyedLock } from '../../system/keyed-lock.ts';
import { flushBridge } from '../lab-namespace.ts';
import type { NetworkRecord } from '../network-record.ts';
import { ensureOverlayLink, overlayMtu, removeOverlayLink } from './overlay-link.ts';
import { applyOverlayRules, type GuardedSegment, type OverlayRulesScope } from './overlay-rules.ts';
import type { UnderlayLink } from './underlay.ts';

/** The overlay of a network as it was last completely set up. */
const overlayRecord = z.object({
  labId: z.string(),
  vni: z.int(),
  peers: z.array(z.string()),
  gatewayHere: z.boolean(),
  local: z.string(),
  mtu: z.int(),
});
type OverlayRecord = z.infer<typeof overlayRecord>;

interface LabOverlaysOptions {
  readonly stateDir: string;
  readonly scope: OverlayRulesScope;
  /** The overlay that the lab wants for a network; null for none. */
  readonly wanted: (labId: string, networkId: string) => ManifestOverlay | null;
  /** This host's link to the underlay. @throws Error when it has none */
  readonly underlay: () => Promise<UnderlayLink>;
  readonly log: Logger;
}

/** The overlays of multi-host labs on this host, and their records on disk. */
export class LabOverlays {
  readonly #options: LabOverlaysOptions;
  readonly #files: JsonDirectory<OverlayRecord>;
  readonly #records: Map<string, OverlayRecord>;
  /** Networks whose overlay does not completely match their record. */
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

  /** The overlay that the lab wants for a network; null for none. */
  wanted({ labId, networkId }: NetworkRecord): ManifestOverlay | null {
    return this.#options.wanted(labId, networkId);
  }

  /** The overlay of a network as it is in place; null if there is none or it is incomplete. */
  inPlace(networkId: string): ManifestOverlay | null {
    const record = this.#records.get(networkId);
    if (!record) return null;
    // An overlay that is no longer wanted is returned even if incomplete, so that it is removed.
    if (this.#outdated.has(networkId) && this.#options.wanted(record.labId, networkId)) return null;
    const { vni, peers, gatewayHere } = record;
    return { vni, peers, gatewayHere };
  }

  wantedOrInPlace(record: NetworkRecord): ManifestOverlay | null {
    return this.wanted(record) ?? this.inPlace(record.networkId);
  }

  /** Whether a network has an overlay, or parts of one, or should have one. */
  concerns(record: NetworkRecord): boolean {
    return this.#records.has(record.networkId) || this.wanted(record) !== null;
  }

  /** Marks the overlays of a lab whose links are missing in the kernel. */
  markMissing(labId: string, isThere: (networkId: string) => boolean): void {
    for (const [networkId, record] of this.#records)
      if (record.labId === labId && !isThere(networkId)) this.#outdated.add(networkId);
  }

  /** The largest MTU that a network's overlay carries, in bytes; null for a network without one. */
  mtuOf(networkId: string): number | null {
    return this.#mtus.get(networkId) ?? null;
  }

  /** Sets up the overlay of a new network, which has a bridge and no containers yet. */
  async create(record: NetworkRecord): Promise<void> {
    await this.#record(record.networkId, await this.#converge(record));
  }

  /**
   * Restores a network's overlay in the kernel. If that fails, or changes the MTU or address that the containers on it
   * rely on, the overlay counts as incomplete until the next change.
   */
  async heal(record: NetworkRecord): Promise<void> {
    const { networkId } = record;
    const known = this.#records.get(networkId);
    try {
      const next = await this.#converge(record);
      if (known?.local !== next?.local || known?.mtu !== next?.mtu) this.#outdated.add(networkId);
    } catch (error) {
      this.#outdated.add(networkId);
      this.#options.log.error({ err: error, networkId }, 'could not restore the overlay of a network');
    }
  }

  /**
   * Changes the overlay of a network with containers. It counts as complete once the caller has resized their interfaces
   * and calls the returned function.
   */
  async begin(record: NetworkRecord): Promise<() => Promise<void>> {
    // A change that fails half-way leaves the overlay incomplete.
    this.#outdated.add(record.networkId);
    const next = await this.#converge(record);
    return () => this.#record(record.networkId, next);
  }

  /** Removes the overlay of a removed network. */
  async remove({ labId, networkId }: NetworkRecord): Promise<void> {
    if (!this.#segments.has(networkId) && !this.#records.has(networkId)) return;
    await removeOverlayLink(labId, networkId);
    await this.#record(networkId, null);
    await this.#guard(networkId, null);
  }

  /** Sets the host's rules again, or removes those of an earlier agent. */
  async refreshRules(): Promise<void> {
    await this.#lock.run('rules', () => applyOverlayRules(this.#options.scope, [...this.#segments.values()]));
  }

  /** Removes the rules and keeps the records. */
  async takeDownRules(): Promise<void> {
    await this.#lock.run('rules', () => applyOverlayRules(this.#options.scope, []));
  }

  async #converge(record: NetworkRecord): Promise<OverlayRecord | null> {
    const { labId, networkId } = record;
    const wanted = this.wanted(record);
    if (!wanted) {
      await removeOverlayLink(labId, networkId);
      await this.#guard(networkId, null);
      this.#mtus.delete(networkId);
      return null;
    }
    const { vni, peers, gatewayHere } = wanted;
    const underlay = await this.#options.underlay();
    const mtu = overlayMtu(underlay.mtu);
    // If two hosts have the same address by mistake, a host would be its own peer and send frames in a loop.
    const others = peers.filter((peer) => peer !== underlay.address);
    // Before the link exists, so that no packet of another host is ever accepted.
    await this.#guard(networkId, { vni, peers: others });
    this.#mtus.set(networkId, mtu);
    await ensureOverlayLink(labId, networkId, { vni, peers: others, local: underlay.address });
    if (record.internet && !gatewayHere) await flushBridge(labId, networkId);
    return { labId, vni, peers: [...peers], gatewayHere, local: underlay.address, mtu };
  }

  async #record(networkId: string, record: OverlayRecord | null): Promise<void> {
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
