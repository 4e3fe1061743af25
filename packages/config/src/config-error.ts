/** What is wrong with one environment variable. */
export interface ConfigProblem {
  readonly variable: string;
  /** The value as it may be shown: shortened, and without secrets. Null when the variable is not set. */
  readonly shown: string | null;
  readonly wanted: string;
}

function sentence({ variable, shown, wanted }: ConfigProblem): string {
  return `  ${variable} is ${shown ?? 'not set'}: wanted ${wanted}`;
}

/** Thrown when a program's environment is wrong. The message names every problem, not only the first. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(program: string, problems: readonly ConfigProblem[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super(`The environment of the ${program} has ${count}:\n${problems.map(sentence).join('\n')}`);
    this.problems = problems;
  }
}
