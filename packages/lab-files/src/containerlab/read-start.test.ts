import { spawnSync } from 'node:child_process';
import { splitWords } from '@pineapple/core';
import { describe, expect, it } from 'vitest';
import { notesOf, readTexts } from '../testing/read-texts.ts';

const topology = (fields: string, files: Readonly<Record<string, string>> = {}) =>
  readTexts({
    'a.clab.yml': `name: a
topology:
  nodes:
    A: { kind: linux, image: alpine, exec: [date], ${fields} }
`,
    ...files,
  });
const nodeOf = (read: ReturnType<typeof topology>) => {
  const [node] = read.draft?.nodes ?? [];
  if (node === undefined) throw new Error(`Not read: ${notesOf(read, 'ERROR').join(' ')}`);
  return node;
};

describe('the health check of a node', () => {
  const check = (fields: string) => topology(`healthcheck: { ${fields} }`);
  const run = (fields: string) => {
    const words = splitWords(nodeOf(check(fields)).exec.at(-1) ?? '');
    if (!words.ok) throw new Error(words.error);
    const [program = '', ...args] = words.value;
    return spawnSync(program, args, { encoding: 'utf8' });
  };

  it('is the last command of its start, and ends when it passes', () => {
    const read = check('test: [CMD-SHELL, "echo a | grep a"]');
    expect(nodeOf(read).exec).toHaveLength(2);
    expect(notesOf(read, 'WARNING')).toEqual([]);
    expect(notesOf(read, 'INFO')).toContainEqual(
      "a.clab.yml:4 The health check of node 'A' runs after its commands, until it passes. READY waits for it.",
    );
    expect(run('test: [CMD-SHELL, "echo a | grep a"]')).toMatchObject({ status: 0, stdout: 'a\n' });
    expect(run('test: [CMD, echo, "a  b"]')).toMatchObject({ status: 0, stdout: 'a  b\n' });
    expect(run('test: echo $((1 + 1))')).toMatchObject({ status: 0, stdout: '2\n' });
  });

  it('fails after its retries, and those of its start period', () => {
    const failing = run('test: [CMD-SHELL, "echo no; false"], interval: 1, retries: 1, start-period: 1');
    expect(failing).toMatchObject({ status: 1, stdout: 'no\nno\n' });
    expect(run('test: [CMD, sleep, "9"], timeout: 1, retries: 1').status).toBe(1);
  });

  it.each(['test: [NONE]', 'interval: 5', 'test: []'])('is none with %s', (fields) => {
    const read = check(fields);
    expect(nodeOf(read).exec).toEqual(['date']);
    expect(notesOf(read, 'WARNING')).toEqual([]);
  });

  it('is left out with a note if it can not be run', () => {
    for (const fields of ['test: [CMD]', `test: [CMD-SHELL, "${'x'.repeat(1_024)}"]`]) {
      const read = check(fields);
      expect(nodeOf(read).exec).toEqual(['date']);
      expect(notesOf(read, 'WARNING')).toEqual([expect.stringContaining('Write it like [CMD-SHELL')]);
    }
  });
});

describe('the name servers of a node', () => {
  it('become its resolv.conf, which a bind replaces', () => {
    const dns = 'dns: { servers: [192.0.2.53, "2001:db8::53"], search: [lab.example], options: [rotate] }';
    expect(nodeOf(topology(dns)).files).toEqual([
      {
        path: '/etc/resolv.conf',
        content: 'nameserver 192.0.2.53\nnameserver 2001:db8::53\nsearch lab.example\noptions rotate\n',
        mode: 0o644,
      },
    ]);
    const bound = topology(`${dns}, binds: ["r:/etc/resolv.conf"]`, { r: 'nameserver 192.0.2.1\n' });
    expect(nodeOf(bound).files.map(({ content }) => content)).toEqual(['nameserver 192.0.2.1\n']);
  });

  it('are left out with notes if they are none', () => {
    const read = topology('dns: { servers: [dns.example, "1.1.1.1\\nsearch x"], options: ["a b"] }');
    expect(nodeOf(read).files).toEqual([]);
    expect(notesOf(read, 'WARNING')).toEqual([
      "a.clab.yml:4 'dns.example' of dns.servers is left out. It is no IP address.",
      expect.stringContaining('of dns.servers is left out'),
      expect.stringContaining("'a b' of dns.options is left out. It is no word"),
    ]);
  });
});

describe('the commands of stages', () => {
  it('run in the order of the stages, those of exec among them', () => {
    const read = topology(`stages: {
      healthy: { exec: [{ command: four }] },
      configure: { exec: [{ command: three, phase: on-exit }, { command: two, target: container }] },
      create: { exec: [{ command: one __clabNodeName__, phase: on-exit }, { command: five, target: host }] } }`);
    expect(nodeOf(read).exec).toEqual(['one a', 'two', 'date', 'three', 'four']);
    expect(notesOf(read, 'WARNING')).toEqual([
      expect.stringMatching(/'five' of stage 'create' of node 'A' is left out\. Only commands in containers/),
    ]);
  });

  it('are errors if no shell could split them', () => {
    const read = topology(`stages: { create: { exec: [{ command: "a 'b" }] } }`);
    expect(notesOf(read, 'ERROR')).toEqual([expect.stringContaining("stage 'create' of node 'A'")]);
  });
});

describe('magic names', () => {
  it('in paths are those of the file, and in commands those of containers', () => {
    const read = topology('binds: ["__clabNodeName__/x:/x"], cmd: "sleep 5; __clabNodeName__"', {
      'A/x': 'x\n',
    });
    expect(notesOf(read, 'WARNING')).toEqual([]);
    expect(nodeOf(read).files.map(({ path }) => path)).toEqual(['/x']);
  });
});

describe('an image that none of ours is like', () => {
  it('is replaced with a WARNING, without its programs', () => {
    const read = readTexts({
      'a.clab.yml': 'topology:\n  nodes:\n    a: { kind: linux, image: acme/thing, cmd: thing --run }\n',
    });
    expect(nodeOf(read)).toMatchObject({ image: 'host', command: null });
    expect(notesOf(read, 'WARNING')).toEqual([
      expect.stringMatching(
        /^a\.clab\.yml:3 'cmd' of node 'a' is left out|No image here is like 'acme\/thing'/,
      ),
      expect.stringMatching(/^a\.clab\.yml:3 /),
    ]);
  });
});
