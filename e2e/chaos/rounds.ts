import { setTimeout } from 'node:timers/promises';
import type { Product } from '@pineapple/launcher';
import { ApiUser } from '@pineapple/test-kit/users';
import { type Fault, strike, type Target } from './faults.ts';
import { Invariants } from './invariants.ts';
import { LastPhases } from './last-phases.ts';
import { type Figures, readFigures } from './process-figures.ts';
import { RandomEdits } from './random-edits.ts';
import { SeededRandom } from './seeded-random.ts';

/** How long the product may take to be whole again. */
const longestHealingMs = 60_000;
const intervalMs = 50;

export interface Round {
  readonly fault: Fault | null;
  readonly edits: readonly string[];
  /** From the end of the fault until everything was as desired. */
  readonly healedMs: number;
  /** From the kill of an API until it answered again; null for any other fault. */
  readonly answeredMs: number | null;
  /** What was not as it should be. */
  readonly violations: readonly string[];
  readonly figures: ReadonlyMap<string, Figures>;
}

interface ChaosOptions {
  readonly product: Product;
  readonly dataDir: string;
  readonly seed: number;
  readonly rounds: number;
  readonly only: readonly Target[];
}

/** Edits labs at random while parts of the product are killed or stopped at random, and checks after each round. */
export async function* runChaos(options: ChaosOptions): AsyncGenerator<Round> {
  const { product, dataDir, seed, rounds, only } = options;
  const user = await ApiUser.signUp(product.url);
  using subscriber = new LastPhases(user);
  const edits = new RandomEdits(user);
  const invariants = new Invariants(product, dataDir);
  for (let round = 0; round < rounds; round += 1) {
    // Each round has its own numbers, and the fault too: how many the edits draw depends on answers.
    const random = new SeededRandom(seed * 10_000 + 2 * round);
    const target = random.oneOf(only);
    if (target === undefined) return;
    const [edited, { fault, answeredMs }] = await Promise.all([
      makeEdits(edits, 2 + random.below(6), random),
      strikeAndWait(product, target, new SeededRandom(seed * 10_000 + 2 * round + 1)),
    ]);
    const from = Math.max(fault?.overAt ?? 0, edited.endedAt);
    const { at, differences } = await until(async () => [
      ...(await invariants.differencesInTables()),
      ...(await invariants.differencesOnHost(edits.labs)),
      ...told(subscriber, await invariants.wantedPhases(edits.labs)),
    ]);
    const lost = await lostContainers(edits, invariants);
    yield {
      fault,
      edits: edited.names,
      healedMs: at - from,
      answeredMs,
      violations: [...differences, ...lost],
      figures: readFigures(product),
    };
  }
}

async function makeEdits(
  edits: RandomEdits,
  count: number,
  random: SeededRandom,
): Promise<{ names: string[]; endedAt: number }> {
  const names: string[] = [];
  for (let index = 0; index < count; index += 1) names.push((await edits.makeOne(random)) ?? 'refused');
  return { names, endedAt: performance.now() };
}

async function strikeAndWait(
  product: Product,
  target: Target,
  random: SeededRandom,
): Promise<Pick<Round, 'fault' | 'answeredMs'>> {
  const fault = await strike(product, target, random);
  const isKilledApi = fault?.target === 'api' && fault.kind === 'kill';
  return { fault, answeredMs: isKilledApi ? (await untilAnswers(product)) - fault.overAt : null };
}

async function untilAnswers({ url }: Product): Promise<number> {
  const end = performance.now() + longestHealingMs;
  while (performance.now() < end) {
    const answers = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) break;
    await setTimeout(10);
  }
  return performance.now();
}

/** Waits until nothing differs. */
async function until(check: () => Promise<string[]>): Promise<{ at: number; differences: string[] }> {
  const end = performance.now() + longestHealingMs;
  for (;;) {
    // A part of the product that is down can't be asked.
    const differences = await check().catch((error: unknown) => [String(error)]);
    const at = performance.now();
    if (differences.length === 0 || at > end) return { at, differences };
    await setTimeout(intervalMs);
  }
}

/** What the subscriber was told last, where that is not how it is. */
function told({ phases }: LastPhases, wanted: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  for (const [id, phase] of wanted)
    if (phases.get(id) !== phase)
      found.push(`a subscriber was told that ${id} is ${phases.get(id)}, not ${phase}`);
  for (const [id, phase] of phases)
    if (!wanted.has(id) && phase !== 'DELETED')
      found.push(`a subscriber was told that ${id} is ${phase}, and it is gone`);
  return found;
}

async function lostContainers({ kept, labs }: RandomEdits, invariants: Invariants): Promise<string[]> {
  const wanted = await invariants.wantedPhases(labs);
  return [...kept].filter((id) => !wanted.has(id)).map((id) => `${id} was acknowledged and is lost`);
}
