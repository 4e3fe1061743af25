/** One event of a subscription, before a selection is made from it. */
export interface SourceEvent {
  /** What it is about. A later event of the same key makes this one superfluous for a slow reader. */
  readonly key: string;
  /** What the subscription's field resolves to. */
  readonly value: object;
}

export interface EventSink {
  event(event: SourceEvent): void;
  /** Nothing comes after. */
  end(): void;
}

/** Where the events of one subscription come from, whatever is selected from them. */
export interface EventSource {
  /** The state now: what a new subscriber is told first. */
  current(): readonly SourceEvent[];
  /** Tells of every change from now on. Returns how to stop. */
  start(sink: EventSink): () => void;
}
