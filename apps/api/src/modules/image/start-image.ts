import { createHash, randomUUID } from 'node:crypto';
import { fail, ok, ownImageAt, ownImagesPerUser, type Result } from '@pineapple/core';
import type { StoredImage } from '@pineapple/store';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';

/** What an image comes from, and what tells its content from that of others of its owner. */
interface ImageSource extends Pick<StoredImage, 'name' | 'dockerfile' | 'context' | 'pulledFrom'> {
  readonly content: readonly string[];
}

/** Stores an image of the viewer, within what a user may have, and has a host make it. */
export async function startImage(
  { content, ...source }: ImageSource,
  context: RequestContext,
): Promise<Result<StoredImage, Failure>> {
  const ownerId = requireViewer(context).id;
  const { images, clock } = context.services;
  const { name } = source;
  const now = clock();
  const own = (await images.listByOwner(ownerId)).map((image) => ownImageAt(image, now));
  const known = own.find((image) => image.name === name) ?? null;
  const refusal = refuse(own, known);
  if (refusal !== null) return fail(refusal);
  const image: StoredImage = {
    ...source,
    ownerId,
    pinned: null,
    digest: createHash('sha256')
      .update([ownerId, ...content].join('\0'))
      .digest('hex')
      .slice(0, 32),
    state: 'building',
    reason: null,
    requestedAt: now.toISOString(),
    buildId: randomUUID(),
    hostId: null,
  };
  if (!(await images.start(image, known?.buildId ?? null)))
    return fail(conflict(`Your image '${name}' was just changed elsewhere. Look at your images again.`));
  // Another request may have read the list of images before this one was in it.
  const [other] = await rivals(image, context);
  if (other === undefined) return send(image, context);
  await images.withdraw(image);
  const message = `You asked for '${other.name}' at the same moment, and have room for one of them. Try again.`;
  return fail(conflict(message));
}

/** Images that were stored at the same time as this one, with which it is one too many. */
async function rivals(image: StoredImage, { services }: RequestContext): Promise<StoredImage[]> {
  const { images, clock } = services;
  const own = (await images.listByOwner(image.ownerId)).map((each) => ownImageAt(each, clock()));
  const others = own.filter(({ buildId }) => buildId !== image.buildId);
  return own.length > ownImagesPerUser ? others : others.filter(({ state }) => state === 'building');
}

function refuse(own: readonly StoredImage[], known: StoredImage | null): Failure | null {
  const building = own.find(({ state }) => state === 'building');
  if (building)
    return conflict(`Your image '${building.name}' is being built. Wait for it, or cancel its build.`);
  if (known?.state === 'ready')
    return conflict(`You have an image '${known.name}'. Choose another name, or delete it first.`);
  if (known !== null || own.length < ownImagesPerUser) return null;
  const message = `You have ${own.length} images; the limit is ${ownImagesPerUser}. Delete one to make room.`;
  return { kind: 'quota', message, limit: ownImagesPerUser, used: own.length };
}

/** Without a host the image has failed, so that the user can try again. */
async function send(image: StoredImage, { services }: RequestContext): Promise<Result<StoredImage, Failure>> {
  const { ownerId, name, buildId } = image;
  const { images, sendBuild, logger } = services;
  const sent = await sendBuild({ buildImage: { ownerId, name, buildId } }).catch((error: unknown) => {
    logger.error({ err: error, buildId }, 'could not send a build');
    const reason = 'The build could not be sent to a host. Try again.';
    return { outcome: 'not-sent' as const, reason };
  });
  if (sent.outcome === 'sent') return ok({ ...image, hostId: sent.hostId });
  await images.finish({ ownerId, name, buildId }, { state: 'failed', reason: sent.reason });
  return fail({ kind: 'host', message: sent.reason });
}

function conflict(message: string): Failure {
  return { kind: 'conflict', message };
}
