import type { ImageLayer } from '@pineapple/host-link/protocol';
import type { PullNews } from '../docker/image-pull.ts';

const states: Readonly<Record<string, ImageLayer['state']>> = {
  'Pulling fs layer': 'waiting',
  Waiting: 'waiting',
  Downloading: 'downloading',
  'Verifying Checksum': 'downloading',
  'Download complete': 'downloading',
  Extracting: 'extracting',
  'Pull complete': 'done',
  'Already exists': 'done',
};

/** Follows the layers of a pull by what Docker says of them. */
export class LayerProgress {
  readonly #layers = new Map<string, ImageLayer>();
  readonly #onChange: (layer: ImageLayer) => void;

  constructor(onChange: (layer: ImageLayer) => void) {
    this.#onChange = onChange;
  }

  /** What the known layers have together, as they are downloaded. */
  get bytes(): number {
    return [...this.#layers.values()].reduce((sum, { total }) => sum + (total ?? 0), 0);
  }

  take({ id, status, progressDetail }: PullNews): void {
    const state = states[status ?? ''];
    if (id === undefined || state === undefined) return;
    const before = this.#layers.get(id);
    const { current, total } = progressDetail ?? {};
    // While it is unpacked, Docker counts something else.
    const size = state === 'downloading' ? (total ?? before?.total ?? null) : (before?.total ?? null);
    const got = state === 'downloading' ? (current ?? before?.total ?? 0) : (before?.total ?? 0);
    const layer: ImageLayer = { id, state, current: state === 'waiting' ? 0 : got, total: size };
    if (JSON.stringify(layer) === JSON.stringify(before)) return;
    this.#layers.set(id, layer);
    this.#onChange(layer);
  }
}
