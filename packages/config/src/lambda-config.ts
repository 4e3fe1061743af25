import { z } from 'zod';
import { type CommonConfig, commonVariables, toCommonConfig } from './common-config.ts';
import { freeze } from './freeze.ts';
import { type Environment, readEnvironment } from './read-environment.ts';
import { wholeNumber } from './variable.ts';

/** The configuration of the Lambda functions. */
export interface LambdaConfig extends CommonConfig {
  /** How long a host is lost before its labs move to other hosts; null leaves that to their owners. */
  readonly moveLostLabsAfterMinutes: number | null;
}

const variables = z.object({
  ...commonVariables.shape,
  PINEAPPLE_MOVE_LOST_LABS_AFTER_MINUTES: wholeNumber(1, 10_080).optional(),
});

/** Reads the environment of a Lambda function. @throws ConfigError with every invalid variable. */
export function loadLambdaConfig(env: Environment = process.env): LambdaConfig {
  const read = readEnvironment('Lambda function', variables, env);
  return freeze({
    ...toCommonConfig(read),
    moveLostLabsAfterMinutes: read.PINEAPPLE_MOVE_LOST_LABS_AFTER_MINUTES ?? null,
  });
}
