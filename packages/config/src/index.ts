export { loadAgentConfig } from './agent-config.ts';
export { type ApiConfig, apiKeepAliveMs, loadApiConfig } from './api-config.ts';
export { type CliConfig, cliSite, loadCliConfig } from './cli-config.ts';
export { type CommonConfig, type LogLevel } from './common-config.ts';
export { countBuffersWithHeap } from './count-buffers-with-heap.ts';
export { ConfigError } from './config-error.ts';
export { type ExtraImage } from './image-list.ts';
export { type LambdaConfig, loadLambdaConfig } from './lambda-config.ts';
export { type Environment } from './read-environment.ts';
