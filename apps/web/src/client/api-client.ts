import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { inject, type InjectionKey, type Ref } from 'vue';
import type { Answer, Outcome, PayloadOf } from './outcome.ts';
import type { RawOperation, RawSink } from './raw-operation.ts';
import type { Signal } from './signal.ts';
import type { Connection } from './socket.ts';

/** An unexpected failure: a message for the user, and the id of the request in the server's log. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly requestId: string | null;
}

export class FaultError extends Error {
  readonly fault: Fault;

  constructor(fault: Fault, cause: unknown) {
    super(fault.message, { cause });
    this.name = 'FaultError';
    this.fault = fault;
  }
}

/** A query whose data stays current with the cache. */
interface LiveQuery<D> {
  readonly data: Readonly<Ref<D | undefined>>;
  readonly loading: Ref<boolean>;
  readonly fault: Ref<Fault | null>;
  refetch(): Promise<void>;
}

export interface Sink<D> {
  next(data: D): void;
  fault?(fault: Fault): void;
  complete?(): void;
}

type Variables = Record<string, unknown>;

/** The API as pages and composables use it, independent of the GraphQL client behind it. */
export interface ApiClient {
  readonly connection: Connection;
  /** Faults of mutations. No page shows these itself. */
  readonly faults: Signal<Fault>;
  /** The session is over: signed out elsewhere, expired or revoked. */
  readonly sessionLost: Signal<void>;
  watch<D, V extends Variables>(document: TypedDocumentNode<D, V>, variables: () => V): LiveQuery<D>;
  /** Queries the server and bypasses the cache. @throws FaultError */
  query<D, V extends Variables>(document: TypedDocumentNode<D, V>, variables: V): Promise<D>;
  /** Number of mutations in progress. */
  readonly pendingMutations: Readonly<Ref<number>>;
  /** Runs a mutation. Never throws: a fault is emitted on `faults` and returned as a problem. */
  mutate<A extends Answer, V extends Variables>(
    document: TypedDocumentNode<Record<string, A>, V>,
    variables: V,
    options?: { readonly optimistic?: Record<string, unknown> },
  ): Promise<Outcome<PayloadOf<A>>>;
  subscribe<D, V extends Variables>(
    document: TypedDocumentNode<D, V>,
    variables: V,
    sink: Sink<D>,
  ): () => void;
  /** Runs an operation given as text. Bypasses the cache and passes answers on unchanged. */
  run(operation: RawOperation, sink: RawSink): () => void;
  /** Updates the cached result of a query. Does nothing when there is none. */
  updateCache<D, V extends Variables>(
    document: TypedDocumentNode<D, V>,
    variables: V,
    update: (data: D) => D,
  ): void;
  /** Closes the socket. The next subscription opens a new one with the session cookie of that time. */
  closeSocket(): void;
  /** Closes the socket and clears the cache, because another user may sign in next. */
  clear(): Promise<void>;
}

export const apiClientKey: InjectionKey<ApiClient> = Symbol('api client');

export function useApi(): ApiClient {
  const api = inject(apiClientKey);
  if (!api) throw new Error('No API client. Provide one under apiClientKey.');
  return api;
}
