import {
  ApolloClient,
  ApolloError,
  ApolloLink,
  createHttpLink,
  InMemoryCache,
  isApolloError,
  Observable,
  type FetchResult,
  type NormalizedCacheObject,
} from '@apollo/client/core';
import { RetryLink } from '@apollo/client/link/retry';
import { getMainDefinition } from '@apollo/client/utilities';
import { provideApolloClient, useQuery } from '@vue/apollo-composable';
import { stablePhases } from '@pineapple/core';
import { OperationTypeNode, print, type DocumentNode } from 'graphql';
import { computed, onScopeDispose, ref, toRaw } from 'vue';
import type { ContainerPhase } from '../generated/graphql.ts';

import { FaultError, type ApiClient, type Fault } from './api-client.ts';
import { failure, toOutcome, unparsableInput } from './outcome.ts';
import { runRaw } from './raw-operation.ts';
import { createSignal } from './signal.ts';
import type { Socket } from './socket.ts';

interface Versioned {
  readonly version?: number;
  readonly phase?: ContainerPhase;
}

/** The greater version wins, so that a late answer does not take a container back to an older phase. */
function keepNewer<T extends Versioned>(existing: T | undefined, incoming: T): T {
  if (!existing) return incoming;
  const difference = (incoming.version ?? 0) - (existing.version ?? 0);
  if (difference !== 0) return difference > 0 ? incoming : existing;
  // The same version read later differs only in elapsed times. These matter while the phase is in progress.
  // Otherwise keeping the old values avoids rendering the container again.
  return isInProgress(incoming.phase) ? { ...existing, ...incoming } : { ...incoming, ...existing };
}

function isInProgress(phase: ContainerPhase | undefined): boolean {
  return phase !== undefined && phase !== 'LOST' && !stablePhases.has(phase);
}

interface Revised {
  readonly revision?: number;
}

/** The greater revision wins: the answer to an edit and the event of a later edit may arrive in either order. */
function keepLater<T extends Revised>(existing: T | undefined, incoming: T): T {
  return existing && (existing.revision ?? 0) > (incoming.revision ?? 0) ? existing : incoming;
}

function createCache(): InMemoryCache {
  const replace = { merge: false } as const;
  return new InMemoryCache({
    typePolicies: {
      Lab: {
        fields: {
          ...{ networks: replace, containers: replace, annotations: replace, applies: replace },
          history: { merge: keepLater },
        },
      },
      Container: { fields: { interfaces: replace, readiness: { merge: keepNewer } } },
      User: { fields: { apiTokens: replace, sessions: replace } },
    },
  });
}

function toFault(error: unknown): Fault {
  const apollo = error instanceof Error && isApolloError(error) ? error : null;
  const first = apollo?.graphQLErrors[0] ?? serverErrorOf(apollo);
  if (!first) {
    return {
      code: 'UNREACHABLE',
      message: 'Can’t reach the server. Check your connection.',
      requestId: null,
    };
  }
  const { code, requestId } = first.extensions ?? {};
  return {
    code: typeof code === 'string' ? code : 'INTERNAL',
    message: first.message,
    requestId: typeof requestId === 'string' ? requestId : null,
  };
}

/** Without a response it is unknown whether the server applied the mutation. */
function toMutationFault(fault: Fault): Fault {
  if (fault.code !== 'UNREACHABLE') return fault;
  return { ...fault, message: 'Can’t reach the server. Your change may not be saved.' };
}

/** The first GraphQL error in the body of a response with an HTTP status of 400 or more. */
function serverErrorOf(
  error: ApolloError | null,
): { message: string; extensions?: Record<string, unknown> } | null {
  const network = error?.networkError;
  if (!network || !('result' in network) || typeof network.result !== 'object') return null;
  const errors: unknown = network.result['errors'];
  return Array.isArray(errors) ? errors[0] : null;
}

/** Subscriptions go over the socket, everything else over HTTP. */
function createLink(socket: Socket): ApolloLink {
  const overSocket = new ApolloLink(
    ({ query, variables }) =>
      new Observable<FetchResult>((observer) =>
        socket.subscribe(
          { query: print(query), variables },
          {
            next: (result) => observer.next(result as FetchResult),
            complete: () => observer.complete(),
            error: (error) =>
              observer.error(Array.isArray(error) ? new ApolloError({ graphQLErrors: error }) : error),
          },
        ),
      ),
  );
  const overHttp = createHttpLink({ uri: '/graphql', credentials: 'same-origin' });
  // A browser aborts its requests when the machine's interfaces change, as when a container starts beside it. A query
  // can be sent again. A mutation may have been applied, so its user decides.
  const again = new RetryLink({
    delay: { initial: 100, max: 800, jitter: true },
    attempts: {
      max: 5,
      retryIf: (error: unknown, { query }) =>
        kindOf(query) === OperationTypeNode.QUERY && !(error instanceof Object && 'statusCode' in error),
    },
  });
  return ApolloLink.split(
    ({ query }) => kindOf(query) === OperationTypeNode.SUBSCRIPTION,
    overSocket,
    again.concat(overHttp),
  );
}

function kindOf(query: DocumentNode): OperationTypeNode | null {
  const definition = getMainDefinition(query);
  return definition.kind === 'OperationDefinition' ? definition.operation : null;
}

/** The API client over Apollo. No other file imports Apollo, so that replacing it changes this file alone. */
export function createApolloApi(socket: Socket, sessionLost = createSignal<void>()): ApiClient {
  const faults = createSignal<Fault>();
  const pendingMutations = ref(0);
  const client = new ApolloClient<NormalizedCacheObject>({
    link: createLink(socket),
    cache: createCache(),
  });

  function note(error: unknown): Fault {
    const fault = toFault(error);
    if (fault.code === 'UNAUTHENTICATED') sessionLost.emit();
    return fault;
  }

  return {
    connection: socket,
    faults,
    sessionLost,
    pendingMutations,
    watch(document, variables) {
      const query = provideApolloClient(client)(() =>
        useQuery(document, variables, { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' }),
      );
      query.onError(note);
      const recover = (): void => {
        if (query.error.value && toFault(query.error.value).code === 'UNREACHABLE')
          void query.refetch()?.catch(note);
      };
      window.addEventListener('online', recover);
      onScopeDispose(() => window.removeEventListener('online', recover));
      onScopeDispose(socket.onRegained(recover));
      return {
        // Results are never mutated, so deep reactivity would only cost time.
        data: computed(() => toRaw(query.result.value)),
        loading: query.loading,
        fault: computed(() => (query.error.value ? toFault(query.error.value) : null)),
        async refetch() {
          // The error is already in `fault`.
          await query.refetch()?.catch(note);
        },
      };
    },
    async query(query, variables) {
      try {
        return (await client.query({ query, variables, fetchPolicy: 'network-only' })).data;
      } catch (error) {
        throw new FaultError(note(error), error);
      }
    },
    async mutate(mutation, variables, { optimistic } = {}) {
      pendingMutations.value += 1;
      try {
        const { data } = await client.mutate({
          mutation,
          variables,
          ...(optimistic && { optimisticResponse: optimistic as never }),
        });
        const answer = Object.values(data ?? {})[0];
        if (!answer) throw new Error('The response to the mutation has no data.');
        return toOutcome(answer);
      } catch (error) {
        const fault = toMutationFault(note(error));
        if (fault.code === 'BAD_USER_INPUT') return failure(unparsableInput(fault.message));
        // A lost session is reported by the sign-in page.
        if (fault.code !== 'UNAUTHENTICATED') faults.emit(fault);
        return failure({ code: 'FAULT', message: '', fields: {}, retryAfterSeconds: null });
      } finally {
        pendingMutations.value -= 1;
      }
    },
    subscribe(query, variables, sink) {
      const subscription = client.subscribe({ query, variables }).subscribe({
        next: ({ data, errors }) => {
          if (errors?.length) sink.fault?.(note(new ApolloError({ graphQLErrors: errors })));
          if (data) sink.next(data);
        },
        error: (error: unknown) => sink.fault?.(note(error)),
        complete: () => sink.complete?.(),
      });
      return () => subscription.unsubscribe();
    },
    run: (operation, sink) => runRaw(socket, operation, sink),
    updateCache(query, variables, update) {
      client.cache.updateQuery<unknown>({ query, variables }, (data) =>
        data ? update(data as never) : undefined,
      );
    },
    closeSocket: () => socket.close(),
    async clear() {
      socket.close();
      await client.clearStore();
    },
  };
}
