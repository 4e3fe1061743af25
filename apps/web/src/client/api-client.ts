import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { inject, type InjectionKey, type Ref } from 'vue';
import type { Answer, Outcome, PayloadOf } from './outcome.ts';
import type { RawOperation, RawSink } from './raw-operation.ts';
import type { Signal } from './signal.ts';
import type { Connection } from './socket.ts';

/** Something that should not happen: what to tell, and by which id the server's log has it. */
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

/** A query whose answer follows the cache. */
export interface LiveQuery<D> {
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

/** The API as pages and composables see it. None of them knows which GraphQL client is behind. */
export interface ApiClient {
  readonly connection: Connection;
  /** Faults of mutations and background work, which no page shows in its place. */
  readonly faults: Signal<Fault>;
  /** The session is over: signed out elsewhere, expired or revoked. */
  readonly sessionLost: Signal<void>;
  watch<D, V extends Variables>(document: TypedDocumentNode<D, V>, variables: () => V): LiveQuery<D>;
  /** Asks the server, whatever the cache holds. @throws FaultError */
  ask<D, V extends Variables>(document: TypedDocumentNode<D, V>, variables: V): Promise<D>;
  /** How many changes are under way. */
  readonly changing: Readonly<Ref<number>>;
  /** Never throws: a fault is reported to `faults` and comes back as a problem. */
  change<A extends Answer, V extends Variables>(
    document: TypedDocumentNode<Record<string, A>, V>,
    variables: V,
    options?: { readonly optimistic?: Record<string, unknown> },
  ): Promise<Outcome<PayloadOf<A>>>;
  subscribe<D, V extends Variables>(
    document: TypedDocumentNode<D, V>,
    variables: V,
    sink: Sink<D>,
  ): () => void;
  /** Runs what somebody wrote; it knows no cache, and answers come as the server gave them. */
  run(operation: RawOperation, sink: RawSink): () => void;
  /** Changes what the cache holds for a query; nothing happens when it holds nothing. */
  revise<D, V extends Variables>(
    document: TypedDocumentNode<D, V>,
    variables: V,
    revision: (data: D) => D,
  ): void;
  /** Closes the socket. The next subscription opens a new one, as whoever is signed in by then. */
  hangUp(): void;
  /** Forgets everything: somebody else may be signed in next. */
  forget(): Promise<void>;
}

export const apiClientKey: InjectionKey<ApiClient> = Symbol('api client');

export function useApi(): ApiClient {
  const api = inject(apiClientKey);
  if (!api) throw new Error('No API client was provided: provide apiClientKey first.');
  return api;
}
