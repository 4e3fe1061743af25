import { saveFile } from '../../../../ui/save-file.ts';
import type { Picture, PictureColours } from './draw-picture.ts';

/** The longest side of an image in pixels, which every browser can draw. */
const mostPixels = 8192;

/** The colours of the page's theme. */
export function themeColours(): PictureColours {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  const tint = (name: string) => ({
    ink: read(`--pn-tint-${name}`),
    wash: read(`--pn-tint-${name}-wash`),
  });
  return {
    ground: read('--pn-ground'),
    container: read('--ui-bg'),
    network: read('--pn-plate'),
    border: read('--ui-border-accented'),
    wire: read('--pn-connector'),
    text: read('--ui-text-highlighted'),
    quiet: read('--ui-text-muted'),
    tints: {
      ...{ GREY: tint('grey'), BLUE: tint('blue'), GREEN: tint('green') },
      ...{ YELLOW: tint('yellow'), RED: tint('red'), PURPLE: tint('purple') },
    },
  };
}

/** Offers a picture as a file. */
export async function savePicture(picture: Picture, name: string, format: 'svg' | 'png'): Promise<void> {
  const svg = new Blob([picture.svg], { type: 'image/svg+xml' });
  const blob = format === 'svg' ? svg : await toPng(picture);
  saveFile(blob, `${name}.${format}`);
}

async function toPng({ svg, width, height }: Picture): Promise<Blob> {
  const image = new Image();
  // The Content-Security-Policy allows data, but no blobs.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(2, mostPixels / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser can draw no image.');
  context.scale(scale, scale);
  context.drawImage(image, 0, 0, width, height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error(`The browser can draw no image of ${canvas.width} × ${canvas.height} pixels.`);
  return blob;
}
