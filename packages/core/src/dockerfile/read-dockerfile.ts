import {
  type Dockerfile,
  DockerfileError,
  mostDockerfileCharacters,
  type WrittenStep,
} from './dockerfile.ts';
import { heredoc, type Instruction, readInstructions } from './read-instructions.ts';
import { readCopy } from './read-copy.ts';
import { commandOf, expand, pairsOf, portsOf, wordsOf } from './read-values.ts';

const mostInstructions = 100;
/** What Docker sets in an image without one. */
const dockersPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** Absolute, without `.` and `..`. */
const absolutePath = /^(?:\/(?!\.{1,2}(?:\/|$))[^/\0]+)+$/;
const longestPath = 200;
const userName = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,31})?$/;
/** Labels of the product say which lab a container belongs to. An image may say only how its containers become ready. */
const ownLabels = new Set(['pineapple.ready', 'pineapple.starting', 'pineapple.shell']);

/** Whether an image of a user's may have a label of the product's. */
export function isOwnLabel(name: string): boolean {
  return ownLabels.has(name);
}

const advice: Readonly<Record<string, string>> = {
  ONBUILD: 'Leave it out: nothing is built on this image.',
  SHELL: 'Name the shell in the command: RUN ["/bin/bash", "-c", "…"].',
  VOLUME: 'Leave it out: what a container writes stays in the container.',
  HEALTHCHECK: 'Give the container a readiness command instead.',
  STOPSIGNAL: 'Give the container commands to run before it stops instead.',
  MAINTAINER: 'Use LABEL maintainer=….',
};

/**
 * Reads a Dockerfile. What the product does not support is an error, never left out.
 * @param baseEnv lines such as `LANG=C` of the base image, for `$LANG`; only a host knows them
 * @throws DockerfileError
 */
export function readDockerfile(text: string, baseEnv: readonly string[] = []): Dockerfile {
  if (text.length > mostDockerfileCharacters)
    throw new DockerfileError(
      1,
      `The Dockerfile has ${text.length} characters. Use at most ${mostDockerfileCharacters}.`,
    );
  if (text.includes('\0')) throw new DockerfileError(1, 'The Dockerfile has a NUL character. Remove it.');
  const instructions = readInstructions(text);
  const reader = new DockerfileReader([`PATH=${dockersPath}`, ...baseEnv]);
  for (const instruction of instructions) reader.read(instruction);
  return reader.done();
}

class DockerfileReader {
  readonly #steps: WrittenStep[] = [];
  /** What `$NAME` stands for: of ARG and ENV. */
  readonly #values = new Map<string, string>();
  readonly #arguments = new Set<string>();
  readonly #env = new Map<string, string>();
  readonly #labels: Record<string, string> = {};
  readonly #ports = new Set<string>();
  #from: string | null = null;
  #user: string | null = null;
  #workingDir: string | null = null;
  #entrypoint: readonly string[] | null = null;
  #command: readonly string[] | null = null;
  #count = 0;

  constructor(baseEnv: readonly string[]) {
    for (const line of baseEnv) {
      const at = line.indexOf('=');
      this.#values.set(line.slice(0, at), line.slice(at + 1));
    }
  }

  read(instruction: Instruction): void {
    const { name, line } = instruction;
    this.#count += 1;
    if (this.#count > mostInstructions)
      throw new DockerfileError(line, `There are more than ${mostInstructions} instructions. Join some.`);
    if (this.#from === null && name !== 'FROM' && name !== 'ARG')
      throw new DockerfileError(line, 'The first instruction is FROM with an image, such as FROM host.');
    this.#take(instruction);
  }

  done(): Dockerfile {
    if (this.#from === null)
      throw new DockerfileError(1, 'There is no FROM. Begin with FROM and an image, such as FROM host.');
    return {
      from: this.#from,
      steps: this.#steps,
      env: [...this.#env].map(([name, value]) => `${name}=${value}`),
      user: this.#user,
      workingDir: this.#workingDir,
      entrypoint: this.#entrypoint,
      command: this.#command,
      labels: this.#labels,
      ports: [...this.#ports],
    };
  }

  #take(instruction: Instruction): void {
    const { name, line, rest } = instruction;
    switch (name) {
      case 'FROM':
        return this.#start(instruction);
      case 'ARG':
        return this.#setArguments(instruction);
      case 'ENV':
        for (const [key, value] of pairsOf(this.#expand(rest, line), line)) {
          if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(key))
            throw new DockerfileError(line, `'${key}' is not the name of a variable.`);
          this.#env.set(key, value);
          this.#values.set(key, value);
        }
        return;
      case 'RUN':
        return this.#run(instruction);
      case 'COPY':
      case 'ADD':
        return this.#copy(instruction);
      case 'WORKDIR':
        return this.#enter(instruction);
      case 'USER':
        this.#user = this.#expand(rest, line);
        if (!userName.test(this.#user))
          throw new DockerfileError(line, `'${rest}' is not a user. Write a name or a number.`);
        return;
      case 'CMD':
        this.#command = commandOf(rest, line);
        return;
      case 'ENTRYPOINT':
        this.#entrypoint = commandOf(rest, line);
        // As Docker does: the command of the base belongs to the entrypoint of the base.
        this.#command ??= [];
        return;
      case 'LABEL':
        return this.#label(instruction);
      case 'EXPOSE':
        for (const port of portsOf(this.#expand(rest, line), line)) this.#ports.add(port);
        return;
      default: {
        const hint =
          advice[name] ??
          'Use FROM, RUN, COPY, ADD, ENV, ARG, WORKDIR, USER, CMD, ENTRYPOINT, LABEL and EXPOSE.';
        throw new DockerfileError(line, `${name.slice(0, 40)} is not supported. ${hint}`);
      }
    }
  }

  #expand(text: string, line: number): string {
    return expand(text, this.#values, line);
  }

  #start({ line, rest }: Instruction): void {
    if (this.#from !== null)
      throw new DockerfileError(line, 'There is a second FROM. Builds in several stages are not supported.');
    const name = this.#expand(rest, line);
    if (!/^\S+$/.test(name))
      throw new DockerfileError(line, `'${rest}' is not an image. Write one name, such as FROM host.`);
    this.#from = name;
  }

  #setArguments({ line, rest }: Instruction): void {
    for (const word of wordsOf(this.#expand(rest, line), line)) {
      const [, key = '', value] = /^([A-Za-z_][A-Za-z0-9_]*)(?:=([\s\S]*))?$/.exec(word) ?? [];
      if (key === '') throw new DockerfileError(line, `'${word}' is not an argument. Write NAME=value.`);
      if (value === undefined)
        throw new DockerfileError(
          line,
          `${key} has no value, and none can be given. Write ARG ${key}=value.`,
        );
      this.#values.set(key, value);
      this.#arguments.add(key);
    }
  }

  #run({ line, rest, here }: Instruction): void {
    if (rest.startsWith('--'))
      throw new DockerfileError(line, `${rest.split(/\s/)[0] ?? ''} is not supported. Leave the option out.`);
    const mark = heredoc.exec(rest);
    const isScript = mark !== null && rest.replace(heredoc, '').trim() === '';
    const command = isScript
      ? ['/bin/sh', '-ec', here ?? '']
      : here !== null
        ? ['/bin/sh', '-c', `${rest}\n${here}${mark?.[2] ?? ''}\n`]
        : commandOf(rest, line);
    const settings = {
      env: [...new Set([...this.#arguments, ...this.#env.keys()])].map(
        (name) => `${name}=${this.#values.get(name) ?? ''}`,
      ),
      user: this.#user,
      workingDir: this.#workingDir,
    };
    this.#add({ line, text: `RUN ${rest}` }, { kind: 'run', command, settings });
  }

  #copy(instruction: Instruction): void {
    const { name, line, rest, here } = instruction;
    const { sources, target, mode, owner } = readCopy(instruction, (text) => this.#expand(text, line));
    const whole = this.#absolute(target);
    const written = { line, text: `${name} ${rest}` };
    if (here !== null) {
      if (!isPath(whole))
        throw new DockerfileError(
          line,
          `'${target}' is not the path of a file. Write one such as /etc/motd.`,
        );
      const content = /<<-?["']/.test(rest) ? here : this.#expand(here, line);
      return this.#add(written, { kind: 'file', path: whole, content, mode: mode ?? '644', owner });
    }
    const path = cleanPath(whole);
    if (path !== '/' && !isPath(path))
      throw new DockerfileError(line, `'${target}' is not a path. Write one such as /srv/site/.`);
    const intoFolder = /(?:^|\/)\.?$/.test(target);
    if (sources.length > 1 && !intoFolder)
      throw new DockerfileError(line, `'${target}' gets several files. End it with a slash.`);
    const unpacks = name === 'ADD';
    this.#add(written, { kind: 'copy', sources, target: path, intoFolder, unpacks, mode, owner });
  }

  #enter({ line, rest }: Instruction): void {
    const path = this.#absolute(this.#expand(rest, line)).replace(/(.)\/$/, '$1');
    if (path !== '/' && !isPath(path))
      throw new DockerfileError(line, `'${rest}' is not a folder. Write an absolute path, such as /srv.`);
    this.#workingDir = path;
    this.#add({ line, text: `WORKDIR ${path}` }, { kind: 'folder', path });
  }

  #label({ line, rest }: Instruction): void {
    for (const [key, value] of pairsOf(this.#expand(rest, line), line)) {
      if (key.startsWith('pineapple.') && !isOwnLabel(key))
        throw new DockerfileError(line, `The label ${key} belongs to the product. Choose another name.`);
      this.#labels[key] = value;
    }
  }

  #absolute(path: string): string {
    return path.startsWith('/') ? path : `${(this.#workingDir ?? '').replace(/\/$/, '')}/${path}`;
  }

  #add(written: Omit<WrittenStep, 'step'>, step: WrittenStep['step']): void {
    const [first = ''] = written.text.split('\n');
    this.#steps.push({ line: written.line, text: first.slice(0, 200), step });
  }
}

/** Without `.` and slashes at its end or in a row. */
function cleanPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return `/${parts.join('/')}`;
}

function isPath(path: string): boolean {
  return path.length <= longestPath && absolutePath.test(path);
}
