export { ensurePrograms, findProgram, isRootOnLinux, type Environment } from './docker/debian-packages.ts';
export { ensureEngine, type Engine } from './docker/ensure-engine.ts';
export { dockerClient } from './docker/ping-engine.ts';
export { ensureImages } from './images/ensure-images.ts';
export { launchProduct, repositoryRoot, type LaunchOptions, type Product } from './launch-product.ts';
export { provision, type ProvisionOptions } from './provision/index.ts';
export { silentProgress, streamProgress, type Progress } from './progress.ts';
export { runDirectory } from './run-directory.ts';
export { SetupError } from './setup-error.ts';
