import type { Topic } from '@pineapple/event-bus';

/** A topic of plain texts. */
export const textTopic = (channel: string): Topic<string> => ({ channel, schema: { parse: String } });

/** What a listener received, for tests that wait for a condition rather than for a time. */
export class Inbox {
  readonly messages: string[] = [];
  readonly #waiting = new Set<() => void>();

  /** To be subscribed. */
  readonly take = (message: string): void => {
    this.messages.push(message);
    for (const check of this.#waiting) check();
  };

  /** Resolves once that many messages are here. The test's own time limit ends a wait in vain. */
  async count(wanted: number): Promise<readonly string[]> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const check = () => {
      if (this.messages.length >= wanted) resolve();
    };
    this.#waiting.add(check);
    check();
    await promise;
    this.#waiting.delete(check);
    return this.messages;
  }
}
