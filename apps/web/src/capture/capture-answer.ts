/** Why the server refused a capture. */
export interface CaptureProblem {
  readonly message: string;
  /** Whether the filter is what is wrong. */
  readonly isFilter: boolean;
}

/** Reads the answer of a server that refused a capture, whatever it is. */
export async function readProblem(response: Response): Promise<CaptureProblem> {
  const fallback = { message: `The server answered ${response.status}. Try again.`, isFilter: false };
  try {
    const { errors } = (await response.json()) as {
      readonly errors?: readonly {
        readonly message?: unknown;
        readonly extensions?: { readonly path?: readonly unknown[] };
      }[];
    };
    const [error] = errors ?? [];
    if (typeof error?.message !== 'string') return fallback;
    return { message: error.message, isFilter: error.extensions?.path?.[0] === 'filter' };
  } catch {
    return fallback;
  }
}
