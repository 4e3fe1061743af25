import { type CommonConfig, commonVariables, toCommonConfig } from './common-config.ts';
import { freeze } from './freeze.ts';
import { type Environment, readEnvironment } from './read-environment.ts';

/** What the Lambda functions need to know. */
export type LambdaConfig = CommonConfig;

/** Reads the environment of a Lambda function. @throws ConfigError naming every wrong variable. */
export function loadLambdaConfig(env: Environment = process.env): LambdaConfig {
  return freeze(toCommonConfig(readEnvironment('Lambda function', commonVariables, env)));
}
