export const planActions = [
  'create-network',
  'remove-network',
  'change-overlay',
  'create-container',
  'remove-container',
  'connect',
  'disconnect',
  'start',
  'stop',
  'restart',
] as const;
export type PlanAction = (typeof planActions)[number];

/** What the step means for somebody at work in the lab: nothing, a moment, a restart, or a new container. */
export type Disruption = 'none' | 'live' | 'restart' | 'recreate';

/** One thing to do. */
export interface PlanStep {
  readonly id: string;
  readonly action: PlanAction;
  /** The id of the network or container that the step is about. */
  readonly subject: string;
  /** For connect and disconnect: the network. */
  readonly networkId: string | null;
  /** Docker's id of what is there already; null for what is yet to be made. */
  readonly key: string | null;
  readonly reason: string;
  readonly disruption: Disruption;
  /** Ids of the steps that must have ended well before this one begins. */
  readonly after: readonly string[];
}

/** The steps that make a host match a desired lab. Each comes later in the list than those it waits for. */
export interface Plan {
  readonly steps: readonly PlanStep[];
}

/** Whether the host matches already. */
export function planIsEmpty(plan: Plan): boolean {
  return plan.steps.length === 0;
}
