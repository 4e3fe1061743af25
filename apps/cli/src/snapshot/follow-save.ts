import type { CliConfig } from '@pineapple/config';
import { CliError } from '../cli-error.ts';
import { subscribe, subscriptionError } from '../site/subscribe.ts';
import { type ListedSnapshot, snapshotFields } from './listed-snapshot.ts';

const subscription = `subscription Save($id: ID!) { snapshot(id: $id) { ${snapshotFields} } }`;

/** Prints how many containers are saved to standard error, until all are. @throws CliError with the reason if it fails */
export async function followSave(config: CliConfig, begun: ListedSnapshot): Promise<ListedSnapshot> {
  await using following = subscribe<{ readonly snapshot: ListedSnapshot }>(config, subscription, {
    id: begun.id,
  });
  let shown = -1;
  try {
    for await (const { data, errors } of following.events) {
      if (errors?.[0]) throw new CliError(errors[0].message);
      if (!data) continue;
      const { savedCount, containerCount, state, reason } = data.snapshot;
      if (savedCount !== shown) process.stderr.write(`${savedCount} of ${containerCount} containers\n`);
      shown = savedCount;
      if (state === 'READY') return data.snapshot;
      if (state === 'FAILED') throw new CliError(reason ?? 'The lab could not be saved.');
    }
  } catch (error) {
    throw subscriptionError(error, config);
  }
  throw new CliError('The snapshot was deleted while it was saved.');
}
