/** An invalid environment variable. */
interface ConfigProblem {
  readonly variable: string;
  /** The value, shortened and without secrets. Null when the variable is not set. */
  readonly shown: string | null;
  readonly expected: string;
}

function sentence({ variable, shown, expected }: ConfigProblem): string {
  return `  ${variable} is ${shown ?? 'not set'}: expected ${expected}`;
}

/** A program's environment is invalid. The message lists every problem. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(program: string, problems: readonly ConfigProblem[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super(`The environment of the ${program} has ${count}:\n${problems.map(sentence).join('\n')}`);
    this.problems = problems;
  }
}
