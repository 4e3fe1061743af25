/** The most characters of a Dockerfile. It travels to hosts in the one command that carries a lab. */
export const mostDockerfileCharacters = 8_000;

/** One thing that a build does inside the container that becomes the image. */
export type BuildStep =
  | { readonly kind: 'run'; readonly command: readonly string[]; readonly settings: StepSettings }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly content: string;
      /** Octal digits, such as 755. */
      readonly mode: string;
      /** A user, or user:group, of names or numbers; null for root. */
      readonly owner: string | null;
    }
  | CopyStep
  | { readonly kind: 'folder'; readonly path: string };

/** Copies files of the build context. */
export interface CopyStep {
  readonly kind: 'copy';
  /** Paths in the context, and patterns of such. */
  readonly sources: readonly string[];
  /** Absolute. */
  readonly target: string;
  /** Whether the target is a folder, also if there is none yet. */
  readonly intoFolder: boolean;
  /** Whether sources that are archives are unpacked, as ADD does. */
  readonly unpacks: boolean;
  /** Null for those of the context, as the next one. */
  readonly mode: string | null;
  readonly owner: string | null;
}

/** What holds for a command. */
export interface StepSettings {
  /** Lines such as `LANG=C`, beside those of the base image. */
  readonly env: readonly string[];
  /** Null for that of the base image, as the next one. */
  readonly user: string | null;
  readonly workingDir: string | null;
}

/** A step and the instruction that asks for it, for the log. */
export interface WrittenStep {
  readonly line: number;
  readonly text: string;
  readonly step: BuildStep;
}

/** A Dockerfile as the product reads it. Null where the image has what its base has. */
export interface Dockerfile {
  /** The name of the image in the catalogue that it starts from. */
  readonly from: string;
  readonly steps: readonly WrittenStep[];
  readonly env: readonly string[];
  readonly user: string | null;
  readonly workingDir: string | null;
  readonly entrypoint: readonly string[] | null;
  readonly command: readonly string[] | null;
  readonly labels: Readonly<Record<string, string>>;
  /** Such as `80/tcp`. */
  readonly ports: readonly string[];
}

/** What is wrong with a Dockerfile, where, and what to do. */
export class DockerfileError extends Error {
  override readonly name = 'DockerfileError';

  /** @param line from 1 */
  constructor(line: number, message: string) {
    super(`Line ${line}: ${message}`);
  }
}
