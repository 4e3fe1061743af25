import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { createDocumentClient } from '@pineapple/aws';
import { builtInImages, type Lab, subjectId, toHostManifest, wiresOf } from '@pineapple/core';
import { credentials, dockerClient, type Product, region } from '@pineapple/launcher';
import { openStores, type Stores, tableNames } from '@pineapple/store';
import { readAgentStatus } from '@pineapple/test-kit/hosts';

const run = promisify(execFile);
const tables = tableNames('pineapple-');

interface KernelLink {
  readonly ifname?: string;
  readonly address?: string;
  readonly addr_info?: readonly {
    readonly local?: string;
    readonly prefixlen?: number;
    readonly scope?: string;
  }[];
}

/** Compares what owners want with what the tables, the agent, Docker and the kernel have. Each check returns what differs. */
export class Invariants {
  readonly #product: Product;
  readonly #dataDir: string;
  readonly #documents: ReturnType<typeof createDocumentClient>;
  readonly #stores: Stores;

  constructor(product: Product, dataDir: string) {
    this.#product = product;
    this.#dataDir = dataDir;
    this.#documents = createDocumentClient({ endpoint: product.awsEndpoint, region, credentials });
    this.#stores = openStores(this.#documents, tables);
  }

  /** The tables: every lab is observed as it is desired, and nothing is left of any other. */
  async differencesInTables(): Promise<string[]> {
    const [rows, observations] = await Promise.all([
      this.#scan(tables.labs),
      this.#scan(tables.observations),
    ]);
    const labs = await this.#labs(rows);
    const found = labs.flatMap(({ lab, unsettled }) => [
      ...(lab.deletedAt === null ? [] : [`lab ${lab.id} is deleted and has a row`]),
      ...(unsettled ? [`lab ${lab.id} has not converged to ${lab.hostRevision}`] : []),
    ]);
    const names = new Set(labs.map(({ lab }) => `name#${lab.ownerId}#${lab.name}`));
    for (const row of rows) {
      const id = String(row['id']);
      if (id.startsWith('name#') && !names.has(id)) found.push(`row ${id} is of no lab`);
    }
    const known = new Set(labs.map(({ lab }) => lab.id));
    for (const { labId } of observations)
      if (!known.has(String(labId))) found.push(`an observation is of lab ${String(labId)}, which is gone`);
    const differing = await Promise.all(labs.map(({ lab }) => this.#differencesInLab(lab)));
    return [...found, ...differing.flat()];
  }

  async #differencesInLab(lab: Lab): Promise<string[]> {
    const left = new Map(
      (await this.#stores.observations.listByLab(lab.id)).map((row) => [subjectId(row), row]),
    );
    const found: string[] = [];
    const take = (id: string, wanted: string, generation: number | null): void => {
      const row = left.get(id);
      left.delete(id);
      const isOld = generation !== null && row?.kind === 'container' && row.generation !== generation;
      if (row?.phase !== wanted || isOld)
        found.push(`${id} is ${row?.phase ?? 'unknown'} (${row?.reason ?? 'no reason'}), not ${wanted}`);
    };
    for (const { id } of lab.networks) take(id, 'ACTIVE', null);
    for (const { id, power, generation } of lab.containers)
      take(id, power === 'on' ? 'READY' : 'STOPPED', power === 'on' ? generation : null);
    return [...found, ...[...left.keys()].map((id) => `${id} is observed but not in its lab`)];
  }

  /**
   * The host: the agent's files, Docker and the kernel have the present labs and nothing of the others.
   * @param ever every lab that ever was
   */
  async differencesOnHost(ever: ReadonlySet<string>): Promise<string[]> {
    const labs = (await this.#labs(await this.#scan(tables.labs))).map(({ lab }) => lab);
    const status = await readAgentStatus(this.#product.agentSocket);
    const keys = new Map(
      status.labs.flatMap(({ containers }) => containers.map(({ containerId, key }) => [containerId, key])),
    );
    const inLabs = await Promise.all(labs.map((lab) => this.#differencesOfLab(lab, keys)));
    return [
      ...inLabs.flat(),
      ...(await this.#orphansInKernel(labs, ever)),
      ...(await this.#orphansInDocker(labs, keys, status.warm.containers)),
    ];
  }

  async #differencesOfLab(lab: Lab, keys: ReadonlyMap<string, string | null>): Promise<string[]> {
    const manifest = toHostManifest(lab, builtInImages);
    const found: string[] = [];
    for (const container of manifest.containers) {
      const key = keys.get(container.id);
      if (!key) {
        if (container.power === 'on') found.push(`Docker has no container ${container.id}`);
        continue;
      }
      const { State } = await dockerClient(this.#product.dockerHost).getContainer(key).inspect();
      if (State.Running !== (container.power === 'on')) {
        found.push(`${container.id} is ${State.Status} in Docker, but its power is ${container.power}`);
        continue;
      }
      if (container.power === 'off') continue;
      const { stdout } = await run('nsenter', [
        '-t',
        String(State.Pid),
        '-n',
        '-u',
        'sh',
        '-c',
        'hostname; ip -j addr',
      ]);
      const [hostname = '', json = '[]'] = stdout.split('\n');
      if (hostname !== container.name)
        found.push(`${container.id} is named ${hostname}, not ${container.name}`);
      const links = (JSON.parse(json) as KernelLink[]).filter(({ ifname }) => ifname !== 'lo');
      const wires = wiresOf(manifest, container);
      const wanted = wires.map(({ name, macAddress, addresses }) => [
        name,
        macAddress,
        [...addresses].sort(),
      ]);
      const actual = links.map(({ ifname, address, addr_info = [] }) => [
        ...[ifname, address],
        addr_info
          .filter(({ scope }) => scope !== 'link')
          .map(({ local, prefixlen }) => `${local}/${prefixlen}`)
          .sort(),
      ]);
      const [one, other] = [wanted, actual].map((each) => JSON.stringify(each.sort()));
      if (one !== other) found.push(`${container.id} has the interfaces ${other}, not ${one}`);
    }
    return found;
  }

  async #orphansInKernel(labs: readonly Lab[], ever: ReadonlySet<string>): Promise<string[]> {
    const tokenOf = (labId: string): string => labId.replace('lab_', '');
    const withNetworks = new Set(labs.filter(({ networks }) => networks.length > 0).map(({ id }) => id));
    const [namespaces, links] = await Promise.all([
      readdir('/run/netns').catch((): string[] => []),
      run('ip', ['-br', 'link']),
    ]);
    const found = [...ever].flatMap((labId) => {
      if (withNetworks.has(labId)) return [];
      return [
        ...(namespaces.includes(`pn-${tokenOf(labId)}`) ? [`lab ${labId} has left a namespace`] : []),
        ...(links.stdout.includes(tokenOf(labId)) ? [`lab ${labId} has left an uplink`] : []),
      ];
    });
    const networks = new Set(labs.flatMap((lab) => lab.networks.map(({ id }) => id)));
    const open = new Set(
      labs.filter((lab) => lab.networks.some(({ internet }) => internet)).map(({ id }) => id),
    );
    const files = { 'lab-networks': networks, uplinks: open };
    for (const [directory, wanted] of Object.entries(files)) {
      const names = await readdir(join(this.#dataDir, 'agent', directory)).catch((): string[] => []);
      for (const name of names)
        if (!wanted.has(name.replace('.json', ''))) found.push(`${directory}/${name} is of nothing`);
    }
    return found;
  }

  async #orphansInDocker(
    labs: readonly Lab[],
    keys: ReadonlyMap<string, string | null>,
    warm: readonly { readonly key: string }[],
  ): Promise<string[]> {
    const wanted = new Set(labs.flatMap(({ containers }) => containers.map(({ id }) => keys.get(id))));
    for (const { key } of warm) wanted.add(key);
    const filters = { label: [`pineapple.host=${this.#product.hostId}`] };
    const all = await dockerClient(this.#product.dockerHost).listContainers({ all: true, filters });
    const records = await readdir(join(this.#dataDir, 'agent', 'labs')).catch((): string[] => []);
    const unknown = all.filter(({ Id, Labels }) => !wanted.has(Id) && Labels['pineapple.warm'] === undefined);
    const present = new Set(labs.map(({ id }) => id));
    const stale: string[] = [];
    for (const name of records) {
      const text = await readFile(join(this.#dataDir, 'agent', 'labs', name), 'utf8').catch(() => '{}');
      const { removedAt } = JSON.parse(text) as { removedAt?: string | null };
      const labId = name.replace('.json', '');
      if (!present.has(labId) && removedAt === null) stale.push(`the agent still has lab ${labId}`);
    }
    return [...unknown.map(({ Names }) => `Docker has ${Names.join()} of no lab`), ...stale];
  }

  async #labs(rows: readonly Record<string, unknown>[]): Promise<{ lab: Lab; unsettled: boolean }[]> {
    const own = rows.filter(({ id }) => String(id).startsWith('lab_') && !String(id).includes('#'));
    const labs = await Promise.all(
      own.map(async ({ id, unsettled }) => {
        const lab = await this.#stores.labs.get(String(id), { consistent: true });
        return lab ? [{ lab, unsettled: unsettled !== undefined }] : [];
      }),
    );
    return labs.flat();
  }

  async #scan(table: string): Promise<Record<string, unknown>[]> {
    const { Items = [] } = await this.#documents.send(
      new ScanCommand({ TableName: table, ConsistentRead: true }),
    );
    return Items;
  }

  /** The desired containers of some labs, and the phase that each shall have. */
  async wantedPhases(among: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
    const all = await this.#labs(await this.#scan(tables.labs));
    const labs = all.filter(({ lab }) => among.has(lab.id));
    return new Map(
      labs.flatMap(({ lab }) =>
        lab.containers.map(({ id, power }) => [id, power === 'on' ? 'READY' : 'STOPPED']),
      ),
    );
  }
}
