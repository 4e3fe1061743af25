import type { Position } from '@pineapple/core';
import type { YamlView } from '../yaml/yaml-view.ts';
import { labelNames } from './label-names.ts';

/** A position as containerlab's editors keep it. */
export function positionLabels(position: Position | null): Readonly<Record<string, string>> {
  if (position === null) return {};
  return { [labelNames.x]: String(position.x), [labelNames.y]: String(position.y) };
}

/** The position in labels; null if they have none. */
export function readPosition(labels: ReadonlyMap<string, YamlView>): Position | null {
  const x = labels.get(labelNames.x)?.number() ?? null;
  const y = labels.get(labelNames.y)?.number() ?? null;
  return x === null || y === null ? null : { x, y };
}
