import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { readCommand } from '../command.ts';
import { commandTable } from './command-table.ts';
import { completionScript, shells } from './completion.ts';
import { commandUsage, usageText } from './usage-text.ts';

describe('the table of commands', () => {
  it.each(commandTable.map(({ name }) => name))('knows only options that %s takes', (name) => {
    const options = commandTable.find((each) => each.name === name)?.options ?? [];
    for (const { name: option, short, value } of options) {
      const given = value === undefined ? [] : ['x'];
      for (const flag of [`--${option}`, ...(short === undefined ? [] : [`-${short}`])]) {
        // Anything may be wrong with it but the option itself.
        const read = (): unknown => readCommand([name, flag, ...given]);
        expect(messageOf(read)).not.toMatch(/does not take --|Unknown option|does not take an argument/);
      }
    }
  });

  it('is the help of each command, and of all', () => {
    expect(commandUsage('set-mtu')).toBe(
      'Usage: pineapple set-mtu <lab>/<network> <bytes>\n\nChange the MTU of a network.\n',
    );
    expect(commandUsage('logs')).toContain(
      '\n         -f, --follow                 keep printing new lines\n',
    );
    for (const { name, options } of commandTable) {
      for (const { name: option } of options) expect(commandUsage(name)).toContain(`--${option}`);
      expect(usageText()).toContain(`\n  ${name}`);
    }
  });
});

describe('completionScript', () => {
  it.each(shells)('has every command and option for %s', (shell) => {
    const script = completionScript(shell);
    for (const { name, options } of commandTable) {
      expect(script).toContain(name);
      for (const { name: option } of options)
        expect(script).toContain(shell === 'fish' ? `-l ${option}` : `--${option}`);
    }
  });

  it.each([
    [['pineapple', 'exp'], 1, ['export']],
    [['pineapple', 'plan', '--deta'], 2, ['--detailed-exitcode']],
    [['pineapple', 'import', '--format', 'ka'], 3, ['kathara']],
    [['pineapple', 'completion', 'f'], 2, ['fish']],
  ])('completes %j in bash', (words, at, expected) => {
    const program = `${completionScript('bash')}
COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${at}; _pineapple; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', program], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n')).toEqual(expected);
  });
});

function messageOf(run: () => unknown): string {
  try {
    run();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
