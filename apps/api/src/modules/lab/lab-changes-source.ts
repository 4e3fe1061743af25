import type { LabChange as GraphqlLabChange, ResolversTypes } from '../../graphql/generated/schema-types.ts';
import type { EventSource, SourceEvent } from '../../sockets/event-source.ts';
import type { LabChange } from '../../live-lab/lab-change.ts';
import type { LabSnapshot } from '../../live-lab/lab-snapshot.ts';
import type { LiveLab } from '../../live-lab/live-lab.ts';

/** The lab, then every change in it, ending with its deletion. */
export class LabChangesSource implements EventSource {
  readonly #liveLab: LiveLab;
  #first: { readonly lab: LabSnapshot; readonly events: readonly SourceEvent[] } | null = null;

  constructor(liveLab: LiveLab) {
    this.#liveLab = liveLab;
  }

  /** The same events while the lab is unchanged, so that thousands of new subscribers share one execution. */
  current(): readonly SourceEvent[] {
    const lab = this.#liveLab.snapshot;
    if (this.#first?.lab !== lab) this.#first = { lab, events: [toEvent({ kind: 'lab', lab })] };
    return this.#first.events;
  }

  start(sink: Parameters<EventSource['start']>[0]): () => void {
    return this.#liveLab.listen((change) => {
      sink.event(toEvent(change));
      if (change.kind === 'lab-deleted') sink.end();
    });
  }
}

type Value = Extract<Awaited<ResolversTypes['LabChange']>, { __typename: GraphqlLabChange['__typename'] }>;

function event(key: string, value: Value): SourceEvent {
  return { key, value };
}

function toEvent(change: LabChange): SourceEvent {
  switch (change.kind) {
    case 'lab':
      return event('lab', { __typename: 'LabUpdated', lab: change.lab });
    case 'lab-deleted':
      return event('lab', { __typename: 'LabDeleted', labId: change.lab.id });
    case 'network':
      return event(change.network.id, { __typename: 'NetworkChanged', network: change.network });
    case 'network-gone':
      return event(change.networkId, { __typename: 'NetworkDeleted', networkId: change.networkId });
    case 'container':
      return event(change.container.id, { __typename: 'ContainerChanged', container: change.container });
    case 'container-gone':
      return event(change.container.id, {
        __typename: 'ContainerDeleted',
        containerId: change.container.id,
      });
    case 'apply':
      return event(`apply ${change.apply.id}`, { __typename: 'ApplyChanged', apply: change.apply });
  }
}
