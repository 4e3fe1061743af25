import { onScopeDispose, type Ref, ref, shallowRef } from 'vue';
import { useApi } from '../../client/api-client.ts';
import type { ImageBuildSubscription } from '../../generated/graphql.ts';
import { imageBuildSubscription } from './documents.ts';

/** As many as a host keeps. */
const mostLines = 2000;

export type ImageLayer = ImageBuildSubscription['imageBuild']['layers'][number];

interface BuildLog {
  readonly lines: Readonly<Ref<readonly string[]>>;
  /** The layers of an image that is pulled, in the order of their first news. */
  readonly layers: Readonly<Ref<readonly ImageLayer[]>>;
  readonly problem: Readonly<Ref<string | null>>;
  /** Whether there is more to come. */
  readonly live: Readonly<Ref<boolean>>;
}

/** The log of a build as its host prints it. The list of images follows its state by itself. */
export function useBuildLog(name: string, onEnd: () => void): BuildLog {
  const lines = shallowRef<readonly string[]>([]);
  const layers = shallowRef<readonly ImageLayer[]>([]);
  const problem = ref<string | null>(null);
  const live = ref(true);
  const stop = useApi().subscribe(
    imageBuildSubscription,
    { name },
    {
      next({ imageBuild }) {
        if (imageBuild.lines.length > 0)
          lines.value = [...lines.value, ...imageBuild.lines].slice(-mostLines);
        if (imageBuild.layers.length > 0) {
          const all = [...layers.value, ...imageBuild.layers];
          layers.value = [...new Map(all.map((layer) => [layer.id, layer])).values()];
        }
      },
      fault({ message }) {
        live.value = false;
        problem.value = message;
      },
      complete() {
        live.value = false;
        onEnd();
      },
    },
  );
  onScopeDispose(stop);
  return { lines, layers, problem, live };
}
