import { fail, ok, type Result } from '@pineapple/core';
import { labPagesOf } from '@pineapple/store';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { noSuch } from '../../lab-editor/lab-edit.ts';
import { endBuild } from './cancel-image-build.ts';
import { removeUnused } from './store-context.ts';

/** Deletes an image of the viewer. Hosts keep what they built until they need the room. */
export async function deleteImage(name: string, context: RequestContext): Promise<Result<string, Failure>> {
  const { services } = context;
  const { images, publishImage, background } = services;
  const ownerId = requireViewer(context).id;
  const image = await images.get(ownerId, name);
  if (image === null) return fail(noSuch('image', name));
  const user = await findUser(ownerId, name, context);
  if (user !== null) {
    const message = `The container '${user.container}' of your lab '${user.lab}' runs '${name}'. Delete the container first.`;
    return fail({ kind: 'conflict', message });
  }
  if (image.state === 'building') await endBuild(image, 'The image was deleted.', services);
  await images.remove(ownerId, name);
  background.run('remove a build context', () => removeUnused(ownerId, 1, context));
  background.run('publish that an image is gone', () => publishImage(ownerId, name));
  return ok(name);
}

async function findUser(
  ownerId: string,
  image: string,
  { services }: RequestContext,
): Promise<{ readonly lab: string; readonly container: string } | null> {
  for await (const page of labPagesOf(services.labs, ownerId))
    for (const { name, containers } of page) {
      const container = containers.find((each) => each.image === image);
      if (container) return { lab: name, container: container.name };
    }
  return null;
}
