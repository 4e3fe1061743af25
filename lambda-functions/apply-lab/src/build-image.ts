import { type BuildImageRequest, type BuildImageResponse, encodeBuild } from '@pineapple/contracts';
import { chooseHost, recipeOf, referenceOfDigest } from '@pineapple/core';
import { findCandidates, preferenceOf } from './candidates.ts';
import type { ApplyLabPorts } from './ports.ts';

/** Sends a stored Dockerfile to a host with room, which reports the end of the build. Nothing retries it but the user. */
export async function buildImage(
  { ownerId, name, buildId }: BuildImageRequest['buildImage'],
  ports: ApplyLabPorts,
): Promise<BuildImageResponse> {
  const image = await ports.images.get(ownerId, name);
  if (image?.buildId !== buildId || image.state !== 'building') return notSent('It was cancelled.');
  const recipe = recipeOf(image, ports.catalogue);
  if (recipe === null) return notSent('The image that it starts from is no longer in the catalogue.');
  const found = await findCandidates(ports);
  if ('reason' in found) return notSent(found.reason);
  // A user's builds go to one host while it has room, which has the layers of the one before.
  const choice = chooseHost(0, found.candidates, preferenceOf({ id: ownerId }));
  if (choice.kind === 'none') return notSent(choice.reason);
  const { hostId } = choice;
  if (!(await ports.images.place({ ownerId, name, buildId }, hostId))) return notSent('It was cancelled.');
  const build = { reference: referenceOfDigest(image.digest), ...recipe };
  const payload = encodeBuild({ format: 1, ownerId, name, buildId, build });
  const command = await ports.sendBuild({ hostId, buildId, payload });
  if (command.ok) return { outcome: 'sent', hostId };
  ports.log('warn', 'could not send a build to its host', { buildId, hostId, reason: command.error });
  return notSent(command.error);
}

function notSent(reason: string): BuildImageResponse {
  return { outcome: 'not-sent', reason };
}
