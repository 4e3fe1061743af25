import type { ManifestOverlay } from '@pineapple/core';
import type { Logger } from 'pino';
import { JsonDirectory } from '../system/json-directory.ts';
import { KeyedLock } from '../system/keyed-lock.ts';
import { Egress, type EgressOptions } from './egress/egress.ts';
import type { GuardedNetwork } from './egress/lab-rules.ts';
import { applyLabRules } from './egress/uplink.ts';
import { alreadyGone, ipBatchTolerating } from './kernel/ip-command.ts';
import {
  attachLink,
  detachLink,
  ensureBridge,
  ensureLabNamespace,
  labLinks,
  removeBridge,
  removeLabNamespace,
} from './lab-namespace.ts';
import { bridgeEnd, bridgeName, labNamespace, labUplinkName, overlayName } from './link-names.ts';
import { type NetworkRecord, networkRecord, toGuarded } from './network-record.ts';
import type { LabOverlays } from './overlay/lab-overlays.ts';

interface LabLinksOptions extends EgressOptions {
  readonly overlays: LabOverlays;
}

/** The labs' namespaces, bridges and links, and the records of their networks on disk. */
export class LabLinks {
  readonly #records: Map<string, NetworkRecord>;
  readonly #files: JsonDirectory<NetworkRecord>;
  readonly #egress: Egress;
  readonly #overlays: LabOverlays;
  readonly #log: Logger;
  readonly #lock = new KeyedLock();
  readonly #namespaces = new Set<string>();

  private constructor(
    { overlays, log }: LabLinksOptions,
    files: JsonDirectory<NetworkRecord>,
    records: Map<string, NetworkRecord>,
    egress: Egress,
  ) {
    this.#overlays = overlays;
    this.#log = log;
    this.#files = files;
    this.#records = records;
    this.#egress = egress;
  }

  static async open(options: LabLinksOptions): Promise<LabLinks> {
    const files = await JsonDirectory.open(`${options.stateDir}/networks`, networkRecord, options.log);
    return new LabLinks(options, files, await files.readAll(), await Egress.open(options));
  }

  /** Another Docker network for the same lab network. */
  twinOf({ key, networkId }: NetworkRecord): NetworkRecord | undefined {
    return [...this.#records.values()].find((other) => other.networkId === networkId && other.key !== key);
  }

  record(key: string): NetworkRecord | undefined {
    return this.#records.get(key);
  }

  /** Creates the bridge of a network that Docker is creating, and its egress and overlay if the lab wants them. */
  async addNetwork(record: NetworkRecord): Promise<void> {
    await this.#lock.run(record.labId, async () => {
      this.#records.set(record.key, record);
      try {
        await this.#ensureBridge(record);
        if (this.#overlays.wanted(record)) await this.#overlays.create(record);
        await this.#convergeEgress(record.labId);
        await this.#files.write(record.key, record);
      } catch (error) {
        this.#records.delete(record.key);
        await this.#discard(record);
        throw error;
      }
    });
  }

  /** Removes a network's bridge, and with the last one the lab's namespace. */
  async removeNetwork(key: string): Promise<void> {
    const record = this.#records.get(key);
    if (!record) return;
    await this.#lock.run(record.labId, async () => {
      this.#records.delete(key);
      await this.#discard(record);
      await this.#files.remove(key);
    });
  }

  /** Creates an attachment's veth pair. If the network's bridge is missing, restores it first. */
  async attach({ labId, networkId }: NetworkRecord, endpointId: string): Promise<string> {
    try {
      return await attachLink(labId, networkId, endpointId, this.#overlays.mtuOf(networkId));
    } catch (error) {
      this.#log.warn({ err: error, networkId }, 'could not create a link; restoring its network');
      await detachLink(labId, endpointId);
      await this.heal(labId);
      return attachLink(labId, networkId, endpointId, this.#overlays.mtuOf(networkId));
    }
  }

  async detach(record: NetworkRecord, endpointId: string): Promise<void> {
    await detachLink(record.labId, endpointId);
  }

  /** Restores what is missing of a lab's namespace, bridges, uplink and overlays. */
  async heal(labId: string): Promise<void> {
    await this.#lock.run(labId, async () => {
      this.#namespaces.delete(labId);
      for (const record of this.#ofLab(labId)) await this.#ensureBridge(record);
      await this.#convergeEgress(labId);
      for (const record of this.#ofLab(labId)) {
        if (this.#overlays.concerns(record)) await this.#overlays.heal(record);
      }
    });
  }

  /** Restores all labs, for example after a reboot. */
  async healAll(): Promise<void> {
    const labs = new Set([...this.#records.values()].map(({ labId }) => labId));
    await Promise.all(
      [...labs].map((labId) =>
        this.heal(labId).catch((error: unknown) =>
          this.#log.error({ err: error, labId }, "could not restore a lab's links"),
        ),
      ),
    );
  }

  /** The overlay of a network as it is in place; null if it has none. */
  overlay(networkId: string): ManifestOverlay | null {
    return this.#overlays.inPlace(networkId);
  }

  /**
   * Changes the overlay of a network, while containers are on it, to what the lab wants.
   * @param key Docker's id of the network
   * @param resize sets the MTU, in bytes, of the containers' interfaces
   */
  async changeOverlay(key: string, resize: (mtu: number) => Promise<void>): Promise<void> {
    const record = this.#records.get(key);
    if (!record) throw new Error(`the host agent does not know network ${key}`);
    const change = await this.#lock.run(record.labId, () => this.#overlays.begin(record));
    // Outside the lock: this calls Docker, which may itself wait for an attachment.
    await resize(change.mtu);
    await this.#lock.run(record.labId, async () => {
      if (!this.#records.has(key)) return;
      await change.end();
      await this.#convergeEgress(record.labId);
    });
  }

  /** Restores the host's firewall rules, because Docker may have rebuilt its chains. */
  async refreshHostRules(): Promise<void> {
    try {
      await this.#egress.refreshHostRules();
      await this.#overlays.refreshRules();
    } catch (error) {
      // Without the rules no lab has egress, which is safe. Everything else works.
      this.#log.error({ err: error }, "could not set the host's firewall rules");
    }
  }

  /** Returns a check whether an endpoint's link is on its bridge. */
  async attached(labId: string): Promise<(endpointId: string) => boolean> {
    const links = await labLinks(labId);
    this.#overlays.markMissing(labId, (networkId) => links.has(overlayName(networkId)));
    return (endpointId) => endpointId === '' || links.has(bridgeEnd(endpointId));
  }

  /** Removes links of endpoints that Docker no longer has. */
  async removeStrayLinks(labId: string, endpointIds: readonly string[]): Promise<void> {
    const own = this.#ofLab(labId);
    const overlays = own.filter((record) => this.#overlays.concerns(record));
    const known = new Set([
      ...endpointIds.map(bridgeEnd),
      ...own.map(({ networkId }) => bridgeName(networkId)),
      ...overlays.map(({ networkId }) => overlayName(networkId)),
      ...['lo', labUplinkName],
    ]);
    const stray = [...(await labLinks(labId))].filter((name) => !known.has(name) && /^(pb|br|vx)/.test(name));
    if (stray.length > 0)
      await ipBatchTolerating(
        labNamespace(labId),
        stray.map((name) => `link del ${name}`),
        alreadyGone,
      );
  }

  /** Removes everything from the kernel and keeps the records, so that the next start restores it. */
  async takeDown(): Promise<void> {
    const labs = new Set([...this.#records.values()].map(({ labId }) => labId));
    await Promise.all(
      [...labs].map((labId) =>
        this.#lock.run(labId, async () => {
          await this.#egress.takeDown(labId);
          await removeLabNamespace(labId);
          this.#namespaces.delete(labId);
        }),
      ),
    );
    await this.#overlays.takeDownRules();
    await this.#egress.takeDownHostRules();
  }

  #ofLab(labId: string): NetworkRecord[] {
    return [...this.#records.values()].filter((record) => record.labId === labId);
  }

  /** A lab's networks as the firewall rules need them. A multi-host lab has its gateways on one of its hosts. */
  #guarded(labId: string): GuardedNetwork[] {
    return this.#ofLab(labId).map((record) => toGuarded(record, this.#overlays.wantedOrInPlace(record)));
  }

  async #ensureBridge({ labId, networkId }: NetworkRecord): Promise<void> {
    if (!this.#namespaces.has(labId)) await ensureLabNamespace(labId);
    this.#namespaces.add(labId);
    await ensureBridge(labId, networkId);
  }

  async #convergeEgress(labId: string): Promise<void> {
    await this.#egress.converge(labId, this.#guarded(labId));
  }

  async #discard(record: NetworkRecord): Promise<void> {
    const { labId, networkId, internet } = record;
    const left = this.#ofLab(labId);
    const isLast = !left.some((other) => other.networkId === networkId);
    if (internet && !left.some((other) => other.internet)) await this.#egress.remove(labId);
    if (isLast) await this.#overlays.remove(record);
    if (left.length > 0) {
      // The rules name the bridges, so the removed network must leave them. Closed networks keep their rules.
      if (internet) await applyLabRules(labId, this.#guarded(labId));
      if (isLast) await removeBridge(labId, networkId);
      return;
    }
    this.#namespaces.delete(labId);
    await removeLabNamespace(labId);
  }
}
