import type Docker from 'dockerode';
import { drain } from '../images/build-image.ts';
import type { Progress } from '../progress.ts';

/** An image and the engine that has it. */
export interface ImageSource {
  readonly docker: Docker;
  readonly image: string;
}

/** Copies an image to another engine, unless that has it already. */
export async function copyImage(from: ImageSource, to: Docker, progress: Progress): Promise<void> {
  const { docker, image } = from;
  const idIn = (engine: Docker): Promise<string | null> =>
    engine
      .getImage(image)
      .inspect()
      .then(
        ({ Id }) => Id,
        () => null,
      );
  const [here, there] = await Promise.all([idIn(docker), idIn(to)]);
  if (there !== null && (here === null || here === there)) return;
  await progress.step(`Copying ${image} to the host`, async () => {
    await drain(to, await to.loadImage(await docker.getImage(image).get()));
  });
}
