import { openTemporaryRun } from '@pineapple/launcher';

/** Gives all tests of one `vitest run` a directory for temporary files, and ends what they leave behind. */
export default async function setUp(): Promise<() => Promise<void>> {
  const run = await openTemporaryRun();
  return async () => {
    await run[Symbol.asyncDispose]();
  };
}
