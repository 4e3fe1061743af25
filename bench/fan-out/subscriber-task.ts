import type { LabMessage } from '@pineapple/contracts';
import type { Topic } from '@pineapple/event-bus';

/** Carries the bytes that the floor broadcasts. */
export const floorTopic: Topic<string> = { channel: 'bench:raw', schema: { parse: String } };

/** Where a crowd of clients connects, and what each of them sends. */
export interface CrowdTask {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What a client sends first, and after the server's first answer. Empty for a socket that only listens. */
  readonly hello: readonly string[];
  /** How many text frames the server sends before the client is ready. */
  readonly greetings: number;
}

/** The task of the process that plays the clients. */
export interface SubscriberTask {
  readonly busUrl: string;
  readonly product: CrowdTask;
  readonly floor: CrowdTask;
  /** The change that is published. Its version and reason differ in each round. */
  readonly observed: Extract<LabMessage, { type: 'observed' }>;
  /** Crowd sizes, growing. */
  readonly sizes: readonly number[];
  readonly warmUps: number;
  readonly rounds: number;
}

/** The progress of that process. It waits for an answer to each. */
export type SubscriberProgress =
  | { readonly kind: 'product-open'; readonly size: number }
  | {
      readonly kind: 'measured';
      readonly size: number;
      /** Size of one message. */
      readonly bytes: number;
      /** Milliseconds from publishing until the last client has received the message. */
      readonly product: readonly number[];
      readonly floor: readonly number[];
    };
