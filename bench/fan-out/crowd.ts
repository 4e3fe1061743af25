import { LeanWebSocket } from './lean-web-socket.ts';
import type { CrowdTask } from './subscriber-task.ts';

/** How many clients connect at once. */
const step = 50;

/** Many clients of one server that all receive the same messages. */
export class Crowd {
  readonly #task: CrowdTask;
  readonly #members: LeanWebSocket[] = [];
  #missing = 0;
  #reached: PromiseWithResolvers<number> | null = null;
  /** The last frame that the first member received. */
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

  /** Resolves to the time at which the last member has received one more frame. */
  allReceive(): Promise<number> {
    if (this.#missing > 0) throw new Error(`${this.#missing} members have not received the last message.`);
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
    let received = 0;
    const member = await LeanWebSocket.open({
      ...where,
      onText: (payload) => {
        received += 1;
        if (received > greetings) return this.#receive(member, payload);
        const next = hello[received];
        if (next !== undefined) member.send(next);
        if (received === greetings) ready.resolve();
        // Any other message of graphql-ws is a refusal.
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

  #receive(member: LeanWebSocket, payload: Buffer): void {
    if (member === this.#members[0]) this.lastText = payload.toString();
    this.#missing -= 1;
    if (this.#missing === 0) this.#reached?.resolve(performance.now());
    if (this.#missing < 0) throw new Error(`One message too many arrived: ${payload.toString()}`);
  }
}
