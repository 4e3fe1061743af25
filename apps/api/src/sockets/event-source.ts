/** One event of a subscription, before its selection is executed. */
export interface SourceEvent {
  /** What the event is about. For a slow reader, a later event of the same key replaces this one. */
  readonly key: string;
  /** The value of the subscription's field. An error becomes one of `errors`. */
  readonly value: object;
}

export interface EventSink {
  event(event: SourceEvent): void;
  /** Call it after the last event. */
  end(): void;
}

/** Where the events of one subscription come from, for any selection. */
export interface EventSource {
  /** The current state, which a new subscriber gets first. */
  current(): readonly SourceEvent[];
  /** Sends every change from now on. Returns a function that stops it. */
  start(sink: EventSink): () => void;
}
