export { type AgentConfig, loadAgentConfig } from './agent-config.ts';
export { type ApiConfig, loadApiConfig } from './api-config.ts';
export { type CliConfig, loadCliConfig } from './cli-config.ts';
export { type CommonConfig, type LogLevel, logLevels } from './common-config.ts';
export { countBuffersWithHeap } from './count-buffers-with-heap.ts';
export { ConfigError, type ConfigProblem } from './config-error.ts';
export { type ExtraImage } from './image-list.ts';
export { type LambdaConfig, loadLambdaConfig } from './lambda-config.ts';
export { type Environment } from './read-environment.ts';
