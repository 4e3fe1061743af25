import type { ManifestOverlay } from '@pineapple/core';
import type { Logger } from 'pino';
import { JsonDirectory } from '../system/json-directory.ts';
import { goneAlready, ipBatchTolerating } from './kernel/ip-command.ts';
import { KeyedLock } from '../system/keyed-lock.ts';
import {
  attachLink,
  detachLink,
  ensureBridge,
  ensureLabNamespace,
  labLinks,
  removeBridge,
  removeLabNamespace,
} from './lab-namespace.ts';
import type { GuardedNetwork } from './egress/lab-rules.ts';
import { bridgeEnd, bridgeName, labNamespace, labUplinkName, overlayName } from './link-names.ts';
import { applyLabRules } from './egress/uplink.ts';
import type { LabOverlays } from './overlay/lab-overlays.ts';
import { type NetworkRecord, networkRecord, toGuarded } from './network-record.ts';
import { WaysOut, type WaysOutOptions } from './egress/egress.ts';

export interface LabLinksOptions extends WaysOutOptions {
  readonly overlays: LabOverlays;
}

/** The labs' namespaces, bridges and links, and what must be remembered of them on disk. */
export class LabLinks {
  readonly #records: Map<string, NetworkRecord>;
  readonly #files: JsonDirectory<NetworkRecord>;
  readonly #waysOut: WaysOut;
  readonly #overlays: LabOverlays;
  readonly #log: Logger;
  readonly #lock = new KeyedLock();
  readonly #namespaces = new Set<string>();

  private constructor(
    { overlays, log }: LabLinksOptions,
    files: JsonDirectory<NetworkRecord>,
    records: Map<string, NetworkRecord>,
    waysOut: WaysOut,
  ) {
    this.#overlays = overlays;
    this.#log = log;
    this.#files = files;
    this.#records = records;
    this.#waysOut = waysOut;
  }

  static async open(options: LabLinksOptions): Promise<LabLinks> {
    const files = await JsonDirectory.open(`${options.stateDir}/networks`, networkRecord, options.log);
    return new LabLinks(options, files, await files.readAll(), await WaysOut.open(options));
  }

  /** Another Docker network that stands for the same network of a lab. */
  twinOf({ key, networkId }: NetworkRecord): NetworkRecord | undefined {
    return [...this.#records.values()].find((other) => other.networkId === networkId && other.key !== key);
  }

  record(key: string): NetworkRecord | undefined {
    return this.#records.get(key);
  }

  /** Makes the bridge, and the way out where asked for, of a network that Docker is about to have. */
  async addNetwork(record: NetworkRecord): Promise<void> {
    await this.#lock.run(record.labId, async () => {
      this.#records.set(record.key, record);
      try {
        await this.#ensureBridge(record);
        if (this.#overlays.wanted(record)) await this.#overlays.create(record);
        await this.#settleWayOut(record.labId);
        await this.#files.write(record.key, record);
      } catch (error) {
        this.#records.delete(record.key);
        await this.#discard(record);
        throw error;
      }
    });
  }

  /** Removes a network's bridge; the last one takes the lab's namespace along. */
  async removeNetwork(key: string): Promise<void> {
    const record = this.#records.get(key);
    if (!record) return;
    await this.#lock.run(record.labId, async () => {
      this.#records.delete(key);
      await this.#discard(record);
      await this.#files.remove(key);
    });
  }

  /** Makes an attachment's links; heals the network first where somebody took it away. */
  async attach({ labId, networkId }: NetworkRecord, endpointId: string): Promise<string> {
    try {
      return await attachLink(labId, networkId, endpointId, this.#overlays.mtuOf(networkId));
    } catch (error) {
      this.#log.warn({ err: error, networkId }, 'a link could not be made; healing its network');
      await detachLink(labId, endpointId);
      await this.heal(labId);
      return attachLink(labId, networkId, endpointId, this.#overlays.mtuOf(networkId));
    }
  }

  async detach(record: NetworkRecord, endpointId: string): Promise<void> {
    await detachLink(record.labId, endpointId);
  }

  /** Brings back whatever is missing of a lab's namespace, bridges, way out and links to other hosts. */
  async heal(labId: string): Promise<void> {
    await this.#lock.run(labId, async () => {
      this.#namespaces.delete(labId);
      for (const record of this.#ofLab(labId)) await this.#ensureBridge(record);
      await this.#settleWayOut(labId);
      for (const record of this.#ofLab(labId)) {
        if (this.#overlays.concerns(record)) await this.#overlays.heal(record);
      }
    });
  }

  /** Brings back everything, as after a start of the machine. */
  async healAll(): Promise<void> {
    const labs = new Set([...this.#records.values()].map(({ labId }) => labId));
    await Promise.all(
      [...labs].map((labId) =>
        this.heal(labId).catch((error: unknown) =>
          this.#log.error({ err: error, labId }, "a lab's links could not be brought back"),
        ),
      ),
    );
  }

  /** How a network reaches other hosts right now; null where it does not. */
  overlay(networkId: string): ManifestOverlay | null {
    return this.#overlays.inPlace(networkId);
  }

  /**
   * Has a network, with the containers on it, reach the hosts that it is to reach now.
   * @param key of the network in Docker
   * @param resize has the containers' own ends take packets of so many bytes
   */
  async changeOverlay(key: string, resize: (mtu: number) => Promise<void>): Promise<void> {
    const record = this.#records.get(key);
    if (!record) throw new Error(`the host agent knows no network ${key}`);
    const change = await this.#lock.run(record.labId, () => this.#overlays.begin(record));
    // Not behind the lock: Docker is asked, which may itself wait for an attachment.
    await resize(change.mtu);
    await this.#lock.run(record.labId, async () => {
      if (!this.#records.has(key)) return;
      await change.end();
      await this.#settleWayOut(record.labId);
    });
  }

  /** Docker may have rebuilt its chains: puts the host's rules back where a lab needs them. */
  async refreshHostRules(): Promise<void> {
    try {
      await this.#waysOut.refreshHostRules();
      await this.#overlays.refreshRules();
    } catch (error) {
      // Without them no lab has a way out, which is the safe side; everything else works.
      this.#log.error({ err: error }, "the host's firewall rules could not be set");
    }
  }

  /** Whether an endpoint's link is still on its bridge, for each of a lab's endpoints. */
  async attached(labId: string): Promise<(endpointId: string) => boolean> {
    const links = await labLinks(labId);
    this.#overlays.found(labId, (networkId) => links.has(overlayName(networkId)));
    return (endpointId) => endpointId === '' || links.has(bridgeEnd(endpointId));
  }

  /** Removes links whose endpoint Docker no longer has. */
  async removeStrayLinks(labId: string, endpointIds: readonly string[]): Promise<void> {
    const own = this.#ofLab(labId);
    const wide = own.filter((record) => this.#overlays.concerns(record));
    const known = new Set([
      ...endpointIds.map(bridgeEnd),
      ...own.map(({ networkId }) => bridgeName(networkId)),
      ...wide.map(({ networkId }) => overlayName(networkId)),
      ...['lo', labUplinkName],
    ]);
    const stray = [...(await labLinks(labId))].filter((name) => !known.has(name) && /^(pb|br|vx)/.test(name));
    if (stray.length > 0)
      await ipBatchTolerating(
        labNamespace(labId),
        stray.map((name) => `link del ${name}`),
        goneAlready,
      );
  }

  /** Takes everything out of the kernel but keeps the files: the next start brings it back. */
  async takeDown(): Promise<void> {
    const labs = new Set([...this.#records.values()].map(({ labId }) => labId));
    await Promise.all(
      [...labs].map((labId) =>
        this.#lock.run(labId, async () => {
          await this.#waysOut.takeDown(labId);
          await removeLabNamespace(labId);
          this.#namespaces.delete(labId);
        }),
      ),
    );
    await this.#overlays.takeDownRules();
    await this.#waysOut.takeDownHostRules();
  }

  #ofLab(labId: string): NetworkRecord[] {
    return [...this.#records.values()].filter((record) => record.labId === labId);
  }

  /** A lab's networks as the firewall sees them. The gateway of a wide lab's is on one of its hosts. */
  #guarded(labId: string): GuardedNetwork[] {
    return this.#ofLab(labId).map((record) => toGuarded(record, this.#overlays.either(record)));
  }

  async #ensureBridge({ labId, networkId }: NetworkRecord): Promise<void> {
    if (!this.#namespaces.has(labId)) await ensureLabNamespace(labId);
    this.#namespaces.add(labId);
    await ensureBridge(labId, networkId);
  }

  async #settleWayOut(labId: string): Promise<void> {
    await this.#waysOut.settle(labId, this.#guarded(labId));
  }

  async #discard(record: NetworkRecord): Promise<void> {
    const { labId, networkId, internet } = record;
    const left = this.#ofLab(labId);
    const isLast = !left.some((other) => other.networkId === networkId);
    if (internet && !left.some((other) => other.internet)) await this.#waysOut.remove(labId);
    if (isLast) await this.#overlays.remove(record);
    if (left.length > 0) {
      // The rules name the bridges, so a way out that is gone must leave them; they stay closed otherwise.
      if (internet) await applyLabRules(labId, this.#guarded(labId));
      if (isLast) await removeBridge(labId, networkId);
      return;
    }
    this.#namespaces.delete(labId);
    await removeLabNamespace(labId);
  }
}
