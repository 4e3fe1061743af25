import type { DesiredOverlay } from '@pineapple/core';
import type { Logger } from 'pino';
import { z } from 'zod';
import { JsonDirectory } from '../files/json-directory.ts';
import {
  ensureHostRules,
  type HostRulesScope,
  hostRulesScope,
  removeHostRules,
} from '../kernel/host-rules.ts';
import { goneAlready, ipBatchTolerating } from '../kernel/ip-command.ts';
import { KeyedLock } from '../kernel/keyed-lock.ts';
import {
  attachLink,
  detachLink,
  ensureBridge,
  ensureLabNamespace,
  labLinks,
  removeBridge,
  removeLabNamespace,
} from '../kernel/lab-namespace.ts';
import {
  bridgeEnd,
  bridgeName,
  labNamespace,
  labUplinkName,
  overlayName,
  uplinkName,
} from '../kernel/link-names.ts';
import type { GuardedNetwork } from '../kernel/lab-rules.ts';
import { applyLabRules, ensureUplink, removeUplink } from '../kernel/uplink.ts';
import { nextUplinkIndex, uplinkAddresses } from '../kernel/uplink-pool.ts';
import type { LabOverlays } from './lab-overlays.ts';
import { type NetworkRecord, networkRecord, toGuarded } from './network-record.ts';

const uplinkRecord = z.object({ index: z.int().nonnegative() });

export interface LabLinksOptions {
  readonly stateDir: string;
  readonly driverName: string;
  readonly uplinkPool: string;
  readonly overlays: LabOverlays;
  readonly log: Logger;
}

/** The labs' namespaces, bridges, links and ways out, and what must be remembered of them on disk. */
export class LabLinks {
  readonly #records: Map<string, NetworkRecord>;
  readonly #uplinks: Map<string, { index: number }>;
  readonly #recordFiles: JsonDirectory<NetworkRecord>;
  readonly #uplinkFiles: JsonDirectory<{ index: number }>;
  readonly #options: LabLinksOptions;
  readonly #overlays: LabOverlays;
  readonly #scope: HostRulesScope;
  readonly #lock = new KeyedLock();
  readonly #namespaces = new Set<string>();

  private constructor(
    options: LabLinksOptions,
    files: { records: JsonDirectory<NetworkRecord>; uplinks: JsonDirectory<{ index: number }> },
    read: { records: Map<string, NetworkRecord>; uplinks: Map<string, { index: number }> },
  ) {
    this.#options = options;
    this.#overlays = options.overlays;
    this.#scope = hostRulesScope(options.driverName, options.uplinkPool);
    this.#recordFiles = files.records;
    this.#uplinkFiles = files.uplinks;
    this.#records = read.records;
    this.#uplinks = read.uplinks;
  }

  static async open(options: LabLinksOptions): Promise<LabLinks> {
    const records = await JsonDirectory.open(`${options.stateDir}/networks`, networkRecord, options.log);
    const uplinks = await JsonDirectory.open(`${options.stateDir}/uplinks`, uplinkRecord, options.log);
    return new LabLinks(
      options,
      { records, uplinks },
      { records: await records.readAll(), uplinks: await uplinks.readAll() },
    );
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
        await this.#recordFiles.write(record.key, record);
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
      await this.#recordFiles.remove(key);
    });
  }

  /** Makes an attachment's links; heals the network first where somebody took it away. */
  async attach(record: NetworkRecord, endpointId: string): Promise<string> {
    const { labId, networkId } = record;
    try {
      return await attachLink(labId, networkId, endpointId, this.#overlays.mtuOf(networkId));
    } catch (error) {
      this.#options.log.warn({ err: error, networkId }, 'a link could not be made; healing its network');
      await detachLink(labId, endpointId);
      await this.heal(labId);
      return attachLink(labId, networkId, endpointId, this.#overlays.mtuOf(networkId));
    }
  }

  async detach(record: NetworkRecord, endpointId: string): Promise<void> {
    await detachLink(record.labId, endpointId);
  }

  /** Brings back whatever is missing of a lab's namespace, bridges and way out. */
  async heal(labId: string): Promise<void> {
    await this.#lock.run(labId, async () => {
      this.#namespaces.delete(labId);
      for (const record of this.#ofLab(labId)) {
        await this.#ensureBridge(record);
        if (this.#overlays.concerns(record)) await this.#overlays.heal(record);
      }
      await this.#settleWayOut(labId);
    });
  }

  /** How a network reaches other hosts right now; null where it does not. */
  overlay(networkId: string): DesiredOverlay | null {
    return this.#overlays.inPlace(networkId);
  }

  /**
   * Has a network, with the containers on it, reach the hosts that it is to reach now.
   * @param resize has the containers' own ends take packets of so many bytes
   */
  async changeOverlay(key: string, resize: (mtu: number) => Promise<void>): Promise<void> {
    const record = this.#records.get(key);
    if (!record) throw new Error(`the host agent knows no network ${key}`);
    await this.#lock.run(record.labId, async () => {
      await this.#overlays.change(record, resize);
      await this.#settleWayOut(record.labId);
    });
  }

  /** Brings back everything, as after a start of the machine. */
  async healAll(): Promise<void> {
    const labs = new Set([...this.#records.values()].map(({ labId }) => labId));
    await Promise.all(
      [...labs].map((labId) =>
        this.heal(labId).catch((error: unknown) =>
          this.#options.log.error({ err: error, labId }, "a lab's links could not be brought back"),
        ),
      ),
    );
  }

  /** Docker may have rebuilt its chains: puts the host's rules back where a lab needs them. */
  async refreshHostRules(): Promise<void> {
    try {
      await this.#overlays.refreshRules();
      if (this.#uplinks.size > 0) await ensureHostRules(this.#scope);
      else await removeHostRules(this.#scope);
    } catch (error) {
      // Without them no lab has a way out, which is the safe side; everything else works.
      this.#options.log.error({ err: error }, "the host's firewall rules could not be set");
    }
  }

  /** Whether an endpoint's link is still on its bridge, for each of a lab's endpoints. */
  async attached(labId: string): Promise<(endpointId: string) => boolean> {
    const links = await labLinks(labId);
    for (const networkId of this.#overlays.linked(labId))
      if (!links.has(overlayName(networkId))) this.#overlays.isMissing(networkId);
    return (endpointId) => endpointId === '' || links.has(bridgeEnd(endpointId));
  }

  /** Removes links whose endpoint Docker no longer has. */
  async removeStrayLinks(labId: string, endpointIds: readonly string[]): Promise<void> {
    const known = new Set([
      ...endpointIds.map(bridgeEnd),
      ...this.#ofLab(labId).map(({ networkId }) => bridgeName(networkId)),
      ...this.#ofLab(labId).flatMap((record) =>
        this.#overlays.concerns(record) ? [overlayName(record.networkId)] : [],
      ),
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
          await removeUplink(this.#uplink(labId));
          await removeLabNamespace(labId);
          this.#namespaces.delete(labId);
        }),
      ),
    );
    await this.#overlays.takeDown();
    await removeHostRules(this.#scope);
  }

  #uplink(labId: string): string {
    return uplinkName(this.#scope.linkPrefix, labId);
  }

  #ofLab(labId: string): NetworkRecord[] {
    return [...this.#records.values()].filter((record) => record.labId === labId);
  }

  /** A lab's networks as the firewall sees them. The gateway of a wide lab's is on one of its hosts. */
  #guarded(labId: string): GuardedNetwork[] {
    return this.#ofLab(labId).map((record) =>
      toGuarded(record, this.#overlays.wanted(record) ?? this.#overlays.inPlace(record.networkId)),
    );
  }

  async #ensureBridge({ labId, networkId }: NetworkRecord): Promise<void> {
    if (!this.#namespaces.has(labId)) await ensureLabNamespace(labId);
    this.#namespaces.add(labId);
    await ensureBridge(labId, networkId);
  }

  /** A way out where a network of the lab has its gateway here, and none where none has. */
  async #settleWayOut(labId: string): Promise<void> {
    const networks = this.#guarded(labId);
    if (networks.some(({ gateway }) => gateway !== null)) await this.#ensureWayOut(labId, networks);
    else if (this.#uplinks.has(labId)) {
      await this.#removeWayOut(labId);
      await applyLabRules(labId, networks);
    }
  }

  async #ensureWayOut(labId: string, networks: readonly GuardedNetwork[]): Promise<void> {
    const index = await this.#lock.run('uplinks', () => this.#reserveUplink(labId));
    const addresses = uplinkAddresses(this.#options.uplinkPool, index);
    if (!addresses)
      throw new Error(`The uplink pool ${this.#options.uplinkPool} has no pair number ${index}`);
    await ensureUplink(labId, this.#uplink(labId), addresses, networks);
  }

  async #reserveUplink(labId: string): Promise<number> {
    const known = this.#uplinks.get(labId);
    const taken = new Set([...this.#uplinks.values()].map((uplink) => uplink.index));
    const index = known?.index ?? nextUplinkIndex(this.#options.uplinkPool, taken);
    if (index === null) throw new Error(`No address is left in the uplink pool ${this.#options.uplinkPool}`);
    if (!known) {
      this.#uplinks.set(labId, { index });
      await this.#uplinkFiles.write(labId, { index });
      if (this.#uplinks.size === 1) await ensureHostRules(this.#scope);
    }
    return index;
  }

  async #discard(record: NetworkRecord): Promise<void> {
    const { labId, networkId, internet } = record;
    const left = this.#ofLab(labId);
    if (internet && !left.some((other) => other.internet)) await this.#removeWayOut(labId);
    if (!left.some((other) => other.networkId === networkId)) await this.#overlays.remove(record);
    if (left.length > 0) {
      // The rules name the bridges, so a way out that is gone must leave them; they stay closed otherwise.
      if (internet) await applyLabRules(labId, this.#guarded(labId));
      if (!left.some((other) => other.networkId === networkId)) await removeBridge(labId, networkId);
      return;
    }
    this.#namespaces.delete(labId);
    await removeLabNamespace(labId);
  }

  async #removeWayOut(labId: string): Promise<void> {
    await removeUplink(this.#uplink(labId));
    await this.#lock.run('uplinks', async () => {
      this.#uplinks.delete(labId);
      await this.#uplinkFiles.remove(labId);
      if (this.#uplinks.size === 0) await removeHostRules(this.#scope);
    });
  }
}
