import { type CommandInfo, commandTable, type OptionInfo } from './command-table.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** A script for a shell that completes commands, options, formats and paths. */
export function completionScript(shell: Shell): string {
  return { bash, zsh, fish }[shell]();
}

const help: OptionInfo = { name: 'help', short: 'h', about: 'show this command' };
const formats = ['pineapple', 'containerlab', 'kathara'];
const names = commandTable.map(({ name }) => name);

function optionsOf({ options }: CommandInfo): readonly OptionInfo[] {
  return [...options, help];
}

function flagsOf(command: CommandInfo): readonly string[] {
  return optionsOf(command).flatMap(({ name, short }) => [`--${name}`, ...(short ? [`-${short}`] : [])]);
}

function takesPath({ takes }: CommandInfo): boolean {
  return takes === '<path>';
}

/** Quotes text for all three shells. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function bash(): string {
  const flags = commandTable.map(
    (command) => `    ${command.name}) flags=${quote(flagsOf(command).join(' '))} ;;`,
  );
  const paths = commandTable.filter(takesPath).map(({ name }) => name);
  return `# pineapple completion bash: source it, or save it in ~/.local/share/bash-completion/completions/pineapple
_pineapple() {
  local word=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} flags=--help
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W ${quote(names.join(' '))} -- "$word")
    return
  fi
  case $previous in
    --format) mapfile -t COMPREPLY < <(compgen -W ${quote(formats.join(' '))} -- "$word"); return ;;
    --file|--output|-o) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
    -f) if [ "\${COMP_WORDS[1]}" != logs ]; then mapfile -t COMPREPLY < <(compgen -f -- "$word"); return; fi ;;
    completion) mapfile -t COMPREPLY < <(compgen -W ${quote(shells.join(' '))} -- "$word"); return ;;
  esac
  case \${COMP_WORDS[1]} in
${flags.join('\n')}
  esac
  case \${COMP_WORDS[1]}/$word in
    */-*) mapfile -t COMPREPLY < <(compgen -W "$flags" -- "$word") ;;
    ${paths.map((name) => `${name}/*`).join('|')}) mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
  esac
}
complete -o filenames -F _pineapple pineapple
`;
}

function zsh(): string {
  const described = commandTable.map(({ name, about }) => `    ${quote(`${name}:${about}`)}`);
  const cases = commandTable.map((command) => {
    const specs = optionsOf(command).flatMap(zshSpecs);
    const rest = takesPath(command)
      ? ["'*:path:_files'"]
      : command.name === 'completion'
        ? [`'1:shell:(${shells.join(' ')})'`]
        : [];
    return `    ${command.name}) _arguments ${[...specs, ...rest].join(' ')} ;;`;
  });
  return `#compdef pineapple
# pineapple completion zsh: save it as _pineapple in a folder of $fpath
_pineapple() {
  local -a commands=(
${described.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
compdef _pineapple pineapple
`;
}

function zshSpecs({ name, short, value, about }: OptionInfo): readonly string[] {
  const text = about.replaceAll(/[[\]:\\]/g, String.raw`\$&`);
  const action = name === 'format' ? `(${formats.join(' ')})` : value === '<path>' ? '_files' : '';
  const after = value === undefined ? '' : `:${value.replaceAll(/[<>]/g, '')}:${action}`;
  return [`--${name}`, ...(short ? [`-${short}`] : [])].map((flag) => quote(`${flag}[${text}]${after}`));
}

function fish(): string {
  const lines = commandTable.flatMap((command) => [
    `complete -c pineapple -n __fish_use_subcommand -f -a ${command.name} -d ${quote(command.about)}`,
    ...optionsOf(command).map((option) => fishOption(command.name, option)),
    ...(takesPath(command) ? [`complete -c pineapple -n ${seen(command.name)} -F`] : []),
  ]);
  return `# pineapple completion fish: save it as ~/.config/fish/completions/pineapple.fish
complete -c pineapple -f
${lines.join('\n')}
complete -c pineapple -n ${seen('completion')} -a ${quote(shells.join(' '))}
`;
}

function fishOption(command: string, { name, short, value, about }: OptionInfo): string {
  const letter = short === undefined ? '' : ` -s ${short}`;
  const given =
    name === 'format' ? ` -x -a ${quote(formats.join(' '))}` : value === '<path>' ? ' -r -F' : ' -x';
  return `complete -c pineapple -n ${seen(command)} -l ${name}${letter}${value === undefined ? '' : given} -d ${quote(about)}`;
}

function seen(command: string): string {
  return quote(`__fish_seen_subcommand_from ${command}`);
}
