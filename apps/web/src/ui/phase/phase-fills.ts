import type { ContainerPhase } from '../../generated/graphql.ts';

const fills: Partial<Record<ContainerPhase, string>> = {
  PENDING: 'fill-(--pn-step-1)',
  CREATED: 'fill-(--pn-step-2)',
  CONNECTED: 'fill-(--pn-step-3)',
  RUNNING: 'fill-(--pn-step-4)',
};

/** The class that fills a phase's part of a chart. */
export function phaseFill(phase: ContainerPhase): string {
  return fills[phase] ?? 'fill-(--ui-border-accented)';
}
