export { agentProgram } from './agent-program.ts';
export { bundleLambda, lambdaFunctions } from './bundle-lambda.ts';
export { bundleProgram, type ProgramFile } from './bundle-program.ts';
export { filesBelow } from './files-below.ts';
export { packageFiles, type PinnedPackage, pinnedByLockfile, runtimes } from './registry-package.ts';
