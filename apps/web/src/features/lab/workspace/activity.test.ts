import { describe, expect, it } from 'vitest';
import { activitiesBetween, activitiesOf, matchesFilter } from './activity.ts';
import type { Container, Lab } from '../model/lab.ts';
const second = (number: number): string => `2026-01-01T00:00:0${number}.000Z`;

function container(
  id: string,
  phases: readonly Container['readiness']['phase'][],
  on: readonly string[] = [],
): Container {
  return {
    id,
    name: id,
    readiness: {
      phase: phases.at(-1) ?? 'PENDING',
      reason: phases.at(-1) === 'FAILED' ? 'no such command' : null,
      phases: phases.map((phase, index) => ({ phase, at: second(index), durationMs: 1000 })),
    },
    interfaces: on.map((name) => ({ network: { id: name, name } })),
  } as never;
}
const lab = (containers: readonly Container[], networks: readonly string[] = []): Lab =>
  ({
    containers,
    networks: networks.map((id) => ({ id, name: id, phase: 'ACTIVE', reason: null })),
  }) as never;
const texts = (activities: ReturnType<typeof activitiesOf>): string[] =>
  activities.map(({ name, text }) => `${name} ${text}`);

describe('recent events', () => {
  it('start with the phases from before the page was opened, newest first', () => {
    expect(texts(activitiesOf(lab([container('a', ['PENDING', 'CREATED'])])))).toEqual([
      'a created',
      'a pending',
    ]);
  });

  it('include every phase, however short', () => {
    const before = lab([container('a', ['PENDING'])]);
    const after = lab([container('a', ['PENDING', 'CREATED', 'CONNECTED', 'RUNNING', 'READY'])]);
    const events = activitiesBetween(before, after, second(9));
    expect(texts(events)).toEqual(['a ready', 'a running', 'a connected', 'a created']);
    expect(events[0]?.tookMs).toBe(1000);
  });

  it('include what was connected, disconnected and removed', () => {
    const before = lab([container('a', ['READY'], ['lan']), container('b', ['READY'])], ['lan']);
    const after = lab([container('a', ['READY'], ['dmz'])], ['lan', 'dmz']);
    const events = texts(activitiesBetween(before, after, second(9)));
    expect(events.toSorted()).toEqual([
      'a connected to dmz',
      'a disconnected from lan',
      'b removed',
      'dmz active',
    ]);
  });

  it('are empty when nothing changed', () => {
    const same = lab([container('a', ['READY'], ['lan'])], ['lan']);
    expect(activitiesBetween(same, { ...same }, second(9))).toEqual([]);
  });

  it('can be filtered by problems or by a name', () => {
    const all = activitiesOf(lab([container('web-1', ['PENDING', 'FAILED']), container('b', ['READY'])]));
    const problems = all.filter((one) => matchesFilter(one, 'problems', ''));
    expect(problems.map(({ name, reason }) => [name, reason])).toEqual([['web-1', 'no such command']]);
    expect(texts(all.filter((one) => matchesFilter(one, 'all', ' B ')))).toContain('b ready');
    expect(all.filter((one) => matchesFilter(one, 'ready', 'web'))).toEqual([]);
  });
});
