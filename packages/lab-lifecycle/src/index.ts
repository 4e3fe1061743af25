export { applyStatusOf, hasEnded } from './command-status.ts';
export { effectiveApply, longestSendMs, neverSent } from './effective-apply.ts';
export { finishApply, type FinishApplyPorts, type FinishedApply, markConvergedBy } from './finish-apply.ts';
export { forgetLab } from './forget-lab.ts';
export { createJsonLog, type Log } from './log.ts';
export { markLabConverged } from './mark-converged.ts';
export { markLabLost, type MarkLabLostPorts } from './mark-lab-lost.ts';
export { moveLab, type MoveLabPorts } from './move-lab.ts';
export { moveLabs, type MoveLabsPorts } from './move-labs.ts';
export {
  hostPublisher,
  imagePublisher,
  labPublisher,
  type PublishHost,
  type PublishImage,
  type PublishSnapshot,
  snapshotPublisher,
} from './publish.ts';
export { removeUnusedContents } from './remove-unused-contents.ts';
