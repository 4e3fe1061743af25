/** A command on its way to one instance. */
export interface Delivery {
  readonly commandId: string;
  /** Delivery deadline, ms since the epoch. */
  readonly expiresAt: number;
  run(): Promise<void>;
  expire(): void;
}

export interface AgentLimits {
  /** Commands that an agent runs at once. */
  readonly workers: number;
  /** Further commands that an agent buffers. */
  readonly buffer: number;
}

/** The longest delay of a timer, ms. */
const longestTimer = 2 ** 31 - 1;

/**
 * The commands of one instance, in order. The agent runs a few at once and buffers a few more; the rest wait in Systems
 * Manager and expire if they are not delivered in time.
 */
export class DeliveryQueue {
  readonly #limits: AgentLimits;
  readonly #waiting: Delivery[] = [];
  readonly #timers = new Map<Delivery, NodeJS.Timeout>();
  #running = 0;
  #online = false;

  constructor(limits: AgentLimits) {
    this.#limits = limits;
  }

  add(delivery: Delivery): void {
    this.#waiting.push(delivery);
    this.#startTimer(delivery);
    this.#advance();
  }

  /** Removes a waiting command. @returns false when it is running or unknown. */
  remove(commandId: string): boolean {
    const index = this.#waiting.findIndex((delivery) => delivery.commandId === commandId);
    const [found] = index === -1 ? [] : this.#waiting.splice(index, 1);
    if (found) this.#stopTimer(found);
    this.#advance();
    return found !== undefined;
  }

  setOnline(online: boolean): void {
    this.#online = online;
    this.#advance();
  }

  close(): void {
    this.#online = false;
    this.#waiting.length = 0;
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #advance(): void {
    if (!this.#online) return;
    while (this.#running < this.#limits.workers) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#stopTimer(next);
      this.#running += 1;
      void next.run().finally(() => {
        this.#running -= 1;
        this.#advance();
      });
    }
    for (const buffered of this.#waiting.slice(0, this.#limits.buffer)) this.#stopTimer(buffered);
  }

  #startTimer(delivery: Delivery): void {
    const wait = Math.max(delivery.expiresAt - Date.now(), 0);
    const timer =
      wait > longestTimer
        ? setTimeout(() => this.#startTimer(delivery), longestTimer)
        : setTimeout(() => this.#expire(delivery), wait);
    this.#timers.set(delivery, timer);
  }

  #expire(delivery: Delivery): void {
    this.#timers.delete(delivery);
    const index = this.#waiting.indexOf(delivery);
    if (index === -1) return;
    this.#waiting.splice(index, 1);
    delivery.expire();
  }

  #stopTimer(delivery: Delivery): void {
    clearTimeout(this.#timers.get(delivery));
    this.#timers.delete(delivery);
  }
}
