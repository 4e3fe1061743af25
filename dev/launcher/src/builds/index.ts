export { agentProgram } from './agent-program.ts';
export { archive, npmPackage } from './archive.ts';
export { bundleClient } from './bundle-client.ts';
export { bundleCommandLine } from './bundle-command-line.ts';
export { bundleLambda, lambdaFunctions } from './bundle-lambda.ts';
export { bundleProgram, type ProgramFile } from './bundle-program.ts';
export { filesBelow } from './files-below.ts';
export { publishPackages } from './publish-packages.ts';
export { packageFiles, type PinnedPackage, pinnedByLockfile, runtimes } from './registry-package.ts';
