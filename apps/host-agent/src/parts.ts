/**
 * Parts of the agent that need no Docker. A simulated host is built from them, and tests name kernel objects with them.
 */
export { serveControl } from './control/control-server.ts';
export { labNamespace, wireName } from './network/link-names.ts';
export { fullReport, shortReport } from './reconcile/reports.ts';
export { runPlan } from './reconcile/run-plan.ts';
export { StepLimits } from './reconcile/step-limits.ts';
export { HostReports } from './report/host-reports.ts';
export { type HostEvent, type PutHostEvents, Reporter } from './report/reporter.ts';
export { Sequence } from './report/sequence.ts';
export type { ContainerTracker } from './state/container-tracker.ts';
export { LabState } from './state/lab-state.ts';
export { RateHub } from './streams/rates/rate-hub.ts';
export { Limiter } from './system/limiter.ts';
