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
import { getMainDefinition } from '@apollo/client/utilities';
import { provideApolloClient, useQuery } from '@vue/apollo-composable';
import { print } from 'graphql';
import { computed, ref, toRaw } from 'vue';
import type { ContainerPhase } from '../generated/graphql.ts';
import { containerPhaseWords } from '../ui/phase/phase-words.ts';
import { FaultError, type ApiClient, type Fault } from './api-client.ts';
import { failure, toOutcome, unreadableInput } from './outcome.ts';
import { runRaw } from './raw-operation.ts';
import { createSignal } from './signal.ts';
import type { Socket } from './socket.ts';

interface Versioned {
  readonly version?: number;
  readonly phase?: ContainerPhase;
}

/** A late answer must not take a container back to an older phase, so the greater version wins. */
function keepNewer<T extends Versioned>(existing: T | undefined, incoming: T): T {
  if (!existing) return incoming;
  const difference = (incoming.version ?? 0) - (existing.version ?? 0);
  if (difference !== 0) return difference > 0 ? incoming : existing;
  // The same news told later differs only in what is counted up to now. At rest nobody needs that, and to keep
  // the old object spares everybody who shows it a new rendering.
  return incoming.phase && containerPhaseWords[incoming.phase].moving
    ? { ...existing, ...incoming }
    : { ...incoming, ...existing };
}

interface Revised {
  readonly revision?: number;
}

/** An answer and the news of a later edit may come in either order; what holds at the greater revision stays. */
function keepLater<T extends Revised>(existing: T | undefined, incoming: T): T {
  return existing && (existing.revision ?? 0) > (incoming.revision ?? 0) ? existing : incoming;
}

function createCache(): InMemoryCache {
  const replace = { merge: false } as const;
  return new InMemoryCache({
    typePolicies: {
      Lab: {
        fields: { networks: replace, containers: replace, applies: replace, history: { merge: keepLater } },
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
      message: 'The server did not answer. Check the connection and look before you try again.',
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

/** An answer with an HTTP status of 400 or more still carries `errors`. */
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
  return ApolloLink.split(
    ({ query }) => {
      const definition = getMainDefinition(query);
      return definition.kind === 'OperationDefinition' && definition.operation === 'subscription';
    },
    overSocket,
    overHttp,
  );
}

/** The only file that knows Apollo. Its next major version will change this file and no other. */
export function createApolloApi(socket: Socket, sessionLost = createSignal<void>()): ApiClient {
  const faults = createSignal<Fault>();
  const changing = ref(0);
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
    changing,
    watch(document, variables) {
      const query = provideApolloClient(client)(() =>
        useQuery(document, variables, { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' }),
      );
      query.onError(note);
      return {
        // Results are never changed in place, so nothing in them has to be observed.
        data: computed(() => toRaw(query.result.value)),
        loading: query.loading,
        fault: computed(() => (query.error.value ? toFault(query.error.value) : null)),
        async refetch() {
          // What went wrong is in `fault` already.
          await query.refetch()?.catch(note);
        },
      };
    },
    async ask(query, variables) {
      try {
        return (await client.query({ query, variables, fetchPolicy: 'network-only' })).data;
      } catch (error) {
        throw new FaultError(note(error), error);
      }
    },
    async change(mutation, variables, { optimistic } = {}) {
      changing.value += 1;
      try {
        const { data } = await client.mutate({
          mutation,
          variables,
          ...(optimistic && { optimisticResponse: optimistic as never }),
        });
        const answer = Object.values(data ?? {})[0];
        if (!answer) throw new Error('The server answered a mutation with nothing.');
        return toOutcome(answer);
      } catch (error) {
        const fault = note(error);
        if (fault.code === 'BAD_USER_INPUT') return failure(unreadableInput(fault.message));
        faults.emit(fault);
        return failure({ code: 'FAULT', message: fault.message, fields: {}, retryAfterSeconds: null });
      } finally {
        changing.value -= 1;
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
    revise(query, variables, revision) {
      client.cache.updateQuery<unknown>({ query, variables }, (data) =>
        data ? revision(data as never) : undefined,
      );
    },
    hangUp: () => socket.close(),
    async forget() {
      socket.close();
      await client.clearStore();
    },
  };
}
