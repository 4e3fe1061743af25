import { describe, expect, it } from 'vitest';
import { ReadinessWatch, type WatchedChange } from './readiness-watch.ts';

const container = (name: string, phase: string, reason: string | null = null) => ({
  ...{ id: name, name },
  readiness: { phase, reason },
});
const applied = (revision: number, status: string, errorOutput: string | null = null) => ({
  revision,
  status,
  errorOutput,
});
const lab = (
  containers: ReturnType<typeof container>[],
  ...applies: ReturnType<typeof applied>[]
): WatchedChange => ({
  __typename: 'LabUpdated',
  lab: { containers, applies },
});
const changed = (name: string, phase: string, reason: string | null = null): WatchedChange => ({
  __typename: 'ContainerChanged',
  container: container(name, phase, reason),
});

describe('ReadinessWatch', () => {
  it('is ready once every container is, and tells each new phase once', () => {
    const watch = new ReadinessWatch(null);
    expect(watch.state.kind).toBe('waiting');
    watch.take(lab([container('a', 'PENDING'), container('off', 'STOPPED')]));
    expect(watch.missing).toBe('a (PENDING)');
    expect(watch.take(changed('a', 'RUNNING'))).toHaveLength(1);
    expect(watch.take(changed('a', 'RUNNING'))).toEqual([]);
    expect(watch.state.kind).toBe('waiting');
    watch.take(changed('a', 'READY'));
    expect(watch.state.kind).toBe('ready');
  });

  it('waits for the deployment of its revision, or a later one', () => {
    const watch = new ReadinessWatch(3);
    watch.take(lab([container('a', 'READY')], applied(2, 'SUCCESS')));
    expect(watch.state.kind).toBe('waiting');
    watch.take({ __typename: 'ApplyChanged', apply: applied(3, 'IN_PROGRESS') });
    expect([watch.state.kind, watch.missing]).toEqual(['waiting', 'the deployment']);
    watch.take({ __typename: 'ApplyChanged', apply: applied(4, 'SUCCESS') });
    expect(watch.state.kind).toBe('ready');
  });

  it('does not wait for containers that are being deleted', () => {
    const watch = new ReadinessWatch(null);
    watch.take(lab([container('a', 'READY'), container('old', 'DELETING'), container('older', 'RUNNING')]));
    watch.take({ __typename: 'ContainerDeleted', containerId: 'older' });
    expect(watch.state.kind).toBe('ready');
  });

  it.each([
    [
      'a container that failed',
      changed('a', 'FAILED', 'exec 1 ended with 2'),
      'a is FAILED: exec 1 ended with 2',
    ],
    ['a lost host', changed('a', 'LOST'), 'a is LOST'],
    ['the deletion of the lab', { __typename: 'LabDeleted' } as const, 'The lab was deleted.'],
    [
      'a deployment that failed',
      { __typename: 'ApplyChanged', apply: applied(1, 'TIMED_OUT', 'No answer.') } as const,
      'The deployment timed out. No answer.',
    ],
  ])('ends for %s, and says why', (_what, change, reason) => {
    const watch = new ReadinessWatch(1);
    watch.take(lab([container('a', 'RUNNING')], applied(1, 'SUCCESS')));
    watch.take(change);
    expect(watch.state).toEqual({ kind: 'failed', reasons: [reason] });
  });
});
