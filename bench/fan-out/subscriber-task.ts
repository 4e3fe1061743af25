import type { LabMessage } from '@pineapple/contracts';

/** Where a crowd of clients connects, and what it says there. */
export interface CrowdTask {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What a client sends first, and after the server's first answer; empty for a socket that only listens. */
  readonly hello: readonly string[];
  /** How many text frames the server sends before the client is ready. */
  readonly greetings: number;
}

/** What the process of the clients is told to do. */
export interface SubscriberTask {
  readonly busUrl: string;
  readonly product: CrowdTask;
  readonly floor: CrowdTask;
  /** A change as a host would have it published; version and reason are counted up. */
  readonly observed: Extract<LabMessage, { type: 'observed' }>;
  /** Crowd sizes, growing. */
  readonly sizes: readonly number[];
  readonly warmUps: number;
  readonly rounds: number;
}

/** What that process tells; it waits for any answer before it goes on. */
export type SubscriberNews =
  | { readonly kind: 'product-open'; readonly size: number }
  | {
      readonly kind: 'measured';
      readonly size: number;
      /** Of one message. */
      readonly bytes: number;
      /** Milliseconds from publishing until the last client had the message. */
      readonly product: readonly number[];
      readonly floor: readonly number[];
    };
