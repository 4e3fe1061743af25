import { randomInt } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { hostsBehind, type Lab, parseId } from '@pineapple/core';
import { deleteRows } from '../table/batches.ts';
import { unlessConditionFails } from '../table/conditional-write.ts';
import { parseLabRow, toLab } from './lab-row.ts';
import { type Holding, NameReservations } from '../table/name-reservations.ts';
import { partKey, type PartRow } from './part-row.ts';
import { StoreError } from '../table/store-error.ts';
import { type StoreOptions, systemClock } from '../table/store-options.ts';
import { updateParts } from '../table/update-expression.ts';

/** People use low VNIs in networks that they set up by hand. */
const firstVni = 4096;
const lastVni = 0xffffff;
const mostTries = 20;

interface NewPlacement {
  /** Every host of the lab, the one with the egress first. */
  readonly hosts: readonly [string, ...string[]];
  /** The host of each container, by the container's id. */
  readonly containers: Readonly<Record<string, string>>;
}

interface PlacementStoreOptions extends StoreOptions {
  /** Chooses a VNI to try, 1 to 16,777,215. For tests. */
  readonly chooseVni?: () => number;
}

const anyVni = (): number => randomInt(firstVni, lastVni + 1);

const vniKey = (vni: number): string => `vni#${vni}`;

/**
 * The placements of labs that are placed by container: attributes of the labs' rows that only this store writes, a row for
 * each further host for the index by host, and a row for each VNI in use.
 */
export class PlacementStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #vnis: NameReservations;
  readonly #chooseVni: () => number;

  constructor({ documents, table, now = systemClock, chooseVni = anyVni }: PlacementStoreOptions) {
    this.#documents = documents;
    this.#table = table;
    this.#vnis = new NameReservations({ documents, table, now });
    this.#chooseVni = chooseVni;
  }

  /**
   * Places a lab by container, for the first time or again. Each network without a VNI gets one. No host matches any
   * revision afterwards.
   *
   * @returns The stored lab; null if it is gone or its placement changed since it was read. Read it again then.
   */
  async place(lab: Lab, { hosts, containers }: NewPlacement): Promise<Lab | null> {
    const given = await this.#giveVnis(lab);
    const vnis = { ...lab.placement.vnis, ...given };
    const [hostId, ...others] = hosts;
    const known = new Set(lab.placement.hosts);
    await this.#addParts(
      lab.id,
      others.filter((host) => !known.has(host)),
    );
    const stored = await this.#write(
      lab,
      { hostId, placement: { hosts, containers }, matched: {}, vnis },
      '(attribute_not_exists(hostId) OR hostId = :hostId)',
    );
    if (stored === null) await this.#releaseVnis(given);
    return stored;
  }

  /**
   * Records that a host of a lab placed by container matches a revision. Returns whether all its hosts now match the last
   * revision that concerns them; false if a later revision does.
   */
  async match(labId: string, hostId: string, revision: number): Promise<boolean> {
    const reply = await unlessConditionFails(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: { id: labId },
          UpdateExpression: 'SET matched.#host = :revision',
          ConditionExpression: 'attribute_exists(matched) AND hostRevision <= :revision',
          ExpressionAttributeNames: { '#host': hostId },
          ExpressionAttributeValues: { ':revision': revision },
          ReturnValues: 'ALL_NEW',
        }),
      ),
    );
    if (!reply?.Attributes) return false;
    return hostsBehind(toLab(parseLabRow(this.#table, reply.Attributes))).length === 0;
  }

  /** Releases the VNIs of networks that are no longer in the lab. Call it once no host has these networks. */
  async releaseUnused(lab: Lab): Promise<void> {
    const used = new Set(lab.networks.map(({ id }) => id));
    const given = Object.entries(lab.placement.vnis);
    const unused = given.filter(([networkId]) => !used.has(networkId));
    if (unused.length === 0) return;
    const vnis = Object.fromEntries(given.filter(([networkId]) => used.has(networkId)));
    const stored = await this.#write(lab, { vnis }, 'hostRevision = :hostRevision', {
      ':hostRevision': lab.hostRevision,
    });
    if (stored) await this.#releaseVnis(Object.fromEntries(unused));
  }

  /** Removes the rows of a lab's further hosts, once it has left its hosts. */
  async leaveHosts(lab: Pick<Lab, 'id' | 'placement'>): Promise<void> {
    await this.#dropParts(lab.id, lab.placement.hosts.slice(1));
  }

  /** Removes the rows of further hosts and VNIs of a lab that is gone. */
  async forget(lab: Pick<Lab, 'id' | 'placement'>): Promise<void> {
    await this.leaveHosts(lab);
    await this.#releaseVnis(lab.placement.vnis);
  }

  async #write(
    lab: Lab,
    set: Readonly<Record<string, unknown>>,
    condition: string,
    values: Readonly<Record<string, unknown>> = {},
  ): Promise<Lab | null> {
    const parts = updateParts({ ...set, placementVersion: lab.placement.version + 1 });
    const neverPlaced = lab.placement.version === 0 ? 'attribute_not_exists(placementVersion) OR ' : '';
    const reply = await unlessConditionFails(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: { id: lab.id },
          ...parts,
          ConditionExpression: `attribute_exists(id) AND (${neverPlaced}placementVersion = :known) AND ${condition}`,
          ExpressionAttributeValues: {
            ...parts.ExpressionAttributeValues,
            ...values,
            ':known': lab.placement.version,
          },
          ReturnValues: 'ALL_NEW',
        }),
      ),
    );
    return reply?.Attributes ? toLab(parseLabRow(this.#table, reply.Attributes)) : null;
  }

  async #addParts(labId: string, hostIds: readonly string[]): Promise<void> {
    const put = (row: PartRow) => this.#documents.send(new PutCommand({ TableName: this.#table, Item: row }));
    await Promise.all(hostIds.map((hostId) => put({ ...partKey(labId, hostId), hostId })));
  }

  async #dropParts(labId: string, hostIds: readonly string[]): Promise<void> {
    const keys = hostIds.map((hostId) => partKey(labId, hostId));
    await deleteRows(this.#documents, this.#table, keys);
  }

  /** Reserves a VNI for each network of the lab that has none. */
  async #giveVnis({ networks, placement }: Lab): Promise<Record<string, number>> {
    const bare = networks.filter(({ id }) => placement.vnis[id] === undefined);
    return Object.fromEntries(
      await Promise.all(bare.map(async ({ id }) => [id, await this.#reserveVni(id)])),
    );
  }

  async #reserveVni(networkId: string): Promise<number> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const vni = this.#chooseVni();
      if (await this.#vnis.reserve(vniKey(vni), networkId, (holder) => this.#holdingOf(holder, vni)))
        return vni;
    }
    throw new StoreError(
      `${mostTries} VNIs in a row were taken. Check the vni# rows of table ${this.#table}.`,
    );
  }

  async #holdingOf(networkId: string, vni: number): Promise<Holding> {
    const parsed = parseId(networkId);
    if (parsed?.kind !== 'network') return 'unclear';
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: { id: parsed.labId }, ConsistentRead: true }),
    );
    // A lab is stored before its networks get VNIs, so a missing lab is gone, and its hosts have nothing of it.
    if (!Item) return 'given-up';
    return parseLabRow(this.#table, Item).vnis?.[networkId] === vni ? 'held' : 'unclear';
  }

  async #releaseVnis(vnis: Readonly<Record<string, number>>): Promise<void> {
    await Promise.all(
      Object.entries(vnis).map(async ([networkId, vni]) => {
        const reservation = await this.#vnis.get(vniKey(vni));
        if (reservation?.holderId === networkId) await this.#vnis.release(reservation.id, reservation.ticket);
      }),
    );
  }
}
