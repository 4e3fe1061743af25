import type { CliConfig } from '@pineapple/config';
import { CliError } from '../cli-error.ts';
import { subscribe, subscriptionError } from '../site/subscribe.ts';
import { ReadinessWatch, type WatchedChange } from './readiness-watch.ts';

const labSubscription = `subscription LabReady($labId: ID!) {
  labChanges(labId: $labId) {
    __typename
    ... on LabUpdated { lab { containers { ...State } applies(first: 1) { revision status errorOutput } } }
    ... on ContainerChanged { container { ...State } }
    ... on ContainerDeleted { containerId }
    ... on ApplyChanged { apply { revision status errorOutput } }
  }
}
fragment State on Container { id name readiness { phase reason } }`;

interface WaitOptions {
  readonly labId: string;
  /** The revision that the host must have made; null if it has nothing to do. */
  readonly revision: number | null;
  readonly timeoutSeconds: number;
}

/** How a wait ended, as text. */
export function readyText(reasons: readonly string[]): string {
  return reasons.length === 0
    ? 'Every container is READY.\n'
    : reasons.map((reason) => `${reason}\n`).join('');
}

/** Prints each new phase to standard error until a lab is as it should be. @returns why it will not be; nothing if all is well. @throws CliError after the timeout */
export async function waitReady(
  config: CliConfig,
  { labId, revision, timeoutSeconds }: WaitOptions,
): Promise<readonly string[]> {
  const watch = new ReadinessWatch(revision);
  await using subscription = subscribe<{ readonly labChanges: WatchedChange }>(config, labSubscription, {
    labId,
  });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    void subscription.events.return?.();
  }, timeoutSeconds * 1_000);
  try {
    for await (const { data, errors } of subscription.events) {
      if (errors?.[0]) throw new CliError(errors[0].message);
      if (!data) continue;
      for (const { name, readiness } of watch.take(data.labChanges))
        process.stderr.write(`${name}  ${readiness.phase}\n`);
      const { state } = watch;
      if (state.kind !== 'waiting') return state.kind === 'ready' ? [] : state.reasons;
    }
  } catch (error) {
    throw subscriptionError(error, config);
  } finally {
    clearTimeout(timer);
  }
  if (!isLate) throw new CliError('The lab was deleted while it was waited for.');
  throw new CliError(`The lab is not READY after ${timeoutSeconds} s. It waits for ${watch.missing}.`);
}
