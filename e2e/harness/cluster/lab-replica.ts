import { type Client, createClient } from 'graphql-ws';
import { type ApiUser, signedSocket } from '@pineapple/test-kit/users';

const unauthenticated = 4401;

const parts = `
  fragment LabParts on Lab { name networks { ...NetworkParts } containers { ...ContainerParts } }
  fragment NetworkParts on Network { id name }
  fragment ContainerParts on Container { id name readiness { phase version reason } }`;

const subscription = `
  subscription ($labId: ID!) {
    labChanges(labId: $labId) {
      __typename
      ... on LabUpdated { lab { ...LabParts } }
      ... on NetworkChanged { network { ...NetworkParts } }
      ... on NetworkDeleted { networkId }
      ... on ContainerChanged { container { ...ContainerParts } }
      ... on ContainerDeleted { containerId }
    }
  }
  ${parts}`;

interface Part {
  readonly id: string;
  readonly name: string;
}

interface LabParts {
  readonly name: string;
  readonly networks: readonly Part[];
  readonly containers: readonly Part[];
}

type Change =
  | { readonly __typename: 'LabUpdated'; readonly lab: LabParts }
  | { readonly __typename: 'NetworkChanged'; readonly network: Part }
  | { readonly __typename: 'NetworkDeleted'; readonly networkId: string }
  | { readonly __typename: 'ContainerChanged'; readonly container: Part }
  | { readonly __typename: 'ContainerDeleted'; readonly containerId: string }
  | { readonly __typename: 'LabDeleted' | 'ApplyChanged' };

/** The current state of a lab, as a query returns it. */
export async function readLab(user: ApiUser, labId: string): Promise<LabParts | null> {
  const query = `query ($labId: ID!) { lab(id: $labId) { ...LabParts } } ${parts}`;
  const { lab } = await user.ask<{ lab: LabParts | null }>(query, { labId });
  return lab && inOrder(lab);
}

/** A copy of a lab that is built from one subscription alone, as the page does it. */
export class LabReplica implements AsyncDisposable {
  readonly #client: Client;
  readonly #labId: string;
  #again: NodeJS.Timeout | undefined;
  #lab: LabParts | null = null;
  /** The servers that accepted its connections, and the close codes of these. */
  readonly servedBy: string[] = [];
  readonly closeCodes: number[] = [];
  /** The error that ended the subscription. */
  failure: unknown = null;

  constructor(user: ApiUser, labId: string) {
    this.#labId = labId;
    this.#client = createClient({
      url: `${user.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: signedSocket(user, (by) => this.servedBy.push(by)),
      keepAlive: 10_000,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: (event) => closeCode(event) !== unauthenticated,
      on: { closed: (event) => this.closeCodes.push(closeCode(event)) },
    });
    this.#subscribe();
  }

  /** The copy; null before the first event. */
  get lab(): LabParts | null {
    return this.#lab && inOrder(this.#lab);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#again);
    await this.#client.dispose();
  }

  #subscribe(): void {
    this.#client.subscribe<{ labChanges: Change }>(
      { query: subscription, variables: { labId: this.#labId } },
      {
        next: ({ data, errors }) => {
          if (data) this.#take(data.labChanges);
          else this.failure = errors;
        },
        error: (error) => this.#recover(error),
        complete: () => undefined,
      },
    );
  }

  /** As the page does: graphql-ws gives up on some close codes, but only the end of the session is final. */
  #recover(error: unknown): void {
    if (Array.isArray(error) || closeCode(error) === unauthenticated) this.failure = error;
    else this.#again = setTimeout(() => this.#subscribe(), 500);
  }

  #take(change: Change): void {
    if (change.__typename === 'LabUpdated') this.#lab = change.lab;
    if (!this.#lab) return;
    const { networks, containers } = this.#lab;
    switch (change.__typename) {
      case 'NetworkChanged':
        return this.#change({ networks: put(networks, change.network) });
      case 'NetworkDeleted':
        return this.#change({ networks: networks.filter(({ id }) => id !== change.networkId) });
      case 'ContainerChanged':
        return this.#change({ containers: put(containers, change.container) });
      case 'ContainerDeleted':
        return this.#change({ containers: containers.filter(({ id }) => id !== change.containerId) });
      default:
    }
  }

  #change(change: Partial<LabParts>): void {
    if (this.#lab) this.#lab = { ...this.#lab, ...change };
  }
}

const closeCode = (event: unknown): number => (event as { code?: number } | null)?.code ?? 0;

const put = (items: readonly Part[], item: Part): Part[] => [
  ...items.filter(({ id }) => id !== item.id),
  item,
];

function inOrder(lab: LabParts): LabParts {
  const sorted = (items: readonly Part[]): Part[] => items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { ...lab, networks: sorted(lab.networks), containers: sorted(lab.containers) };
}
