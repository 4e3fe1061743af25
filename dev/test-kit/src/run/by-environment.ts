import { readFileSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Runs files that need a DOM last. Vitest keeps a worker, with the modules it has loaded, only for a next file of the same
 * environment.
 */
export class ByEnvironment extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const needsDom = ({ moduleId }: TestSpecification): boolean =>
      readFileSync(moduleId, 'utf8').startsWith('// @vitest-environment');
    const last = sorted.filter(needsDom);
    return [...sorted.filter((file) => !last.includes(file)), ...last];
  }
}
