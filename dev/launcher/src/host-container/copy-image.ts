import type Docker from 'dockerode';
import { drain } from '../images/build-image.ts';
import type { Progress } from '../progress.ts';

/** Copies an image to another engine, unless that has one of the same name. */
export async function copyImage(from: Docker, to: Docker, image: string, progress: Progress): Promise<void> {
  const exists = await to
    .getImage(image)
    .inspect()
    .then(
      () => true,
      () => false,
    );
  if (exists) return;
  await progress.step(`Copying ${image} to the host`, async () => {
    await drain(to, await to.loadImage(await from.getImage(image).get()));
  });
}
