import { LeanWebSocket } from './lean-web-socket.ts';
import type { CrowdTask } from './subscriber-task.ts';

/** How many connect at once. */
const step = 50;

/** Many clients of one server that are all sent the same. */
export class Crowd {
  readonly #task: CrowdTask;
  readonly #members: LeanWebSocket[] = [];
  #missing = 0;
  #reached: PromiseWithResolvers<number> | null = null;
  /** The frame that the first member heard last. */
  lastText = '';

  constructor(task: CrowdTask) {
    this.#task = task;
  }

  async growTo(size: number): Promise<void> {
    while (this.#members.length < size) {
      const count = Math.min(step, size - this.#members.length);
      this.#members.push(...(await Promise.all(Array.from({ length: count }, () => this.#join()))));
    }
  }

  /** Resolves to the time at which the last member has heard one more frame. */
  everyoneHears(): Promise<number> {
    if (this.#missing > 0) throw new Error(`${this.#missing} members have not heard the last message.`);
    this.#missing = this.#members.length;
    this.#reached = Promise.withResolvers<number>();
    return this.#reached.promise;
  }

  close(): void {
    for (const member of this.#members) member.close();
  }

  async #join(): Promise<LeanWebSocket> {
    const { hello, greetings, ...where } = this.#task;
    const ready = Promise.withResolvers<void>();
    let heard = 0;
    const member = await LeanWebSocket.open({
      ...where,
      onText: (payload) => {
        heard += 1;
        if (heard > greetings) return this.#hear(member, payload);
        const next = hello[heard];
        if (next !== undefined) member.send(next);
        if (heard === greetings) ready.resolve();
        // An answer of graphql-ws that is neither an acknowledgement nor a result is a refusal.
        const text = payload.toString();
        if (!/"type":"(connection_ack|next)"/.test(text)) ready.reject(new Error(`Refused: ${text}`));
      },
      onClose: (reason) => ready.reject(new Error(`A client was lost: ${reason}`)),
    });
    if (hello[0] !== undefined) member.send(hello[0]);
    if (greetings === 0) ready.resolve();
    await ready.promise;
    return member;
  }

  #hear(member: LeanWebSocket, payload: Buffer): void {
    if (member === this.#members[0]) this.lastText = payload.toString();
    this.#missing -= 1;
    if (this.#missing === 0) this.#reached?.resolve(performance.now());
    if (this.#missing < 0) throw new Error(`One message too many came: ${payload.toString()}`);
  }
}
