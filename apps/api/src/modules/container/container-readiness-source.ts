import type { EventSink, EventSource, SourceEvent } from '../../sockets/event-source.ts';
import type { LabChange } from '../../live-lab/lab-change.ts';
import type { LabView } from '../../live-lab/lab-view.ts';
import { ReadinessChanges, readinessEvent, readinessNow } from './readiness-changes.ts';

/** One container's readiness now, then every change of it; ends after DELETED. */
export class ContainerReadinessSource implements EventSource {
  readonly #view: LabView;
  readonly #containerId: string;

  constructor(view: LabView, containerId: string) {
    this.#view = view;
    this.#containerId = containerId;
  }

  current(): readonly SourceEvent[] {
    const container = this.#view.snapshot.container(this.#containerId);
    return container === null ? [] : [readinessEvent(readinessNow(container))];
  }

  start(sink: EventSink): () => void {
    const changes = new ReadinessChanges();
    const container = this.#view.snapshot.container(this.#containerId);
    if (container !== null) changes.know([container]);
    return this.#view.listen((change) => {
      if (!this.#concerns(change)) return;
      const readiness = changes.of(change);
      if (readiness !== null) sink.event(readinessEvent(readiness));
      if (change.kind === 'container-gone') sink.end();
    });
  }

  #concerns(change: LabChange): boolean {
    return 'container' in change && change.container.id === this.#containerId;
  }
}
