import type { ApiUser } from '@pineapple/test-kit/users';
import { SeededRandom } from './seeded-random.ts';

const mostLabs = 3;
const mostContainers = 4;

interface DrawnLab {
  readonly id: string;
  readonly networks: readonly { readonly id: string }[];
  readonly containers: readonly { readonly id: string; readonly networks: readonly string[] }[];
}

interface Answer {
  readonly labs: {
    readonly nodes: readonly {
      readonly id: string;
      readonly networks: readonly { readonly id: string }[];
      readonly containers: readonly {
        readonly id: string;
        readonly interfaces: readonly { readonly network: { readonly id: string } }[];
      }[];
    }[];
  };
}

const query = `{ labs(first: ${2 * mostLabs}) { nodes {
  id networks { id } containers { id interfaces { network { id } } } } } }`;

/** Makes random edits as a user. What the API refuses, or does not answer, is no fault. */
export class RandomEdits {
  readonly #user: ApiUser;
  #random = new SeededRandom(0);
  #names = 0;
  /** Every lab that was ever made. */
  readonly labs = new Set<string>();
  /** Containers whose creation was acknowledged, and no later edit that may remove them was sent. */
  readonly kept = new Set<string>();

  constructor(user: ApiUser) {
    this.#user = user;
  }

  /** Makes one edit. @returns its name, or null if it was refused */
  async makeOne(random: SeededRandom): Promise<string | null> {
    this.#random = random;
    const choice = random.next();
    try {
      const labs = await this.#read();
      return await this.#edit(choice, labs);
    } catch (error) {
      // That would be a fault of the driver: it would refuse every edit.
      if (String(error).includes('GRAPHQL_VALIDATION_FAILED')) throw error;
      return null;
    }
  }

  async #read(): Promise<readonly DrawnLab[]> {
    const { labs } = await this.#user.ask<Answer>(query);
    // One may have been made although its creation was not answered.
    for (const { id } of labs.nodes) this.labs.add(id);
    return labs.nodes.map(({ containers, ...lab }) => ({
      ...lab,
      containers: containers.map(({ id, interfaces }) => ({
        id,
        networks: interfaces.map(({ network }) => network.id),
      })),
    }));
  }

  async #edit(choice: number, labs: readonly DrawnLab[]): Promise<string> {
    const lab = this.#random.oneOf(labs);
    if (lab === undefined || (labs.length < mostLabs && choice < 0.1)) {
      this.labs.add(await this.#user.createLab(this.#name('lab')));
      return 'createLab';
    }
    const { id: labId, networks, containers } = lab;
    const container = this.#random.oneOf(containers);
    const network = this.#random.oneOf(networks);
    if (choice < 0.15) {
      for (const { id } of containers) this.kept.delete(id);
      await this.#user.deleteLab(labId);
      return 'deleteLab';
    }
    if (network === undefined || (choice < 0.3 && networks.length < mostContainers)) {
      await this.#user.createNetwork(labId, this.#name('net'), { internet: this.#random.below(3) === 0 });
      return 'createNetwork';
    }
    if (container === undefined || (choice < 0.55 && containers.length < mostContainers)) {
      const wanted = networks.filter(() => this.#random.below(2) === 0).map(({ id }) => ({ networkId: id }));
      const name = this.#name('node');
      this.kept.add(await this.#user.createContainer({ labId, name, image: 'host', networks: wanted }));
      return 'createContainer';
    }
    const { id: containerId } = container;
    if (choice < 0.62) {
      this.kept.delete(containerId);
      await this.#user.deleteContainer(containerId);
      return 'deleteContainer';
    }
    if (choice < 0.7) return this.#undo(lab);
    if (choice < 0.85) {
      const name = this.#random.oneOf(['startContainer', 'stopContainer', 'restartContainer']) ?? '';
      await this.#user.change(name, { containerId }, '__typename');
      return name;
    }
    if (choice < 0.9) {
      await this.#user.change('renameContainer', { containerId, name: this.#name('node') }, '__typename');
      return 'renameContainer';
    }
    const name = container.networks.includes(network.id) ? 'disconnectContainer' : 'connectContainer';
    await this.#user.change(name, { containerId, networkId: network.id }, '__typename');
    return name;
  }

  async #undo({ id: labId, containers }: DrawnLab): Promise<string> {
    // It may undo the creation of any of them.
    for (const { id } of containers) this.kept.delete(id);
    await this.#user.change('undo', { labId }, '__typename');
    return 'undo';
  }

  #name(kind: string): string {
    this.#names += 1;
    return `${kind}${this.#names}`;
  }
}
