import { defaultMtu, type ManifestNetwork, type ManifestOverlay } from '@pineapple/core';
import type { Logger } from 'pino';
import { JsonDirectory } from '../system/json-directory.ts';
import { KeyedLock } from '../system/keyed-lock.ts';
import { Egress, type EgressOptions } from './egress/egress.ts';
import type { GuardedNetwork } from './egress/lab-rules.ts';
import { alreadyGone, ipBatchTolerating } from './kernel/ip-command.ts';
import {
  ensureBridge,
  ensureLabNamespace,
  flushBridge,
  labLinks,
  removeBridge,
  removeLabNamespace,
  resizeBridge,
} from './lab-namespace.ts';
import {
  bridgeName,
  labNamespace,
  labUplinkName,
  overlayName,
  waitingOwner,
  wireOwner,
} from './link-names.ts';
import { type NetworkRecord, networkRecord, toGuarded, toRecord } from './network-record.ts';
import type { LabOverlays } from './overlay/lab-overlays.ts';

interface LabNetworksOptions extends EgressOptions {
  readonly overlays: LabOverlays;
}

/** A network as it is in place. */
interface PresentNetwork extends NetworkRecord {
  readonly overlay: ManifestOverlay | null;
}

/** The labs' namespaces and bridges, and the records of their networks on disk. */
export class LabNetworks {
  /** By network id. */
  readonly #records: Map<string, NetworkRecord>;
  readonly #files: JsonDirectory<NetworkRecord>;
  readonly #egress: Egress;
  readonly #overlays: LabOverlays;
  readonly #log: Logger;
  readonly #lock = new KeyedLock();
  readonly #namespaces = new Set<string>();

  private constructor(
    { overlays, log }: LabNetworksOptions,
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

  static async open(options: LabNetworksOptions): Promise<LabNetworks> {
    const files = await JsonDirectory.open(`${options.stateDir}/lab-networks`, networkRecord, options.log);
    return new LabNetworks(options, files, await files.readAll(), await Egress.open(options));
  }

  /** The networks of a lab as they are in place. */
  present(labId: string): readonly PresentNetwork[] {
    return this.#ofLab(labId).map((record) => ({
      ...record,
      overlay: this.#overlays.inPlace(record.networkId),
    }));
  }

  /** The MTU for interfaces on a network, in bytes: the lab's, or less where an overlay can't carry that. */
  mtuOf(networkId: string): number {
    const wanted = this.#records.get(networkId)?.mtu ?? defaultMtu;
    return Math.min(wanted, this.#overlays.mtuOf(networkId) ?? wanted);
  }

  /** Creates a network's bridge, and its egress and overlay if it has them. */
  async create(labId: string, network: ManifestNetwork): Promise<void> {
    const record = toRecord(labId, network);
    await this.#lock.run(labId, async () => {
      const { networkId } = record;
      this.#records.set(networkId, record);
      try {
        // Written first: an agent that is killed now leaves nothing that the next one does not know.
        await this.#files.write(networkId, record);
        await this.#ensureBridge(record);
        if (this.#overlays.wanted(record)) {
          await this.#overlays.create(record);
          await resizeBridge(labId, networkId, this.mtuOf(networkId));
        }
        await this.#convergeEgress(labId);
      } catch (error) {
        this.#records.delete(networkId);
        await this.#discard(record);
        await this.#files.remove(networkId);
        throw error;
      }
    });
  }

  /**
   * Changes a network with containers on it to what the lab wants.
   * @param resize sets the MTU, in bytes, of the containers' interfaces
   */
  async change(
    labId: string,
    network: ManifestNetwork,
    resize: (mtu: number) => Promise<void>,
  ): Promise<void> {
    const record = toRecord(labId, network);
    await this.#lock.run(labId, async () => {
      const before = this.#records.get(record.networkId);
      this.#records.set(record.networkId, record);
      await this.#ensureBridge(record);
      await this.#files.write(record.networkId, record);
      const keepsGateway = before?.ipv4Subnet === record.ipv4Subnet && before.internet === record.internet;
      if (!keepsGateway) await flushBridge(labId, record.networkId);
      const endChange = this.#overlays.concerns(record) ? await this.#overlays.begin(record) : null;
      const mtu = this.mtuOf(record.networkId);
      await resizeBridge(labId, record.networkId, mtu);
      await resize(mtu);
      await endChange?.();
      await this.#convergeEgress(labId);
    });
  }

  /** Removes a network's bridge, and with the last one the lab's namespace. */
  async remove(networkId: string): Promise<void> {
    const record = this.#records.get(networkId);
    if (!record) return;
    await this.#lock.run(record.labId, async () => {
      this.#records.delete(networkId);
      await this.#discard(record);
      await this.#files.remove(networkId);
    });
  }

  /** Removes all that is left of a lab: its namespace, uplink and overlays, and the records of them. */
  async removeLab(labId: string): Promise<void> {
    await this.#lock.run(labId, async () => {
      const left = this.#ofLab(labId);
      for (const { networkId } of left) this.#records.delete(networkId);
      if (this.#egress.has(labId)) await this.#egress.remove(labId);
      for (const record of left) await this.#overlays.remove(record);
      this.#namespaces.delete(labId);
      await removeLabNamespace(labId);
      for (const { networkId } of left) await this.#files.remove(networkId);
    });
  }

  /** The labs of which there is a record of a network or an uplink. */
  labs(): ReadonlySet<string> {
    return new Set([...[...this.#records.values()].map(({ labId }) => labId), ...this.#egress.labs()]);
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
          this.#log.error({ err: error, labId }, "could not restore a lab's networks"),
        ),
      ),
    );
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

  /** Checks a lab's links in the kernel: restores missing bridges, and marks overlays whose link is missing. */
  async check(labId: string): Promise<void> {
    const links = await labLinks(labId);
    const records = this.#ofLab(labId);
    if (records.some(({ networkId }) => !links.has(bridgeName(networkId)))) await this.heal(labId);
    this.#overlays.markMissing(labId, (networkId) => links.has(overlayName(networkId)));
  }

  /** Removes links of networks that are no longer there, and wires of containers that are not on this host. */
  async removeStrayLinks(labId: string, containerIds: ReadonlySet<string>): Promise<void> {
    const own = this.#ofLab(labId);
    const overlays = own.filter((record) => this.#overlays.concerns(record));
    const known = new Set([
      ...own.map(({ networkId }) => bridgeName(networkId)),
      ...overlays.map(({ networkId }) => overlayName(networkId)),
      ...['lo', labUplinkName],
    ]);
    const isStray = (name: string): boolean => {
      const owner = wireOwner(labId, waitingOwner(name) ?? name);
      return owner
        ? !containerIds.has(owner.containerId)
        : !known.has(name) && /^(pb|pf|pd|br|vx)/.test(name);
    };
    const stray = [...(await labLinks(labId))].filter(isStray);
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
    await ensureBridge(labId, networkId, this.mtuOf(networkId));
  }

  async #convergeEgress(labId: string): Promise<void> {
    await this.#egress.converge(labId, this.#guarded(labId));
  }

  async #discard(record: NetworkRecord): Promise<void> {
    const { labId, networkId, internet } = record;
    const left = this.#ofLab(labId);
    if (internet && !left.some((other) => other.internet)) await this.#egress.remove(labId);
    await this.#overlays.remove(record);
    if (left.length > 0) {
      // The rules name the bridges, so the removed network must leave them. Closed networks keep their rules.
      if (internet) await this.#egress.applyRules(labId, this.#guarded(labId));
      await removeBridge(labId, networkId);
      return;
    }
    this.#namespaces.delete(labId);
    await removeLabNamespace(labId);
  }
}
