import type { Logger } from 'pino';
import { z } from 'zod';
import { JsonDirectory } from '../../system/json-directory.ts';
import { KeyedLock } from '../../system/keyed-lock.ts';
import { uplinkName } from '../link-names.ts';
import { ensureHostRules, type HostRulesScope, hostRulesScope, removeHostRules } from './host-rules.ts';
import type { GuardedNetwork } from './lab-rules.ts';
import { nextUplinkIndex, uplinkAddresses } from './uplink-pool.ts';
import { applyLabRules, ensureUplink, removeUplink } from './uplink.ts';

const uplinkRecord = z.object({ index: z.int().nonnegative() });
type UplinkRecord = z.infer<typeof uplinkRecord>;

export interface EgressOptions {
  readonly stateDir: string;
  /** Tells the agents on one machine apart. */
  readonly scope: string;
  readonly uplinkPool: string;
  /** The servers to which gateways forward DNS queries. */
  readonly dnsServers: readonly string[];
  readonly log: Logger;
}

/** The labs' uplinks to the internet, the host's firewall rules for them, and their records on disk. */
export class Egress {
  readonly #options: EgressOptions;
  readonly #scope: HostRulesScope;
  readonly #files: JsonDirectory<UplinkRecord>;
  readonly #uplinks: Map<string, UplinkRecord>;
  readonly #lock = new KeyedLock();

  private constructor(
    options: EgressOptions,
    files: JsonDirectory<UplinkRecord>,
    uplinks: Map<string, UplinkRecord>,
  ) {
    this.#options = options;
    this.#scope = hostRulesScope(options.scope, options.uplinkPool, options.dnsServers);
    this.#files = files;
    this.#uplinks = uplinks;
  }

  static async open(options: EgressOptions): Promise<Egress> {
    const files = await JsonDirectory.open(`${options.stateDir}/uplinks`, uplinkRecord, options.log);
    return new Egress(options, files, await files.readAll());
  }

  /** The labs that have an uplink. */
  labs(): readonly string[] {
    return [...this.#uplinks.keys()];
  }

  has(labId: string): boolean {
    return this.#uplinks.has(labId);
  }

  /** Gives a lab an uplink if one of its networks has its gateway on this host, and removes it otherwise. */
  async converge(labId: string, networks: readonly GuardedNetwork[]): Promise<void> {
    if (networks.some(({ gateway }) => gateway !== null)) return this.#ensure(labId, networks);
    if (!this.#uplinks.has(labId)) return;
    await this.remove(labId);
    await this.applyRules(labId, networks);
  }

  /** Replaces the lab's firewall. */
  async applyRules(labId: string, networks: readonly GuardedNetwork[]): Promise<void> {
    await applyLabRules(labId, networks, this.#options.dnsServers);
  }

  async remove(labId: string): Promise<void> {
    await removeUplink(this.#uplink(labId));
    await this.#lock.run('uplinks', async () => {
      this.#uplinks.delete(labId);
      await this.#files.remove(labId);
      if (this.#uplinks.size === 0) await removeHostRules(this.#scope);
    });
  }

  /** Restores the host's rules if a lab needs them, because Docker may have rebuilt its chains. */
  async refreshHostRules(): Promise<void> {
    // In turn with the labs' changes: a removal that was under way took away the rules of a lab that had just come.
    await this.#lock.run('uplinks', async () => {
      if (this.#uplinks.size > 0) await ensureHostRules(this.#scope);
      else await removeHostRules(this.#scope);
    });
  }

  /** Removes a lab's uplink from the kernel and keeps its record. */
  async takeDown(labId: string): Promise<void> {
    await removeUplink(this.#uplink(labId));
  }

  async takeDownHostRules(): Promise<void> {
    await this.#lock.run('uplinks', () => removeHostRules(this.#scope));
  }

  #uplink(labId: string): string {
    return uplinkName(this.#scope.linkPrefix, labId);
  }

  async #ensure(labId: string, networks: readonly GuardedNetwork[]): Promise<void> {
    const index = await this.#lock.run('uplinks', () => this.#reserve(labId));
    const addresses = uplinkAddresses(this.#options.uplinkPool, index);
    if (!addresses)
      throw new Error(`The uplink pool ${this.#options.uplinkPool} has no address pair ${index}`);
    await ensureUplink(labId, this.#uplink(labId), addresses, networks, this.#options.dnsServers);
  }

  async #reserve(labId: string): Promise<number> {
    const known = this.#uplinks.get(labId);
    const taken = new Set([...this.#uplinks.values()].map((uplink) => uplink.index));
    const index = known?.index ?? nextUplinkIndex(this.#options.uplinkPool, taken);
    if (index === null)
      throw new Error(`The uplink pool ${this.#options.uplinkPool} is exhausted. Configure a larger pool.`);
    if (!known) {
      // First, so that the next try sets them if this one can't.
      if (this.#uplinks.size === 0) await ensureHostRules(this.#scope);
      this.#uplinks.set(labId, { index });
      await this.#files.write(labId, { index });
    }
    return index;
  }
}
