export { runningProcesses } from '../proc.ts';
export {
  cleanUpOnSignals,
  openTemporaryRun,
  ownResource,
  type Run,
  shareCompiledModules,
} from './open-run.ts';
