import type { EventSink, EventSource, SourceEvent } from '../../sockets/event-source.ts';
import type { LabChange } from '../../live-lab/lab-change.ts';
import type { LiveLab } from '../../live-lab/live-lab.ts';
import { ReadinessChanges, readinessEvent, readinessNow } from './readiness-changes.ts';

/** The readiness of a container, then every change of it until DELETED. */
export class ContainerReadinessSource implements EventSource {
  readonly #liveLab: LiveLab;
  readonly #containerId: string;

  constructor(liveLab: LiveLab, containerId: string) {
    this.#liveLab = liveLab;
    this.#containerId = containerId;
  }

  current(): readonly SourceEvent[] {
    const container = this.#liveLab.snapshot.container(this.#containerId);
    return container === null ? [] : [readinessEvent(readinessNow(container))];
  }

  start(sink: EventSink): () => void {
    const changes = new ReadinessChanges();
    const container = this.#liveLab.snapshot.container(this.#containerId);
    if (container !== null) changes.know([container]);
    return this.#liveLab.listen((change) => {
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
