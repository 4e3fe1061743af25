import type { ContainerConfig } from './container-config.ts';

/** The configuration that leaves a container as its image is. Apart from the schemas, which pages don't load. */
export const emptyConfig: ContainerConfig = {
  files: [],
  defaultGateway: null,
  sysctls: [],
  env: [],
  entrypoint: null,
  command: null,
  user: null,
  workingDir: null,
  exec: [],
  routes: [],
  waitFor: [],
  onStop: [],
  cpus: null,
  memoryMb: null,
  ports: [],
};
