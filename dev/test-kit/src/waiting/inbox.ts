import { Conditions } from './conditions.ts';
import type { Topic } from '@pineapple/event-bus';

/** A topic of plain texts. */
export const textTopic = (channel: string): Topic<string> => ({ channel, schema: { parse: String } });

/** Keeps the messages that a listener received. */
export class Inbox {
  readonly messages: string[] = [];
  readonly #conditions = new Conditions();

  /** The listener to subscribe. */
  readonly take = (message: string): void => {
    this.messages.push(message);
    this.#conditions.check();
  };

  /** Resolves once that many messages have arrived. */
  async count(wanted: number): Promise<readonly string[]> {
    await this.#conditions.until(() => this.messages.length >= wanted);
    return this.messages;
  }
}
