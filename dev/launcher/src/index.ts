export { buildWeb } from './builds/build-web.ts';
export type { LambdaFunction } from './builds/bundle-lambda.ts';
export { bundleLambdas } from './builds/bundle-lambdas.ts';
export { apiReady } from './product-programs.ts';
export { ensurePrograms } from './docker/debian-packages.ts';
export { endLeftContainerd } from './docker/end-containerd.ts';
export { isRootOnLinux, type Environment } from './machine.ts';
export { ensureEngine, type Engine } from './docker/ensure-engine.ts';
export { dockerClient } from './docker/ping-engine.ts';
export { ChildProgram } from './processes/child-program.ts';
export { mustRun } from './processes/run-command.ts';
export { statFields } from './proc.ts';
export { ensureImages } from './images/ensure-images.ts';
export { freePorts } from './free-ports.ts';
export { launchProduct, type LaunchOptions, type Product } from './launch-product.ts';
export { commonEnvironment, credentials, region } from './local-settings.ts';
export { provision, type ProvisionOptions } from './provision/index.ts';
export { applyDocument, buildDocument, saveDocument } from './provision/command-documents.ts';
export { provisionRules } from './provision/rules.ts';
export { streamDocument } from './provision/stream-document.ts';
export { silentProgress, streamProgress, type Progress } from './progress.ts';
export { removeHosts } from './remove-hosts.ts';
export { repositoryRoot } from './repository-root.ts';
export {
  cleanUpOnSignals,
  openTemporaryRun,
  ownResource,
  type Run,
  shareCompiledModules,
} from './run/index.ts';
export { SetupError } from './setup-error.ts';
