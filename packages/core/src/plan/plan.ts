type PlanAction =
  | 'create-network'
  | 'remove-network'
  | 'change-network'
  | 'create-container'
  | 'remove-container'
  | 'connect'
  | 'disconnect'
  | 'rename'
  | 'start'
  | 'stop'
  | 'restart';

/** What a step interrupts for the lab's users: nothing, a connection for a moment, a process, or a whole container. */
type Disruption = 'none' | 'live' | 'restart' | 'recreate';

/** One step of a plan. */
export interface PlanStep {
  readonly id: string;
  readonly action: PlanAction;
  /** The id of the network or container that the step changes. */
  readonly subject: string;
  /** The network to connect or disconnect; null for other actions. */
  readonly networkId: string | null;
  /** Docker's id of the present container; null if there is none yet, and for networks. */
  readonly key: string | null;
  readonly reason: string;
  readonly disruption: Disruption;
  /** Ids of the steps that must succeed before this one begins. */
  readonly after: readonly string[];
}

/** The steps that make a host match a desired lab. A step is listed after those it waits for. */
export interface Plan {
  readonly steps: readonly PlanStep[];
  /** The containers that don't start yet, and why, by container id. Once what they wait for is there, a new plan starts them. */
  readonly held: ReadonlyMap<string, string>;
}

/** Whether the host already matches. */
export function planIsEmpty(plan: Pick<Plan, 'steps'>): boolean {
  return plan.steps.length === 0;
}
