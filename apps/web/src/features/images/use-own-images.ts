import { computed, type ComputedRef, type Ref } from 'vue';
import { useApi, type Fault } from '../../client/api-client.ts';
import type { Outcome } from '../../client/outcome.ts';
import type { PullImageInput, OwnImageFactsFragment, OwnImagesQuery } from '../../generated/graphql.ts';
import type { ContextFiles } from './context-files.ts';
import {
  buildImageMutation,
  cancelImageBuildMutation,
  deleteImageMutation,
  ownImagesQuery,
  pullImageMutation,
} from './documents.ts';
import { sendFiles, type StoredFiles } from './send-files.ts';

export type OwnImage = OwnImageFactsFragment;

/** What a form asks for. */
export interface WantedImage {
  readonly name: string;
  readonly dockerfile: string;
  /** Null for none. */
  readonly files: ContextFiles | null;
}

export interface OwnImages {
  /** Null until they are loaded. */
  readonly images: ComputedRef<readonly OwnImage[] | null>;
  /** The names of the images that a Dockerfile can start from. */
  readonly bases: ComputedRef<readonly string[]>;
  /** Where images can be pulled from; empty for nowhere. */
  readonly registries: ComputedRef<readonly string[]>;
  /** Whether builds reach the internet. */
  readonly egress: ComputedRef<boolean>;
  readonly use: ComputedRef<{ readonly used: number; readonly limit: number } | null>;
  readonly fault: Ref<Fault | null>;
  refetch(): Promise<void>;
  // Properties, not methods: as a prop type, Vue would take a method for the type that it returns.
  readonly build: (wanted: WantedImage) => Promise<Outcome<{ image: OwnImage }>>;
  readonly pull: (input: PullImageInput) => Promise<Outcome<{ image: OwnImage }>>;
  readonly cancel: (name: string) => Promise<Outcome<unknown>>;
  readonly remove: (name: string) => Promise<Outcome<unknown>>;
}

/** The viewer's own images. */
export function useOwnImages(): OwnImages {
  const api = useApi();
  const query = api.watch(ownImagesQuery, () => ({}));
  async function refetched<T extends Outcome<unknown>>(outcome: T): Promise<T> {
    await query.refetch();
    return outcome;
  }
  /** What is wrong with the input changes nothing. */
  function settled<T extends Outcome<unknown>>(outcome: T): T | Promise<T> {
    return !outcome.ok && outcome.problem.code === 'VALIDATION' ? outcome : refetched(outcome);
  }
  return {
    images: computed(() => query.data.value?.ownImages ?? null),
    bases: computed(() => basesOf(query.data.value)),
    registries: computed(() => query.data.value?.registries ?? []),
    egress: computed(() => query.data.value?.buildEgress ?? false),
    use: computed(() => query.data.value?.viewer?.usage?.images ?? null),
    fault: query.fault,
    refetch: query.refetch,
    build: async ({ name, dockerfile, files }) => {
      const stored = files?.kind === 'packed' ? await sent(files.archive) : files;
      if (stored instanceof Error) return failed(stored.message);
      const input = { name, dockerfile, contextSha256: stored?.sha256 ?? null };
      const outcome = await api.mutate(buildImageMutation, { input });
      return settled(outcome);
    },
    pull: async (input) => settled(await api.mutate(pullImageMutation, { input })),
    cancel: async (name) => refetched(await api.mutate(cancelImageBuildMutation, { input: { name } })),
    remove: async (name) => refetched(await api.mutate(deleteImageMutation, { input: { name } })),
  };
}

/** Files that were just sent, or why they were not. */
function sent(archive: Blob): Promise<StoredFiles | Error> {
  return sendFiles(archive).catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  );
}

/** An outcome that the field of the files shows. */
function failed(message: string): Outcome<never> {
  return {
    ok: false,
    problem: { code: 'VALIDATION', message, fields: { files: message }, retryAfterSeconds: null },
  };
}

function basesOf(data: OwnImagesQuery | undefined): readonly string[] {
  const own = new Set(data?.ownImages.map(({ name }) => name));
  return data?.images.map(({ name }) => name).filter((name) => !own.has(name)) ?? [];
}
